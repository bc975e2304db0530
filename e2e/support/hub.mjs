// A hub of a test's own: the shipped binary on a free port with a temporary folder, which can be killed and come back.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const { FLOORWALKER_BIN = fileURLToPath(new URL('../../target/release/floorwalker', import.meta.url)) } = process.env;

/** The password of every agent that a test adds. */
const PASSWORD = 'correct horse battery';

export class Hub {
  #child;
  #data;
  #flags;
  #log = [];

  /** Starts a hub that also lets pages of `origins` connect. */
  static async start({ origins = [] } = {}) {
    const hub = new Hub();
    hub.#data = await mkdtemp(path.join(tmpdir(), 'floorwalker-e2e-'));
    hub.#flags = origins.flatMap((origin) => ['--allow-origin', origin]);
    await hub.#serve(0);
    return hub;
  }

  /** The address, which stays the same over a restart. */
  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the hub has logged, for the report of a failed test. */
  get log() {
    return this.#log.join('');
  }

  /** Adds an agent; gives back what to log in with. */
  async addAgent(name) {
    const child = spawn(FLOORWALKER_BIN, ['agent', 'add', '--data', this.#data, name]);
    child.stderr.on('data', (text) => this.#log.push(String(text)));
    child.stdin.end(`${PASSWORD}\n`);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the agent ${name} was not added:\n${this.log}`);
    return { name, password: PASSWORD };
  }

  /** Kills the hub as a power cut would. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Starts the killed hub again: the same port, the same folder. */
  async restart() {
    await this.#serve(this.port);
  }

  /** Stops the hub for good. */
  async stop() {
    await this.#end('SIGTERM');
    await rm(this.#data, { recursive: true, force: true });
  }

  async #serve(port) {
    const flags = ['serve', '--demo', '--data', this.#data, '--listen', `127.0.0.1:${port}`, ...this.#flags];
    this.#child = spawn(FLOORWALKER_BIN, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (text) => this.#log.push(String(text)));
    for await (const line of createInterface({ input: this.#child.stdout })) {
      const found = line.match(/^console +http:\/\/127\.0\.0\.1:(\d+)\//);
      if (found) this.port = Number(found[1]);
      // The last line that a starting hub says.
      if (line.startsWith('log in as')) return;
    }
    throw new Error(`the hub did not start:\n${this.log}`);
  }

  async #end(signal) {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
