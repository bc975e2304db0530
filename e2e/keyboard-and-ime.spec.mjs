// Owns: everything is done from the keyboard, input methods are respected, and the shop's own keys are left alone.

import { entry, shop } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const { answer, phrasings } = entry('shipping-cost').zh;
const [QUESTION] = phrasings;

/** What Chromium, Firefox and Safari call a key that the input method has taken. */
const TAKEN = 229;

test('Enter sends, Shift and Enter break the line', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await page.keyboard.type('运费');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('多少钱');
  await expect(widget.composer).toHaveValue('运费\n多少钱');
  await expect(widget.said).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(widget.said.nth(1)).toHaveText('运费\n多少钱');
  await expect(widget.said).toHaveCount(3);
  await expect(widget.composer).toHaveValue('');
});

test('an Enter without words sends nothing', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await page.keyboard.press('Enter');
  await page.keyboard.type('  ');
  await page.keyboard.press('Enter');
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Enter');
  await expect(widget.said).toHaveText([shop.greeting.zh, QUESTION, answer]);
});

/** An input method: it shows words that are being composed, takes keys, and gives the finished words. */
async function inputMethod(page) {
  const keyboard = await page.context().newCDPSession(page);
  return {
    compose: (text) =>
      keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    finish: (text) => keyboard.send('Input.insertText', { text }),
    press: (key, windowsVirtualKeyCode = TAKEN) =>
      keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode }),
  };
}

test('an Enter that ends a composed word does not send', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const { compose, finish, press } = await inputMethod(page);

  // Chromium and Firefox: the key comes while the word is still being composed.
  await compose('yun fei');
  await compose('运费');
  await press('Enter');
  await expect(widget.composer).toHaveValue('运费');
  await finish('运费');
  await compose('多少钱');
  await press('Enter', 13);
  await expect(widget.composer).toHaveValue('运费多少钱');
  await finish('多少钱');

  // Safari: the word is finished before the key comes, and only its code tells.
  await press('Enter');
  await expect(widget.composer).toHaveValue(QUESTION);
  await page.keyboard.press('Enter');
  await expect(widget.said).toHaveText([shop.greeting.zh, QUESTION, answer]);
});

test('an Escape that gives up a composed word does not close', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const { compose, finish, press } = await inputMethod(page);
  await compose('运费');
  await press('Escape', 27);
  await finish('');
  // Safari: the word is given up before the key comes, and only its code tells.
  await press('Escape');
  await page.keyboard.type('运费');
  await expect(widget.composer).toHaveValue('运费');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
});

test('Escape closes and gives the focus back; what was written stays', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.launcher.focus();
  await page.keyboard.press('Enter');
  await expect(widget.composer).toBeFocused();
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
  await page.keyboard.press('Space');
  await expect(widget.composer).toBeFocused();
  await expect(widget.composer).toHaveValue(QUESTION);
  await widget.close.focus();
  await page.keyboard.press('Enter');
  await expect(widget.launcher).toBeFocused();
});

test('Tab goes through the panel from top to bottom', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  const chips = shop.suggestions.map((id) => widget.chip(entry(id).zh.phrasings[0]));
  await expect(chips[0]).toBeVisible();
  const shown = [];
  for (const chip of chips) shown.push(...(await chip.all()));
  const stops = [widget.close, widget.log, ...shown, widget.composer, widget.send, widget.person];
  await widget.close.focus();
  for (const stop of stops.slice(1)) {
    await page.keyboard.press('Tab');
    await expect(stop).toBeFocused();
  }
  for (const stop of stops.toReversed().slice(1)) {
    await page.keyboard.press('Shift+Tab');
    await expect(stop).toBeFocused();
  }
});

test('a person can be asked for with the keyboard alone', async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await widget.open();
  await widget.person.focus();
  await page.keyboard.press('Enter');
  await expect(widget.consent).toBeVisible();
  await widget.agree.focus();
  await page.keyboard.press('Enter');
  await expect(widget.notice('notice-passed-on')).toBeVisible();
});

// Host pages' hotkeys swallowed what was typed into the chat (upstash/context7#3189).
test("the shop's hotkeys hear nothing of what is typed in the panel", async ({ page, visit }) => {
  const widget = await visit({ language: 'zh' });
  await page.evaluate(() => {
    window.heard = [];
    for (const target of [window, document, document.body]) {
      target.addEventListener('keydown', (event) => {
        window.heard.push(event.key);
        if (['s', '/'].includes(event.key)) event.preventDefault();
      });
    }
  });
  await widget.open();
  await page.keyboard.type('s/S');
  await page.keyboard.press('Escape');
  await expect(widget.launcher).toBeFocused();
  expect(await page.evaluate(() => window.heard)).toEqual([]);
  await page.getByRole('button', { name: 'XL', exact: true }).press('s');
  expect(await page.evaluate(() => window.heard)).toEqual(['s', 's', 's']);
  await widget.launcher.click();
  await expect(widget.composer).toHaveValue('s/S');
});

test.describe('before the module is there', () => {
  test('one can write and send; the words, the draft and the focus stay, and the answer comes', async ({
    page,
    visit,
  }) => {
    const arrive = await delayModule(page);
    const widget = await visit({ language: 'zh' });
    await widget.open();
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    await expect(widget.log.getByText(QUESTION, { exact: true })).toBeVisible();
    await page.keyboard.type('还有 s/');
    await arrive();
    await expect(widget.said).toHaveText([shop.greeting.zh, QUESTION, answer]);
    await expect(widget.composer).toHaveValue('还有 s/');
    await expect(widget.composer).toBeFocused();
  });

  test('a word that is being composed is not torn apart when the module arrives', async ({ page, visit }) => {
    const arrive = await delayModule(page);
    const widget = await visit({ language: 'zh' });
    await widget.open();
    const { compose, finish } = await inputMethod(page);
    await compose('运费');
    await arrive();
    await compose(QUESTION);
    await expect(widget.composer).toHaveValue(QUESTION);
    await finish(QUESTION);
    await expect(widget.said).toHaveText([shop.greeting.zh]);
    await expect(widget.composer).toBeFocused();
    await expect(widget.composer).toHaveValue(QUESTION);
    await page.keyboard.press('Enter');
    await expect(widget.said).toHaveText([shop.greeting.zh, QUESTION, answer]);
  });

  test('asking for a person and closing again are remembered', async ({ page, visit }) => {
    const arrive = await delayModule(page);
    const widget = await visit({ language: 'zh' });
    await widget.open();
    await widget.person.click();
    await widget.close.click();
    await expect(widget.panel).toBeHidden();
    await arrive();
    await expect(widget.panel).toBeHidden();
    await widget.launcher.click();
    await expect(widget.consent).toBeVisible();
  });

  for (const control of ['launcher', 'close', 'send', 'person']) {
    test(`the focus stays on the control that has it when the module arrives: ${control}`, async ({ page, visit }) => {
      const arrive = await delayModule(page);
      const widget = await visit({ language: 'zh' });
      if (control !== 'launcher') await widget.open();
      await widget[control].focus();
      await arrive();
      if (control !== 'launcher') await expect(widget.said.first()).toHaveText(shop.greeting.zh);
      await expect(widget[control]).toBeFocused();
    });
  }
});

/** Holds the module back. What is returned lets it through, and waits until it has asked the loader to take over. */
async function delayModule(page) {
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  await page.route('**/*_bg.wasm*', async (route) => {
    await gate;
    await route.continue();
  });
  return async () => {
    await page.evaluate((meeting) => {
      const meet = window[Symbol.for(meeting)];
      window[Symbol.for(meeting)] = (start) => {
        window.hasMet = true;
        meet(start);
      };
    }, 'floorwalker');
    release();
    await expect.poll(() => page.evaluate(() => window.hasMet)).toBe(true);
  };
}
