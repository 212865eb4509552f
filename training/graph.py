"""The tagger as an ONNX graph of fused operators, built straight from its weights.

Attention, and bias with GELU, are one operator each (onnxruntime's contrib operators), which no pattern matching over
an exported graph has to rediscover.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from onrecord.annotate.links import VIEWS
from onrecord.encode.labels import LABELS, LAYERS, NAME_LABELS, OUTLOOK_LABELS
from training.net import LINK_WIDTH, Tagger

CONTRIB = "com.microsoft"
FLOAT_HEADS = ("emit", "link", "name", "outlook")
"""The last projections; they are small, decide the labels, and stay in float32."""


class Builder:
    """Collects nodes and weights; each method adds one operator and gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], out: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **attributes))
        return out

    def linear(self, x: str, name: str, layer: object, bias: bool = True) -> str:
        weight = self.weight(f"{name}.weight", layer.weight.detach().numpy().T)  # type: ignore[attr-defined]
        out = self.add("MatMul", [x, weight], f"{name}.product")
        if not bias:
            return out
        shift = self.weight(f"{name}.bias", layer.bias.detach().numpy())  # type: ignore[attr-defined]
        return self.add("Add", [out, shift], f"{name}.out")

    def skip_norm(self, x: str, skip: str, name: str, norm: object, shift: np.ndarray) -> str:
        """A layer norm over a product, its bias and what passed it by.

        Three operators, since the one that does all three takes seven times as long (onnxruntime 1.32).
        """
        moved = self.add("Add", [x, self.weight(f"{name}.shift", shift)], f"{name}.moved")
        return self.norm(self.add("Add", [moved, skip], f"{name}.sum"), name, norm)

    def norm(self, x: str, name: str, norm: object) -> str:
        gamma = self.weight(f"{name}.gamma", norm.weight.detach().numpy())  # type: ignore[attr-defined]
        beta = self.weight(f"{name}.beta", norm.bias.detach().numpy())  # type: ignore[attr-defined]
        return self.add("LayerNormalization", [x, gamma, beta], name, axis=-1, epsilon=norm.eps)  # type: ignore[attr-defined]


def build(net: Tagger) -> onnx.ModelProto:
    """From ids (1, t) and marks (1, t, 3) to emissions (t, layers, labels), links (t, views, d), names and outlooks."""
    b = Builder()
    x = _embeddings(b, net)
    for i, layer in enumerate(net.encoder.encoder.layer):
        x = _layer(b, x, f"layer{i}", layer, net.encoder.config.num_attention_heads)
    first = b.weight("axis0", np.array([0], np.int64))
    rows = b.add("Squeeze", [x, first], "rows")
    emissions = b.linear(rows, "emit", net.emit)
    links = b.linear(rows, "link", net.link)
    names = b.linear(rows, "name", net.name)
    outlooks = b.linear(rows, "outlook", net.outlook)
    shape = b.weight("link.shape", np.array([-1, len(VIEWS), LINK_WIDTH], np.int64))
    b.add("Reshape", [links, shape], "links")
    layers = b.weight("emit.shape", np.array([-1, len(LAYERS), len(LABELS)], np.int64))
    b.add("Reshape", [emissions, layers], "emissions")
    b.add("Identity", [names], "names")
    b.add("Identity", [outlooks], "outlooks")
    graph = helper.make_graph(
        b.nodes,
        "onrecord",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "t"]),
            helper.make_tensor_value_info("marks", TensorProto.INT64, [1, "t", 3]),
        ],
        [
            helper.make_tensor_value_info("emissions", TensorProto.FLOAT, ["t", len(LAYERS), len(LABELS)]),
            helper.make_tensor_value_info("links", TensorProto.FLOAT, ["t", len(VIEWS), LINK_WIDTH]),
            helper.make_tensor_value_info("names", TensorProto.FLOAT, ["t", len(NAME_LABELS)]),
            helper.make_tensor_value_info("outlooks", TensorProto.FLOAT, ["t", len(OUTLOOK_LABELS)]),
        ],
        b.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embeddings(b: Builder, net: Tagger) -> str:
    table = net.encoder.embeddings
    words = b.add("Gather", [b.weight("words", table.word_embeddings.weight.detach().numpy()), "ids"], "word.vectors")
    # One token type is used, so that its vector belongs to the positions; marks are one table of all combinations.
    places = table.position_embeddings.weight + table.token_type_embeddings.weight[0]
    zero, axis = b.weight("from", np.array([0], np.int64)), b.weight("along", np.array([0], np.int64))
    length = b.add("Shape", ["ids"], "length", start=1, end=2)
    place = b.add("Slice", [b.weight("places", places.detach().numpy()), zero, length, axis], "place.vectors")
    shapes, quotes, lines = (t.weight.detach().numpy() for t in net.marks)
    combined = shapes[:, None, None] + quotes[None, :, None] + lines[None, None, :]
    strides = np.array([len(quotes) * len(lines), len(lines), 1], np.int64)
    scaled = b.add("Mul", ["marks", b.weight("strides", strides)], "marks.scaled")
    index = b.add("ReduceSum", [scaled, b.weight("last", np.array([2], np.int64))], "marks.index", keepdims=0)
    mark_table = b.weight("mark.table", combined.reshape(-1, combined.shape[-1]))
    mark = b.add("Gather", [mark_table, index], "mark.vectors")
    total = b.add("Add", [b.add("Add", [words, place], "word.place"), mark], "embedded")
    return b.norm(total, "norm", table.LayerNorm)


def _layer(b: Builder, x: str, name: str, layer: object, heads: int) -> str:
    self_ = layer.attention.self  # type: ignore[attr-defined]
    parts = (self_.query, self_.key, self_.value)
    weight = b.weight(f"{name}.qkv.weight", np.concatenate([p.weight.detach().numpy().T for p in parts], axis=1))
    shift = b.weight(f"{name}.qkv.bias", np.concatenate([p.bias.detach().numpy() for p in parts]))
    attended = b.add("Attention", [x, weight, shift], f"{name}.attended", CONTRIB, num_heads=heads)
    out = layer.attention.output  # type: ignore[attr-defined]
    mixed = b.linear(attended, f"{name}.mix", out.dense, bias=False)
    x = b.skip_norm(mixed, x, f"{name}.middle", out.LayerNorm, out.dense.bias.detach().numpy())
    dense = layer.intermediate.dense  # type: ignore[attr-defined]
    wide = b.linear(x, f"{name}.wide", dense, bias=False)
    wide = b.add(
        "BiasGelu", [wide, b.weight(f"{name}.wide.bias", dense.bias.detach().numpy())], f"{name}.gelu", CONTRIB
    )
    narrow = b.linear(wide, f"{name}.narrow", layer.output.dense, bias=False)  # type: ignore[attr-defined]
    last = layer.output  # type: ignore[attr-defined]
    return b.skip_norm(narrow, x, f"{name}.out", last.LayerNorm, last.dense.bias.detach().numpy())
