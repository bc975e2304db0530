// Figures of one run: from the scoring script of the question sets, and from the stopwatch.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes questions and predictions under `folder` and has `score.py` judge them. */
export function score(shared, folder, questions, answers) {
  mkdirSync(folder, { recursive: true });
  const write = (name, items) => {
    const path = join(folder, name);
    writeFileSync(path, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    return path;
  };
  const files = [write('questions.jsonl', questions), write('predictions.jsonl', answers)];
  const printed = execFileSync('python3', [join(shared, 'eval/score.py'), ...files, '--json'], { encoding: 'utf8' });
  const { top1, auroc, out_of_scope: outOfScope } = JSON.parse(printed);
  return { top1, auroc, outOfScope };
}

/** The median and the 99th percentile. */
export function percentiles(times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p99: at(0.99) };
}
