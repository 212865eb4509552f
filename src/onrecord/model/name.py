"""The name: a proper name in a story and what it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

NameKind = Literal["person", "organisation", "place", "people", "facility"]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name where it stands; `people` are those of a nation, religion or party."""

    span: Span
    kind: NameKind


def without_accents(name: str) -> str:
    """A name in plain letters.

    >>> without_accents("José Ñúñez")
    'Jose Nunez'
    """
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


_PUNCTUATION = re.compile(r"[^\w\s-]+")


def folded(name: str) -> str:
    """A name in small letters without accents, marks and the article, as it is compared.

    >>> folded("The Élysée Palace")
    'elysee palace'
    """
    plain = without_accents(name)
    return " ".join(_PUNCTUATION.sub("", plain.casefold().removeprefix("the ").replace("-", " ")).split())
