// Owns: what the language models bring to a shopper: damaged words and new wordings are understood once a model has arrived,
// each model is fetched once and only when it is needed, and the widget answers without any.

import { entry, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

/** The models that a page asked for, by language. */
function watchModels(page) {
  const asked = [];
  page.on('request', (request) => {
    const [, language] = /floorwalker-(\w+)-[0-9a-f]+\.fwlm$/.exec(request.url()) ?? [];
    if (language) asked.push(language);
  });
  return asked;
}

test('a model is fetched when its language is needed, once', async ({ page, visitShop }) => {
  const asked = watchModels(page);
  const arrives = page.waitForResponse((response) => response.url().endsWith('.fwlm'));
  const widget = await visitShop();
  await widget.open();
  await arrives;
  expect(asked).toEqual(['en']);
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  expect(asked).toEqual(['en']);
  const other = page.waitForResponse((response) => response.url().includes('floorwalker-zh-'));
  await widget.say(entry('return-policy').zh.phrasings[0]);
  await other;
  await widget.say(entry('return-policy').zh.phrasings[1]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').zh.answer);
  expect(asked).toEqual(['en', 'zh']);
});

test('words that the shop never used are understood once the model is there', async ({ page, visitShop }) => {
  const arrives = page.waitForResponse((response) => response.url().endsWith('.fwlm'));
  const widget = await visitShop();
  await widget.open();
  await (await arrives).finished();
  await expect(async () => {
    await widget.say('whn wil my refnud arive');
    await expect(widget.said.last()).toHaveText(entry('refund-time').en.answer, { timeout: 1000 });
  }).toPass();
});

test('without any model the widget answers all the same', async ({ page, visitShop, troubles }) => {
  troubles.allow(/\.fwlm/);
  await page.route('**/*.fwlm', (route) => route.abort());
  const widget = await visitShop();
  await widget.open();
  await expect(widget.chip(entry(shop.suggestions[0]).en.phrasings[0])).toBeVisible();
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
});
