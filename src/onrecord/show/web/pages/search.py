"""What holds some words: stories, statements, outlooks, actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from onrecord.errors import InputError, NotFound
from onrecord.keep import Filters, Searched, Tally
from onrecord.model.saved import SavedSearch
from onrecord.model.span import Span
from onrecord.show.atom import FeedEntry
from onrecord.show.news import news_atom, passage_of
from onrecord.show.web.pages.shared import MANY, feed, followed, foretold, limits_of, quoted, turns_of, where
from onrecord.show.web.visit import Answer, Raw, Visit, one_of

LOOKS: tuple[Searched | Literal["actors"], ...] = ("stories", "statements", "outlooks", "actors")
_FACETS = {
    "outlets": ("By outlet", "outlet"),
    "years": ("By year", "year"),
    "speakers": ("By speaker", "speaker"),
    "kinds": ("By kind", "kind"),
}
"""What results are counted by: the heading, and the word of a query that limits to one."""

_FEWEST, _MOST = 2, 6


def search(visit: Visit) -> Answer:
    """Stories, statements, outlooks or actors that hold some words, with counts by outlet, year, speaker and kind."""
    asked, look = visit.asked("q") or "", one_of(LOOKS, visit.asked("in") or "stories", "kind of result")
    skip = visit.number("from")
    words, limits = limits_of(visit, asked)
    found, counts = list[dict[str, Any]](), Tally()
    if look == "actors":
        every = visit.view.actors(words) if words else []
        found, counts = [{"actor": known} for known in every[skip : skip + MANY]], Tally(len(every))
    elif asked:
        found = list(_found(visit, words, limits, look, skip))
        counts = visit.view.tally(look, words or None, limits)
    told = {name: [pair for pair in getattr(counts, name).items() if pair[0]] for name in _FACETS}
    data = {"query": asked, "in": look, "total": counts.total, "retold": counts.retold, **told, "found": found}
    turns = turns_of(visit, "/search", skip, len(found), counts.total)
    context = {"asked": asked, "look": look, "found": found, "counts": counts, "turns": turns}
    context |= {"facets": _facets(asked, told), "outlet": visit.asked("outlet"), "followed": followed(visit)}
    return Answer("search.html", data, context)


def _facets(asked: str, told: dict[str, list[tuple[str, int]]]) -> list[dict[str, Any]]:
    """The counts as links: each value with the search that is limited to it, and the one that leaves it out."""
    shown = []
    for name, values in told.items():
        title, word = _FACETS[name]
        if len(values) < _FEWEST:
            continue
        links = []
        for value, many in values[: 2 * _MOST]:
            limit = f'{word}:"{value.replace(chr(34), "")}"' if " " in value else f"{word}:{value}"
            links.append({"value": value, "many": many, "only": f"{asked} {limit}", "without": f"{asked} -{limit}"})
        shown.append({"title": title, "most": links[:_MOST], "others": links[_MOST:]})
    return shown


def _found(visit: Visit, words: str, limits: Filters, look: Searched, skip: int = 0) -> Iterator[dict[str, Any]]:
    if look == "stories":
        for hit in visit.view.search(words, limits, MANY, skip):
            yield {**where(hit.story), "pieces": _around(hit.story.text, hit.spans)}
    elif look == "statements":
        for record, s in visit.view.statements(words or None, limits, MANY, skip):
            yield {**where(record.story), **quoted(record, s)}
    else:
        for record, o in visit.view.outlooks(words or None, None, limits, MANY, skip):
            yield {**where(record.story), **foretold(record, o)}


_AROUND = 90


def _around(text: str, spans: Sequence[Span], most: int = 3) -> list[list[tuple[str, bool]]]:
    """The first places of a hit with whole words around them, each as words that are hits and words that are not.

    >>> _around("Rain fell on the dam.", [(0, 4)])
    [[('Rain', True), (' fell on the dam.', False)]]
    """
    passages: list[list[tuple[str, bool]]] = []
    at = 0
    for start, end in spans:
        if len(passages) == most:
            break
        if start < at:
            continue
        low, high = _whole_words(text, max(at, start - _AROUND), start, end, end + _AROUND)
        pieces: list[tuple[str, bool]] = []
        at = low
        for a, b in spans:
            if low <= a and b <= high:
                pieces += [(text[at:a], False), (text[a:b], True)]
                at = b
        passages.append([(words, hit) for words, hit in [*pieces, (text[at:high], False)] if words])
        at = high
    return passages


def _whole_words(text: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """A stretch around a hit within its line, made narrower so that it cuts no word."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if low > line_start:
        low = text.find(" ", low, start) + 1 or start
    if high < line_end:
        high = max(text.rfind(" ", end, high), end)
    return max(low, line_start), min(high, line_end)


def watch(visit: Visit) -> Answer:
    """What is new of a saved search since somebody last looked."""
    saved = _saved(visit)
    found = [{**where(hit.story), "passage": passage_of(hit)} for hit in visit.view.new_of(saved)]
    return Answer("watch.html", {"search": saved, "found": found}, {"search": saved, "found": found})


def watch_feed(visit: Visit) -> Raw:
    """What is new of a saved search, as a feed."""
    saved = _saved(visit)
    return Raw(news_atom([(saved, visit.view.new_of(saved))]), "application/atom+xml")


def _saved(visit: Visit) -> SavedSearch:
    found = next((search for search in visit.view.searches() if search.name == visit.path["name"]), None)
    if found is None:
        raise NotFound(f"no saved search {visit.path['name']!r}")
    return found


def search_feed(visit: Visit) -> Raw:
    """The best stories that a search finds, the newest first, as a feed."""
    asked = visit.asked("q")
    if asked is None:
        raise InputError("no word to search for")
    found = sorted(
        _found(visit, *limits_of(visit, asked), "stories"), key=lambda hit: hit["published"] or "", reverse=True
    )
    entries = [
        FeedEntry(
            f"urn:onrecord:story:{hit['story']}",
            hit["headline"],
            f"{visit.base}/story/{hit['story']}",
            hit["published"] or "1970-01-01",
            " … ".join("".join(words for words, _ in passage) for passage in hit["pieces"]),
        )
        for hit in found
    ]
    return feed(visit, f"Stories with {asked}", f"/search.atom?{urlencode({'q': asked})}", entries)
