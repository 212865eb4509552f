"""The weights that ship as a start for training: what the rounded graph stands for, back in the network's shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.net import Heads, Tagger


def load_shipped(folder: Path, net: Tagger, heads: Heads) -> None:
    """Fill a network and its heads with the weights of a folder; what those weights do not have keeps its start.

    Each of the graph's rounded tensors stands for its whole numbers times a scale, one a channel.
    """
    graph = onnx.load(folder / "encoder.onnx").graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def values(name: str) -> np.ndarray:
        if name in arrays:
            return arrays[name]
        rounded = arrays[f"{name}_quantized"].astype(np.float32)
        return (rounded - arrays[f"{name}_zero_point"]) * arrays[f"{name}_scale"]

    with torch.no_grad():
        table = net.encoder.embeddings
        _fill(table.word_embeddings.weight, values("words"))
        # The token type is part of the positions there, and the marks are one table of all their sums.
        _fill(table.position_embeddings.weight, values("places"))
        table.token_type_embeddings.weight.zero_()
        _fill(table.LayerNorm.weight, values("norm.gamma"))
        _fill(table.LayerNorm.bias, values("norm.beta"))
        shapes, quotes, lines = (len(part.weight) for part in net.marks)
        sums = values("mark.table").reshape(shapes, quotes, lines, -1)
        _fill(net.marks[0].weight, sums[:, 0, 0])
        _fill(net.marks[1].weight, sums[0, :, 0] - sums[0, 0, 0])
        _fill(net.marks[2].weight, sums[0, 0, :] - sums[0, 0, 0])
        for i, layer in enumerate(net.encoder.encoder.layer):
            self_, out = layer.attention.self, layer.attention.output
            parts = (self_.query, self_.key, self_.value)
            weights = np.split(values(f"layer{i}.qkv.weight"), 3, axis=1)
            for part, weight, bias in zip(parts, weights, np.split(values(f"layer{i}.qkv.bias"), 3), strict=True):
                _fill(part.weight, weight.T)
                _fill(part.bias, bias)
            for name, dense in (("mix", out), ("wide", layer.intermediate), ("narrow", layer.output)):
                _fill(dense.dense.weight, values(f"layer{i}.{name}.weight").T)
            _fill(layer.intermediate.dense.bias, values(f"layer{i}.wide.bias"))
            for name, part in (("middle", out), ("out", layer.output)):
                _fill(part.LayerNorm.weight, values(f"layer{i}.{name}.gamma"))
                _fill(part.LayerNorm.bias, values(f"layer{i}.{name}.beta"))
                _fill(part.dense.bias, values(f"layer{i}.{name}.shift"))
        for name in ("emit", "link", "name", "outlook"):
            if f"{name}.weight" in arrays:
                _fill(getattr(net, name).weight, arrays[f"{name}.weight"].T)
                _fill(getattr(net, name).bias, arrays[f"{name}.bias"])
        with np.load(folder / "heads.npz") as learned:
            for name, parameter in heads.named_parameters():
                _fill(parameter, learned[name])


def _fill(parameter: Tensor, values: np.ndarray) -> None:
    """Set the first rows of a parameter, all of them where there are as many."""
    parameter[: len(values)] = torch.from_numpy(np.array(values))
