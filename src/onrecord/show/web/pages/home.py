"""The first page, and outlets."""

from __future__ import annotations

from urllib.parse import quote

from onrecord.errors import NotFound
from onrecord.keep import OutletCount
from onrecord.show.web.pages.shared import MANY, today, turns_of
from onrecord.show.web.visit import Answer, Visit


def home(visit: Visit) -> Answer:
    """The search, the newest stories, and what is due in the ledger."""
    stories, statements = visit.view.count()
    due = [entry for entry in visit.view.ledger(today()) if entry.state == "due"]
    skip = visit.number("from")
    newest = visit.view.newest(MANY, skip)
    watched = [(search, len(visit.view.new_of(search))) for search in visit.view.searches()]
    data = {"stories": stories, "statements": statements, "due": due, "watched": watched, "newest": newest}
    return Answer("home.html", data, {**data, "turns": turns_of(visit, "/", skip, len(newest))})


def outlets(visit: Visit) -> Answer:
    """All outlets, with how much of their text is others' words; with words, over the stories that hold them."""
    asked = visit.asked("q")
    found = visit.view.outlets(asked)
    return Answer("outlets.html", found, {"outlets": found, "asked": asked or ""})


def outlet(visit: Visit) -> Answer:
    """One outlet: whom it quotes, how much of its text is its own voice, and its stories."""
    name, skip, asked = visit.path["name"], visit.number("from"), visit.asked("q")
    every = visit.view.outlets(asked)
    one = next((o for o in every if o.outlet == name), None)
    if one is None and (not asked or all(o.outlet != name for o in visit.view.outlets())):
        raise NotFound(f"no outlet {name!r} in the store")
    one = one or OutletCount(name, 0, 0, 0.0)
    middle = sorted(o.attributed for o in every)[len(every) // 2] if every else 0.0
    quoted, newest = visit.view.quoted_by(name), visit.view.newest(MANY, skip, name)
    context = {"outlet": one, "quoted": quoted, "newest": newest, "middle": middle, "asked": asked or ""}
    return Answer(
        "outlet.html", context, {**context, "turns": turns_of(visit, f"/outlet/{quote(name)}", skip, len(newest))}
    )
