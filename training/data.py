"""Gold attributions become training windows: pieces, marks, word labels and links, in two layers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.encode.labels import LABELS, ROLES
from onrecord.encode.tokens import Tokens, tokenize
from onrecord.encode.windows import cut_windows
from training.syntax import Parse, parse_of

ODD_MARKS = 0.1
"""The share of training windows whose quotation states are turned over for a stretch."""

Run = tuple[int, int]


@dataclass(slots=True)
class Layer:
    """The gold spans of one layer per role (word ranges) and the gold links between them."""

    spans: dict[str, list[Run]] = field(default_factory=lambda: {role: [] for role in ROLES})
    source_of: dict[Run, Run | None] = field(default_factory=dict)
    cue_of: dict[Run, Run | None] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """A tokenised story with its gold: the outermost layer, and the layer within those contents that are `read`."""

    tokens: Tokens
    layers: tuple[Layer, Layer]
    read: list[Run]
    parse: Parse


@dataclass(slots=True)
class WindowLayer:
    """A layer within a window: word labels, runs relative to the window, links as indices, -1 for none."""

    labels: np.ndarray
    runs: dict[str, np.ndarray]
    source_of: list[int]
    cue_of: list[int]


@dataclass(slots=True)
class Window:
    """A stretch of a document as the network sees it; runs are word ranges relative to `words`."""

    ids: np.ndarray
    marks: np.ndarray
    words: np.ndarray
    starts_line: np.ndarray
    is_stop: np.ndarray
    layers: tuple[WindowLayer, WindowLayer]
    read: list[Run]
    parse: Parse


def document(story: dict[str, Any], tokenizer: Tokenizer) -> Document:
    """Align a story's gold with words; a span that reaches over a line is cut there.

    `story` has a text, `outermost` and `nested` attributions, and in `read` the contents whose nested
    attributions are all marked; `sentences` may hold an automatic parse.
    """
    text = story["text"]
    tokens = tokenize(text, tokenizer)
    layers = _layer(tokens, story["outermost"]), _layer(tokens, story["nested"])
    contents = set(layers[0].spans["content"])
    read = [run for spans in story["read"] for run in _runs(tokens, spans) if run in contents]
    return Document(tokens, layers, sorted(set(read)), parse_of(story.get("sentences", []), tokens.word_spans))


def _runs(tokens: Tokens, spans: list[list[int]]) -> list[Run]:
    """The word ranges of character spans, one a line."""
    bounds, lines = tokens.word_spans, np.cumsum(tokens.starts_line)
    found = []
    for start, end in spans:
        words = np.flatnonzero((bounds[:, 0] < end) & (bounds[:, 1] > start))
        for line in np.unique(lines[words]) if len(words) else []:
            some = words[lines[words] == line]
            found.append((int(some[0]), int(some[-1]) + 1))
    return found


def _layer(tokens: Tokens, attributions: list[dict[str, Any]]) -> Layer:
    """The runs and links of one layer; of two runs that overlap the first is kept."""
    layer = Layer()
    taken = np.zeros(len(tokens.words), bool)

    def place(role: str, spans: list[list[int]]) -> list[Run]:
        found = []
        for run in _runs(tokens, spans):
            if run not in layer.spans[role]:
                if taken[run[0] : run[1]].any():
                    continue
                taken[run[0] : run[1]] = True
                layer.spans[role].append(run)
            found.append(run)
        return found

    for attribution in attributions:
        cues, sources, contents = (place(role, attribution[role]) for role in ("cue", "source", "content"))
        for cue in cues:
            layer.source_of.setdefault(cue, sources[0] if sources else None)
        for content in contents:
            layer.cue_of.setdefault(content, cues[0] if cues else None)
    for role in ROLES:
        layer.spans[role].sort()
    return layer


def windows(doc: Document, shift: random.Random | None = None) -> Iterator[Window]:
    """The windows of a document; with `shift`, cut elsewhere, and some with quotation states turned over."""
    salt = 0 if shift is None else shift.getrandbits(32)
    for piece in cut_windows(doc.tokens, salt=salt):
        window = _window(doc, piece)
        if shift is not None and shift.random() < ODD_MARKS:
            window.marks = _with_an_odd_mark(window, shift)
        yield window


def _with_an_odd_mark(window: Window, chance: random.Random) -> np.ndarray:
    """The marks of a window as they are where one quotation mark is missing or too many, to the end of its line."""
    marks = window.marks.copy()
    begin = chance.randrange(len(marks))
    line_starts = np.flatnonzero(marks[begin + 1 :, 2] == 1)
    end = begin + 1 + int(line_starts[0]) if len(line_starts) else len(marks)
    states = marks[begin:end, 1]
    marks[begin:end, 1] = np.where(states == 2, 2, 1 - np.minimum(states, 1))
    return marks


def _window(doc: Document, piece: slice) -> Window:
    tokens = doc.tokens
    low, high = (int(i) for i in np.searchsorted(tokens.words, [piece.start, piece.stop]))
    return Window(
        ids=tokens.ids[piece],
        marks=tokens.marks[piece],
        words=tokens.words[low:high] - piece.start,
        starts_line=tokens.starts_line[low:high],
        is_stop=tokens.is_stop[low:high],
        layers=(_window_layer(doc.layers[0], low, high), _window_layer(doc.layers[1], low, high)),
        read=[(start - low, end - low) for start, end in doc.read if low <= start and end <= high],
        parse=doc.parse.between(low, high),
    )


def _window_layer(layer: Layer, low: int, high: int) -> WindowLayer:
    labels = np.zeros(high - low, np.int64)
    runs: dict[str, np.ndarray] = {}
    index: dict[str, dict[Run, int]] = {}
    for role in ROLES:
        inside = [run for run in layer.spans[role] if low <= run[0] and run[1] <= high]
        index[role] = {run: i for i, run in enumerate(inside)}
        runs[role] = np.array(inside, np.int64).reshape(-1, 2) - low
        begin = LABELS.index(f"B-{role}")
        for start, end in runs[role].tolist():
            labels[start:end] = begin + 1
            labels[start] = begin
    nowhere = (-1, -1)
    return WindowLayer(
        labels,
        runs,
        source_of=[index["source"].get(layer.source_of.get(c) or nowhere, -1) for c in index["cue"]],
        cue_of=[index["cue"].get(layer.cue_of.get(c) or nowhere, -1) for c in index["content"]],
    )
