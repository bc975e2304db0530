// `cargo xtask bench match`: every system on every set, in one browser, into results.json and the document.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { open } from './browser.mjs';
import { SYSTEMS, bundle, download, release, script } from './bundle.mjs';
import { SIZES, asked, grown } from './growth.mjs';
import { document } from './report.mjs';
import { percentiles, score } from './score.mjs';
import { SETS, folderOf, knowledge, questions, spread } from './sets.mjs';

/** Questions a set in a quick run. */
const QUICK = 200;

/** Entries of the knowledge whose building is looked at more closely. */
const SMALL_SHOP = 100;

/** How often it is built, in a fresh page each, for the median. */
const VISITS = 5;

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const data = folderOf(config.shared);
const folder = join(config.out, 'systems');
const say = (text) => process.stderr.write(`${text}\n`);
mkdirSync(config.out, { recursive: true });

say('bundling the systems ...');
await bundle(config, folder);
const browser = await open(config.chromium, folder);
try {
  const results = {
    isQuick: config.quick,
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    chromium: browser.version,
    systems: await downloads(),
    sets: await comparison(),
    growth: await growth(),
    small: await smallShop(),
  };
  writeFileSync(join(config.out, 'results.json'), JSON.stringify(results, null, 1));
  const tables = document(results, config.document);
  process.stdout.write(`${tables}\n`);
} finally {
  await browser.close();
}

function machine() {
  const [{ model }] = os.cpus();
  return { cpu: model.trim(), cores: os.cpus().length, memory: os.totalmem(), system: `${os.type()} ${os.arch()}` };
}

async function downloads() {
  const found = [];
  for (const system of SYSTEMS) {
    const { name, title, isUnscored = false } = system;
    const bytes = { en: await download(system, 'en', folder), zh: await download(system, 'zh', folder) };
    found.push({ name, title, isUnscored, release: await release(system), bytes });
    say(`${name}: ${bytes.en.script + bytes.en.files} bytes to download, ${bytes.zh.script + bytes.zh.files} for Chinese`);
  }
  return found;
}

async function comparison() {
  const found = [];
  for (const { name, folder: set, language } of SETS) {
    const all = questions(data, set).filter(({ lang }) => lang === language);
    const wanted = config.quick ? spread(all, QUICK) : all;
    const texts = wanted.map(({ text }) => text);
    const runs = {};
    for (const system of SYSTEMS) {
      const input = { script: script(system.name, language), knowledge: knowledge(data, set), language, questions: texts };
      const { load, build, answers, also, times } = await browser.run('measure', input);
      const place = (label) => join(config.out, 'predictions', name, label);
      const run = { load, build, ...percentiles(times), ...score(config.shared, place(system.name), wanted, answers) };
      if (also.length > 0) run.also = score(config.shared, place(`${system.name}-also`), wanted, also);
      runs[system.name] = run;
      const { top1, p50, p99 } = run;
      say(`${name}, ${system.name}: top-1 ${top1} %, ${p50.toFixed(3)} / ${p99.toFixed(3)} ms, built in ${build.toFixed(0)} ms`);
    }
    found.push({ name, language, questions: wanted.length, outOfScope: runs.ours.outOfScope, runs });
  }
  return found;
}

async function growth() {
  const found = [];
  const texts = asked(data);
  for (const entries of SIZES) {
    const runs = {};
    for (const name of ['ours', 'minisearch']) {
      const input = { script: script(name, 'en'), knowledge: grown(data, entries), language: 'en', questions: texts };
      const { build, memory, times } = await browser.run('measure', input);
      runs[name] = { build, memory, ...percentiles(times) };
      say(`${entries} entries, ${name}: ${runs[name].p50.toFixed(3)} ms, built in ${build.toFixed(0)} ms`);
    }
    found.push({ entries, runs });
  }
  return found;
}

async function smallShop() {
  const text = grown(data, SMALL_SHOP);
  const input = { script: script('ours', 'en'), knowledge: text, language: 'en' };
  const visits = [];
  while (visits.length < VISITS) visits.push(await browser.run('beginning', input));
  const middle = (pick) => percentiles(visits.map(pick)).p50;
  const times = ['load', 'build', 'model'].map((step) => [step, middle((visit) => visit[step])]);
  return { entries: SMALL_SHOP, bytes: Buffer.byteLength(text), ...Object.fromEntries(times), memory: visits[0].memory };
}
