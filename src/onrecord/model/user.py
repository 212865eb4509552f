"""The user: who works in a reading room that others reach, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor", "admin"]

Right = Literal["read", "work", "manage"]

_MAY: dict[Right, tuple[Role, ...]] = {
    "read": ("reader", "editor", "admin"),
    "work": ("editor", "admin"),
    "manage": ("admin",),
}


@dataclass(frozen=True, slots=True)
class User:
    """A person by name. A reader reads, an editor also works on the record, an admin also says who the users are."""

    name: str
    role: Role
    made_at: str = ""

    def may(self, what: Right) -> bool:
        """Whether they may read, work on the record, or manage the users.

        >>> User("Ada", "editor").may("work"), User("Ada", "editor").may("manage")
        (True, False)
        """
        return self.role in _MAY[what]
