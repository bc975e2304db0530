// Owns: shops with strict content policies, on another origin than the widget's files and the hub.

import { entry, OUT_OF_SCOPE } from './support/knowledge.mjs';
import { shopPage } from './support/shop.mjs';
import { expect, test } from './support/test.mjs';
import { Widget } from './support/widget.mjs';

const NONCE = 'bm9uY2U';
const connect = (hub) => `connect-src ${hub} ${hub.replace('http', 'ws')}`;

const POLICIES = {
  'an allow-list': (hub) => `default-src 'none'; script-src ${hub} 'wasm-unsafe-eval'; ${connect(hub)}`,
  'a nonce and strict-dynamic': (hub) =>
    `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; ${connect(hub)}`,
  'trusted types, none of which may be made': (hub) =>
    `default-src 'none'; script-src ${hub} 'wasm-unsafe-eval'; ${connect(hub)}; ` +
    "require-trusted-types-for 'script'; trusted-types 'none'",
};

for (const [name, policy] of Object.entries(POLICIES)) {
  test(`under ${name} questions are answered and people are reached`, async ({ page, shop, hub, agent }) => {
    const desk = await agent('Lin');
    await page.goto(putShop(shop, hub, policy(hub.origin)));
    const widget = new Widget(page);
    await widget.open();
    await widget.say(entry('return-policy').en.phrasings[0]);
    await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
    // No style-src is needed: the launcher and the panel look as they should.
    await expect(widget.composer).toHaveCSS('font-size', '16px');
    await widget.handOver(OUT_OF_SCOPE.en);
    await desk.take(OUT_OF_SCOPE.en);
    await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();
    await desk.say('Bobby Fischer.');
    await expect(widget.said.last()).toHaveText('Bobby Fischer.');
    await widget.say('Thank you!');
    await expect(desk.said.last()).toHaveText('Thank you!');
  });
}

test("without 'wasm-unsafe-eval' the launcher stays and offers another way", async ({
  page,
  shop,
  hub,
  troubles,
}) => {
  // The loader says so to the shop's developers; Chromium may add the violation itself.
  troubles.allow(/^warning: floorwalker: the widget could not be loaded/);
  troubles.allow(/^error: .*Content Security Policy/);
  const policy = `default-src 'none'; script-src ${hub.origin}; ${connect(hub.origin)}`;
  await page.goto(putShop(shop, hub, policy));
  const widget = new Widget(page);
  await widget.launcher.click();
  await expect(widget.panel.getByRole('alert')).toBeVisible();
  const way = widget.panel.getByRole('link', { name: 'help@northpeak.example' });
  await expect(way).toHaveAttribute('href', 'mailto:help@northpeak.example');
  await widget.composer.fill('Is anybody there?');
  await widget.composer.press('Enter');
  await expect(widget.log.getByText('Is anybody there?')).toBeVisible();
  await expect(way).toBeVisible();
});

test('a shop that the hub was not told of gets answers, and is told that people cannot be reached', async ({
  page,
  shop,
  hub,
  troubles,
}) => {
  troubles.allow(/^error: WebSocket connection to 'ws:.*\/v1\/visitor' failed: .*403/);
  // The same server under another name is another origin.
  await page.goto(putShop(shop, hub, '').replace('127.0.0.1', 'localhost'));
  const widget = new Widget(page);
  await widget.open();
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  await widget.say(OUT_OF_SCOPE.en);
  await widget.agree.click();
  await expect(widget.status).toHaveText(widget.text('state-away'));
});

/** Puts a shop's page under `policy`; gives back its address. */
function putShop(shop, hub, policy) {
  const attributes = {
    src: `${hub.origin}/floorwalker.js`,
    nonce: NONCE,
    'data-knowledge': `${hub.origin}/demo/knowledge.pack`,
    'data-hub': hub.origin,
    'data-contact': 'mailto:help@northpeak.example',
  };
  return shop.put('/jacket', shopPage(attributes), { 'content-security-policy': policy });
}
