"""Gold attributions become training windows: pieces, marks, word labels and links, in two layers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.encode.labels import LABELS, NAME_LABELS, OUTLOOK_LABELS, ROLES
from onrecord.encode.tokens import SHAPES, Tokens, tokenize
from onrecord.encode.windows import cut_windows
from training.mentions import automatic_names
from training.syntax import UNKNOWN, Parse, parse_of

ODD_MARKS = 0.1
"""The share of training windows whose quotation states are turned over for a stretch."""

ODD_CASE = {"short": 0.2, "long": 0.04}
"""The share of lines, of at most SHORT words and longer ones, that are seen in other letter case, as headlines are."""

SHORT = 20
_LOWER, _TITLE, _UPPER, _MIXED = (SHAPES.index(shape) for shape in ("lower", "title", "upper", "mixed"))

Run = tuple[int, int]


@dataclass(slots=True)
class Layer:
    """The gold spans of one layer per role (word ranges) and the gold links between them."""

    spans: dict[str, list[Run]] = field(default_factory=lambda: {role: [] for role in ROLES})
    source_of: dict[Run, Run | None] = field(default_factory=dict)
    cue_of: dict[Run, Run | None] = field(default_factory=dict)


@dataclass(slots=True)
class Names:
    """The name labels of words (w,), UNKNOWN where no one knows, what they count, and mentions as word ranges.

    `mentions` (m, 2) are in text order; those of one number in `clusters` (m,) name the same, and `asked` (m,) says
    which are to be resolved.
    """

    labels: np.ndarray
    weight: float
    mentions: np.ndarray
    clusters: np.ndarray
    asked: np.ndarray

    def between(self, low: int, high: int) -> Names:
        """The names of a stretch of words."""
        inside = (self.mentions[:, 0] >= low) & (self.mentions[:, 1] <= high)
        mentions = self.mentions[inside] - low
        return Names(self.labels[low:high], self.weight, mentions, self.clusters[inside], self.asked[inside])


@dataclass(slots=True)
class Future:
    """The outlook label of words (w,), UNKNOWN where no one knows, and what each counts (w,)."""

    labels: np.ndarray
    weights: np.ndarray

    def between(self, low: int, high: int) -> Future:
        """The labels of a stretch of words."""
        return Future(self.labels[low:high], self.weights[low:high])


@dataclass(slots=True)
class Document:
    """A tokenised story with its gold: the outermost layer, and the layer within those contents that are `read`.

    `marked` is false where no one marked statements.
    """

    tokens: Tokens
    layers: tuple[Layer, Layer]
    read: list[Run]
    parse: Parse
    names: Names
    future: Future
    marked: bool


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
    names: Names
    future: Future
    marked: bool


def document(story: dict[str, Any], tokenizer: Tokenizer) -> Document:
    """Align a story's gold with words; a span that reaches over a line is cut there.

    `story` has a text, `outermost` and `nested` attributions, and in `read` the contents whose nested
    attributions are all marked; `sentences` may hold an automatic parse. One without `outermost` was not marked for
    statements. Its names are as training/mentions.py has them, those of a parse where it has no others, its outlooks as
    training/outlooks.py has them.
    """
    text = story["text"]
    tokens = tokenize(text, tokenizer)
    layers = _layer(tokens, story.get("outermost", [])), _layer(tokens, story.get("nested", []))
    contents = set(layers[0].spans["content"])
    read = [run for spans in story.get("read", []) for run in _runs(tokens, spans) if run in contents]
    parse = parse_of(story.get("sentences", []), tokens.word_spans)
    names, future = _names(tokens, story), _future(tokens, story)
    return Document(tokens, layers, sorted(set(read)), parse, names, future, "outermost" in story)


WEAK = 0.3
"""What a name that a program marked counts beside one that a person did."""


def _names(tokens: Tokens, story: dict[str, Any]) -> Names:
    """The names and mentions of a story; silence outside the sentences of an automatic parse says nothing."""
    labels = np.full(len(tokens.words), UNKNOWN)
    names = story.get("names")
    if names is not None:
        labels[:] = 0
    elif story.get("sentences"):
        names = automatic_names(story["sentences"])
        for sentence in story["sentences"]:
            for start, end in _runs(tokens, [[sentence[0][0], sentence[-1][1]]]):
                labels[start:end] = 0
    for start, end, kind in names or []:
        for low, high in _runs(tokens, [[start, end]]):
            begin = UNKNOWN if kind is None else NAME_LABELS.index(f"B-{kind}")
            labels[low:high] = begin if kind is None else begin + 1
            labels[low] = begin
    mentions = [
        (low, high, cluster, asked)
        for start, end, cluster, asked in story.get("mentions", [])
        for low, high in _runs(tokens, [[start, end]])[:1]
    ]
    mentions.sort()
    table = np.array(mentions, np.int64).reshape(-1, 4)
    weight = 1.0 if story.get("named") == "human" else WEAK
    return Names(labels, weight, table[:, :2], table[:, 2], table[:, 3].astype(bool))


def _future(tokens: Tokens, story: dict[str, Any]) -> Future:
    """The outlook labels of a story's words; nothing is known outside the stretches that are marked."""
    labels, weights = np.full(len(tokens.words), UNKNOWN), np.zeros(len(tokens.words), np.float32)
    for start, end, kind, spans, weight in story.get("outlooks", []):
        for low, high in _runs(tokens, [[start, end]]):
            labels[low:high], weights[low:high] = 0, weight
        for low, high in _runs(tokens, spans):
            labels[low:high] = OUTLOOK_LABELS.index(kind)
    return Future(labels, weights)


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
        if shift is not None:
            window.marks = _in_odd_case(window, shift)
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


def _in_odd_case(window: Window, chance: random.Random) -> np.ndarray:
    """The marks of a window as they are where some of its lines are in capitals, all small, or In Title Case."""
    marks = window.marks.copy()
    bounds = [*np.flatnonzero((marks[:, 2] == 1) | (np.arange(len(marks)) == 0)).tolist(), len(marks)]
    for start, end in pairwise(bounds):
        if chance.random() < ODD_CASE["short" if end - start <= SHORT else "long"]:
            shapes = marks[start:end, 0]
            cased, new = chance.choice(_CASES)
            shapes[np.isin(shapes, cased)] = new
    return marks


_CASES = (
    ((_TITLE, _UPPER, _MIXED), _LOWER),
    ((_LOWER, _TITLE, _MIXED), _UPPER),
    ((_LOWER,), _TITLE),
)
"""Which shapes of words become which."""


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
        names=doc.names.between(low, high),
        future=doc.future.between(low, high),
        marked=doc.marked,
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
