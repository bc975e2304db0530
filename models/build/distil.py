"""Word vectors whose sums are near each other where a teacher's sentence embeddings are, and which tell retail topics apart.

Start: the teacher's embedding of each word, reduced to `width` numbers by principal components, times the weight of smooth inverse
frequency (Arora et al. 2017). Then Adam (Kingma and Ba 2015) on batches of sentences: the similarities inside a batch are to be
those of the teacher (softmax at TEMPERATURE, cross entropy, plus mean square), and a linear layer over the sums is to name the
topic of retail sentences.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

BATCH = 384
TEMPERATURE = 0.1
SQUARE = 10.0
RATE = 3e-3
TOPIC_SCALE = 10.0


@dataclass
class Corpus:
    bags: sparse.csr_matrix  # [sentences, words] counts
    teacher: np.ndarray  # [sentences, 384] unit rows
    weights: np.ndarray  # [sentences] how often each is drawn


@dataclass
class Topics:
    bags: sparse.csr_matrix  # [sentences, words]
    labels: np.ndarray  # [sentences] index of the topic
    count: int


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def softmax(rows: np.ndarray) -> np.ndarray:
    rows = np.exp(rows - rows.max(axis=1, keepdims=True))
    return rows / rows.sum(axis=1, keepdims=True)


def start(words: np.ndarray, counts: np.ndarray, width: int) -> np.ndarray:
    """First vectors [words, width] from the teacher's embedding of each word and its count in the corpus."""
    centred = unit(words - words.mean(axis=0))
    axes = np.linalg.svd(centred, full_matrices=False)[2][:width]
    share = (counts + 1) / counts.sum()
    return ((centred @ axes.T) * (1e-3 / (1e-3 + share))[:, None]).astype(np.float32)


class Adam:
    def __init__(self, value: np.ndarray):
        self.value, self.mean, self.square = value, np.zeros_like(value), np.zeros_like(value)

    def step(self, gradient: np.ndarray, number: int, rate: float):
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.001 * (gradient * gradient - self.square)
        scale = rate * np.sqrt(1 - 0.999**number) / (1 - 0.9**number)
        self.value -= np.float32(scale) * self.mean / (np.sqrt(self.square) + 1e-8)


def _sums(bags: sparse.csr_matrix, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    sums = bags @ vectors
    length = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return sums / length, length


def _through_length(gradient: np.ndarray, directions: np.ndarray, length: np.ndarray) -> np.ndarray:
    return (gradient - directions * (gradient * directions).sum(axis=1, keepdims=True)) / length


def train(vectors: np.ndarray, corpus: Corpus, topics: Topics, steps: int, topic_weight: float, seed: int = 0) -> np.ndarray:
    """The trained vectors [words, width]. The same on every run on one kind of machine."""
    random = np.random.RandomState(seed)
    words = Adam(vectors.copy())
    head = Adam(np.zeros((vectors.shape[1], topics.count), np.float32))
    bias = Adam(np.zeros(topics.count, np.float32))
    chance = np.cumsum(corpus.weights / corpus.weights.sum())
    diagonal = np.eye(BATCH, dtype=np.float32)
    for number in range(1, steps + 1):
        rate = RATE * (1 - number / steps)
        drawn = np.searchsorted(chance, random.rand(BATCH)).clip(0, len(chance) - 1)
        bags = corpus.bags[drawn]
        directions, length = _sums(bags, words.value)
        mine, teacher = directions @ directions.T, corpus.teacher[drawn] @ corpus.teacher[drawn].T
        apart = softmax(mine / TEMPERATURE - 1e9 * diagonal) - softmax(teacher / TEMPERATURE - 1e9 * diagonal)
        slope = apart / TEMPERATURE / BATCH + SQUARE * 2 * (mine - teacher) * (1 - diagonal) / BATCH**2
        gradient = bags.T @ _through_length((slope + slope.T) @ directions, directions, length)

        drawn = random.randint(0, len(topics.labels), BATCH)
        bags = topics.bags[drawn]
        directions, length = _sums(bags, words.value)
        miss = softmax(TOPIC_SCALE * directions @ head.value + bias.value)
        miss[np.arange(BATCH), topics.labels[drawn]] -= 1
        miss *= topic_weight / BATCH
        gradient += bags.T @ _through_length(TOPIC_SCALE * miss @ head.value.T, directions, length)
        head.step((TOPIC_SCALE * directions.T @ miss).astype(np.float32), number, 5 * rate)
        bias.step(miss.sum(axis=0).astype(np.float32), number, 5 * rate)
        words.step(gradient.astype(np.float32), number, rate)
    return words.value
