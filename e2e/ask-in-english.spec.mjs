// Owns: a shopper asks in English and is answered on the device, without anything leaving it.

import { entry, entryWith, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

test('a question is answered with the words of the knowledge', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await expect(widget.panel).toHaveAccessibleName(widget.text('panel-label', { shop: shop.name.en }));
  await widget.say('how much is shipping within mainland china');
  await expect(widget.said).toHaveText([
    shop.greeting.en,
    'how much is shipping within mainland china',
    entry('shipping-cost').en.answer,
  ]);
  await expect(widget.composer).toHaveValue('');
});

test('suggested questions are answered with a tap, and go away', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  const [id] = shop.suggestions;
  const { answer, phrasings } = entry(id).en;
  await widget.chip(phrasings[0]).click();
  await expect(widget.said).toHaveText([shop.greeting.en, phrasings[0], answer]);
  await expect(widget.log.getByRole('button')).toHaveCount(0);
});

test('a question between several answers is asked back, and a tap decides', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say('can I get it');
  await expect(widget.said.last()).toHaveText(widget.text('bot-which'));
  const chip = widget.log.getByRole('button').first();
  const { answer } = entryWith(await chip.innerText()).en;
  await chip.click();
  await expect(widget.said.last()).toHaveText(answer);
});

test('a question in Chinese is answered in Chinese, whatever the language of the page', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say('满多少包邮');
  await expect(widget.said.last()).toHaveText(entry('shipping-cost').zh.answer);
});

test('nothing is kept before the first message, and no question leaves the device', async ({ page, hub, visit }) => {
  const requests = [];
  const sockets = [];
  page.on('request', (request) => requests.push(request));
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const widget = await visit();
  await widget.open();
  await expect(widget.chip(entry(shop.suggestions[0]).en.phrasings[0])).toBeVisible();
  await expect.poll(() => kept(page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
  expect(await page.context().cookies()).toEqual([]);

  await widget.say('Do you offer free shipping?');
  await expect(widget.said.last()).toHaveText(entry('shipping-cost').en.answer);
  expect(sockets).toEqual([]);
  const files = [
    '/demo/?lang=en',
    '/demo/icon.svg',
    '/demo/knowledge.pack',
    '/demo/locale.js',
    '/demo/orders.js',
    '/demo/shop.css',
    '/floorwalker.js',
    expect.stringMatching(/^\/floorwalker-[0-9a-f]+\.js$/),
    expect.stringMatching(/^\/floorwalker-[0-9a-f]+_bg\.wasm$/),
    expect.stringMatching(/^\/floorwalker-(people|facts|office|chunk_\d+)-[0-9a-f]+\.wasm$/),
    expect.stringMatching(/^\/floorwalker-en-[0-9a-f]+\.fwlm$/),
  ];
  for (const request of requests) {
    const { origin, pathname, search } = new URL(request.url());
    expect([request.method(), origin, request.postData()]).toEqual(['GET', hub.origin, null]);
    expect(files).toContainEqual(pathname + search);
  }
});

/** How much the page keeps on the device, by place. */
function kept(page) {
  return page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
}
