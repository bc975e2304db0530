// Owns: axe finds nothing to object to in any state of widget and console, light and dark, wide and narrow.

import AxeBuilder from '@axe-core/playwright';

import { Desk } from './support/desk.mjs';
import { entry, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const QUESTION = 'Can you help me?';

/** Fails with what axe objects to, and where; the other states are looked at all the same. */
async function check(page, state) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect.soft(found, `axe on ${state}`).toEqual([]);
}

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 375, height: 667 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      // Colours amid a transition are nobody's.
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('the widget', async ({ page, visitShop, agent }) => {
        const widget = await visitShop();
        await check(page, 'the launcher');
        await widget.open();
        await expect(widget.chip(entry(shop.suggestions[0]).en.phrasings[0])).toBeVisible();
        await check(page, 'the greeting');
        await widget.say(entry('return-policy').en.phrasings[0]);
        await expect(widget.said.last()).toHaveText(entry('return-policy').en.answer);
        await check(page, 'an answer');
        await widget.person.click();
        await widget.sent.click();
        await check(page, 'the consent');
        await widget.agree.click();
        await expect(widget.status).toContainText(widget.text('state-no-agents'));
        await check(page, 'the queue');
        const desk = await agent('Lin');
        await desk.take();
        await desk.say('Of course.');
        await expect(widget.said.last()).toHaveText('Of course.');
        await check(page, 'a person');
      });

      test('the console', async ({ page, visitShop, openPage, hub, troubles }) => {
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
        const widget = await visitShop({ page: await openPage() });
        await widget.open();
        await widget.say(entry('return-policy').en.phrasings[0]);
        await expect(widget.said).toHaveCount(3);
        await widget.handOver(QUESTION);
        await expect(desk.waiting(QUESTION)).toBeVisible();
        await check(page, 'the queue');
        await desk.take(QUESTION);
        await desk.say('Of course.');
        await expect(widget.said.last()).toHaveText('Of course.');
        await check(page, 'a conversation');
        await page.goto(`${page.url()}/context`);
        await expect(desk.packet.getByRole('blockquote')).toBeVisible();
        await check(page, 'the context');
      });
    });
  }
}
