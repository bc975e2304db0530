// What every search library is given and gives back: one document a phrasing, and the entries of the hits.

/** The phrasings in `language` of a `knowledge.jsonl`, as documents `{ id, entry, text }`. */
export function documents(knowledge, language) {
  const found = [];
  for (const line of knowledge.split('\n')) {
    if (line.trim() === '') continue;
    const entry = JSON.parse(line);
    for (const text of entry[language]?.phrasings ?? []) found.push({ id: found.length, entry: entry.id, text });
  }
  return found;
}

/** How many candidates an answer names at most. */
const CANDIDATES = 10;

/** The answer that ranked `hits` (`{ entry, score }`, best first) stand for. `confidence` makes the best score a number
 * from 0 to 1; a library without scores has none. */
export function toAnswer(hits, confidence) {
  const ids = new Set();
  for (const hit of hits) {
    ids.add(hit.entry);
    if (ids.size === CANDIDATES) break;
  }
  const sure = confidence && hits.length > 0 ? confidence(hits[0].score) : 0;
  // Rounding may take a perfect match beyond the end of the scale.
  return { ids: [...ids], confidence: Math.min(1, Math.max(0, sure)) };
}

/** Scores without an upper bound, in their order, as numbers from 0 to 1. */
export const bounded = (score) => score / (1 + score);
