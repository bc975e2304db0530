// The tables of the benchmark, written into the document between its markers.

import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- benchmark: begin -->';
const END = '<!-- benchmark: end -->';

/** Writes the tables of `results` into the document at `path`, and gives them. */
export function document(results, path) {
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${path} has not both ${BEGIN} and ${END}: the tables go between them`);
  const tables = sections(results).join('\n\n');
  writeFileSync(path, `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`);
  return tables;
}

function sections(results) {
  const { systems, sets } = results;
  const outOfScope = sets.filter((set) => set.outOfScope > 0);
  const cell = (from, show) => (system) => from.map((set) => show(figures(results, set, system), system));
  const heads = (from) => from.map(({ name }) => name);
  const rows = (show) => systems.map((system) => [system.title, ...show(system)]);
  return [
    about(results),
    '### Right entry in first place, % of questions in scope',
    table(['', ...heads(sets)], rows(cell(sets, ({ top1 }) => top1.toFixed(1)))),
    counts(sets),
    '### Telling in scope from out of scope, AUROC in % (50 = chance)',
    table(['', ...heads(outOfScope)], rows(cell(outOfScope, auroc))),
    'Where nothing stands, the library ranks without scores.',
    '### Milliseconds a question, median / 99th percentile',
    table(['', ...heads(sets)], rows(cell(sets, ({ p50, p99 }) => `${short(p50)} / ${short(p99)}`))),
    '### Milliseconds to build the index from the knowledge as text',
    table(['', ...heads(sets)], rows(cell(sets, ({ build }) => short(build)))),
    '### What a browser downloads, KB (1,000 bytes) after brotli',
    table(['', 'package', 'English', 'Chinese', 'of that, files that the script loads'], systems.map(size)),
    '### Growing knowledge: entries with 10 phrasings each',
    growth(results),
    smallShop(results.small),
  ];
}

function about({ isQuick, date, machine, chromium, sets }) {
  const variant = isCentroidBetter({ sets }) ? 'centroid of an entry' : 'phrasing';
  const count = Math.max(...sets.map(({ questions }) => questions));
  const memory = Math.round(machine.memory / 2 ** 30);
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${memory} GiB, ${machine.system}; Chromium ${chromium}; ${date}.`,
    `Made by \`cargo xtask bench match${isQuick ? ' --quick' : ''}\`. MiniLM goes by the nearest ${variant}, the better of two ways.`,
  ];
  if (isQuick) {
    lines.unshift(`**A quick run: ${count} questions of each set, evenly spread. Its accuracies have a standard error of 2 to 4 points.**`);
  }
  return lines.join('\n');
}

const auroc = ({ auroc: share }, { isUnscored }) => (isUnscored ? '' : share.toFixed(1));

/** What a system reached on a set. Of MiniLM's two ways, the one that is better on the whole. */
function figures(results, set, system) {
  const run = set.runs[system.name];
  return run.also && isCentroidBetter(results) ? { ...run, ...run.also } : run;
}

function isCentroidBetter({ sets }) {
  const sum = (pick) => sets.reduce((total, { runs }) => total + pick(runs.minilm), 0);
  return sum((run) => run.also.top1) > sum((run) => run.top1);
}

function counts(sets) {
  const outside = (count) => (count > 0 ? ` (${count} out of scope)` : '');
  const count = ({ name, questions, outOfScope }) => `${name} ${questions}${outside(outOfScope)}`;
  return `Questions: ${sets.map(count).join(', ')}.`;
}

function size({ title, release = 'this one', bytes: { en, zh } }) {
  const kilo = (bytes) => (bytes / 1000).toFixed(1);
  return [title, release, kilo(en.script + en.files), kilo(zh.script + zh.files), kilo(en.files)];
}

function growth({ growth: sizes }) {
  const cells = ({ build, p50, p99 }) => [short(build), `${short(p50)} / ${short(p99)}`];
  const heads = ['Floorwalker', 'MiniSearch'].flatMap((name) => [`${name}: build ms`, `${name}: ms a question`]);
  return table(['entries', ...heads], sizes.map(({ entries, runs }) => [entries, ...cells(runs.ours), ...cells(runs.minisearch)]));
}

function smallShop({ entries, bytes, load, build, model, memory }) {
  const mega = (size) => (size / 2 ** 20).toFixed(1);
  return [
    `${entries} entries from plain JSON (${(bytes / 1000).toFixed(0)} KB) in the browser: the module is there after ${short(load)} ms, the engine`,
    `answers by words after another ${short(build)} ms and has taken a language model in after another ${short(model)} ms; its memory grows`,
    `from ${mega(memory.before)} to ${mega(memory.after)} MiB.`,
  ].join('\n');
}

/** A time with three figures at most. */
function short(milliseconds) {
  if (milliseconds >= 99.95) return milliseconds.toFixed(0);
  if (milliseconds >= 9.995) return milliseconds.toFixed(1);
  return milliseconds >= 0.9995 ? milliseconds.toFixed(2) : milliseconds.toFixed(3);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
