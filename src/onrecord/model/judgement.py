"""The judgement: what a person says of identities, with who and when; it lies beside the records and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal["merge", "split", "rename", "names", "apart", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement of one person about an identity.

    merge: `identity` is `other`. split: what `identity` is in `stories` is somebody else, called `name`. rename: it
    is called `name`. names: it goes by `names` too, and is `wikidata` there. apart: it is not `other`, however alike
    their names. undo: the judgement numbered `undoes` holds no more. `number` and `made_at` are the store's.
    """

    kind: JudgementKind
    who: str
    identity: str = ""
    other: str = ""
    name: str | None = None
    names: tuple[str, ...] = ()
    wikidata: str | None = None
    stories: tuple[str, ...] = ()
    undoes: int | None = None
    number: int = 0
    made_at: str = ""
    undone: bool = False
