// What browsers complain about while a test runs: errors and warnings in the console, uncaught errors, failed requests.

import { expect } from '@playwright/test';

/** A socket that did not find its hub. Chromium writes it into the console, and no page can keep it from doing so. */
export const SOCKET_REFUSED = /^error: WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/v1\/(visitor|agent)' failed/;

export class Troubles {
  #found = [];
  #allowed = [];

  /** Listens to all pages of a context. */
  watch(context) {
    context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      this.#found.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', ({ error }) => this.#found.push(`uncaught: ${error().stack}`));
    context.on('requestfailed', (request) => {
      // A page that is left gives up what it was still fetching.
      const why = request.failure()?.errorText;
      if (why !== 'net::ERR_ABORTED') this.#found.push(`failed: ${request.method()} ${request.url()} ${why}`);
    });
  }

  /** Lets a test that provokes a complaint name it. With `times` it must come exactly that often. */
  allow(pattern, { times } = {}) {
    this.#allowed.push({ pattern, times });
  }

  /** Fails if there was any complaint but the allowed ones. */
  check() {
    const isAllowed = (trouble) => this.#allowed.some(({ pattern }) => pattern.test(trouble));
    const rest = this.#found.filter((trouble) => !isAllowed(trouble));
    expect(rest, 'the browser has nothing to complain about').toEqual([]);
    for (const { pattern, times } of this.#allowed) {
      const count = this.#found.filter((trouble) => pattern.test(trouble)).length;
      if (times !== undefined) expect(count, `complaints like ${pattern}`).toBe(times);
    }
  }
}
