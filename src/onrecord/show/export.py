"""Records as JSON lines and CSV, for other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.model.as_json import to_json
from onrecord.model.chain import chain_of
from onrecord.model.record import Record
from onrecord.model.span import Spans, line_of
from onrecord.model.statement import Statement

COLUMNS = (
    "story",
    "outlet",
    "published",
    "headline",
    "url",
    "code",
    "statement",
    "form",
    "source",
    "cue",
    "content",
    "source_spans",
    "cue_spans",
    "content_spans",
    "confidence",
    "within",
    "through",
    "speaker",
)


def write_json_lines(records: Iterable[Record], out: TextIO) -> int:
    """One record a line; gives how many."""
    count = 0
    for record in records:
        out.write(to_json(record) + "\n")
        count += 1
    return count


def write_corrections(records: Iterable[Record], out: TextIO) -> int:
    """One correction a line, with the text of its story and, where it is there still, the statement; gives how many."""
    count = 0
    for record in records:
        for correction in record.corrections:
            statement = next((s for s in record.statements if correction.touched(s)), None)
            line = {"text": record.story.text, "correction": correction, "statement": statement}
            out.write(to_json(line) + "\n")
            count += 1
    return count


def write_csv(records: Iterable[Record], out: TextIO) -> int:
    """One statement a row, with its story's facts; spans as `start-end`, joined by a blank.

    `through` names those who passed the words on, between source and outlet, `speaker` who is meant. Gives how many
    rows.
    """
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    count = 0
    for record in records:
        story = record.story
        facts = [
            story.id,
            story.outlet,
            story.published.value if story.published else None,
            story.headline,
            story.url,
            story.code,
        ]
        for s in record.statements:
            words = [safe(line_of(story.text, spans)) for spans in (s.source, s.cue, s.content)]
            spans = [_ranges(spans) for spans in (s.source, s.cue, s.content)]
            through = " > ".join(link.words or "?" for link in chain_of(record, s)[1:-1])
            found = [
                s.id,
                s.form,
                *words,
                *spans,
                s.confidence,
                s.within or "",
                safe(through),
                safe(_speaker(record, s)),
            ]
            table.writerow([*(safe(f) for f in facts), *found])
            count += 1
    return count


def _speaker(record: Record, statement: Statement) -> str:
    """The name of a statement's speaker; of those that are about as likely, all with a question mark."""
    names = {actor.id: actor.name for actor in record.actors}
    if statement.speaker:
        return names[statement.speaker]
    return " or ".join(names[candidate] for candidate in statement.candidates) + "?" * bool(statement.candidates)


def _ranges(spans: Spans) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def safe(words: str | None) -> str:
    """Words that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    words = words or ""
    return "'" + words if words[:1] in "=+-@\t\r" and words else words
