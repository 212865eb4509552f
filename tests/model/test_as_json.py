"""Records go to JSON and come back the same; the committed schema is the model's."""

import json
from pathlib import Path

import msgspec
import pytest

from onrecord.model import Comment, MadeBy, PageReference, Part, Record, Statement, Story, Timestamp
from onrecord.model.as_json import record_from_json, record_schema, to_json

ROOT = Path(__file__).parent.parent.parent

RECORD = Record(
    story=Story(
        id="0123",
        text="Dam shelved\n\nShe said 🌧 no.",
        parts=(Part("headline", (0, 11)), Part("paragraph", (13, 27))),
        byline=("Ilse Maren",),
        published=Timestamp("18 March 2024", "2024-03-18"),
        comments=(Comment("At last.", "rowan_b"),),
        page=PageReference("a.html", "sha256:00", "text/html"),
    ),
    statements=(Statement("s1", "indirect", ((13, 16),), ((17, 21),), ((22, 26),), confidence=0.9),),
    made_by=MadeBy("0.1.0", "abc"),
    skipped={},
)


def test_a_record_comes_back_from_json_as_it_was() -> None:
    assert record_from_json(to_json(RECORD)) == RECORD


def test_a_record_is_one_line_whatever_its_text_holds() -> None:
    odd = Record(Story(id="1", text="a\u2028b\r\nc\x85d"), (), MadeBy("0", "0"), {})
    assert to_json(odd).count("\n") == 0
    assert record_from_json(to_json(odd)) == odd


def test_a_lone_surrogate_is_carried_by_an_escape() -> None:
    line = to_json(Record(Story(id="1", text="a\ud83db"), (), MadeBy("0", "0"), {}))
    assert json.loads(line.encode("utf-8"))["story"]["text"] == "a\ud83db"


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        record_from_json('{"story": {"id": 3}}')


def test_the_committed_schema_is_that_of_the_model() -> None:
    committed = json.loads((ROOT / "docs" / "record.schema.json").read_text())
    assert committed == record_schema(), "python -m onrecord.model.as_json > docs/record.schema.json"
