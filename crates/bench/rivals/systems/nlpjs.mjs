// NLP.js for English, from the packages that its documentation names for the web: the language without its sentiment
// dictionaries. The others are in `nlpjs-train.mjs`.

import { LangEn } from '@nlpjs/lang-en-min';

import { train } from './nlpjs-train.mjs';

export const build = (knowledge, language) => train(LangEn, knowledge, language);
