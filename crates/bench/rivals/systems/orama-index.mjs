// What Orama does in every language: fill a database, search it, name the entries.

import { insertMultiple, search } from '@orama/orama';

import { bounded, documents, toAnswer } from './documents.mjs';

export async function fill(database, knowledge, language) {
  const texts = documents(knowledge, language);
  await insertMultiple(database, texts.map(({ id, text }) => ({ id: String(id), text })));
  const hit = ({ id, score }) => ({ entry: texts[id].entry, score });
  return {
    answer: async (question) => {
      const { hits } = await search(database, { term: question, limit: 30 });
      return toAnswer(hits.map(hit), bounded);
    },
  };
}
