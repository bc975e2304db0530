// Knowledge of any size, made of the public sets: the same at every run.

import { knowledge, questions, spread } from './sets.mjs';

/** Where phrasings and questions come from: no question is a phrasing too. */
const FROM = ['clinc150', 'banking77'];

/** The sizes that are measured, in entries. */
export const SIZES = [50, 200, 1000, 2000, 5000];

const PHRASINGS = 10;
const SEED = 20;

/** A `knowledge.jsonl` of `count` entries. Each has 10 phrasings of one intent; the intents take turns. One whose phrasings are
 * used up begins anew in another order. */
export function grown(data, count) {
  const random = generator(SEED);
  const pools = FROM.flatMap((name) => {
    const lines = knowledge(data, name).split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => ({ all: JSON.parse(line).en.phrasings, left: [] }));
  });
  const usable = pools.filter(({ all }) => all.length >= PHRASINGS);
  const entries = Array.from({ length: count }, (_, number) => {
    const pool = usable[number % usable.length];
    if (pool.left.length < PHRASINGS) pool.left = shuffled(pool.all, random);
    return JSON.stringify({ id: `entry-${number}`, en: { phrasings: pool.left.splice(0, PHRASINGS), answer: '' } });
  });
  return entries.join('\n');
}

/** The texts that are asked of it. */
export const asked = (data) => FROM.flatMap((name) => spread(questions(data, name), 100)).map(({ text }) => text);

function shuffled(items, random) {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [left[at], left[other]] = [left[other], left[at]];
  }
  return left;
}

/** Mulberry32: numbers from 0 to 1 that are the same for the same seed. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
