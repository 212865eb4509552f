"""What the room answers to other programs, as OpenAPI has it: made from the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from onrecord.model.actor import ActorKind
from onrecord.model.as_json import record_schema
from onrecord.model.outlook import OutlookKind
from onrecord.model.timeline import Track
from onrecord.show.web.pages.actors import TABS
from onrecord.show.web.pages.search import LOOKS
from onrecord.version import __version__

_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")

_DAY = {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}


def _among(kinds: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(get_args(kinds))}


ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "q": (
        'Words: "a phrase", -without, this OR that; speaker:, outlet:, year:, kind:, after: and before: limit,'
        " -speaker:, -outlet:, -year: and -kind: leave out.",
        {"type": "string"},
    ),
    "in": (
        "What to search.",
        {"type": "string", "enum": list(LOOKS), "default": LOOKS[0]},
    ),
    "outlet": ("Only outlets whose name holds this.", {"type": "string"}),
    "since": ("On or after this day, month or year.", _DAY),
    "until": ("On or before this day, month or year.", _DAY),
    "from": ("How many of the list to leave out.", {"type": "integer", "minimum": 0, "default": 0}),
    "kind": ("Only this kind.", {"type": "string"}),
    "tab": ("What of the actor.", {"type": "string", "enum": list(TABS), "default": TABS[0]}),
    "track": ("What the dates are of.", _among(Track)),
    "actor": ("Only what this actor is in, by name or identity.", {"type": "string"}),
}
"""What each value of a query means and may be, by its name."""

_KINDS = {"/actors": _among(ActorKind), "/outlooks": _among(OutlookKind)}
"""What `kind` may be, by the page."""

_OF_PAGE = {
    "/": ("from",),
    "/search": ("q", "in", "outlet", "since", "until", "from"),
    "/story/{name}": (),
    "/actors": ("q", "kind", "from"),
    "/actor/{name:path}": ("q", "tab", "from"),
    "/timeline": ("q", "actor", "track", "outlet", "since", "until", "from"),
    "/outlooks": ("q", "kind", "outlet", "since", "until", "from"),
    "/outlets": ("q",),
    "/outlet/{name:path}": ("q", "from"),
    "/search.atom": ("q", "outlet", "since", "until"),
    "/timeline.svg": ("q", "actor", "track", "outlet", "since", "until", "from"),
}


def description(pages: Mapping[str, Callable[..., Any]], files: Mapping[str, Callable[..., Any]]) -> dict[str, Any]:
    """The OpenAPI 3.1 description of some pages' data, and of files."""
    schema = record_schema()
    components = schema.pop("$defs", {})
    moved = _moved(components)
    paths = {
        _plain("/index.json" if path == "/" else f"{path}.json"): _answers(path, page) for path, page in pages.items()
    }
    paths |= {_plain(path): _answers(path, page, _MEDIA[path.rsplit(".", 1)[1]]) for path, page in files.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "On Record", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": moved},
    }


_MEDIA = {"atom": "application/atom+xml", "svg": "image/svg+xml"}


def _answers(path: str, page: Callable[..., Any], media: str = "application/json") -> dict[str, Any]:
    """One path: what it is asked and what it answers."""
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if kind == "int" else "string"}}
        for name, kind in _PARAMETER.findall(path)
    ]
    asked = [
        {
            "name": name,
            "in": "query",
            "required": (path, name) == ("/search.atom", "q"),
            "description": ASKED[name][0],
            "schema": _KINDS.get(path, {}) if name == "kind" else ASKED[name][1],
        }
        for name in _OF_PAGE.get(path, ())
    ]
    of_record = {"$ref": "#/components/schemas/Record"} if path == "/story/{name}" else {}
    errors = {status: {"description": told} for status, told in (("400", "asked for wrongly"), ("404", "not there"))}
    return {
        "get": {
            "operationId": page.__name__ + ("" if media == "application/json" else "_file"),
            "summary": (page.__doc__ or "").strip(),
            "parameters": named + asked,
            "responses": {"200": {"description": "found", "content": {media: {"schema": of_record}}}, **errors},
        }
    }


def _plain(path: str) -> str:
    return _PARAMETER.sub(r"{\1}", path)


def _moved(components: dict[str, Any]) -> dict[str, Any]:
    """The schemas of a record, with their references as OpenAPI places them."""

    def move(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: v.replace("#/$defs/", "#/components/schemas/") if k == "$ref" else move(v) for k, v in value.items()
            }
        return [move(one) for one in value] if isinstance(value, list) else value

    return {name: move(one) for name, one in components.items()}
