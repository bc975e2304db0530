"""How a message is meant beside what it asks: a classifier over words and vectors (`crates/engine/src/model/manner.rs`)."""

from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

import corpus
from vocabulary import Cutter

# In the engine's order.
KINDS = ["plain", "upset", "greeting", "thanks", "goodbye", "okay", "who", "person", "angry", "grave"]
LABELS = {
    "plain": "plain",
    "feel-upset": "upset",
    "talk-greeting": "greeting",
    "talk-thanks": "thanks",
    "talk-goodbye": "goodbye",
    "talk-okay": "okay",
    "talk-bot": "who",
    "call-person": "person",
    "call-angry": "angry",
    "call-legal": "grave",
    "call-injury": "grave",
    "call-payment": "grave",
    "call-privacy": "grave",
    "call-minor": "grave",
    "call-distress": "grave",
}
# Topics of the retail corpus whose sentences are calls themselves, more or less; all others are plain.
ALIKE = """
accident-in-store account-hacked allergic-reaction-after-use charged-twice complaint-escalation courier-behaviour-complaint
delete-account-privacy fake-product-report greeting-thanks-bye off-topic-smalltalk phishing-call-or-sms praise-for-staff
product-safety-incident store-staff-rude talk-to-a-human unauthorised-charge
""".split()
# How many retail sentences are shown as plain ones.
PLAIN = 9_000
# What the vector counts beside the words.
VECTOR = 4.0
WORDS = 2.0
# How firmly weights are held at 0, a message.
DECAY = 1.0
STEPS = 300


def lessons(language: str, retail: list[tuple[str, str]]) -> tuple[list[str], np.ndarray]:
    """Messages and the number of their kind."""
    lines = (corpus.HERE / f"corpus/manner/{language}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line.strip()]
    plain = [text for topic, text in retail if topic not in ALIKE]
    plain = plain[:: max(1, len(plain) // PLAIN)]
    kinds = [KINDS.index(LABELS[label]) for label, _ in pairs] + [0] * len(plain)
    return [text for _, text in pairs] + plain, np.array(kinds)


def learn(cutter: Cutter, vectors: np.ndarray, texts: list[str], kinds: np.ndarray, tokens: Path):
    """(weights of the vector, of three marks and a constant [kinds, width + 4], weights of words [kinds, words]), each to be
    multiplied with what the engine computes: the direction, the marks, 1, and for each different word 1 / √(their number)."""
    bags = cutter.bags(corpus.tokens(texts, tokens))
    bags.data[:] = 1
    sums = bags @ vectors
    directions = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    count = np.maximum(1, np.asarray(bags.sum(axis=1)))
    dense = np.hstack([VECTOR * directions, [marks(text) for text in texts]])
    rows = sparse.hstack([sparse.csr_matrix(dense), bags.multiply(WORDS / np.sqrt(count))]).tocsr()
    width, size = dense.shape[1], rows.shape[1]
    right = np.zeros((len(texts), len(KINDS)))
    right[np.arange(len(texts)), kinds] = 1

    def loss(flat):
        weights, constants = flat[:-len(KINDS)].reshape(size, len(KINDS)), flat[-len(KINDS):]
        values = rows @ weights + constants
        values -= values.max(axis=1, keepdims=True)
        shares = np.exp(values)
        shares /= shares.sum(axis=1, keepdims=True)
        fit = -np.log(shares[np.arange(len(texts)), kinds] + 1e-300).sum()
        slope = rows.T @ (shares - right) + DECAY * weights
        gradient = np.concatenate([slope.ravel(), (shares - right).sum(axis=0)])
        return fit + DECAY / 2 * (weights**2).sum(), gradient

    start = np.zeros(size * len(KINDS) + len(KINDS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights, constants = found[:-len(KINDS)].reshape(size, len(KINDS)).T, found[-len(KINDS):]
    first = np.hstack([weights[:, :width], constants[:, None]])
    first[:, : vectors.shape[1]] *= VECTOR
    return first, WORDS * weights[:, width:]


def marks(text: str) -> list[float]:
    """Exclamation marks, up to three, as a share; whether marks stand in a row; whether it is shouted in capitals."""
    letters = [c for c in text if c.isascii() and c.isalpha()]
    shouted = len(letters) > 7 and sum(c.isupper() for c in letters) > 0.6 * len(letters)
    ends = ["!" if c in "!！" else "?" if c in "?？" else " " for c in text]
    in_a_row = any("!" in pair and " " not in pair for pair in zip(ends, ends[1:])) or "??" in "".join(ends)
    return [min(3, ends.count("!")) / 3, float(in_a_row), float(shouted)]
