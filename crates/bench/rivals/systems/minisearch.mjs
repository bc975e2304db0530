// MiniSearch with what its documentation shows for tolerant search: prefixes, and fuzziness of a fifth of a term's length, both
// for terms of more than three letters; any term is enough (its default). Chinese: its `tokenize` option with the browser's
// segmenter. Score: BM25+, without bound.

import MiniSearch from 'minisearch';

import { bounded, documents, toAnswer } from './documents.mjs';
import { words } from './segment.mjs';

/** Whether a term is long enough for part of it, or something near it, to mean the same. */
const isLong = (term) => term.length > 3;

export async function build(knowledge, language) {
  const index = new MiniSearch({
    fields: ['text'],
    storeFields: ['entry'],
    searchOptions: { prefix: isLong, fuzzy: (term) => isLong(term) && 0.2 },
    ...(language === 'zh' && { tokenize: words }),
  });
  index.addAll(documents(knowledge, language));
  return { answer: (question) => toAnswer(index.search(question), bounded) };
}
