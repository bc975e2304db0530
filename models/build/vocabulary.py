"""Which words a model knows, and how a text is cut into them. The cut is the engine's (`semantic/cut.rs`)."""

import collections

import numpy as np
from scipy import sparse

LONGEST = 4
CHARACTERS = 2_600


def english(sources, cut, count: int) -> list[str]:
    """The most frequent stems without digits."""
    seen = collections.Counter()
    for source, lines in zip(sources, cut):
        for line in lines:
            for token in line:
                if not token.startswith("=") and not any(c.isdigit() for c in token):
                    seen[token] += source.weight
    return [word for word, _ in _most_common(seen)[:count]]


def chinese(sources, cut, count: int) -> list[str]:
    """Single characters, Latin words that stand in Chinese sentences, and the most frequent words of 2 to 4 characters."""
    import jieba

    words, characters, latin = collections.Counter(), collections.Counter(), collections.Counter()
    for source, lines in zip(sources, cut):
        for line in lines:
            for token in line:
                if token.startswith("="):
                    for word in jieba.cut(token[1:]):
                        if 1 < len(word) <= LONGEST:
                            words[word] += source.weight
                    for character in token[1:]:
                        characters[character] += source.weight
                elif token.isalpha():
                    latin[token] += source.weight
    alone = [c for c, seen in _most_common(characters) if seen >= 3][:CHARACTERS]
    alone += [word for word, seen in _most_common(latin) if seen >= 6]
    return alone + [word for word, _ in _most_common(words)[: count - len(alone)]]


def _most_common(seen: collections.Counter) -> list[tuple[str, float]]:
    return sorted(seen.items(), key=lambda item: (-item[1], item[0]))


class Cutter:
    """Cuts tokens into the numbers of known words: words whole, Chinese by the longest known word from the left."""

    def __init__(self, words: list[str]):
        self.words = words
        self.numbers = {word: number for number, word in enumerate(words)}

    def cut(self, line: list[str]) -> list[int]:
        found = []
        for token in line:
            if not token.startswith("="):
                if token in self.numbers:
                    found.append(self.numbers[token])
                continue
            run, at = token[1:], 0
            while at < len(run):
                for length in range(min(LONGEST, len(run) - at), 0, -1):
                    number = self.numbers.get(run[at : at + length])
                    if number is not None:
                        found.append(number)
                        break
                at += length
        return found

    def bags(self, lines: list[list[str]]) -> sparse.csr_matrix:
        """[lines, words]: how often each word stands in each line."""
        rows, columns = [], []
        for row, line in enumerate(lines):
            numbers = self.cut(line)
            rows += [row] * len(numbers)
            columns += numbers
        ones = np.ones(len(rows), np.float32)
        return sparse.csr_matrix((ones, (rows, columns)), shape=(len(lines), len(self.words)))
