"""Reprints and versions point at what they repeat, and what is told again counts once."""

from __future__ import annotations

import pytest

from onrecord.keep import StoreName, View, Writer, read_query
from onrecord.keep.corrections import apply_all
from onrecord.keep.store import open_engine
from onrecord.model import Actor, Correction, MadeBy, Page, Record, Statement, Story, Timestamp
from onrecord.model.page import page_digest
from onrecord.model.story import PageReference, story_id

FIRST = "Varga said the dam would hold. "
SECOND = "Brandt warned that it leaks. "
REST = " ".join(f"The council of Callow heard {n} reports on the {n + 7} gates of the dam." for n in range(12))
SOURCES = {FIRST: ("Varga", "said", "the dam would hold"), SECOND: ("Brandt", "warned", "that it leaks")}


def told(
    *sentences: str, outlet: str, url: str | None = None, day: str | None = None, code: str | None = None
) -> tuple[Page, Record]:
    text = "".join((*sentences, REST))
    content = text.encode()
    page = Page("dam.txt", content, content, "text/plain")
    published = Timestamp(day, day) if day else None
    reference = PageReference("dam.txt", page_digest(content), "text/plain")
    story = Story(story_id(text, url), text, outlet=outlet, url=url, published=published, code=code, page=reference)
    actors = tuple(
        Actor(f"a{n}", name, "organisation", (name,), key=f"organisation:{name.lower()}")
        for n, (name, _, _) in enumerate(SOURCES.values())
    )
    ids = {actor.name: actor.id for actor in actors}
    statements = []
    for sentence in sentences:
        source, cue, content_ = SOURCES[sentence]
        at = text.index(sentence)
        spans = [((text.index(part, at), text.index(part, at) + len(part)),) for part in (source, cue, content_)]
        statements.append(Statement(f"s{len(statements) + 1}", "indirect", *spans, ids[source]))
    return page, Record(story, tuple(statements), MadeBy("0.1.0", "w1"), {}, actors)


@pytest.fixture
def store(empty: StoreName) -> StoreName:
    return empty


def keep(store: StoreName, *made: tuple[Page, Record]) -> list[str]:
    with Writer(store) as writer:
        for page, record in made:
            writer.keep(page, record)
    return [record.story.id for _, record in made]


def counted(store: StoreName) -> dict[str, tuple[int, int]]:
    with View(store) as view:
        return {known.name: (known.statements, known.stories) for known in view.actors()}


def test_a_reprint_counts_once_and_what_it_added_counts(store: StoreName) -> None:
    first, reprint = keep(
        store, told(FIRST, outlet="Herald", day="2024-03-18"), told(FIRST, SECOND, outlet="Times", day="2024-03-19")
    )
    assert counted(store) == {"Varga": (1, 1), "Brandt": (1, 1)}
    with View(store) as view:
        assert view.count() == (1, 2)
        (other,) = view.tellings(first)
        assert (other.relation, other.story, other.added, other.gone) == ("reprint", reprint, ("that it leaks",), ())
        (original,) = view.tellings(reprint)
        assert (original.relation, original.story) == ("original", first)


def test_the_first_published_is_the_original_whatever_was_read_first(store: StoreName) -> None:
    later, third, first = keep(
        store,
        told(FIRST, SECOND, outlet="Times", day="2024-03-19"),
        told(SECOND, outlet="Post", day="2024-03-20"),
        told(FIRST, outlet="Herald", day="2024-03-18"),
    )
    with View(store) as view:
        told_by = {telling.story: telling.relation for telling in view.tellings(later)}
        assert told_by == {first: "original", third: "reprint"}
    assert counted(store)["Varga"] == (1, 1)


def test_another_text_at_the_same_address_is_a_version(store: StoreName) -> None:
    url = "https://herald.example/dam"
    old, new = keep(
        store, told(FIRST, SECOND, outlet="Herald", url=url, code="7"), told(FIRST, outlet="Herald", url=url, code="7")
    )
    with View(store) as view:
        (earlier,) = view.tellings(new)
        assert (earlier.relation, earlier.story, earlier.gone) == ("version", old, ("that it leaks",))
        assert earlier.until is not None
        assert view.record("7").story.id == new
        assert view.record(old).story.id == old
    # What vanished was said all the same.
    assert counted(store) == {"Varga": (1, 1), "Brandt": (1, 1)}


def test_what_vanishes_and_returns_counts_once(store: StoreName) -> None:
    url = "https://herald.example/dam"
    versions = [(FIRST, SECOND), (FIRST,), (SECOND, FIRST)]
    keep(store, *(told(*some, outlet="Herald", url=url, day=f"2024-03-{18 + n}") for n, some in enumerate(versions)))
    assert counted(store) == {"Varga": (1, 1), "Brandt": (1, 1)}


def test_stories_that_share_little_are_two(store: StoreName) -> None:
    other = "".join(f"Ferry {n} left the harbour of Tarn at {n} in the morning with {n * 3} men. " for n in range(20))
    page, record = told(FIRST, outlet="Herald")
    content = other.encode()
    stranger = Record(
        Story(story_id(other), other, outlet="Times", page=PageReference(None, page_digest(content), "text/plain")),
        (),
        MadeBy("0.1.0", "w1"),
        {},
    )
    keep(store, (page, record), (Page(None, content, content, "text/plain"), stranger))
    with View(store) as view:
        assert view.count() == (2, 1)
        assert view.tellings(record.story.id) == []


def test_what_is_written_anew_is_marked_anew(store: StoreName) -> None:
    first, reprint = keep(
        store,
        told(FIRST, outlet="Herald", day="2024-03-18"),
        told(FIRST, SECOND, outlet="Times", day="2024-03-19"),
    )
    with Writer(store) as writer:
        for story in (first, reprint):
            writer.correct(Correction("note", "Ada", story, content=((0, 5),), words="see the other"))
        with open_engine(store, write=True).begin() as connection:
            apply_all(connection)
    assert counted(store) == {"Varga": (1, 1), "Brandt": (1, 1)}


def test_reading_anew_keeps_what_repeats_what(store: StoreName) -> None:
    first, second = (
        told(FIRST, outlet="Herald", day="2024-03-18"),
        told(FIRST, SECOND, outlet="Times", day="2024-03-19"),
    )
    keep(store, first, second)
    for page, record in (first, second):
        keep(store, (page, Record(record.story, record.statements, MadeBy("0.1.0", "w2"), {}, record.actors)))
    assert counted(store) == {"Varga": (1, 1), "Brandt": (1, 1)}


def test_a_search_is_counted_by_outlet_year_and_speaker_and_says_how_much_is_told_again(store: StoreName) -> None:
    keep(
        store,
        told(FIRST, SECOND, outlet="Herald", day="2024-03-18"),
        told(FIRST, SECOND, outlet="Times", day="2025-01-02", url="https://times.example/dam"),
    )
    with View(store) as view:
        stories, said = view.tally("stories", "gates"), view.tally("statements", None)
        assert (stories.total, stories.retold, stories.outlets) == (2, 1, {"Herald": 1, "Times": 1})
        assert stories.years == {"2024": 1, "2025": 1}
        assert (said.total, said.retold, said.speakers) == (4, 2, {"Brandt": 2, "Varga": 2})
        words, limits = read_query("dam -speaker:Varga year:2025")
        assert [s.id for _, s in view.statements(None, limits)] == ["s2"]
        assert view.tally("stories", words, limits).total == 0
        assert view.tally("stories", *read_query("dam year:2025")).outlets == {"Times": 1}
        assert view.tally("stories", *read_query("dam -year:2025")).outlets == {"Herald": 1}
        assert view.tally("statements", None, read_query("kind:pledge")[1]).total == 0


def test_of_a_story_that_changed_an_outlet_has_one_and_reprints_are_told_apart(store: StoreName) -> None:
    url = "https://herald.example/dam"
    keep(
        store,
        told(FIRST, outlet="Herald", day="2024-03-18", url=url),
        told(FIRST, SECOND, outlet="Herald", day="2024-03-18", url=url),
        told(FIRST, SECOND, outlet="Times", day="2024-03-19", url="https://times.example/dam"),
    )
    with View(store) as view:
        assert [(one.outlet, one.stories, one.retold) for one in view.outlets()] == [("Herald", 1, 0), ("Times", 1, 1)]
