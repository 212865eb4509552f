"""The saved search: words that somebody looks for again and again, and how far they have looked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name. `seen` is the number of the last story that was there when somebody last looked."""

    name: str
    words: str
    who: str
    made_at: str = ""
    seen: int = 0
