// The test function of all specs: hubs, shops and browser contexts that a test starts and that end with it, and the
// promise that the browser had nothing to complain about.

import { test as base } from '@playwright/test';

import { Desk } from './desk.mjs';
import { Hub } from './hub.mjs';
import { Shop, shopPage } from './shop.mjs';
import { Troubles } from './troubles.mjs';
import { Widget } from './widget.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  troubles: [
    async ({}, use) => {
      const troubles = new Troubles();
      await use(troubles);
      troubles.check();
    },
    { auto: true },
  ],

  // Named first, the hub outlives the pages that talk to it.
  context: async ({ hub: _, troubles, context }, use) => {
    troubles.watch(context);
    await use(context);
  },

  /** Opens a page in a context of its own, as another person's browser. */
  openPage: async ({ hub: _, browser, troubles }, use) => {
    const contexts = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      troubles.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  /** A shop on another origin than the hub. */
  shop: async ({}, use) => {
    const shop = await Shop.start();
    await use(shop);
    await shop.stop();
  },

  /** A hub that knows the shop. */
  hub: async ({ shop }, use, testInfo) => {
    const hub = await Hub.start({ origins: [shop.origin] });
    await use(hub);
    await hub.stop();
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('hub', { body: hub.log });
  },

  /** The widget on the demo shop's page, closed: `await visit()`, `await visit({ language: 'zh', page })`. */
  visit: async ({ page: own, hub }, use) =>
    use(async ({ language = 'en', page = own } = {}) => {
      await page.goto(`${hub.origin}/demo/?lang=${language}`);
      return new Widget(page, language);
    }),

  /** The widget on a page of the shop, closed. `attributes` go into the script tag, `headers` come with the page. */
  visitShop: async ({ page: own, shop, hub }, use) =>
    use(async ({ attributes, headers, lang = 'en', language = 'en', host = '127.0.0.1', page = own } = {}) => {
      const src = `${hub.origin}/floorwalker.js`;
      const knowledge = `${hub.origin}/demo/knowledge.pack`;
      const html = shopPage({ src, 'data-knowledge': knowledge, 'data-hub': hub.origin, ...attributes }, lang);
      await page.goto(shop.put('/jacket', html, headers).replace('127.0.0.1', host));
      return new Widget(page, language);
    }),

  /** An agent who has logged in, in a browser of their own. */
  agent: async ({ openPage, hub }, use) =>
    use(async (name, { language = 'en', ...options } = {}) => {
      const desk = new Desk(await openPage(options), language);
      await desk.logIn(hub, await hub.addAgent(name));
      return desk;
    }),
});
