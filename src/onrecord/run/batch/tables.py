"""The tables of a batch: Parquet, one file a shard and table, written aside and then put in place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from pyarrow import parquet

from onrecord.errors import InputError
from onrecord.model.as_json import record_from_json, to_json
from onrecord.model.page import Page
from onrecord.model.record import Record
from onrecord.model.span import Spans, line_of

_TEXT, _NUMBER = pa.string(), pa.int64()
_SPANS = pa.list_(pa.list_(pa.int32(), 2))

SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema(list(columns.items()))
    for name, columns in {
        "stories": {
            "story": _TEXT, "outlet": _TEXT, "published": _TEXT, "headline": _TEXT, "url": _TEXT, "code": _TEXT,
            "byline": pa.list_(_TEXT), "language": _TEXT, "text": _TEXT, "page": _TEXT, "record": _TEXT,
        },
        "statements": {
            "story": _TEXT, "statement": _TEXT, "form": _TEXT, "source": _TEXT, "cue": _TEXT, "content": _TEXT,
            "source_spans": _SPANS, "cue_spans": _SPANS, "content_spans": _SPANS, "speaker": _TEXT,
            "speaker_name": _TEXT, "within": _TEXT, "relayed_by": _TEXT, "confidence": pa.float64(),
        },
        "actors": {
            "story": _TEXT, "actor": _TEXT, "name": _TEXT, "kind": _TEXT, "names": pa.list_(_TEXT),
            "roles": pa.list_(_TEXT), "mentions": _SPANS, "key": _TEXT,
        },
        "moments": {
            "story": _TEXT, "moment": _NUMBER, "words": _TEXT, "type": _TEXT, "timex": _TEXT, "edtf": _TEXT,
            "earliest": _TEXT, "latest": _TEXT, "start": _NUMBER, "end": _NUMBER,
        },
        "events": {
            "story": _TEXT, "words": _TEXT, "moment": _NUMBER, "actors": pa.list_(_TEXT), "voice": _TEXT,
            "start": _NUMBER, "end": _NUMBER,
        },
        "outlooks": {
            "story": _TEXT, "outlook": _TEXT, "kind": _TEXT, "words": _TEXT, "spans": _SPANS, "by": _TEXT,
            "statement": _TEXT, "certainty": _TEXT, "horizon": _TEXT, "check_on": _TEXT, "confidence": pa.float64(),
        },
        "pages": {"page": _TEXT, "path": _TEXT, "media_type": _TEXT, "content": pa.binary()},
        "problems": {"path": _TEXT, "problem": _TEXT},
    }.items()
}  # fmt: skip
"""The columns of each table; `record` is the whole record as JSON, spans are code points of `text`."""

_AT_ONCE = 500
"""Rows of a table that are written together."""


class TableWriter:
    """Writes the tables of one shard; they are in place once it is left without an error, and not before."""

    def __init__(self, folder: Path, shard: str) -> None:
        self._places = {name: folder / name / f"{shard}.parquet" for name in SCHEMAS}
        self._aside = {name: place.with_name(f".{place.name}.part") for name, place in self._places.items()}
        for place in self._places.values():
            place.parent.mkdir(parents=True, exist_ok=True)
        self._writers = {name: parquet.ParquetWriter(self._aside[name], SCHEMAS[name]) for name in SCHEMAS}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        whole = False
        try:
            if error is None:
                for name in SCHEMAS:
                    self._write(name)
                for writer in self._writers.values():
                    writer.close()
                whole = True
        finally:
            for name, aside in self._aside.items():
                if whole:
                    aside.replace(self._places[name])
                else:
                    aside.unlink(missing_ok=True)

    def add(self, page: Page, record: Record) -> None:
        """Add a page and all that was found on it."""
        for name, rows in rows_of(page, record).items():
            self._rows[name] += rows
            if len(self._rows[name]) >= _AT_ONCE:
                self._write(name)

    def add_problem(self, path: str, problem: str) -> None:
        """Add what is wrong with a page."""
        self._rows["problems"].append({"path": path, "problem": problem})

    def _write(self, name: str) -> None:
        if self._rows[name]:
            self._writers[name].write_table(pa.Table.from_pylist(self._rows[name], SCHEMAS[name]))
            self._rows[name] = []


def rows_of(page: Page, record: Record) -> dict[str, list[dict[str, Any]]]:
    """The rows of one record, by table."""
    story, text = record.story, record.story.text
    names = {actor.id: actor.name for actor in record.actors}

    def words(spans: Spans) -> str:
        return line_of(text, spans)

    rows: dict[str, list[dict[str, Any]]] = {
        "stories": [
            {
                "outlet": story.outlet,
                "published": story.published.value if story.published else None,
                "headline": story.headline,
                "url": story.url,
                "code": story.code,
                "byline": list(story.byline),
                "language": story.language,
                "text": text,
                "page": page.digest,
                "record": to_json(record),
            }
        ],
        "statements": [
            {
                "statement": s.id,
                "form": s.form,
                "source": words(s.source),
                "cue": words(s.cue),
                "content": words(s.content),
                "source_spans": s.source,
                "cue_spans": s.cue,
                "content_spans": s.content,
                "speaker": s.speaker,
                "speaker_name": names.get(s.speaker or ""),
                "within": s.within,
                "relayed_by": s.relayed_by,
                "confidence": s.confidence,
            }
            for s in record.statements
        ],
        "actors": [
            {
                "actor": a.id,
                "name": a.name,
                "kind": a.kind,
                "names": list(a.names),
                "roles": [role.text for role in a.roles],
                "mentions": a.mentions,
                "key": a.key,
            }
            for a in record.actors
        ],
        "moments": [
            {
                "moment": place,
                "words": words((m.span,)),
                "type": m.type,
                "timex": m.timex,
                "edtf": m.edtf,
                "earliest": m.earliest,
                "latest": m.latest,
                "start": m.span[0],
                "end": m.span[1],
            }
            for place, m in enumerate(record.moments)
        ],
        "events": [
            {
                "words": words((e.span,)),
                "moment": e.moment,
                "actors": list(e.actors),
                "voice": e.voice,
                "start": e.span[0],
                "end": e.span[1],
            }
            for e in record.events
        ],
        "outlooks": [
            {
                "outlook": o.id,
                "kind": o.kind,
                "words": words(o.spans),
                "spans": o.spans,
                "by": o.by,
                "statement": o.statement,
                "certainty": o.certainty,
                "horizon": words((o.horizon.span,)) if o.horizon else None,
                "check_on": o.horizon.latest if o.horizon else None,
                "confidence": o.confidence,
            }
            for o in record.outlooks
        ],
    }
    found = {name: [{"story": story.id, **row} for row in some] for name, some in rows.items()}
    kept = {"page": page.digest, "path": page.path, "media_type": page.media_type, "content": page.content}
    return {**found, "pages": [kept]}


def records_in(folder: Path) -> Iterator[tuple[Page, Record]]:
    """The pages and records of a folder of tables, shard by shard; raises InputError where it is none, or damaged."""
    shards = sorted((folder / "stories").glob("*.parquet"))
    if not shards:
        raise InputError(f"no tables of a batch in {folder}")
    for shard in shards:
        try:
            stories = parquet.read_table(shard, columns=["page", "record"]).to_pylist()
            pages = {row["page"]: row for row in parquet.read_table(folder / "pages" / shard.name).to_pylist()}
            for row in stories:
                page = pages[row["page"]]
                content = page["content"]
                yield Page(page["path"], content, content, page["media_type"]), record_from_json(row["record"])
        except (pa.ArrowException, OSError, KeyError, json.JSONDecodeError) as error:
            raise InputError(f"{shard} is damaged: {str(error).splitlines()[0]}") from None
