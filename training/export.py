"""From a trained checkpoint to the weights that ship: `python -m training.export --model build/tagger/model.pt`.

Writes encoder.onnx (int8), heads.npz, tokenizer.json and weights.json into src/onrecord/encode/weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.graph import FLOAT_HEADS, build
from training.net import Heads, Tagger
from training.train import base_folder

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "encode" / "weights"


def load(checkpoint: Path) -> tuple[Tagger, Heads]:
    net, heads = Tagger(base_folder()), Heads()
    state = torch.load(checkpoint, map_location="cpu")
    net.load_state_dict(state["net"])
    heads.load_state_dict(state["heads"])
    return net.eval(), heads.eval()


def quantise(source: Path, target: Path) -> None:
    """Int8 weights, a scale a channel; 7 bits of them, since products of 8 saturate on processors without VNNI."""
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[f"{head}.product" for head in FLOAT_HEADS],
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("build/tagger/model.pt"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--keep-float", action="store_true", help="leave the float32 graph beside, to compare")
    args = parser.parse_args()
    net, heads = load(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    floats = args.out / "encoder-float.onnx"
    onnx.save(build(net), floats)
    quantise(floats, args.out / "encoder.onnx")
    if not args.keep_float:
        floats.unlink()
    with torch.no_grad():
        np.savez(
            args.out / "heads.npz",
            transitions=heads.transitions.numpy(),
            layout=heads.layout.numpy(),
            none_key=heads.none_key.numpy(),
            none_bias=heads.none_bias.numpy(),
        )
    shutil.copy(base_folder() / "tokenizer.json", args.out / "tokenizer.json")
    digest = hashlib.sha256((args.out / "encoder.onnx").read_bytes() + (args.out / "heads.npz").read_bytes())
    (args.out / "weights.json").write_text(
        json.dumps({"version": digest.hexdigest()[:12], "calibration": [1.0, 0.0]}) + "\n"
    )


if __name__ == "__main__":
    main()
