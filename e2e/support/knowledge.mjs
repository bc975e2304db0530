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

/** The entry that has this English phrasing. */
export function entryWith(phrasing) {
  const found = entries.find((entry) => entry.en?.phrasings.includes(phrasing));
  if (!found) throw new Error(`the demo's knowledge has no phrasing ${phrasing}`);
  return found;
}

/** The entries as a file with one a line. */
export function jsonLines() {
  return entries.map((entry) => JSON.stringify(entry)).join('\n');
}

/** A question that no shop answers, and that shares no word with one that the demo shop does. */
export const OUT_OF_SCOPE = 'Translate hello into Swahili';
