// FlexSearch with the four means that its README names for tolerant search: the tokenizer "tolerant", the charset encoder
// "LatinBalance", the English preset and suggestions (without which every term must occur). It ranks but gives no score.

import { Charset, Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';

import { fill } from './flexsearch-index.mjs';

export const build = async (knowledge, language) =>
  fill(new Index({ tokenize: 'tolerant', encoder: new Encoder(Charset.LatinBalance, english) }), knowledge, language);
