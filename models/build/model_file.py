"""Writes a model file: the shape that `crates/engine/src/model/mod.rs` reads (postcard inside a checked frame)."""

import struct
import zlib

import numpy as np

VERSION = 2
# The unit of the manners' weights of words: coarse, since most are next to nothing.
WORD_UNIT = 0.3
LANGUAGES = ["zh", "en"]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))


def _blob(data: bytes | str) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return _varint(len(data)) + data


def quantise(vectors: np.ndarray, step: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(scales, codes, the vectors that they stand for): whole numbers from -7 to 7 times a unit a word, `step` standard
    deviations of its numbers. A coarser step makes more zeros, which compress; a finer one cuts large numbers off at 7."""
    spread = np.maximum(vectors.std(axis=1), 1e-6) * step
    scales = np.clip(np.round(16 * np.log2(spread)) + 160, 0, 255).astype(np.uint8)
    units = np.exp2((scales.astype(np.float32) - 160) / 16)[:, None]
    codes = np.clip(np.round(vectors / units), -7, 7)
    return scales, (codes + 7).astype(np.uint8), (codes * units).astype(np.float32)


def _bytes(weights: np.ndarray, unit: float | None = None) -> tuple[float, np.ndarray]:
    """Weights as whole numbers from -127 to 127 times a unit, plus 128."""
    unit = unit or float(np.float32(np.abs(weights).max() / 127))
    return unit, (np.clip(np.round(weights / unit), -127, 127) + 128).astype(np.uint8)


def write(language, words, rarities, vectors, step, topics, head, manners, synonyms, simplified, pinyin) -> bytes:
    """`vectors` as `quantise` gave them; `head` [width + 1, topics]; `manners` as `manner.learn` gave them."""
    order = sorted(range(len(words)), key=lambda number: words[number].encode())
    scales, codes, _ = quantise(vectors, step)
    unit, weights = _bytes(head.T)
    manner_unit, manner_weights = _bytes(manners[0])
    _, manner_words = _bytes(manners[1][:, order], WORD_UNIT)
    syllables, readable, readings = pinyin
    content = b"".join(
        [
            _varint(LANGUAGES.index(language)),
            _blob("".join(words[number] + "\n" for number in order)),
            _blob(bytes(rarities[order].astype(np.uint8))),
            bytes([vectors.shape[1]]),
            _blob(bytes(scales[order])),
            _blob(codes[order].tobytes()),
            _blob("".join(name + "\n" for name in topics)),
            struct.pack("<f", unit),
            _blob(weights.tobytes()),
            struct.pack("<f", manner_unit),
            _blob(manner_weights.tobytes()),
            struct.pack("<f", WORD_UNIT),
            _blob(manner_words.tobytes()),
            _blob(synonyms),
            _blob(simplified),
            _blob(" ".join(syllables)),
            _blob("".join(readable)),
            _varint(len(readings)) + b"".join(_varint(number) for number in readings),
        ]
    )
    return b"FWLM" + struct.pack("<HI", VERSION, zlib.crc32(content)) + content
