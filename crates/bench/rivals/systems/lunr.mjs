// Lunr with its English pipeline (stop words, stemmer), and a query as its guide builds them: the exact term counts most, one
// edit least; the guide's trailing wildcard is left out, for with it less is found. Chinese: the browser's segmenter as
// tokenizer and no pipeline, since the English one cuts every sign off that is no Latin letter. Score: BM25, without bound.

import lunr from 'lunr';

import { bounded, documents, toAnswer } from './documents.mjs';
import { words } from './segment.mjs';

export async function build(knowledge, language) {
  const texts = documents(knowledge, language);
  const cut = language === 'zh' ? (text) => words(String(text)).map((word) => new lunr.Token(word, {})) : lunr.tokenizer;
  const index = lunr(function configure() {
    if (language === 'zh') {
      this.tokenizer = cut;
      this.pipeline.reset();
      this.searchPipeline.reset();
    }
    this.ref('id');
    this.field('text');
    for (const document of texts) this.add(document);
  });
  const search = (question) =>
    index.query((query) => {
      for (const token of cut(question)) {
        const term = token.toString();
        query.term(term, { boost: 100 });
        query.term(term, { boost: 1, usePipeline: false, editDistance: 1 });
      }
    });
  const hit = ({ ref, score }) => ({ entry: texts[ref].entry, score });
  return { answer: (question) => toAnswer(search(question).map(hit), bounded) };
}
