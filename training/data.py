"""Gold attributions become training windows: pieces, marks, word labels and links."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.encode.labels import LABELS, ROLES
from onrecord.encode.tokens import Tokens, tokenize
from onrecord.encode.windows import REACH, cut_windows

STOPS = frozenset(".!?")
ODD_MARKS = 0.1
"""The share of training windows whose quotation states are turned over for a stretch."""


@dataclass(slots=True)
class Document:
    """A tokenised story with its gold spans per role (word ranges) and the gold links between them."""

    text: str
    tokens: Tokens
    is_stop: np.ndarray
    spans: dict[str, list[tuple[int, int]]]
    source_of: dict[tuple[int, int], tuple[int, int] | None]
    cue_of: dict[tuple[int, int], tuple[int, int] | None]


@dataclass(slots=True)
class Window:
    """A stretch of a document as the network sees it; runs are word ranges relative to `words`."""

    ids: np.ndarray
    marks: np.ndarray
    words: np.ndarray
    starts_line: np.ndarray
    is_stop: np.ndarray
    labels: np.ndarray
    runs: dict[str, np.ndarray] = field(default_factory=dict)
    source_of: list[int] = field(default_factory=list)
    cue_of: list[int] = field(default_factory=list)


def document(text: str, attributions: list[dict[str, Any]], tokenizer: Tokenizer) -> Document:
    """Align gold character spans with words; a span that reaches over a line is cut there."""
    tokens = tokenize(text, tokenizer)
    bounds = tokens.word_spans
    starts, ends = bounds[:, 0], bounds[:, 1]
    lines = np.cumsum(tokens.starts_line)
    doc = Document(text, tokens, _stops(text, bounds), {role: [] for role in ROLES}, {}, {})
    taken = np.zeros(len(bounds), bool)

    def runs(role: str, spans: list[list[int]]) -> list[tuple[int, int]]:
        found = []
        for start, end in spans:
            words = np.flatnonzero((starts < end) & (ends > start))
            for line in np.unique(lines[words]) if len(words) else []:
                some = words[lines[words] == line]
                run = (int(some[0]), int(some[-1]) + 1)
                if run not in doc.spans[role]:
                    if taken[run[0] : run[1]].any():
                        continue
                    taken[run[0] : run[1]] = True
                    doc.spans[role].append(run)
                found.append(run)
        return found

    for attribution in attributions:
        cues = runs("cue", attribution["cue"])
        sources = runs("source", attribution["source"])
        contents = runs("content", attribution["content"])
        for cue in cues:
            doc.source_of.setdefault(cue, sources[0] if sources else None)
        for content in contents:
            doc.cue_of.setdefault(content, cues[0] if cues else None)
    for role in ROLES:
        doc.spans[role].sort()
    return doc


def _stops(text: str, bounds: np.ndarray) -> np.ndarray:
    return np.array([text[s:e] in STOPS for s, e in bounds.tolist()], bool)


def windows(doc: Document, shift: random.Random | None = None) -> Iterator[Window]:
    """The windows of a document; with `shift`, the first is cut short at random so that cuts vary by epoch."""
    tokens = doc.tokens
    starts_line = tokens.marks[:, 2] == 1
    starts_word = np.zeros(len(tokens), bool)
    starts_word[tokens.words] = True
    pieces: list[slice] = []
    head = 0
    if shift is not None and len(tokens) > REACH:
        lines = np.flatnonzero(starts_line[:REACH])
        head = int(shift.choice(lines))
        if head:
            pieces.append(slice(0, head))
    for cut in cut_windows(starts_line[head:], starts_word[head:]):
        pieces.append(slice(cut.start + head, cut.stop + head))
    for piece in pieces:
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
    low, high = np.searchsorted(tokens.words, [piece.start, piece.stop])
    window = Window(
        ids=tokens.ids[piece],
        marks=tokens.marks[piece],
        words=tokens.words[low:high] - piece.start,
        starts_line=tokens.starts_line[low:high],
        is_stop=doc.is_stop[low:high],
        labels=np.zeros(high - low, np.int64),
    )
    index: dict[str, dict[tuple[int, int], int]] = {}
    for role in ROLES:
        inside = [run for run in doc.spans[role] if low <= run[0] and run[1] <= high]
        index[role] = {run: i for i, run in enumerate(inside)}
        window.runs[role] = np.array(inside, np.int64).reshape(-1, 2) - low
        begin = LABELS.index(f"B-{role}")
        for start, end in window.runs[role].tolist():
            window.labels[start:end] = begin + 1
            window.labels[start] = begin
    # -1 stands for "none in this window"
    window.source_of = [index["source"].get(doc.source_of.get(c) or (-1, -1), -1) for c in index["cue"]]
    window.cue_of = [index["cue"].get(doc.cue_of.get(c) or (-1, -1), -1) for c in index["content"]]
    return window
