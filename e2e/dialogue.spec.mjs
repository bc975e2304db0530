// Owns: a conversation with the bot that is more than single questions: several at once, what goes on from before, small talk, a
// choice that holds nothing right, and who is called when it gets serious.

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

/** A widget whose English model has arrived. */
async function understanding(page, visitShop) {
  const arrives = page.waitForResponse((response) => response.url().endsWith('.fwlm'));
  const widget = await visitShop();
  await widget.open();
  await (await arrives).finished();
  return widget;
}

test('two questions in one message are both answered, in their order', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  const [first, second] = [entry('shipping-cost').en, entry('return-policy').en];
  await widget.say(`${first.phrasings[0]} ${second.phrasings[0]}`);
  await expect(widget.said.last()).toHaveText(`${first.answer}\n\n${second.answer}`, { useInnerText: true });
});

test('what goes on from the question before is read with it', async ({ page, visitShop }) => {
  const widget = await understanding(page, visitShop);
  await expect(async () => {
    await widget.say('How many days until my parcel arrives?');
    await widget.say('and to Tibet?');
    await expect(widget.said.last()).toHaveText(entry('shipping-time').en.answer, { timeout: 1000 });
  }).toPass();
});

test('small talk is answered in kind and leaves the matter where it was', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say('thank you so much!');
  await expect(widget.said.last()).toHaveText(/welcome|Glad/);
  await expect(widget.consent).toHaveCount(0);
});

test('none of a choice leads to a person, for the question as it was asked', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say('can I get it');
  await expect(widget.said.last()).toHaveText(widget.text('bot-which'));
  await widget.chip(widget.text('none-of-these')).click();
  await expect(widget.said.last()).toHaveText(widget.text('bot-none'));
  await expect(widget.consent).toBeVisible();
});

test('who asks the same again is not told the same again', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  const [question] = entry('return-policy').en.phrasings;
  await widget.say(question);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  await widget.say(question);
  await expect(widget.said.last()).not.toHaveText(entry('return-policy').en.answer);
});

test('a grave matter is for a person, however well the words match', async ({ visit }) => {
  const widget = await visit();
  await widget.open();
  await widget.say('the stove exploded and my hand is burnt, can I return it?');
  await expect(widget.said.last()).toHaveText(widget.text('bot-sensitive'));
  await expect(widget.consent).toBeVisible();
});
