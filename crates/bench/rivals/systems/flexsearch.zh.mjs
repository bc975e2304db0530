// FlexSearch for Chinese: the charset encoder "CJK", which its README names for it, and suggestions. It gives no score.

import { Charset, Index } from 'flexsearch';

import { fill } from './flexsearch-index.mjs';

export const build = async (knowledge, language) =>
  fill(new Index({ tokenize: 'strict', encoder: Charset.CJK }), knowledge, language);
