// `cargo xtask bench same`: whether replies are the same text in Chromium and natively, on every set there is.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { open } from './browser.mjs';
import { SYSTEMS, bundle, script } from './bundle.mjs';
import { OWN, all, folderOf, knowledge, questions, spread } from './sets.mjs';

/** Questions that are asked of a public set. */
const ASKED = 1000;

/** More than any set's replies. */
const LARGEST_OUTPUT = 2 ** 30;

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const data = folderOf(config.shared);
const folder = join(config.out, 'systems');
mkdirSync(config.out, { recursive: true });
await bundle(config, folder, SYSTEMS.filter(({ name }) => name === 'ours'));
const browser = await open(config.chromium, folder);
const total = { same: 0, different: 0 };
try {
  for (const set of all(data)) {
    const wanted = spread(questions(data, set), set === OWN ? Infinity : ASKED).map(({ text, lang }) => ({ text, lang }));
    const [there, here] = [await inBrowser(set, wanted), natively(set, wanted)];
    if (there.length !== here.length) throw new Error(`${set}: ${there.length} replies in the browser, ${here.length} natively`);
    const different = wanted.flatMap((_, at) => (there[at] === here[at] ? [] : [at]));
    process.stdout.write(`${set}: ${wanted.length - different.length} of ${wanted.length} replies are the same\n`);
    if (different.length > 0 && total.different === 0) show(wanted[different[0]].text, there[different[0]], here[different[0]]);
    total.same += wanted.length - different.length;
    total.different += different.length;
  }
} finally {
  await browser.close();
}
process.stdout.write(`${total.same} replies are the same in WebAssembly and natively, ${total.different} are not\n`);
process.exitCode = total.different > 0 ? 1 : 0;

function inBrowser(set, wanted) {
  return browser.run('replies', { script: script('ours', 'en'), knowledge: knowledge(data, set), questions: wanted });
}

function natively(set, wanted) {
  const path = join(config.out, 'questions.jsonl');
  writeFileSync(path, wanted.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const models = ['en', 'zh'].map((language) => join(config.subject, `${language}.fwlm`));
  const files = [join(data, set, 'knowledge.jsonl'), path, ...models];
  const printed = execFileSync(config.native, files, { encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  return printed.split('\n').slice(0, -1);
}

function show(question, there, here) {
  let at = 0;
  while (there[at] === here[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  process.stdout.write(`the first difference, at character ${at} of the reply to ${JSON.stringify(question)}:\n`);
  process.stdout.write(`  in Chromium: ${around(there)}\n  natively:    ${around(here)}\n`);
}
