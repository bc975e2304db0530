// Owns: voices: the same answer sounds different in each, and stays the same answer.

import { readFile } from 'node:fs/promises';

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

/** Has the shop speak in this voice. */
async function speak(page, voice) {
  await page.route('**/demo/knowledge.pack', async (route) => {
    const knowledge = JSON.parse(await readFile(new URL('../public/demo/knowledge.json', import.meta.url), 'utf8'));
    delete knowledge.shop.greeting;
    knowledge.shop.voice = voice;
    await route.fulfill({ json: knowledge });
  });
}

for (const [voice, greeting, first, second] of [
  ['plain', undefined, '', ''],
  ['warm', /^亲，在的呢/, '亲，', ''],
  ['premium', /^您好，欢迎光临北岭 Northpeak/, '您好，', ''],
]) {
  test(`${voice} in Chinese`, async ({ page, visit }) => {
    await speak(page, voice);
    const widget = await visit({ language: 'zh' });
    await widget.open();
    await expect(widget.said.first()).toHaveText(greeting ?? widget.text('greeting'));
    await widget.say(entry('return-policy').zh.phrasings[0]);
    await expect(widget.said.last()).toHaveText(first + entry('return-policy').zh.answer);
    await widget.say(entry('refund-time').zh.phrasings[0]);
    await expect(widget.said.last()).toHaveText(new RegExp(`^${second}${entry('refund-time').zh.answer.slice(0, 20)}`));
  });
}

test('who is known by name is greeted so', async ({ page, visit }) => {
  await page.addInitScript(() => {
    window.floorwalker = (...words) => (window.floorwalker.q ||= []).push(words);
    window.floorwalker('visitor', { name: 'Mei' });
  });
  await speak(page, 'premium');
  const widget = await visit();
  await widget.open();
  await expect(widget.said.first()).toHaveText('Welcome back to Northpeak, Mei. How may I be of service?');
});

test('a voice that there is not is said in the console', async ({ page, visit, troubles }) => {
  troubles.allow(/there is no voice `loud`; write one of plain, warm, premium/);
  await speak(page, 'loud');
  const widget = await visit();
  await widget.open();
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(widget.text('bot-no-pack'));
});
