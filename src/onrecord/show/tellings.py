"""The other tellings of a story in words: reprints and versions, with what each added and left out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.keep import Telling
from onrecord.show.terminal import SHORT_ID


def what_it_is(telling: Telling) -> str:
    """What a telling is to the story that is shown, and when it stood.

    >>> what_it_is(Telling("version", "ab", None, None, None, "2024-03-18T14:05:00Z", "2024-03-18T16:20:00Z", (), ()))
    'earlier version, read 2024-03-18 14:05, replaced by 2024-03-18 16:20'
    """
    read = _minute(telling.kept_at)
    if telling.relation == "version":
        return f"earlier version, read {read}" + (f", replaced by {_minute(telling.until)}" if telling.until else "")
    return "reprint" if telling.relation == "reprint" else "first published"


def changes(telling: Telling) -> list[tuple[str, str]]:
    """What a reprint added and left out, or what went and came after an earlier version, a statement each."""
    came, went = ("came", "vanished") if telling.relation == "version" else ("added", "left out")
    return [(came, words) for words in telling.added] + [(went, words) for words in telling.gone]


def tellings_view(tellings: Sequence[Telling]) -> RenderableType:
    """The other tellings of a story, each with what changed."""
    lines: list[RenderableType] = [Text("Told again", style="bold")]
    for telling in tellings:
        told = (telling.headline, telling.outlet, (telling.published or "")[:10], telling.story[:SHORT_ID])
        lines.append(Text(f"{what_it_is(telling)}: {' · '.join(fact for fact in told if fact)}"))
        lines += [Padding(Text(f"{what}: {words}", style="dim"), (0, 0, 0, 4)) for what, words in changes(telling)]
    return Group(Text(), *lines)


def _minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")
