// Owns: a shopper asks in Chinese and is answered at once, in Chinese, by a bot that says it is one.

import { entry, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

test('a question is answered with the words of the knowledge', async ({ visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await expect(widget.panel).toHaveAccessibleName(widget.text('panel-label', { shop: shop.name.zh }));
  await expect(widget.panel.getByText(widget.text('bot-role'), { exact: true }).first()).toBeVisible();
  await widget.say('买多少可以包邮啊');
  await expect(widget.said).toHaveText([shop.greeting.zh, '买多少可以包邮啊', entry('shipping-cost').zh.answer]);
});

test('several questions are answered in their order, each by the words of its own entry', async ({ visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const expected = [shop.greeting.zh];
  for (const id of ['dispatch-time', 'return-policy', 'care-goretex']) {
    const { phrasings, answer } = entry(id).zh;
    await widget.say(phrasings[1]);
    expected.push(phrasings[1], answer);
    await expect(widget.said).toHaveText(expected);
  }
});

test('suggested questions are in Chinese and are answered with a tap', async ({ visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const { answer, phrasings } = entry(shop.suggestions[1]).zh;
  await widget.chip(phrasings[0]).click();
  await expect(widget.said).toHaveText([shop.greeting.zh, phrasings[0], answer]);
});

test('a conversation with the bot is there again after a reload', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const { answer, phrasings } = entry('return-policy').zh;
  await widget.say(phrasings[0]);
  await expect(widget.said.last()).toHaveText(answer);
  await page.reload();
  await widget.open();
  await expect(widget.said).toHaveText([shop.greeting.zh, phrasings[0], answer]);
});
