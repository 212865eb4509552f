"""Stories in tables: CSV, tab-separated text and Parquet, a story a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import PageError
from onrecord.read.decode import decode
from onrecord.read.formats.containers import Found, Mapping, read_whole
from onrecord.read.formats.items import mapped

_LARGEST_CSV = 1 << 30
_LARGEST_CELL = 64 << 20
_SEPARATORS = ",;\t|"


def csv_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The rows of a table in text whose first row names the columns; commas, semicolons or tabs part them."""
    text = decode(read_whole(path, _LARGEST_CSV))
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(_LARGEST_CELL)

    def rows() -> Iterator[tuple[str, Any]]:
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
        while True:
            try:
                row = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                yield "", PageError(f"line {table.line_num}: {error}")
                return
            yield f"{path}#{table.line_num}", {name: value for name, value in row.items() if name is not None}

    yield from mapped(rows(), mapping)


def parquet_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The rows of a Parquet file; raises PageError where it is damaged, or pyarrow is not there to read it."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise PageError("a Parquet file, which needs pyarrow: pip install 'onrecord[parquet]'") from None

    def rows() -> Iterator[tuple[str, Any]]:
        number = 0
        for batch in table.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                number += 1
                yield f"{path}#{number}", row

    try:
        with parquet.ParquetFile(path) as table:
            yield from mapped(rows(), mapping)
    except (ArrowException, OSError) as error:
        raise PageError(f"a Parquet file that is damaged: {str(error).splitlines()[0]}") from None
