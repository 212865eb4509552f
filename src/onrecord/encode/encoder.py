"""The encoder: text in, label emissions and link vectors of its words out; onnxruntime, one thread."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.encode.labels import LABELS, LAYERS, NAME_LABELS, OUTLOOK_LABELS, Labelled, decode, decode_within
from onrecord.encode.tokens import Tokens, tokenize
from onrecord.encode.windows import cut_windows
from onrecord.errors import WeightsError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
_CLS, _SEP = 101, 102
_FRAME = np.zeros((1, 3), np.int64)
_SHAPES = ((len(LAYERS), len(LABELS)), (6, 1), (len(NAME_LABELS),), (len(OUTLOOK_LABELS),))
"""The shapes of what the graph gives for a word."""

AS_IT_STANDS: dict[str, Any] = {"providers": ["CPUExecutionProvider"], "disabled_optimizers": ["SkipLayerNormFusion"]}
"""How onnxruntime loads the graph: sums and layer norms are not made one operator, which takes longer than both."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder makes of a text of w words.

    Shapes: `emissions` (w, layers, labels), `links` (w, views, d), `names` (w, name labels) and `outlooks` (w, outlook
    labels), all of the first piece of each word.
    """

    tokens: Tokens
    emissions: Floats
    links: Floats
    names: Floats
    outlooks: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """Learned numbers that are used outside the graph; shapes as in training/net.py."""

    transitions: Floats
    layout: Floats
    none_key: Floats
    none_bias: Floats


class Encoder:
    """The weights, loaded once; safe to share between threads.

    Raises WeightsError where a file of the weights is missing or damaged.

    >>> encoder = Encoder()
    >>> [run.role for run in encoder.label(encoder.encode("Rain is coming, the mayor said."))]
    ['content', 'source', 'cue']
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.folder = folder
        self._threads = threads
        try:
            about = json.loads((folder / "weights.json").read_text())
            self.version = str(about["version"])
            slope, shift = about["calibration"]
            self.calibration = (float(slope), float(shift))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WeightsError(f"no weights in {folder}: {error}") from None

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Memory is given back between windows of unlike length, not kept for each.
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(str(self.folder / "encoder.onnx"), options, **AS_IT_STANDS)
        except Exception as error:  # onnxruntime raises its own types, undocumented
            raise WeightsError(f"the encoder in {self.folder} cannot be loaded: {error}") from None

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def heads(self) -> Heads:
        """The learned numbers beside the graph."""
        with np.load(self.folder / "heads.npz") as arrays:
            return Heads(*(arrays[name].astype(np.float32) for name in Heads.__slots__))

    def encode(self, text: str) -> Encoding:
        """Run over a text of any length, window by window; memory grows with the words, not the windows."""
        tokens = tokenize(text, self._tokenizer)
        starts_word = np.zeros(len(tokens), bool)
        starts_word[tokens.words] = True
        windows: list[list[Floats]] = []
        for window in cut_windows(tokens):
            framed = np.concatenate([[_CLS], tokens.ids[window], [_SEP]])[None]
            marks = np.concatenate([_FRAME, tokens.marks[window], _FRAME])[None]
            first = np.flatnonzero(starts_word[window]) + 1
            windows.append([output[first] for output in self._session.run(None, {"ids": framed, "marks": marks})])
        if not windows:
            return Encoding(tokens, *(np.zeros((0, *shape), np.float32) for shape in _SHAPES))
        return Encoding(tokens, *(np.concatenate(outputs) for outputs in zip(*windows, strict=True)))

    def label(self, encoding: Encoding) -> list[Labelled]:
        """The outermost source, cue and content runs of a text, in order."""
        return decode(encoding.emissions[:, 0], self.heads.transitions[0], encoding.tokens.starts_line)

    def label_within(self, encoding: Encoding, runs: list[Labelled]) -> list[Labelled]:
        """The source, cue and content runs within each of the given runs, in order."""
        return decode_within(encoding.emissions[:, 1], self.heads.transitions[1], runs)

    def label_names(self, encoding: Encoding) -> list[Labelled]:
        """The proper names of a text, in order; the role of each run is what it names."""
        still = np.zeros((len(NAME_LABELS), len(NAME_LABELS)), np.float32)
        return decode(encoding.names, still, encoding.tokens.starts_line, NAME_LABELS)
