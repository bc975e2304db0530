// Owns: the hub is away. Answers still come, the handoff says honestly what happens, and what was promised is
// delivered.

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';
import { SOCKET_REFUSED } from './support/troubles.mjs';

const QUESTION = 'Can you help me?';
/** Longer than the widget waits between two attempts after an outage as short as these. */
const RECONNECT = { timeout: 30_000 };

test.beforeEach(({ troubles }) => {
  troubles.allow(SOCKET_REFUSED);
});

/** What makes the shop serve the widget's files itself, so that they outlive the hub. */
const OWN_FILES = { src: '/floorwalker.js', 'data-knowledge': '/demo/knowledge.pack' };

test('answers come, and a handoff waits on the device until the hub is back', async ({
  page,
  visitShop,
  hub,
  agent,
}) => {
  await hub.kill();
  const widget = await visitShop({ attributes: OWN_FILES });
  await widget.open();
  const { answer, phrasings } = entry('return-policy').en;
  await widget.say(phrasings[0]);
  await expect(widget.said.last()).toHaveText(answer);

  await widget.person.click();
  await widget.agree.click();
  await expect(widget.status).toHaveText(widget.text('state-away'));
  await expect(widget.log).toContainText(widget.text('delivery-sending'));

  // What is promised is kept: the bot goes on answering, and a reload loses nothing.
  await widget.say(phrasings[1]);
  await expect(widget.said.last()).toHaveText(answer);
  await page.reload();
  await widget.open();
  await expect(widget.status).toHaveText(widget.text('state-away'));

  await hub.restart();
  const desk = await agent('Lin');
  await expect(desk.queue.getByRole('link')).toHaveCount(1, RECONNECT);
  await expect(widget.status).toContainText(widget.text('state-next'));
  await expect(widget.log).not.toContainText(widget.text('delivery-sending'));
  await desk.take(phrasings[1]);
  // Exactly once, and what was said after it as well.
  await expect(desk.said).toHaveText([phrasings[0], answer, phrasings[1]]);
  await desk.say('Of course.');
  await expect(widget.said.last()).toHaveText('Of course.');
  await expect(desk.queue).toContainText(desk.text('queue-empty'));
});

test('a hub killed amid a conversation comes back, and nothing is lost or doubled on either side', async ({
  visitShop,
  hub,
  agent,
}) => {
  const desk = await agent('Lin');
  const widget = await visitShop({ attributes: OWN_FILES });
  await widget.open();
  await widget.handOver(QUESTION);
  await desk.take(QUESTION);
  await desk.say('Of course.');
  await widget.say('With a tent?');
  await expect(desk.said).toHaveText([QUESTION, 'Of course.', 'With a tent?']);

  await hub.kill();
  await expect(widget.status).toHaveText(widget.text('state-lost'));
  await expect(desk.page.getByText(desk.text('connection-waiting-note'))).toBeVisible();
  await widget.say('Hello?');
  await desk.say('With tents, too.');
  await expect(widget.log).toContainText(widget.text('delivery-sending'));
  await expect(desk.transcript).toContainText(desk.text('sending-offline'));

  await hub.restart();
  await expect(widget.said.filter({ hasText: 'With tents, too.' })).toHaveCount(1, RECONNECT);
  await expect(desk.said.filter({ hasText: 'Hello?' })).toHaveCount(1, RECONNECT);
  await expect(desk.transcript).not.toContainText(desk.text('sending-offline'));
  await widget.say('Thank you!');
  await expect(desk.said).toHaveCount(6);
  await expect(desk.said.last()).toHaveText('Thank you!');
  // Which of the two came first is the hub's to say, and the same for both.
  const [greeting, announcement] = [await widget.said.nth(0).textContent(), widget.text('bot-requested')];
  await expect(widget.said).toHaveText([greeting, announcement, ...(await desk.said.allTextContents())]);
});

test('a page opened long before finds its answers when the hub has died since', async ({ hub, visit }) => {
  const widget = await visit();
  await widget.open();
  const { answer, phrasings } = entry('shipping-cost').en;
  await expect(widget.chip(entry('dispatch-time').en.phrasings[0])).toBeVisible();
  // What is fetched in the background, for when it is needed, is here after a while.
  await widget.page.waitForLoadState('networkidle');
  await hub.kill();
  await widget.say(phrasings[0]);
  await expect(widget.said.last()).toHaveText(answer);
  await widget.person.click();
  await widget.agree.click();
  await expect(widget.status).toHaveText(widget.text('state-away'));
  // What never reached anybody can be ended as well.
  await widget.end.click();
  await widget.panel.getByRole('button', { name: widget.text('end-agree'), exact: true }).click();
  await expect(widget.person).toBeVisible();
});

test('what leads to people is tried again when it cannot be fetched', async ({ page, troubles, visit }) => {
  troubles.allow(/floorwalker-people-|Failed to fetch|ERR_FAILED/);
  let refused = 0;
  await page.route('**/floorwalker-people-*.wasm', (route) => {
    refused += 1;
    return refused < 3 ? route.abort() : route.continue();
  });
  const widget = await visit();
  await widget.open();
  await widget.person.click();
  await expect(widget.log.getByText(widget.text('people-coming'), { exact: true })).toBeVisible();
  await expect(widget.consent).toBeVisible();
  expect(refused).toBe(3);
});
