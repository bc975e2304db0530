// Fuse.js with token search, which its README recommends for queries of several words, anywhere in the text. Chinese: its
// `tokenize` option with the browser's segmenter. Score: 0 is a perfect match, 1 is none.

import Fuse from 'fuse.js';

import { documents, toAnswer } from './documents.mjs';
import { words } from './segment.mjs';

export async function build(knowledge, language) {
  const index = new Fuse(documents(knowledge, language), {
    keys: ['text'],
    useTokenSearch: true,
    ignoreLocation: true,
    includeScore: true,
    ...(language === 'zh' && { tokenize: words }),
  });
  const hit = ({ item, score }) => ({ entry: item.entry, score });
  return { answer: (question) => toAnswer(index.search(question, { limit: 30 }).map(hit), (score) => 1 - score) };
}
