"""Who is in the store, what each said, and what people judged of who is who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import quote

from onrecord.annotate.positions import positions
from onrecord.keep import Known
from onrecord.model.chain import chain_of
from onrecord.model.correction import CHANGES
from onrecord.model.record import Record
from onrecord.model.statement import Statement
from onrecord.model.user import Role
from onrecord.show.web.pages.shared import MANY, followed, foretold, quoted, turns_of, where
from onrecord.show.web.visit import Answer, Visit, one_of


def actors(visit: Visit) -> Answer:
    """Who is in the store, those who say most first, and pairs that may be one."""
    asked, kind, skip = visit.asked("q"), visit.asked("kind"), visit.number("from")
    found = visit.view.actors(asked, kind, limit=skip + MANY + 1)[skip : skip + MANY]
    proposals = visit.view.proposals(5) if not asked and not skip else []
    context = {"asked": asked or "", "kind": kind, "actors": found, "proposals": proposals}
    return Answer("actors.html", found, {**context, "turns": turns_of(visit, "/actors", skip, len(found))})


TABS = ("said", "about", "relayed", "outlooks")


def actor(visit: Visit) -> Answer:
    """One actor: what it said, what others said about it, what it passed on, and its outlooks."""
    known = visit.view.actor(visit.path["name"])
    tab = one_of(TABS, visit.asked("tab") or "said", "tab")
    skip = visit.number("from")
    found = list(_of_actor(visit, known, tab))
    shown = found[skip : skip + MANY]
    into = visit.asked("into")
    context = {
        "known": known,
        "tab": tab,
        "found": shown,
        "total": len(found),
        "roles": visit.view.roles(known.identity),
        "asked": visit.asked("q") or "",
        "changes": CHANGES,
        "followed": followed(visit),
        "into": visit.view.actor(into) if into else None,
        "stories": [where(told) for told in visit.view.stories_of(known.identity)] if visit.asked("split") else [],
        "apart": visit.every("apart"),
        "turns": turns_of(visit, f"/actor/{quote(known.identity)}", skip, len(shown), len(found)),
    }
    data = {"actor": known, "tab": tab, "total": len(found), "found": shown, "roles": context["roles"]}
    return Answer("actor.html", data, context)


def _of_actor(visit: Visit, known: Known, tab: str) -> Iterator[dict[str, Any]]:
    if tab == "said":
        asked = visit.asked("q")
        for position in positions(visit.view.said(known.identity, asked)):
            change = {"change": position.change, "judged_by": position.by} if asked else {}
            yield {**where(position.record.story), **quoted(position.record, position.statement), **change}
        return
    for story in visit.view.stories_of(known.identity):
        record = visit.view.record(story.id)
        ids = {i for i, identity in visit.view.identities(story.id).items() if identity == known.identity}
        if tab == "outlooks":
            yield from ({**where(story), **foretold(record, o)} for o in record.outlooks if o.by in ids)
        else:
            found = _relayed(record, ids) if tab == "relayed" else _about(record, ids)
            yield from ({**where(story), **quoted(record, s)} for s in found)


def _relayed(record: Record, ids: set[str]) -> Iterator[Statement]:
    """The statements that came through some actors, in passing or within what these said."""
    return (s for s in record.statements if any(link.actor in ids for link in chain_of(record, s)[1:]))


def _about(record: Record, ids: set[str]) -> Iterator[Statement]:
    """What others say in which some actors are mentioned."""
    mentions = [mention for actor in record.actors if actor.id in ids for mention in actor.mentions]
    for s in record.statements:
        if s.speaker not in ids and any(low <= a and b <= high for a, b in mentions for low, high in s.content):
            yield s


def judgements(visit: Visit) -> Answer:
    """What people said of who is who, and corrected in records, the last first."""
    made, mended = visit.view.judgements()[::-1], visit.view.corrections()[::-1]
    data = {"judgements": made, "corrections": mended}
    return Answer("judgements.html", data, data)


def users(visit: Visit) -> Answer:
    """Who may come in, and what they may do."""
    known = visit.view.users()
    return Answer("users.html", known, {"users": known, "roles": get_args(Role)})
