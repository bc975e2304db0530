// BERT's uncased tokenizer: words in lower case without accents, punctuation and Han signs by themselves, and each word as the
// longest pieces that the vocabulary has.

const LONGEST_WORD = 100;

/** A function from text to token ids, at most `limit` of them, for a `vocab.txt`. */
export function tokenizer(vocabulary, limit) {
  const ids = new Map(vocabulary.trimEnd().split('\n').map((piece, id) => [piece, id]));
  const unknown = ids.get('[UNK]');
  return (text) => {
    const pieces = words(text).flatMap((word) => split(word, ids) ?? [unknown]);
    return [ids.get('[CLS]'), ...pieces.slice(0, limit - 2), ids.get('[SEP]')];
  };
}

function words(text) {
  const plain = text.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, (sign) => (/\s/.test(sign) ? ' ' : '')).toLowerCase();
  const bare = plain.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare.replace(/[\p{P}$+<=>^`|~\p{Script=Han}]/gu, ' $& ').split(/\s+/u).filter(Boolean);
}

function split(word, ids) {
  const signs = Array.from(word);
  if (signs.length > LONGEST_WORD) return undefined;
  const found = [];
  for (let start = 0; start < signs.length; ) {
    let end = signs.length;
    const piece = () => (start > 0 ? '##' : '') + signs.slice(start, end).join('');
    while (end > start && !ids.has(piece())) end -= 1;
    if (end === start) return undefined;
    found.push(ids.get(piece()));
    start = end;
  }
  return found;
}
