"""From the trained checkpoints to the weights that ship: `python -m training.export`.

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
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from onrecord.encode.tokens import tokenize
from training.graph import FLOAT_HEADS, build
from training.net import CLS, SEP, Heads, Tagger
from training.shipped import load_shipped
from training.train import base_folder, load_tokenizer

MOST_APART = 1e-3
SAMPLE = (
    "“We will not build on a promise that the water has broken,” Governor Lena Varga told the Tarn Herald. She added "
    "that officials had cited engineers as saying the dam would hold.\n\nAccording to the union, the strike will go on."
)

TRAINED = Path("build/tagger/marked/model.pt")
WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "encode" / "weights"


def load(checkpoints: list[Path]) -> tuple[Tagger, Heads]:
    """The network of a checkpoint; of several, that with the mean of their weights (Wortsman et al. 2022).

    A folder of weights that ship does for one too.
    """
    net, heads = Tagger(base_folder()), Heads()
    states = [_shipped(place) if place.is_dir() else torch.load(place, map_location="cpu") for place in checkpoints]
    for part, name in ((net, "net"), (heads, "heads")):
        part.load_state_dict({key: _mean([state[name][key] for state in states]) for key in states[0][name]})
    return net.eval(), heads.eval()


def _shipped(folder: Path) -> dict[str, dict[str, torch.Tensor]]:
    net, heads = Tagger(base_folder()), Heads()
    load_shipped(folder, net, heads)
    return {"net": net.state_dict(), "heads": heads.state_dict()}


def _mean(tensors: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(tensors).mean(0) if tensors[0].is_floating_point() else tensors[0]


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


def outputs(graph: Path, ids: np.ndarray, marks: np.ndarray) -> list[np.ndarray]:
    """The emissions, links, names and outlooks of a graph."""
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    return list(session.run(None, {"ids": ids, "marks": marks}))


def check_agreement(net: Tagger, graph: Path, rounded: Path, tokenizer: Tokenizer) -> None:
    """Raise where the graph says other than the network, and print what rounding changes."""
    tokens = tokenize(SAMPLE, tokenizer)
    frame = np.zeros((1, 3), np.int64)
    ids = np.concatenate([[CLS], tokens.ids, [SEP]])[None]
    marks = np.concatenate([frame, tokens.marks, frame])[None]
    with torch.no_grad():
        wanted = [t[0].numpy() for t in net(torch.from_numpy(ids), torch.from_numpy(marks))[:4]]
    for name, ours, theirs in zip(
        ("emissions", "links", "names", "outlooks"), outputs(graph, ids, marks), wanted, strict=True
    ):
        apart = float(np.abs(ours - theirs).max())
        if apart > MOST_APART:
            raise SystemExit(f"the graph's {name} are {apart:.4f} off the network's")
    same = (outputs(rounded, ids, marks)[0][:, 0].argmax(1) == wanted[0][:, 0].argmax(1)).mean()
    print(f"graph and network agree; rounding keeps the likeliest label of {same:.1%} of the sample's pieces")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, nargs="+", default=[TRAINED], help="of several, the mean is taken")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--keep-float", action="store_true", help="leave the float32 graph beside, to compare")
    args = parser.parse_args()
    net, heads = load(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    floats = args.out / "encoder-float.onnx"
    onnx.save(build(net), floats)
    quantise(floats, args.out / "encoder.onnx")
    check_agreement(net, floats, args.out / "encoder.onnx", load_tokenizer(base_folder()))
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
