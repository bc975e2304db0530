// Owns: the widget speaks the shop's language, wears its colours, and fits its screens.

import { entry } from './support/knowledge.mjs';
import { expect, test } from './support/test.mjs';

const LONG = `https://shop.example/${'a-very-long-word-without-any-blank'.repeat(8)}`;

/** How light an element's background is, from 0 to 1. */
function lightness(locator) {
  return locator.evaluate((element) => {
    const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
    return (red + green + blue) / 3 / 255;
  });
}

test.describe('the language', () => {
  const cases = [
    { name: 'is what the script tag says', locale: 'zh-CN', lang: 'en', browser: 'en-US', language: 'zh' },
    { name: 'is else what the page says', lang: 'zh-Hans-CN', browser: 'en-US', language: 'zh' },
    { name: 'is else what the browser says', lang: 'fr', browser: 'zh-CN', language: 'zh' },
    { name: 'is English where nothing known is said', lang: 'fr', browser: 'fr-FR', language: 'en' },
  ];
  for (const { name, locale, lang, browser, language } of cases) {
    test(name, async ({ openPage, visitShop }) => {
      const page = await openPage({ locale: browser });
      const attributes = locale ? { 'data-locale': locale } : {};
      const widget = await visitShop({ page, attributes, lang, language });
      await widget.open();
      await widget.say(entry('shipping-cost')[language].phrasings[0]);
      await expect(widget.said.last()).toHaveText(entry('shipping-cost')[language].answer);
      await expect(widget.person).toBeVisible();
    });
  }
});

test.describe('the colours', () => {
  const cases = [
    { name: 'are dark on a dark system', colorScheme: 'dark', isDark: true },
    { name: 'are light on a light system', colorScheme: 'light', isDark: false },
    { name: 'are dark where the shop says so', colorScheme: 'light', theme: 'dark', isDark: true },
    { name: 'are light where the shop says so', colorScheme: 'dark', theme: 'light', isDark: false },
  ];
  for (const { name, colorScheme, theme, isDark } of cases) {
    test(name, async ({ page, visitShop }) => {
      await page.emulateMedia({ colorScheme });
      const widget = await visitShop({ attributes: theme ? { 'data-theme': theme } : {} });
      await widget.open();
      await expect(widget.person).toBeVisible();
      expect((await lightness(widget.panel)) < 0.5).toBe(isDark);
    });
  }

  test("are the shop's, and the shop's styles reach nothing else", async ({ page, visitShop }) => {
    const widget = await visitShop();
    const accent = ':root { --floorwalker-accent: #7a1f5c }';
    await page.addStyleTag({ content: `${accent} button, textarea, p { all: unset; font-size: 90px !important }` });
    await expect(widget.launcher).toHaveCSS('background-color', 'rgb(122, 31, 92)');
    await widget.open();
    await expect(widget.composer).toHaveCSS('font-size', '16px');
    await expect(widget.said.first()).toHaveCSS('font-size', '15px');
  });
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true });

  for (const language of ['en', 'zh']) {
    test(`the panel fills the screen, and nothing is wider than it, in ${language}`, async ({ page, visit, agent }) => {
      const widget = await visit({ language });
      await expect.poll(() => overflow(page)).toEqual([]);
      await widget.open();
      await expect(widget.person).toBeVisible();
      await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 667 });
      await widget.say(LONG);
      await expect(widget.said).toHaveCount(3);
      await widget.person.click();
      await widget.sent.click();
      await expect.poll(() => overflow(page)).toEqual([]);
      await widget.agree.click();
      const desk = await agent('Lin', { viewport: { width: 375, height: 667 } });
      await desk.take();
      await desk.say(LONG);
      await expect(widget.said.last()).toHaveText(LONG);
      await expect.poll(() => overflow(page)).toEqual([]);
      await expect.poll(() => overflow(desk.page)).toEqual([]);
      // Smaller letters would make iOS zoom the page.
      await expect(widget.composer).toHaveCSS('font-size', '16px');
    });
  }
});

/** What can be scrolled sideways, in the page and in its shadow roots. */
function overflow(page) {
  return page.evaluate(() => {
    const within = (root) =>
      [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])]);
    const canScroll = (one) =>
      one === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
    const wide = within(document).filter((one) => canScroll(one) && one.scrollWidth > one.clientWidth);
    return wide.map((one) => `${one.tagName} ${one.className}`);
  });
}
