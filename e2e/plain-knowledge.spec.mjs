// Owns: knowledge that the browser reads as the merchant wrote it, without a pack: it answers, and what is wrong with it is said
// in the console, by entry.

import { readFile } from 'node:fs/promises';

import { entry, jsonLines } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

/** Serves `body` in the place of the page's pack. */
async function serve(page, body) {
  await page.route('**/demo/knowledge.pack', (route) => route.fulfill({ body, contentType: 'application/json' }));
}

/** Opens the panel and waits for the console to complain. */
async function complaint(page, widget) {
  const complains = page.waitForEvent('console', (message) => message.type() === 'error');
  await widget.open();
  return (await complains).text();
}

test('a knowledge file answers as its pack does', async ({ page, visitShop }) => {
  await page.route('**/demo/knowledge.pack', (route) =>
    route.continue({ url: route.request().url().replace('.pack', '.json') }));
  const widget = await visitShop();
  await widget.open();
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
});

test('its look-ups and its voice too', async ({ page, visit }) => {
  await page.route('**/demo/knowledge.pack', async (route) => {
    const knowledge = JSON.parse(await readFile(new URL('../public/demo/knowledge.json', import.meta.url), 'utf8'));
    knowledge.shop.voice = { base: 'warm', name: 'Northie', lines: { thanks: { en: ['{self} says: any time!'] } } };
    await route.fulfill({ json: knowledge });
  });
  const widget = await visit();
  await widget.open();
  await widget.say('Where is my parcel?');
  await widget.say('NP20261102 0137');
  await expect(widget.said.last()).toHaveText(/^Sure! Order NP20261102 is being packed/);
  await widget.say('thank you');
  await expect(widget.said.last()).toHaveText('Northie says: any time!');
});

test('an entry a line does too', async ({ page, visitShop }) => {
  await serve(page, jsonLines());
  const widget = await visitShop();
  await widget.open();
  await widget.say(entry('refund-time').zh.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('refund-time').zh.answer);
});

for (const [what, body, said] of [
  ['that is no JSON', '{"entries": [', /knowledge\.pack: no JSON, neither as a whole nor line 1/],
  ['whose second entry has no id', '{"entries": [{"id": "a", "en": {"phrasings": ["b"], "answer": "c"}}, {}]}', /entry 2: has no "id"/],
  ['whose answer is a number', '{"id": "a", "en": {"phrasings": ["b"], "answer": 3}}', /entry 1: its "answer" is no text/],
  ['without entries', '{"entries": []}', /it holds no entry/],
]) {
  test(`a file ${what} is refused with a word in the console`, async ({ page, visitShop, troubles }) => {
    troubles.allow(/knowledge\.pack/);
    await serve(page, body);
    const widget = await visitShop();
    expect(await complaint(page, widget)).toMatch(said);
  });
}
