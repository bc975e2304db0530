// Owns: axe finds nothing to object to in any state of widget and console, light and dark, wide and narrow.

import AxeBuilder from '@axe-core/playwright';

import { Desk } from './support/desk.mjs';
import { entry, OUT_OF_SCOPE, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const QUESTION = OUT_OF_SCOPE.en;

/** Fails with what axe objects to, and where. */
async function check(page, state) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(found, `axe on ${state}`).toEqual([]);
}

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 375, height: 667 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      // Colours amid a transition are nobody's.
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('the widget', async ({ page, visit, agent }) => {
        const widget = await visit();
        await check(page, 'the launcher');
        await widget.open();
        await expect(widget.chip(entry(shop.suggestions[0]).en.phrasings[0])).toBeVisible();
        await check(page, 'the greeting');
        await widget.say(entry('return-policy').en.phrasings[0]);
        await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
        await check(page, 'an answer');
        await widget.say(QUESTION);
        await widget.sent.click();
        await check(page, 'the consent');
        await widget.agree.click();
        await expect(widget.status).toContainText(widget.text('state-no-agents'));
        await check(page, 'the queue');
        const desk = await agent('Lin');
        await desk.take(QUESTION);
        await desk.say('Bobby Fischer.');
        await expect(widget.said.last()).toHaveText('Bobby Fischer.');
        await check(page, 'a person');
      });

      test('the console', async ({ page, visit, openPage, hub, troubles }) => {
        troubles.allow(/^error: Failed to load resource: .* 401 .*\/v1\/login\)$/, { times: 1 });
        const agent = await hub.addAgent('Lin');
        const desk = new Desk(page);
        await page.goto(`${hub.origin}/console/`);
        await expect(desk.name).toBeFocused();
        await check(page, 'the login');
        await desk.enter({ ...agent, password: 'wrong password' });
        await expect(desk.alert).toHaveText(desk.text('login-wrong'));
        await check(page, 'the refused login');
        await desk.enter(agent);
        await expect(desk.queue).toContainText(desk.text('queue-empty'));
        await check(page, 'the empty desk');
        const widget = await visit({ page: await openPage() });
        await widget.open();
        await widget.say(entry('return-policy').en.phrasings[0]);
        await widget.handOver(QUESTION);
        await expect(desk.waiting(QUESTION)).toBeVisible();
        await check(page, 'the queue');
        await desk.take(QUESTION);
        await desk.say('Bobby Fischer.');
        await expect(widget.said.last()).toHaveText('Bobby Fischer.');
        await check(page, 'a conversation');
        await page.goto(`${page.url()}/context`);
        await expect(desk.packet.getByRole('blockquote')).toHaveText(QUESTION);
        await check(page, 'the context');
      });
    });
  }
}
