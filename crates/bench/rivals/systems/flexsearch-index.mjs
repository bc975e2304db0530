// What FlexSearch does in every language: fill an index, search it, name the entries.

import { documents, toAnswer } from './documents.mjs';

export function fill(index, knowledge, language) {
  const entries = documents(knowledge, language).map(({ id, entry, text }) => {
    index.add(id, text);
    return entry;
  });
  const search = (question) => index.search(question, { suggest: true, limit: 30 });
  return { answer: (question) => toAnswer(search(question).map((id) => ({ entry: entries[id] }))) };
}
