"""The moment: a time expression in a story and what it says, as a value that a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

MomentType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression where it stands.

    `timex` is its value as TIMEX3 has it (ISO-TimeML: `2024-02`, `P3D`, `PRESENT_REF`), `mod` its modifier there
    (START, MID, END, APPROX, ...). `edtf` is the value in the Extended Date/Time Format (ISO 8601-2), null where there
    is none; `earliest` and `latest` are the days between which it lies, null where open or unknown. An offset from a
    happening has the `anchor` that says which, and days only where the story dates that happening.
    """

    span: Span
    type: MomentType
    timex: str
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    anchor: Span | None = None
