"""Who is in the store, what each said, and what people judged of who is who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from onrecord.annotate.positions import positions
from onrecord.annotate.tracing import traced
from onrecord.keep import Known
from onrecord.model.record import Record
from onrecord.show.web.pages.shared import MANY, quoted, turns_of, where
from onrecord.show.web.visit import Answer, Visit, one_of


def actors(visit: Visit) -> Answer:
    """Who is in the store, those who say most first, and pairs that may be one."""
    asked, kind, skip = visit.asked("q"), visit.asked("kind"), visit.number("from")
    found = visit.view.actors(asked, kind, limit=skip + MANY + 1)[skip : skip + MANY]
    proposals = visit.view.proposals(5) if not asked and not skip else []
    context = {"asked": asked or "", "kind": kind, "actors": found, "proposals": proposals}
    return Answer("actors.html", found, {**context, "turns": turns_of(visit, "/actors", skip, len(found))})


_TABS = ("said", "about", "relayed", "outlooks")


def actor(visit: Visit) -> Answer:
    """One actor: what it said, what others said about it, what it passed on, and its outlooks."""
    known = visit.view.actor(visit.path["name"])
    tab = one_of(_TABS, visit.asked("tab") or "said", "tab")
    records = [visit.view.record(told.id) for told in visit.view.stories_of(known.identity)]
    skip = visit.number("from")
    found = list(_of_actor(visit, known, tab, records))
    shown = found[skip : skip + MANY]
    into = visit.asked("into")
    context = {
        "known": known,
        "tab": tab,
        "found": shown,
        "total": len(found),
        "roles": _roles(visit, known, records),
        "asked": visit.asked("q") or "",
        "into": visit.view.actor(into) if into else None,
        "turns": turns_of(visit, f"/actor/{quote(known.identity)}", skip, len(shown), len(found)),
    }
    data = {"actor": known, "tab": tab, "total": len(found), "found": shown, "roles": context["roles"]}
    return Answer("actor.html", data, context)


def _of_actor(visit: Visit, known: Known, tab: str, records: list[Record]) -> Iterator[dict[str, Any]]:
    if tab == "said":
        asked = visit.asked("q")
        for position in positions(visit.view.said(known.identity, asked)):
            change = position.change if asked else None
            yield {**where(position.record.story), **quoted(position.record, position.statement), "change": change}
        return
    for record in records:
        ids = {i for i, identity in visit.view.identities(record.story.id).items() if identity == known.identity}
        if tab == "outlooks":
            for o in record.outlooks:
                if o.by in ids:
                    yield {**where(record.story), "outlook": traced(record, o)}
            continue
        mentions = [mention for a in record.actors if a.id in ids for mention in a.mentions]
        for s in record.statements:
            relays = s.relayed_by in ids
            about = any(low <= a and b <= high for a, b in mentions for low, high in s.content)
            if relays if tab == "relayed" else about and s.speaker not in ids:
                yield {**where(record.story), **quoted(record, s)}


def _roles(visit: Visit, known: Known, records: list[Record]) -> list[tuple[str, str | None, str | None]]:
    """What stories call an actor, each role with the first and last day it was called so."""
    days: dict[str, list[str]] = {}
    for record in records:
        ids = {i for i, identity in visit.view.identities(record.story.id).items() if identity == known.identity}
        day = record.story.published.value[:10] if record.story.published and record.story.published.value else ""
        for a in record.actors:
            for role in a.roles if a.id in ids else ():
                days.setdefault(role.text, []).append(day)
    dated = [(role, [day for day in told if day]) for role, told in days.items()]
    return [(role, min(told, default=None), max(told, default=None)) for role, told in dated]


def judgements(visit: Visit) -> Answer:
    """What people said of who is who, and corrected in records, the last first."""
    made, mended = visit.view.judgements()[::-1], visit.view.corrections()[::-1]
    data = {"judgements": made, "corrections": mended}
    return Answer("judgements.html", data, data)
