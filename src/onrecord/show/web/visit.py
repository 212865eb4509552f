"""What a page is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from onrecord.errors import InputError
from onrecord.keep import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the store as it is read, the parts of the path, the query, and the address of the room."""

    view: View
    path: dict[str, Any]
    query: dict[str, str]
    base: str

    def asked(self, name: str) -> str | None:
        """A value of the query; null where it is missing or blank."""
        return self.query.get(name, "").strip() or None

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a name that stands several times in the query."""
        return tuple(self.query.get(name, "").split())

    def number(self, name: str) -> int:
        """A number of the query, 0 where it is none."""
        value = self.query.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def one_of(options: tuple[T, ...], value: object, what: str) -> T:
    """The option that a value is; raises InputError, which says what there is, where it is none."""
    for option in options:
        if option == value:
            return option
    raise InputError(f"there is no {what} {value!r}; there are {', '.join(map(str, options))}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page: the template that shows it with its context, and the data that it is at `.json`."""

    template: str
    data: Any
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file: its bytes and media type; `policy` where its content needs another security policy than pages."""

    content: bytes
    media_type: str
    policy: str | None = None
