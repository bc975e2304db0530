// One Chromium, and the files that it is served: isolated from other origins, for then its clock ticks every 5 microseconds.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser and serves `/page/` and, from `folder`, `/systems/`. */
export async function open(executablePath, folder) {
  const roots = { page: new URL('../page/', import.meta.url).pathname, systems: folder };
  const server = createServer((request, response) => serve(roots, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return {
    version: browser.version(),
    run: (name, input) => run(browser, address, name, input),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Calls a function of the page's, in a page that nobody has used before. */
async function run(browser, address, name, { script, ...input }) {
  const page = await browser.newPage();
  try {
    await page.goto(`${address}/page/index.html`);
    await page.waitForFunction((wanted) => crossOriginIsolated && wanted in window, name);
    const full = { ...input, module: `/systems/${script}`, files: `${address}/systems/` };
    return await page.evaluate(([wanted, given]) => window[wanted](given), [name, full]);
  } finally {
    await page.close();
  }
}

function serve(roots, request, response) {
  const [, root, ...rest] = normalize(new URL(request.url, 'http://localhost').pathname).split('/');
  const path = roots[root] && join(roots[root], ...rest);
  if (!path || !existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': statSync(path).size,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-store',
  });
  createReadStream(path).pipe(response);
}
