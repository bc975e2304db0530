// A shop on an origin of its own: pages with chosen markup and headers, and a copy of the widget's files.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const { FLOORWALKER_DIST = fileURLToPath(new URL('../../dist', import.meta.url)) } = process.env;
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

export class Shop {
  #server;
  #pages = new Map();

  static async start() {
    const shop = new Shop();
    shop.#server = createServer((request, response) => shop.#answer(request, response));
    shop.#server.listen(0, '127.0.0.1');
    await once(shop.#server, 'listening');
    shop.origin = `http://127.0.0.1:${shop.#server.address().port}`;
    return shop;
  }

  /** Puts a page at `path`; gives back its address. */
  put(path, html, headers = {}) {
    this.#pages.set(path, { html, headers });
    return this.origin + path;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    const page = this.#pages.get(pathname);
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      const file = await readFile(path.join(FLOORWALKER_DIST, path.normalize(pathname))).catch(() => undefined);
      const type = TYPES[path.extname(pathname)] ?? 'application/octet-stream';
      response.writeHead(file ? 200 : 404, { 'content-type': type }).end(file);
    }
  }
}

/** A shop's page with one script tag: `attributes` as in `{ src, nonce, 'data-hub': … }`. */
export function shopPage(attributes, lang) {
  const quoted = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ridgeline jacket</title>
</head>
<body><main><h1>Ridgeline jacket</h1><p>Three layers against the storm.</p></main>
<script async ${quoted.join(' ')}></script></body>
</html>`;
}
