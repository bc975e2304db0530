// NLP.js for Chinese: its own language package, which cuts and transcribes with a dictionary.

import { LangZh } from '@nlpjs/lang-zh';

import { train } from './nlpjs-train.mjs';

export const build = (knowledge, language) => train(LangZh, knowledge, language);
