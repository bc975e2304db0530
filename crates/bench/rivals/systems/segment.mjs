// Chinese words, as the browser cuts them: for the libraries whose documentation leaves the cutting to whoever uses them.

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of `text`, without spaces and punctuation. */
export function words(text) {
  return Array.from(segmenter.segment(text)).flatMap((part) => (part.isWordLike ? [part.segment.toLowerCase()] : []));
}
