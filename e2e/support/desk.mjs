// The console as an agent uses it: by roles, and by names from the locale files.

import { expect } from '@playwright/test';

import { texts } from './locale.mjs';

export class Desk {
  /** @param {import('@playwright/test').Page} page */
  constructor(page, language = 'en') {
    this.page = page;
    this.text = texts('console', language);
    const list = page.getByRole('navigation', { name: this.text('list-label'), exact: true });
    // The heading that names a part also counts.
    this.queue = list.getByRole('region', { name: this.text('queue-title') });
    this.own = list.getByRole('region', { name: this.text('own-title') });
    this.thread = page.getByRole('region', { name: this.text('thread-label'), exact: true });
    this.packet = page.getByRole('region', { name: this.text('packet-label'), exact: true });
    this.transcript = this.thread.getByRole('log', { name: this.text('transcript-label'), exact: true });
    // What was said, one paragraph a message.
    this.said = this.transcript.getByRole('listitem').getByRole('paragraph');
    this.composer = this.thread.getByRole('textbox', { name: this.text('composer-label'), exact: true });
    this.name = page.getByRole('textbox', { name: this.text('login-name'), exact: true });
    this.password = page.getByLabel(this.text('login-password'), { exact: true });
    this.login = this.button('login-submit');
    this.logout = this.button('logout');
    this.alert = page.getByRole('alert');
  }

  button(key) {
    return this.page.getByRole('button', { name: this.text(key), exact: true });
  }

  /** Opens the console and logs in. */
  async logIn(hub, agent) {
    await this.page.goto(`${hub.origin}/console/`);
    await this.enter(agent);
    await expect(this.logout).toBeVisible();
    await expect(this.page.getByText(this.text('connection-live'), { exact: true })).toBeVisible();
  }

  /** Fills the login form and sends it. */
  async enter({ name, password }) {
    await this.name.fill(name);
    await this.password.fill(password);
    await this.login.click();
  }

  /** A waiting conversation by the last words said in it; without words, the only one. */
  waiting(words = '') {
    return this.queue.getByRole('link').filter({ hasText: words });
  }

  /** Opens a waiting conversation and takes it. */
  async take(words) {
    await this.waiting(words).click();
    await this.button('take').click();
    await expect(this.composer).toBeVisible();
  }

  async say(words) {
    await this.composer.fill(words);
    await this.composer.press('Enter');
  }

  /** Closes the conversation, which asks once more. */
  async close() {
    await this.button('close').click();
    await this.button('close-yes').click();
  }

  /** A line that tells what happened. */
  happened(key, values) {
    return this.transcript.getByRole('listitem').filter({ hasText: this.text(key, values) });
  }
}
