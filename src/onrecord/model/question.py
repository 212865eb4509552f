"""The question that a headline asks, and what in the story answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The outlook, by its id, that speaks to a question.

    `side` is whether it says yes or no; null where the words alone do not tell, or the question is no such one.
    """

    outlook: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A headline's question at `span`, with its answers in text order, none where the story has none."""

    span: Span
    answers: tuple[Answer, ...] = ()
