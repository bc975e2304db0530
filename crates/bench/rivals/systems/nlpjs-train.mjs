// What NLP.js does in every language: learn a classifier of entries from the phrasings, with its default settings. Score: the
// classifier's, 0 to 1; where its best guess is "None", it is sure of nothing, and its next guesses are the candidates.

import { containerBootstrap } from '@nlpjs/core';
import { Nlp } from '@nlpjs/nlp';

import { documents, toAnswer } from './documents.mjs';

const NONE = 'None';

export async function train(Language, knowledge, language) {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(Language);
  const quiet = { nlu: { log: false }, autoSave: false, autoLoad: false, calculateSentiment: false };
  const nlp = new Nlp({ container, languages: [language], ...quiet });
  // An intent's name may not hold all that an entry's may.
  const entries = [];
  const intents = new Map();
  for (const { entry, text } of documents(knowledge, language)) {
    if (!intents.has(entry)) intents.set(entry, `intent${entries.push(entry) - 1}`);
    nlp.addDocument(language, text, intents.get(entry));
  }
  await nlp.train();
  const hit = ({ intent, score }) => ({ entry: entries[intent.slice('intent'.length)], score });
  return {
    answer: async (question) => {
      const { classifications } = await nlp.process(language, question);
      const hits = classifications.filter(({ intent }) => intent !== NONE).map(hit);
      return toAnswer(hits, classifications[0]?.intent === NONE ? () => 0 : (score) => score);
    },
  };
}
