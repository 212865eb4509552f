"""Lists of actors and statements as CSV and JSON lines, and lists of names read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from onrecord.errors import InputError
from onrecord.keep import Known
from onrecord.model.as_json import to_values
from onrecord.model.record import Record
from onrecord.model.span import words_of
from onrecord.model.statement import Statement
from onrecord.show.actors import chain_words
from onrecord.show.export import safe

if TYPE_CHECKING:
    from onrecord.annotate.positions import Position

NAME_COLUMNS = ("name", "kind", "other names", "wikidata")
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class ListedName:
    """A line of a list of names; `line` is its number."""

    line: int
    name: str
    kind: str
    names: tuple[str, ...] = ()
    wikidata: str | None = None


def said_values(record: Record, statement: Statement) -> dict[str, object]:
    """A statement with what a reader needs beside it, for JSON."""
    story = record.story
    return {
        "published": story.published.value if story.published else None,
        "outlet": story.outlet,
        "headline": story.headline,
        "url": story.url,
        "story": story.id,
        "cue": words_of(story.text, statement.cue),
        "content": words_of(story.text, statement.content),
        "chain": chain_words(record, statement),
        "statement": to_values(statement),
    }


def position_values(position: Position) -> dict[str, object]:
    """A position with what changed, for JSON; `since` is the number of the earlier one, from 1."""
    since = None if position.since is None else position.since + 1
    what = {"change": position.change, "since": since, "judged_by": position.by}
    return {**said_values(position.record, position.statement), **what}


SAID_COLUMNS = ("published", "outlet", "headline", "url", "story", "cue", "content", "chain")


def write_said(said: Iterable[tuple[Record, Statement]], out: TextIO) -> int:
    """What somebody said as CSV, a statement a row; gives how many."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(SAID_COLUMNS)
    count = 0
    for record, statement in said:
        values = said_values(record, statement)
        table.writerow([safe(" ".join(str(values[column] or "").split())) for column in SAID_COLUMNS])
        count += 1
    return count


def write_actors(actors: Iterable[Known], out: TextIO) -> None:
    """Actors as CSV, with their numbers; `read_names` takes the same columns."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*NAME_COLUMNS, "statements", "stories"])
    for actor in actors:
        names = _BETWEEN.join(actor.names)
        row = (actor.name, actor.kind, names, actor.wikidata)
        table.writerow([*(safe(value) for value in row), actor.statements, actor.stories])


def read_names(lines: TextIO) -> Iterator[ListedName]:
    """The names of a CSV list with the columns name, kind, other names (between semicolons) and wikidata.

    Raises InputError where the columns are missing or a line has no name.
    """
    table = csv.DictReader(lines)
    missing = {"name", "kind"} - set(table.fieldnames or ())
    if missing:
        raise InputError(f"a list of names needs the columns name and kind; missing: {', '.join(sorted(missing))}")
    for row in table:
        name, kind = (row["name"] or "").strip(), (row["kind"] or "").strip()
        if not name or not kind:
            raise InputError(f"line {table.line_num} of the list has no {'kind' if name else 'name'}")
        names = tuple(n.strip() for n in (row.get("other names") or "").split(_BETWEEN) if n.strip())
        yield ListedName(table.line_num, name, kind, names, (row.get("wikidata") or "").strip() or None)
