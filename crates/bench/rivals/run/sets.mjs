// The question sets: which are measured, and which of their questions.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The sets of the comparison. One with both languages counts as two; what mixes them is asked in neither. */
export const SETS = [
  { name: 'clinc150-10shot', folder: 'clinc150-10shot', language: 'en' },
  { name: 'banking77-10shot', folder: 'banking77-10shot', language: 'en' },
  { name: 'banking77-10shot-typo', folder: 'banking77-10shot-typo', language: 'en' },
  { name: 'bitext-5shot', folder: 'bitext-5shot', language: 'en' },
  { name: 'xsid-zh', folder: 'xsid-zh', language: 'zh' },
  { name: 'outdoor-shop (en)', folder: 'outdoor-shop', language: 'en' },
  { name: 'outdoor-shop (zh)', folder: 'outdoor-shop', language: 'zh' },
];

/** The set that was written for this project: all others are other people's. */
export const OWN = 'outdoor-shop';

/** The sets' folder, or an error that says what is missing. */
export function folderOf(shared) {
  const folder = join(shared, 'data');
  if (!existsSync(folder)) throw new Error(`${folder} is not there: name the folder that holds data/ and eval/ with --shared`);
  return folder;
}

/** The names of all sets in the folder, sorted. */
export const all = (data) => readdirSync(data).filter((name) => existsSync(join(data, name, 'questions.jsonl'))).sort();

export const knowledge = (data, name) => readFileSync(join(data, name, 'knowledge.jsonl'), 'utf8');

/** The questions of a set: of its `test` split where it has splits, else all. */
export function questions(data, name) {
  const lines = readFileSync(join(data, name, 'questions.jsonl'), 'utf8').split('\n').filter((line) => line.trim() !== '');
  const found = lines.map((line) => JSON.parse(line));
  return found.some(({ split }) => split === 'test') ? found.filter(({ split }) => split === 'test') : found;
}

/** At most `count` items, from everywhere in the list: some lists end with what is out of scope. */
export function spread(items, count) {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)]);
}
