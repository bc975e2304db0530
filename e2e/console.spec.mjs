// Owns: agents at the console: logging in and out, sharing the queue, coming back to the same place.

import { Desk } from './support/desk.mjs';
import { expect, test } from './support/test.mjs';

const QUESTION = 'Can you help me?';

/** A shopper who waits for a person. */
async function wait(visit, openPage) {
  const widget = await visit({ page: await openPage() });
  await widget.open();
  await widget.handOver(QUESTION);
  return widget;
}

test('a wrong password is said clearly, a wrong name no differently, and the right ones let in', async ({
  page,
  hub,
  troubles,
}) => {
  troubles.allow(/^error: Failed to load resource: .* 401 .*\/v1\/login\)$/, { times: 2 });
  const agent = await hub.addAgent('Lin');
  const desk = new Desk(page);
  await page.goto(`${hub.origin}/console/`);
  await expect(desk.name).toBeFocused();
  await desk.enter({ ...agent, password: 'wrong password' });
  await expect(desk.alert).toHaveText(desk.text('login-wrong'));
  await expect(desk.password).toBeFocused();
  await expect(desk.password).toHaveValue('');
  await expect(desk.name).toHaveValue('Lin');
  await desk.enter({ ...agent, name: 'Nobody' });
  await expect(desk.alert).toHaveText(desk.text('login-wrong'));
  await desk.enter(agent);
  await expect(desk.queue).toContainText(desk.text('queue-empty'));
});

test('when one agent takes a conversation, the other is told who has it', async ({ visit, agent, openPage }) => {
  const [lin, ana] = [await agent('Lin'), await agent('Ana', { language: 'zh', locale: 'zh-CN' })];
  await wait(visit, openPage);
  await ana.waiting(QUESTION).click();
  await lin.take(QUESTION);
  await expect(ana.thread).toContainText(ana.text('taken-by-other', { name: 'Lin' }));
  await expect(ana.button('take')).toHaveCount(0);
  await expect(ana.queue).toContainText(ana.text('queue-empty'));
  await expect(lin.own.getByRole('link')).toHaveCount(1);
});

test('of two agents who press at the same moment one gets it, and the other is told so', async ({
  visit,
  agent,
  hub,
  openPage,
}) => {
  const lin = await agent('Lin');
  // Ana's network holds back what the hub says, so that her desk still shows what Lin has taken.
  const page = await openPage();
  let isHeld = false;
  const held = [];
  await page.routeWebSocket(/\/v1\/agent$/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isHeld) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  const ana = new Desk(page);
  await ana.logIn(hub, await hub.addAgent('Ana'));
  const widget = await wait(visit, openPage);
  await ana.waiting(QUESTION).click();
  await expect(ana.said.last()).toHaveText(QUESTION);
  isHeld = true;
  await lin.take(QUESTION);
  await ana.button('take').click();
  await expect.poll(() => held.length).toBeGreaterThan(1);
  isHeld = false;
  held.forEach((send) => send());
  await expect(ana.thread).toContainText(ana.text('taken-by-other', { name: 'Lin' }));
  await expect(ana.alert).toContainText(ana.text('notice-faster'));
  await ana.button('notice-dismiss').click();
  await expect(ana.page.getByText(ana.text('notice-faster'))).toHaveCount(0);
  await expect(widget.notice('notice-joined', { name: 'Lin' })).toHaveCount(1);
  await expect(widget.notice('notice-joined', { name: 'Ana' })).toHaveCount(0);
});

test('what is put back into the queue waits for the next agent, and the shopper knows', async ({
  visit,
  agent,
  openPage,
}) => {
  const [lin, ana] = [await agent('Lin'), await agent('Ana')];
  const widget = await wait(visit, openPage);
  await lin.take(QUESTION);
  await lin.say('One moment, please.');
  await lin.button('return').click();
  await expect(widget.notice('notice-returned')).toBeVisible();
  await expect(widget.status).toContainText(widget.text('state-next'));
  await expect(lin.own).toContainText(lin.text('own-empty'));
  await ana.take('One moment, please.');
  await expect(ana.said).toHaveText([QUESTION, 'One moment, please.']);
  await expect(ana.happened('happened-returned-by', { name: 'Lin' })).toBeVisible();
  await ana.say('Now me.');
  await expect(widget.said.last()).toHaveText('Now me.');
  await expect(widget.notice('notice-joined', { name: 'Ana' })).toBeVisible();
});

test('a reload keeps the place, and so does the way back', async ({ visit, agent, openPage }) => {
  const desk = await agent('Lin');
  const widget = await wait(visit, openPage);
  await desk.take(QUESTION);
  await desk.say('Here I am.');
  await expect(desk.transcript).toContainText(desk.text('sent'));
  await desk.page.reload();
  await expect(desk.said).toHaveText([QUESTION, 'Here I am.']);
  await desk.say('Still here.');
  await expect(widget.said.last()).toHaveText('Still here.');
  await desk.page.goBack();
  await expect(desk.thread).toContainText(desk.text('thread-none'));
  await desk.page.goForward();
  await expect(desk.said).toHaveText([QUESTION, 'Here I am.', 'Still here.']);
});

test('logging out closes the desk, here and after a reload', async ({ visit, agent, openPage, hub }) => {
  const desk = await agent('Lin');
  await wait(visit, openPage);
  await desk.waiting(QUESTION).click();
  await expect(desk.said.last()).toHaveText(QUESTION);
  await desk.logout.click();
  await expect(desk.login).toBeVisible();
  await expect(desk.page.getByText(QUESTION)).toHaveCount(0);
  await desk.page.reload();
  await expect(desk.login).toBeVisible();
  const answer = await desk.page.request.get(`${hub.origin}/v1/me`);
  expect(answer.status()).toBe(204);
});

test('the console speaks the language of the browser, and the other one on request', async ({ agent }) => {
  const desk = await agent('Lin', { language: 'zh', locale: 'zh-CN' });
  await expect(desk.queue).toContainText(desk.text('queue-empty'));
  await desk.page.getByRole('button', { name: desk.text('language-other') }).click();
  const english = new Desk(desk.page, 'en');
  await expect(english.queue).toContainText(english.text('queue-empty'));
  await desk.page.reload();
  await expect(english.queue).toContainText(english.text('queue-empty'));
});
