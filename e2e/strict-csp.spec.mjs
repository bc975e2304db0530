// Owns: shops with strict content policies, on another origin than the widget's files and the hub.

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const NONCE = 'bm9uY2U';
const HEADER = 'content-security-policy';
const connect = (hub) => `connect-src ${hub} ${hub.replace('http', 'ws')}`;

const POLICIES = {
  'an allow-list': (hub) => `default-src 'none'; script-src ${hub} 'wasm-unsafe-eval'; ${connect(hub)}`,
  'a nonce and strict-dynamic': (hub) =>
    `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; ${connect(hub)}`,
  'trusted types, none of which may be made': (hub) =>
    `default-src 'none'; script-src ${hub} 'wasm-unsafe-eval'; ${connect(hub)}; ` +
    "require-trusted-types-for 'script'; trusted-types 'none'",
};

for (const [name, policy] of Object.entries(POLICIES)) {
  test(`under ${name} questions are answered and people are reached`, async ({ visitShop, hub, agent }) => {
    const desk = await agent('Lin');
    const headers = { [HEADER]: policy(hub.origin) };
    const widget = await visitShop({ attributes: { nonce: NONCE }, headers });
    await widget.open();
    await widget.say(entry('return-policy').en.phrasings[0]);
    await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
    // No style-src is needed: the launcher and the panel look as they should.
    await expect(widget.composer).toHaveCSS('font-size', '16px');
    await widget.handOver('Can you help me?');
    await desk.take('Can you help me?');
    await expect(widget.notice('notice-joined', { name: 'Lin' })).toBeVisible();
    await desk.say('Of course.');
    await expect(widget.said.last()).toHaveText('Of course.');
    await widget.say('Thank you!');
    await expect(desk.said.last()).toHaveText('Thank you!');
  });
}

test("without 'wasm-unsafe-eval' the launcher stays and offers another way", async ({
  visitShop,
  hub,
  troubles,
}) => {
  // The loader says so to the shop's developers; Chromium may add the violation itself.
  troubles.allow(/^warning: floorwalker: the widget could not be loaded/);
  troubles.allow(/^error: .*Content Security Policy/);
  const policy = `default-src 'none'; script-src ${hub.origin}; ${connect(hub.origin)}`;
  const attributes = { 'data-contact': 'mailto:help@northpeak.example' };
  const widget = await visitShop({ attributes, headers: { [HEADER]: policy } });
  await widget.launcher.click();
  await expect(widget.panel.getByRole('alert')).toBeVisible();
  const way = widget.panel.getByRole('link', { name: 'help@northpeak.example' });
  await expect(way).toHaveAttribute('href', 'mailto:help@northpeak.example');
  await widget.composer.fill('Is anybody there?');
  await widget.composer.press('Enter');
  await expect(widget.log.getByText('Is anybody there?')).toBeVisible();
  await expect(way).toBeVisible();
});

test('a shop that the hub was not told of gets answers, and is told that people cannot be reached', async ({
  visitShop,
  troubles,
}) => {
  troubles.allow(/^error: WebSocket connection to 'ws:.*\/v1\/visitor' failed: .*403/);
  // The same server under another name is another origin.
  const widget = await visitShop({ host: 'localhost' });
  await widget.open();
  await widget.say(entry('return-policy').en.phrasings[0]);
  await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
  await widget.person.click();
  await widget.agree.click();
  await expect(widget.status).toHaveText(widget.text('state-away'));
});
