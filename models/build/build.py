"""Builds the language models from packages, corpora and lists: python build.py --language en|zh --out FILE …

Run by `cargo xtask models`, which sets up the packages. The same inputs give the same bytes on one kind of machine; another
processor's matrix library may change last digits.
"""

import argparse
import logging
import time
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

import corpus
import distil
import manner
import model_file
import tables
import teacher
import vocabulary

WIDTH = 64
STEPS = 3_000
# The step of quantisation, in standard deviations.
STEP = 0.55
WORDS = {"en": 8_000, "zh": 9_000}
# How often sentences of each kind are drawn in training, a sentence, relative to others.
RETAIL = {"en": 2.5, "zh": 4.0}
GENERAL = {"en": 8.0, "zh": 2.5}
# How much telling topics apart counts beside the teacher.
TOPIC_WEIGHT = {"en": 0.5, "zh": 1.0}
# How many sentences stand for the topic of all that is not retail.
EVERYDAY = {"en": 600, "zh": 2_500}
EVERYDAY_TOPIC = "everyday-talk"
# How firmly the topic classifier's weights are held at 0.
TOPIC_DECAY = 1e-5
# Steps of its fit.
TOPIC_STEPS = 80


def main():
    options = argparse.ArgumentParser()
    for name in ("--language", "--out", "--tokens", "--cache", "--multidogo", "--wordnet"):
        options.add_argument(name, required=True)
    options = options.parse_args()
    language, cache, started = options.language, Path(options.cache), time.time()
    logging.getLogger("jieba").setLevel(logging.ERROR)
    say = lambda text: print(f"[{time.time() - started:4.0f} s] {language}: {text}", flush=True)

    retail = corpus.retail(language)
    sources = [corpus.Source([text for _, text in retail], RETAIL[language])]
    sources.append(corpus.Source(corpus.general(language), GENERAL[language]))
    if language == "en":
        sources.append(corpus.Source(corpus.multidogo(Path(options.multidogo)), 1.0))
        sources.append(corpus.Source(corpus.wordnet(Path(options.wordnet)), 0.5))
        master = teacher.MiniLM()
    else:
        master = teacher.E5(cache)
    say(f"{sum(len(source.texts) for source in sources)} sentences; embedding them with {master.name}")
    embeddings = np.vstack([teacher.embed_cached(master, source.texts, cache) for source in sources])
    cut = [corpus.tokens(source.texts, Path(options.tokens)) for source in sources]
    choose = vocabulary.english if language == "en" else vocabulary.chinese
    words = choose(sources, cut, WORDS[language])
    cutter = vocabulary.Cutter(words)
    say(f"{len(words)} words; distilling")

    bags = vocabulary.sparse.vstack([cutter.bags(lines) for lines in cut]).tocsr()
    weights = np.concatenate([np.full(len(source.texts), source.weight) for source in sources])
    if language == "zh":
        # All of E5's sentences lie in one direction; what sets them apart is what counts.
        embeddings = embeddings - np.average(embeddings, axis=0, weights=weights)
    counts = np.asarray(bags.T @ weights).ravel()
    known = np.asarray(bags.sum(axis=1)).ravel() > 0
    lessons = distil.Corpus(bags[known], distil.unit(embeddings[known]).astype(np.float32), weights[known])
    everyday = corpus.everyday(language, EVERYDAY[language])
    names = sorted({EVERYDAY_TOPIC, *(topic for topic, _ in retail)})
    labels = [names.index(topic) for topic, _ in retail] + [names.index(EVERYDAY_TOPIC)] * len(everyday)
    labels = np.array(labels)
    named = cut[0] + corpus.tokens(everyday, Path(options.tokens))
    topics = distil.Topics(cutter.bags(named), labels, len(names))
    first = distil.start(teacher.embed_cached(master, words, cache), counts, WIDTH)
    vectors = distil.train(first, lessons, topics, STEPS, TOPIC_WEIGHT[language])
    say("naming topics")
    vectors = model_file.quantise(vectors, STEP)[2]
    head = classifier(distil.unit(topics.bags @ vectors), labels, len(names))

    rarities = np.clip(np.round(16 * np.log(counts.sum() / (counts + 1))), 0, 255)
    characters = [word for word in words if len(word) == 1 and not word.isascii()]
    if language == "zh":
        simplified, pinyin = tables.simplified(set("".join(words))), tables.pinyin(characters)
    else:
        simplified, pinyin = "", ([], [], [])
    synonyms = (corpus.HERE / "synonyms" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    synonyms = "".join(line + "\n" for line in synonyms if line.strip() and not line.startswith("#"))
    say("learning manners")
    manners = manner.learn(cutter, vectors, *manner.lessons(language, retail), Path(options.tokens))
    content = model_file.write(language, words, rarities, vectors, STEP, names, head, manners, synonyms, simplified, pinyin)
    Path(options.out).write_bytes(content)
    say(f"{len(content)} bytes written to {Path(options.out).name}")


def classifier(rows: np.ndarray, labels: np.ndarray, count: int) -> np.ndarray:
    """Multinomial logistic regression [width + 1, topics], by L-BFGS."""
    rows = np.hstack([rows, np.ones((len(rows), 1))]).astype(np.float64)
    width = rows.shape[1]
    right = np.zeros((len(rows), count))
    right[np.arange(len(rows)), labels] = 1

    def loss(flat):
        weights = flat.reshape(width, count)
        values = rows @ weights
        values -= values.max(axis=1, keepdims=True)
        shares = np.exp(values)
        shares /= shares.sum(axis=1, keepdims=True)
        gradient = rows.T @ (shares - right) / len(rows)
        gradient[:-1] += TOPIC_DECAY * weights[:-1]
        fit = -np.log(shares[np.arange(len(rows)), labels] + 1e-300).mean()
        return fit + TOPIC_DECAY / 2 * (weights[:-1] ** 2).sum(), gradient.ravel()

    found = minimize(loss, np.zeros(width * count), jac=True, method="L-BFGS-B", options={"maxiter": TOPIC_STEPS})
    return found.x.reshape(width, count)


if __name__ == "__main__":
    main()
