"""A passage cut where its marks begin and end, so that marks that cross can all be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.model.record import Record
from onrecord.model.span import Span

Kind = Literal["source", "cue", "content", "relay", "outlook", "moment", "cited"]

_ROLES: tuple[Kind, ...] = ("source", "cue", "content", "relay")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a story and what it is; `finding` is the id in the record of what it belongs to."""

    span: Span
    kind: Kind
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same marks cover; `signs` are the ids of the statements whose cue ends with them.

    `begins` are the kinds of marks that begin with them, for a reader who hears the page.
    """

    words: str
    kinds: tuple[Kind, ...] = ()
    findings: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    begins: tuple[Kind, ...] = ()


def marks_of(record: Record, cited: Span | None = None) -> list[Mark]:
    """All marks of a record in text order, with those of a passage that a link points at."""
    marks = [Mark(span, role, s.id) for s in record.statements for role in _ROLES for span in getattr(s, role)]
    marks += [Mark(span, "outlook", outlook.id) for outlook in record.outlooks for span in outlook.spans]
    marks += [Mark(moment.span, "moment") for moment in record.moments]
    marks += [Mark(cited, "cited")] if cited else []
    return sorted(marks, key=lambda mark: mark.span)


def signs_of(record: Record) -> dict[int, list[str]]:
    """The ids of the statements by the place where their cue ends, of the content where there is none."""
    signs: dict[int, list[str]] = {}
    for statement in record.statements:
        signs.setdefault((statement.cue or statement.content)[-1][1], []).append(statement.id)
    return signs


def pieces_of(text: str, within: Span, marks: list[Mark], signs: dict[int, list[str]]) -> Iterator[Piece]:
    """A passage of a text in pieces."""
    start, end = within
    here = [mark for mark in marks if mark.span[0] < end and start < mark.span[1]]
    edges = {start, end, *(at for mark in here for at in mark.span), *(at for at in signs)}
    for low, high in pairwise(sorted(at for at in edges if start <= at <= end)):
        over = [mark for mark in here if mark.span[0] < high and low < mark.span[1]]
        kinds = tuple(dict.fromkeys(mark.kind for mark in over))
        findings = tuple(dict.fromkeys(mark.finding for mark in over if mark.finding))
        begins = tuple(dict.fromkeys(mark.kind for mark in over if max(start, mark.span[0]) == low))
        yield Piece(text[low:high], kinds, findings, tuple(signs.get(high, ())), begins)
