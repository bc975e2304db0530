"""Makes the MiniLM rival's two files for onnxruntime-web: model.onnx (int8) and vocab.txt.

usage: prepare.py FOLDER

The graph is the one that teaches the language models; it is quantised as the model's usual builds for browsers are: dynamically,
weights as signed 8-bit integers, a scale for each output channel.
"""

import shutil
import sys
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.append(str(Path(__file__).resolve().parents[4] / "models" / "build"))
import minilm


def main():
    folder = Path(sys.argv[1])
    quantize_dynamic(minilm.model(), folder / "model.onnx", per_channel=True, weight_type=QuantType.QInt8)
    shutil.copy(minilm.folder() / "vocab.txt", folder / "vocab.txt")


if __name__ == "__main__":
    main()
