// What the demo shop's bot has to know, read from the same file as the shipped pack.

import { readFileSync } from 'node:fs';

const { entries, shop } = JSON.parse(readFileSync(new URL('../../public/demo/knowledge.json', import.meta.url), 'utf8'));

export { shop };

/** The entry with this id: `entry('shipping-cost').en.answer`. */
export function entry(id) {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new Error(`the demo's knowledge has no entry ${id}`);
  return found;
}

/** Questions that no shop answers, in both languages. */
export const OUT_OF_SCOPE = {
  en: 'Who won the world chess championship in 1972?',
  zh: '1972 年的国际象棋世界冠军是谁?',
};
