"""What the room tells other programs of itself, and that nothing asked of it breaks it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from openapi_spec_validator import validate
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from onrecord.cli.serve import reader_of
from onrecord.encode import Encoder
from onrecord.show.web import make_app
from onrecord.show.web.app import _FILES, _PAGES
from onrecord.show.web.openapi import description

DESCRIPTION = description(_PAGES, _FILES)
WORDS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [
        "dam",
        "4410732",
        "s1",
        "chars:1-9",
        "said",
        "statements",
        "published",
        "2024-03",
        "Lena Varga",
        '"',
        "-",
        "OR",
        "person:x",
        "%",
        "0",
        "dam\0",
    ]
)


def test_the_description_is_openapi_and_served(room: TestClient) -> None:
    told = room.get("/api/openapi.json").json()
    validate(told)
    assert told == DESCRIPTION
    assert all(path["get"]["summary"] for path in told["paths"].values())


def test_the_room_answers_as_it_is_described(store: Path, encoder: Encoder) -> None:
    app = make_app(store, reader_of(store, encoder), "Ada", ["testserver"])
    operations = [found.ok() for found in schemathesis.openapi.from_asgi("/api/openapi.json", app).get_all_operations()]
    assert len(operations) == len(DESCRIPTION["paths"])
    for operation in operations:

        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            # What is a search and what is none, no schema says.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        check()


def test_every_value_that_a_page_asks_for_is_described(room: TestClient) -> None:
    pages = [html.fromstring(room.get(path).text) for path in ("/search", "/timeline", "/actors", "/outlooks")]
    fields = {f.get("name") for page in pages for f in page.cssselect("form:not([method]) [name]")}
    told = {p["name"] for path in DESCRIPTION["paths"].values() for p in path["get"]["parameters"]}
    assert fields
    assert fields <= told


@pytest.mark.parametrize("path", sorted(DESCRIPTION["paths"]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_is_answered_or_refused_in_words(room: TestClient, path: str, data: st.DataObject) -> None:
    query = {}
    for parameter in DESCRIPTION["paths"][path]["get"]["parameters"]:
        value = data.draw(WORDS, label=parameter["name"])
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(value, safe="") or "x")
        elif data.draw(st.booleans()):
            query[parameter["name"]] = value
    answer = room.get(path, params=query)
    assert answer.status_code in (200, 400, 404), answer.text
