#!/usr/bin/env -S node --no-warnings
// Runs one test module for wasm32-wasip1 in Node: cargo calls it with the module and the arguments of the test harness.

import { readFile } from 'node:fs/promises';
import { argv, cwd, env, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { WASI } from 'node:wasi';

const [module, ...args] = argv.slice(2);
if (!module) {
  stderr.write('usage: wasi-runner.mjs MODULE.wasm [ARGUMENT]...\n');
  exit(2);
}

// Cargo starts a test in the folder of its crate. A test sees that folder, and the workspace under the absolute path
// that `env!("CARGO_MANIFEST_DIR")` was compiled to.
const workspace = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const wasi = new WASI({
  version: 'preview1',
  args: [module, ...args],
  env,
  preopens: { [workspace]: workspace, '.': cwd() },
});

const { instance } = await WebAssembly.instantiate(await readFile(module), wasi.getImportObject());
try {
  exit(wasi.start(instance));
} catch (trap) {
  stderr.write(`${module}: ${trap}\n`);
  exit(134);
}
