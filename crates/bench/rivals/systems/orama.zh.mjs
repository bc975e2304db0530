// Orama for Chinese: the tokenizer of its own package for Mandarin, which takes the browser's segmenter. Else as for English.

import { create } from '@orama/orama';
import { stopwords } from '@orama/stopwords/mandarin';
import { createTokenizer } from '@orama/tokenizers/mandarin';

import { fill } from './orama-index.mjs';

export async function build(knowledge, language) {
  const components = { tokenizer: createTokenizer({ language: 'mandarin', stopWords: stopwords }) };
  return fill(create({ schema: { text: 'string' }, components }), knowledge, language);
}
