"""What pages have in common: places of findings, turns of a list, feeds."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from onrecord.annotate.sentences import Sentences
from onrecord.annotate.tracing import traced
from onrecord.keep import Filters, check_day, read_query
from onrecord.model.chain import chain_of
from onrecord.model.outlook import Outlook
from onrecord.model.record import Record
from onrecord.model.span import line_of
from onrecord.model.statement import Statement
from onrecord.model.story import Story
from onrecord.show.atom import FeedEntry, atom
from onrecord.show.terminal import title
from onrecord.show.web.visit import Raw, Visit

MANY = 50
"""How many of a list are on one page."""

SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The security policy of a picture, whose styles stand in it."""


def where(told: Story) -> dict[str, Any]:
    """The story that a finding is in, with its headline, outlet and date."""
    published = told.published.value if told.published else None
    return {"story": told.id, "headline": title(told), "outlet": told.outlet, "published": published}


def quoted(record: Record, s: Statement) -> dict[str, Any]:
    """A statement in words, with those who passed it on."""
    text = record.story.text
    chain = [link.name for link in chain_of(record, s) if link.name]
    return {"statement": s.id, "cue": line_of(text, s.cue), "content": line_of(text, s.content), "chain": chain}


def foretold(record: Record, o: Outlook) -> dict[str, Any]:
    """An outlook traced, with the words of its sentence before and after it."""
    text, (start, end) = record.story.text, (o.spans[0][0], o.spans[-1][1])
    sentences = Sentences(text)
    low, high = sentences.span(start)[0], max(end, sentences.span(max(start, end - 1))[1])
    before, after = (re.sub(r"\s+", " ", text[slice(*rest)]) for rest in ((low, start), (end, high)))
    if len(before) > _REST:
        before = "… " + before[before.find(" ", len(before) - _REST) + 1 :]
    if len(after) > _REST:
        after = after[: after.rfind(" ", 0, _REST)] + " …"
    return {"outlook": traced(record, o), "around": (before, after)}


_REST = 240
"""How many characters of a sentence are told on either side of what is quoted of it."""


def limits_of(visit: Visit, asked: str) -> tuple[str, Filters]:
    """The words of a search, and what it is limited to by the query and by the words."""
    since, until = check_day(visit.asked("since")), check_day(visit.asked("until"))
    return read_query(asked, Filters(visit.asked("outlet"), since, until))


def turns_of(visit: Visit, path: str, skip: int, shown: int, total: int | None = None) -> dict[str, str | None]:
    """The addresses of the pages of a list before and after this one."""

    def at(first: int) -> str:
        query = {name: value for name, value in visit.query.items() if name != "from" and value}
        return f"{path}?{urlencode({**query, 'from': first} if first else query)}"

    more = shown == MANY if total is None else skip + shown < total
    return {"before": at(max(0, skip - MANY)) if skip else None, "after": at(skip + MANY) if more else None}


def feed(visit: Visit, name: str, path: str, entries: list[FeedEntry]) -> Raw:
    """A feed of the room, at a path of it."""
    updated = max((entry.updated for entry in entries), default="1970-01-01")
    link = visit.base + path
    return Raw(atom(link, name, link, updated, entries), "application/atom+xml")


def followed(visit: Visit) -> set[tuple[str, str]]:
    """The stories and words of the outlooks that are in the ledger."""
    return {(entry.outlook.story, entry.outlook.words) for entry in visit.view.ledger(today())}


def today() -> str:
    """This day, as `2024-03-18`."""
    return str(date.today())
