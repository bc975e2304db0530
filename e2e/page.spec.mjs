// Owns: what the shop's page says of its product: answered from its structured data, beside knowledge and without any.

import { readFile } from 'node:fs/promises';

import { expect, test } from './support/test.mjs';
import { Widget } from './support/widget.mjs';

/** One of the product pages on which the reading of pages is measured. */
const product = (name) => readFile(new URL(`../crates/hub/tests/pages/${name}.html`, import.meta.url), 'utf8');

/** The widget on a page of the shop that is `html` and nothing but a script tag. */
async function visitProduct({ page, shop, hub, html, language = 'en' }) {
  const script = `<script async src="${hub.origin}/floorwalker.js" data-hub="${hub.origin}" data-locale="${language}"></script>`;
  await page.goto(shop.put('/product', html.replace('</body>', `${script}</body>`)));
  return new Widget(page, language);
}

/** Waits until what reads the page, and the language's model, have come. */
async function arrived(page) {
  await page.waitForLoadState('networkidle');
}

test('price, stock and measures are the page’s own', async ({ page, visit }) => {
  await page.clock.setFixedTime('2026-11-05T12:00:00');
  const widget = await visit();
  await widget.open();
  await arrived(page);
  await widget.say('how much is this one');
  await expect(widget.said.last()).toHaveText('It costs ¥798, down from ¥998: you save ¥200. The offer ends on 12 November 2026.');
  await widget.say('how many S are left');
  await expect(widget.said.last()).toHaveText('S: in stock, 14 left.');
  await widget.say('chest measurement for XL');
  await expect(widget.said.last()).toHaveText(/XL 120/);
});

test('what is over is not told', async ({ page, visit }) => {
  await page.clock.setFixedTime('2026-11-13T12:00:00');
  const widget = await visit();
  await widget.open();
  await arrived(page);
  await widget.say('how much is this one');
  await expect(widget.said.last()).toHaveText('It costs ¥798, down from ¥998: you save ¥200.');
});

test('a Chinese question on the same page is answered in Chinese', async ({ page, visit }) => {
  await page.clock.setFixedTime('2026-11-05T12:00:00');
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await arrived(page);
  await widget.say('这件M码还有吗');
  await expect(widget.said.last()).toHaveText('M：缺货，预计 2026年11月20日 到货。');
});

test('a script tag without knowledge answers from a broken page what is sound', async ({ page, shop, hub }) => {
  const widget = await visitProduct({ page, shop, hub, html: await product('broken-json') });
  await widget.open();
  await arrived(page);
  await widget.say('how much is it?');
  await expect(widget.said.last()).toHaveText(/US\$1,299/);
  // What it does not say leads to a person.
  await widget.say('do you sell gift cards');
  await expect(widget.consent).toBeVisible();
});

test('a shop that changes its page without loading it anew is read anew', async ({ page, shop, hub }) => {
  const widget = await visitProduct({ page, shop, hub, html: await product('handmade-zh'), language: 'zh' });
  await widget.open();
  await arrived(page);
  await widget.say('多少钱');
  await expect(widget.said.last()).toHaveText(/268/);
  await page.evaluate(() => {
    history.pushState({}, '', '/another');
    const script = document.querySelector('script[type="application/ld+json"]');
    script.textContent = '{"@type": "Product", "name": "围巾", "offers": {"price": 59, "priceCurrency": "CNY"}}';
  });
  await widget.say('价格');
  await expect(widget.said.last()).toHaveText('现价 ¥59。');
});

test('a page that says nothing of a product costs nothing', async ({ page, visitShop }) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  const widget = await visitShop();
  await widget.open();
  await arrived(page);
  expect(fetched.filter((url) => url.includes('-facts-'))).toEqual([]);
});
