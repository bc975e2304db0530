// Owns: what the bot cannot answer goes to a person, with the shopper's consent, and nothing of it is lost or doubled.

import { entry, OUT_OF_SCOPE } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const QUESTION = OUT_OF_SCOPE;

test('an agent takes over, both talk, the shopper reloads, and the bot is there again in the end', async ({
  page,
  visit,
  agent,
}) => {
  const desk = await agent('Lin');
  const widget = await visit();
  await widget.open();
  const { answer, phrasings } = entry('shipping-cost').en;
  await widget.say(phrasings[0]);
  await expect(widget.said.last()).toHaveText(answer);

  // What the bot does not know, it offers to pass on, and shows what that is.
  await widget.say(QUESTION);
  await expect(widget.consent).toBeVisible();
  const offer = await widget.said.last().textContent();
  await widget.sent.click();
  for (const words of [QUESTION, phrasings[0], answer, await page.title(), new URL(page.url()).pathname]) {
    await expect(widget.consent).toContainText(words);
  }
  await widget.agree.click();
  await expect(widget.notice('notice-passed-on')).toBeVisible();
  await expect(widget.status).toContainText(widget.text('state-next'));
  await expect(widget.status).toContainText(widget.text('state-agents', { count: 1 }));

  // The agent reads what came, before and after taking it.
  await desk.waiting(QUESTION).click();
  for (const words of [QUESTION, await page.title(), 'en']) {
    await expect(desk.packet).toContainText(words);
  }
  const reason = (key) => desk.packet.getByText(desk.text(key), { exact: true });
  await expect(reason('reason-unknown-long').or(reason('reason-low-confidence-long'))).toBeVisible();
  await expect(desk.packet.getByRole('meter').first()).toBeVisible();
  const before = [phrasings[0], answer, QUESTION];
  await expect(desk.said).toHaveText(before);
  await desk.button('take').click();
  await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();

  // Messages and typing go both ways.
  await desk.composer.pressSequentially('Habari');
  await expect(widget.log).toContainText(widget.text('agent-typing', { name: 'Lin' }));
  await desk.say('Habari, they say.');
  await expect(widget.said.last()).toHaveText('Habari, they say.');
  await expect(widget.log).not.toContainText(widget.text('agent-typing', { name: 'Lin' }));
  await widget.composer.pressSequentially('Thank');
  await expect(desk.thread).toContainText(desk.text('shopper-typing'));
  await widget.say('Thank you!');
  await expect(desk.said).toHaveText([...before, 'Habari, they say.', 'Thank you!']);
  await expect(widget.log).toContainText(widget.text('delivery-sent'));

  // A reload loses and doubles nothing, even what is said meanwhile.
  const greeting = await widget.said.first().textContent();
  await page.goto('about:blank');
  await expect(desk.thread).toContainText(desk.text('shopper-away'));
  await desk.say('Do you travel?');
  await page.goBack();
  // What was said meanwhile is counted on the launcher.
  await widget.unread(1).click();
  const all = [...before, offer, 'Habari, they say.', 'Thank you!', 'Do you travel?'];
  await expect(widget.said).toHaveText([greeting, ...all]);
  await expect(desk.thread).toContainText(desk.text('shopper-here'));
  await widget.say('A little.');
  await expect(desk.said.last()).toHaveText('A little.');
  await desk.say('Enjoy!');
  await expect(widget.said).toHaveText([greeting, ...all, 'A little.', 'Enjoy!']);

  // The agent closes; the bot answers again, and people can be had again.
  await desk.close();
  await expect(widget.notice('notice-ended-by-shop')).toBeVisible();
  await widget.say(phrasings[1]);
  await expect(widget.said.last()).toHaveText(answer);
  await expect(desk.said.last()).toHaveText('Enjoy!');
  await widget.handOver('And goodbye?');
  await desk.take('And goodbye?');
  await desk.say('Kwaheri.');
  await expect(widget.said.last()).toHaveText('Kwaheri.');
});

test('declining sends nothing', async ({ page, visit, agent }) => {
  const desk = await agent('Lin');
  const sockets = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const widget = await visit();
  const requests = [];
  await widget.open();
  await widget.say(QUESTION);
  await expect(widget.consent).toBeVisible();
  page.on('request', (request) => requests.push(request.url()));
  await widget.decline.click();
  await expect(widget.consent).toHaveCount(0);
  await expect(widget.said.last()).toHaveText(widget.text('bot-declined'));
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  expect([...requests, ...sockets]).toEqual([]);
  await expect(desk.queue).toContainText(desk.text('queue-empty'));
});

test('a person can be had at any time, also before any question', async ({ visit, agent }) => {
  const desk = await agent('Lin', { language: 'zh', locale: 'zh-CN' });
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await widget.person.click();
  await expect(widget.said.last()).toHaveText(widget.text('bot-requested'));
  await widget.consent.getByRole('textbox', { name: widget.text('consent-contact') }).fill('zhou@shop.example');
  await widget.agree.click();
  await desk.queue.getByRole('link').click();
  await expect(desk.packet).toContainText(desk.text('reason-requested-long'));
  await expect(desk.packet).toContainText('zhou@shop.example');
  await desk.button('take').click();
  await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();
  await desk.say('您好，请讲。');
  await expect(widget.said.last()).toHaveText('您好，请讲。');
});

test('each shopper is told their place in the queue, and moves up', async ({ visit, agent, openPage }) => {
  const first = await visit();
  await first.open();
  await first.handOver('The first in the queue is me.');
  await expect(first.status).toContainText(first.text('state-no-agents'));
  const second = await visit({ page: await openPage() });
  await second.open();
  await second.handOver('Then the second is me.');
  const desk = await agent('Lin');
  await expect(first.status).toContainText(first.text('state-next'));
  await expect(second.status).toContainText(second.text('state-position', { position: 2 }));
  await expect(second.status).toContainText(second.text('state-agents', { count: 1 }));
  await desk.take('The first in the queue is me.');
  await expect(first.notice('notice-joined', { name: 'Lin' })).toBeVisible();
  await expect(second.status).toContainText(second.text('state-next'));
  await desk.say('Only for the first.');
  await expect(first.said.last()).toHaveText('Only for the first.');
  await expect(second.log).not.toContainText('Only for the first.');
});

test('a shopper who has closed the panel sees that something came, and ends the chat when they want', async ({
  visit,
  agent,
}) => {
  const desk = await agent('Lin');
  const widget = await visit();
  await widget.open();
  await widget.handOver(QUESTION);
  await desk.take(QUESTION);
  await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();
  await widget.close.click();
  await desk.say('Are you there?');
  const unread = widget.unread(1);
  await unread.click();
  await expect(widget.said.last()).toHaveText('Are you there?');
  await widget.end.click();
  await widget.panel.getByRole('button', { name: widget.text('end-agree'), exact: true }).click();
  await expect(widget.notice('notice-ended-by-shopper')).toBeVisible();
  await expect(desk.thread).toContainText(desk.text('closed-note'));
  await expect(widget.person).toBeVisible();
});

// The hub's word that it has the shopper's message may overtake what the agent said before it.
test('what both say at the same moment stands in the same order on both sides', async ({ page, visit, agent }) => {
  let isHeld = false;
  const held = [];
  await page.routeWebSocket(/\/v1\/visitor$/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isHeld && JSON.parse(message).type === 'event') held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  const desk = await agent('Lin');
  const widget = await visit();
  await widget.open();
  await widget.handOver('Can you help me?');
  await desk.take('Can you help me?');
  await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();
  isHeld = true;
  await desk.say('Of course.');
  await expect.poll(() => held.length).toBe(1);
  await widget.say('Please!');
  await expect(desk.said.last()).toHaveText('Please!');
  await expect(widget.log).not.toContainText(widget.text('delivery-sending'));
  isHeld = false;
  held.forEach((send) => send());
  const all = ['Can you help me?', 'Of course.', 'Please!'];
  await expect(desk.said).toHaveText(all);
  const greeting = await widget.said.first().textContent();
  await expect(widget.said).toHaveText([greeting, widget.text('bot-requested'), ...all]);
});

// Others ran script in a visitor's message, in the page's title, in the saved transcript and in an agent's reply
// (CVE-2020-9758, CVE-2017-1000059, CVE-2026-13731).
test('markup is shown as text on both sides', async ({ page, visit, agent }) => {
  const desk = await agent('<b>Lin</b>');
  const markup = '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>';
  const widget = await visit();
  await page.evaluate((title) => (document.title = title), markup);
  await widget.open();
  await widget.say(`${markup} ${QUESTION}`);
  await expect(widget.said).toHaveCount(3);
  await widget.person.click();
  await widget.agree.click();
  await desk.queue.getByRole('link').click();
  await expect(desk.packet.getByRole('link', { name: markup })).toBeVisible();
  await expect(desk.packet.getByRole('blockquote')).toHaveText(`${markup} ${QUESTION}`);
  await desk.button('take').click();
  await expect(widget.notice('notice-joined', { name: '<b>Lin</b>' })).toBeVisible();
  await desk.say(markup);
  await expect(widget.said.last()).toHaveText(markup);
  await widget.say(`${markup}!`);
  await expect(desk.said.last()).toHaveText(`${markup}!`);
  // The same after a reload, from what was kept on the device.
  await page.reload();
  await widget.open();
  await expect(widget.said.last()).toHaveText(`${markup}!`);
  for (const side of [page, desk.page]) {
    await expect(side.getByRole('img', { name: 'x' })).toHaveCount(0);
    await expect(side).not.toHaveTitle('pwned');
  }
});
