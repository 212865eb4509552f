"""Records as JSON, there and back, and the JSON Schema that describes them.

The library msgspec turns the dataclasses into plain values and checks what is read back.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import msgspec

from onrecord.model.record import Record

T = TypeVar("T")
WrongValues = msgspec.ValidationError
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_values(thing: Any) -> Any:
    """Plain dicts, lists, strings and numbers of a dataclass of the model."""
    return msgspec.to_builtins(thing)


def to_json(thing: Any) -> str:
    """One line of JSON; characters stay as they are, but for lone surrogates, which only an escape can carry."""
    values = to_values(thing)
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(values, separators=(",", ":")) if _SURROGATE.search(line) else line


def record_from_json(line: str) -> Record:
    """The record that a line of JSON holds; raises WrongValues where it is none."""
    return from_values(json.loads(line), Record)


def from_values(values: Any, kind: type[T]) -> T:
    """The dataclass of the model that plain values hold, other keys ignored; raises WrongValues."""
    return msgspec.convert(values, kind)


def record_schema() -> dict[str, Any]:
    """The JSON Schema of a record, generated from the model."""
    schema: dict[str, Any] = json.loads(json.dumps(msgspec.json.schema(Record)))
    return schema


if __name__ == "__main__":
    print(json.dumps(record_schema(), indent=1))
