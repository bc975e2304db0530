// The widget as a shopper uses it: by roles, and by names from the locale files.

import { expect } from '@playwright/test';

import { texts } from './locale.mjs';

export class Widget {
  /** @param {import('@playwright/test').Page} page */
  constructor(page, language = 'en') {
    this.page = page;
    this.text = texts('widget', language);
    this.launcher = this.#button(page, 'launcher-open');
    this.panel = page.getByRole('dialog');
    this.log = this.panel.getByRole('log', { name: this.text('log-label'), exact: true });
    // What was said, one paragraph a message, the greeting first.
    this.said = this.log.getByRole('listitem').getByRole('paragraph');
    this.status = this.panel.getByRole('status');
    this.composer = this.panel.getByRole('textbox', { name: this.text('composer-label'), exact: true });
    this.send = this.#button(this.panel, 'send');
    this.close = this.#button(this.panel, 'close');
    this.person = this.#button(this.panel, 'person');
    this.end = this.#button(this.panel, 'end');
    this.consent = this.panel.getByRole('form', { name: this.text('consent-title'), exact: true });
    this.agree = this.#button(this.consent, 'consent-agree');
    this.decline = this.#button(this.consent, 'consent-decline');
    this.sent = this.consent.getByText(this.text('consent-show'), { exact: true });
  }

  /** The launcher, when so many messages came that nobody has seen. */
  unread(count) {
    return this.page.getByRole('button', { name: this.text('launcher-unread', { count }), exact: true });
  }

  /** Opens the panel. */
  async open() {
    await this.launcher.click();
    await expect(this.composer).toBeFocused();
  }

  /** Writes and sends. */
  async say(words) {
    await this.composer.fill(words);
    await this.composer.press('Enter');
  }

  /** A question to choose with a tap. */
  chip(label) {
    return this.log.getByRole('button', { name: label, exact: true });
  }

  /** A line that tells what happened. */
  notice(key, values) {
    return this.log.getByRole('listitem').getByText(this.text(key, values), { exact: true });
  }

  /** Wants a person, agrees, and says `words` to whoever will come. What the bot thinks of them does not matter. */
  async handOver(words) {
    await this.person.click();
    await this.agree.click();
    await expect(this.notice('notice-passed-on').last()).toBeVisible();
    await this.say(words);
  }

  #button(parent, key) {
    return parent.getByRole('button', { name: this.text(key), exact: true });
  }
}
