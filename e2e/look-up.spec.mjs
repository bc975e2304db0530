// Owns: what the shop looks up while the shopper waits: asked for by a form or in words, checked, masked, told, and passed on where it
// fails.

import AxeBuilder from '@axe-core/playwright';

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const ASK = entry('order-tracking').en.phrasings[1];

/** Knowledge of one entry with a look-up at an address of the shop's. */
const plain = (lookup) =>
  JSON.stringify({
    lookups: [
      {
        name: 'order',
        fields: [
          { name: 'email', kind: 'email', label: 'E-mail', from: 'visitor.email' },
          { name: 'branch', options: ['Berlin', 'Bonn'], label: 'Branch' },
        ],
        ...lookup,
      },
    ],
    entries: [
      {
        id: 'order',
        lookup: 'order',
        en: {
          phrasings: [ASK],
          answer: 'It is {{order.status}}{{#if order.days}}, {{order.days}} days to go{{/if}}.',
          failed: 'The register is closed.',
        },
      },
    ],
  });

/** The form's fields and buttons. */
const form = (widget) => ({
  field: (label) => widget.log.getByLabel(label, { exact: true }),
  send: widget.log.getByRole('button', { name: widget.text('form-send'), exact: true }),
  cancel: widget.log.getByRole('button', { name: widget.text('form-cancel'), exact: true }),
});

/** The widget on a shop's page whose knowledge is `lookup`'s, where the address answers with `answer`. */
async function visitPlain({ page, visitShop, lookup = { url: '/api/order' }, answer }) {
  const asked = [];
  await page.route('**/demo/knowledge.pack', (route) =>
    route.fulfill({ body: plain(lookup), contentType: 'application/json' }));
  await page.route('**/api/order*', (route) => {
    asked.push({ url: route.request().url(), body: route.request().postData(), method: route.request().method() });
    return answer(route);
  });
  const widget = await visitShop();
  await widget.open();
  await widget.say(ASK);
  await expect(form(widget).send).toBeVisible();
  return { widget, asked };
}

test('an order is looked up by a form, and its last digits are kept masked', async ({ page, visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say(ASK);
  const { field, send } = form(widget);
  await field('Order number').fill('NP2026110');
  await field('Last four digits of your phone number').fill('0137');
  await send.click();
  // What is wrong is said beside it, and it has the focus.
  await expect(field('Order number')).toBeFocused();
  await expect(field('Order number')).toHaveAccessibleDescription(/An order number is NP and 8 digits/);
  await expect(field('Last four digits of your phone number')).toHaveValue('0137');
  await field('Order number').fill('np20261101');
  await field('Order number').press('Enter');
  await expect(widget.said.last()).toHaveText(/^Order NP20261101 is with SF Express under SF1378000255, due on 26 November 2026\./);
  await expect(widget.said.last()).toHaveText(/Total ¥798$/);
  await expect(send).toBeHidden();
  await expect(widget.log).not.toContainText('0137');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).toContain('•••7');
  expect(kept).not.toContain('0137');
});

test('the number can be written in place of the form, and what is not there is asked for again', async ({ visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await widget.say('我的快递到哪了');
  const { field, send } = form(widget);
  await expect(send).toBeVisible();
  await widget.say('单号是NP20269999');
  await expect(field('订单号')).toHaveValue('NP20269999');
  await widget.say('0137');
  await expect(widget.said.last()).toHaveText(/没有查到订单 NP20269999/);
  await field('订单号').fill('NP20261102');
  await send.click();
  await expect(widget.said.last()).toHaveText(/正在配货，最晚 2026年11月24日发出。\n· 美丽奴羊毛袜 × 3\n· 羽绒专用洗涤剂 × 1\n合计 ¥417/);
});

test('nothing leaves the device before the form is sent, and then by POST to the shop alone', async ({ page, visitShop }) => {
  const { widget, asked } = await visitPlain({
    page,
    visitShop,
    answer: (route) => route.fulfill({ json: { status: 'packed', days: 3 } }),
  });
  const { field, send } = form(widget);
  await field('E-mail').fill('mei@lin.example');
  await field('Branch').selectOption('Bonn');
  expect(asked).toEqual([]);
  await send.click();
  await expect(widget.said.last()).toHaveText('It is packed, 3 days to go.');
  expect(asked.map(({ url, ...rest }) => ({ path: new URL(url).pathname + new URL(url).search, ...rest }))).toEqual([
    { path: '/api/order', method: 'POST', body: '{"email":"mei@lin.example","branch":"Bonn"}' },
  ]);
});

test('what the shop knows of its visitor is not asked for, and GET puts the fields into the address', async ({ page, visitShop }) => {
  await page.addInitScript(() => {
    window.floorwalker = (...words) => (window.floorwalker.q ||= []).push(words);
    window.floorwalker('visitor', { email: 'mei+lin@lin.example', born: new Date(0) });
  });
  const { widget, asked } = await visitPlain({
    page,
    visitShop,
    lookup: { url: '/api/order?shop=1', method: 'GET' },
    answer: (route) => route.fulfill({ json: { status: 'packed' } }),
  });
  await expect(form(widget).field('E-mail')).toBeHidden();
  await form(widget).field('Branch').selectOption('Berlin');
  await form(widget).send.click();
  await expect(widget.said.last()).toHaveText('It is packed.');
  expect(new URL(asked[0].url).search).toBe('?shop=1&email=mei%2Blin%40lin.example&branch=Berlin');
});

for (const [what, answer, allowed] of [
  ['answers with an error', (route) => route.fulfill({ status: 500, body: 'no' }), /500/],
  ['answers with no JSON', (route) => route.fulfill({ body: '<html>' }), undefined],
  ['cannot be reached', (route) => route.abort(), /ERR_FAILED/],
  ['lacks what the answer tells', (route) => route.fulfill({ json: { days: 3 } }), undefined],
  ['does not answer in time', (route) => new Promise((done) => setTimeout(done, 4000)).then(() => route.abort()).catch(() => {}), undefined],
]) {
  test(`a look-up that ${what} leads to a person`, async ({ page, visitShop, troubles }) => {
    if (allowed) troubles.allow(allowed);
    const { widget } = await visitPlain({ page, visitShop, lookup: { url: '/api/order', timeout: 1 }, answer });
    await form(widget).field('E-mail').fill('mei@lin.example');
    await form(widget).field('Branch').selectOption('Bonn');
    await form(widget).send.click();
    await expect(widget.said.nth(-2)).toHaveText('The register is closed.');
    await expect(widget.said.last()).toHaveText(widget.text('bot-no-data'));
    await expect(widget.consent).toBeVisible();
    await widget.sent.click();
    await expect(widget.consent).toContainText(ASK);
  });
}

test('a look-up that finds nothing asks again, and one that is not wanted any more ends', async ({ page, visitShop, troubles }) => {
  troubles.allow(/404/);
  const { widget } = await visitPlain({ page, visitShop, answer: (route) => route.fulfill({ status: 404 }) });
  await form(widget).field('E-mail').fill('mei@lin.example');
  await form(widget).field('Branch').selectOption('Bonn');
  await form(widget).send.click();
  await expect(form(widget).field('E-mail')).toHaveValue('mei@lin.example');
  await form(widget).cancel.click();
  await expect(form(widget).send).toBeHidden();
  await expect(widget.said.last()).toHaveText(/no look-up|leave it at that/);
});

test('a function of the page that throws, or that returns nothing, is as a look-up that fails or finds nothing', async ({ page, visitShop }) => {
  await page.addInitScript(() => {
    window.floorwalker = (...words) => (window.floorwalker.q ||= []).push(words);
    window.floorwalker('lookup', 'order', ({ branch }) => {
      if (branch === 'Bonn') throw new Error('closed');
    });
  });
  const { widget, asked } = await visitPlain({ page, visitShop, answer: (route) => route.abort() });
  await form(widget).field('E-mail').fill('mei@lin.example');
  await form(widget).field('Branch').selectOption('Berlin');
  await form(widget).send.click();
  await expect(form(widget).field('Branch')).toHaveValue('Berlin');
  await form(widget).field('Branch').selectOption('Bonn');
  await form(widget).send.click();
  await expect(widget.said.nth(-2)).toHaveText('The register is closed.');
  expect(asked).toEqual([]);
});

test('a question that needs the office waits for it, and is answered when it comes after all', async ({ page, visit, troubles }) => {
  troubles.allow(/office|Failed to fetch/);
  let isThere = false;
  await page.route('**/floorwalker-office-*', (route) => (isThere ? route.continue() : route.abort()));
  const widget = await visit();
  await widget.open();
  await widget.say(ASK);
  await expect(widget.said.last()).toHaveText(widget.text('bot-no-pack'));
  // What takes no office is answered all the same.
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  isThere = true;
  await widget.say(ASK);
  await expect(form(widget).send).toBeVisible();
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 375, height: 667 }, contextOptions: { reducedMotion: 'reduce' } });

    test('axe has nothing against the form, empty or with something wrong in it', async ({ page, visit }) => {
      const widget = await visit();
      await widget.open();
      await widget.say(ASK);
      const { field, send } = form(widget);
      await expect(send).toBeVisible();
      const check = async () => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
      await check();
      await send.click();
      await expect(field('Order number')).toBeFocused();
      await check();
    });
  });
}
