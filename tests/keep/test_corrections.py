"""Corrections lie beside what the machine found, hold when it reads anew, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.annotate.by_hand import moment_meant, parts_marked, somebody
from onrecord.errors import InputError, NotFound
from onrecord.keep import Filters, StoreName, View, Writer
from onrecord.model import Actor, Correction, Event, MadeBy, Moment, Outlook, Page, Record, Statement, Story
from onrecord.model.correction import CorrectionKind
from onrecord.model.page import page_digest
from onrecord.model.story import PageReference

TEXT = "Varga vowed that the dam would hold. He added that Brandt said it leaks."


def spans(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def record(weights: str = "w1", first: str = "s1") -> tuple[Page, Record]:
    content = TEXT.encode()
    page = Page("dam.txt", content, content, "text/plain")
    story = Story("ab" * 12, TEXT, outlet="Herald", page=PageReference("dam.txt", page_digest(content), "text/plain"))
    statements = (
        Statement(first, "indirect", spans("Varga"), spans("vowed"), spans("that the dam would hold"), "a1"),
        Statement("s2", "indirect", spans("He"), spans("added"), spans("that Brandt said it leaks"), "a1"),
        Statement("s3", "indirect", spans("Brandt"), spans("said"), spans("it leaks"), "a2", within="s2"),
    )
    actors = tuple(
        Actor(i, n, "person", (n,), key=f"person:{n.lower()}") for i, n in (("a1", "Varga"), ("a2", "Brandt"))
    )
    outlooks = (Outlook("o1", "pledge", spans("that the dam would hold"), 0.9, "a1", first),)
    return page, Record(story, statements, MadeBy("0.1.0", weights), {}, actors, outlooks=outlooks)


@pytest.fixture
def store(empty: StoreName) -> StoreName:
    with Writer(empty) as writer:
        writer.keep(*record())
    return empty


def correction(kind: CorrectionKind, statement: int, **more: Any) -> Correction:
    _, made = record()
    s = made.statements[statement]
    return Correction(kind, "Ada", made.story.id, s.cue, s.content, **more)


def spoken(store: StoreName, name: str) -> list[str]:
    with View(store) as view:
        return [TEXT[slice(*s.content[0])] for _, s in view.said(view.actor(name).identity)]


def test_a_statement_is_given_to_another_speaker_and_back(store: StoreName) -> None:
    with Writer(store) as writer:
        number = writer.correct(correction("speaker", 0, name="brandt"))
        assert spoken(store, "Brandt") == ["that the dam would hold", "it leaks"]
        with View(store) as view:
            found = view.record("abab")
        assert (found.statements[0].speaker, found.outlooks[0].by) == ("a2", "a2")
        assert [(c.kind, c.who) for c in found.corrections] == [("speaker", "Ada")]
        writer.undo_correction(number, "Bo")
        with pytest.raises(NotFound, match="undone before"):
            writer.undo_correction(number, "Bo")
    assert spoken(store, "Brandt") == ["it leaks"]
    with View(store) as view:
        assert view.record("abab").corrections == ()
        assert [c.undone for c in view.corrections()] == [True]


def test_a_rejected_statement_is_gone_from_records_lists_and_searches(store: StoreName) -> None:
    with Writer(store) as writer:
        writer.correct(correction("reject", 1))
    with View(store) as view:
        found = view.record("abab")
        assert [(s.id, s.within) for s in found.statements] == [("s1", None), ("s3", None)]
        assert [s.id for _, s in view.statements()] == ["s1", "s3"]
        assert view.tally("statements", "leaks").outlets == {"Herald": 1}
        assert [s.id for hit in view.search("leaks", Filters(source="Brandt")) for s in hit.statements] == ["s3"]
    assert spoken(store, "Varga") == ["that the dam would hold"]


def test_the_words_of_a_statement_are_corrected_for_records_and_searches(store: StoreName) -> None:
    parts = parts_marked(TEXT, 0, ["Varga"], ["vowed"], ["the dam would hold"])
    with Writer(store) as writer:
        number = writer.correct(correction("words", 0, parts=parts))
        assert spoken(store, "Varga") == ["the dam would hold", "that Brandt said it leaks"]
        writer.correct(correction("speaker", 0, name="Brandt"))
        assert spoken(store, "Brandt") == ["the dam would hold", "it leaks"]
        writer.undo_correction(number, "Ada")
    assert spoken(store, "Brandt") == ["that the dam would hold", "it leaks"]


def test_a_statement_that_was_missed_is_found_from_now_on_and_once(store: StoreName) -> None:
    page, machine = record("w2")
    fewer = replace(machine, statements=machine.statements[:2])
    parts = parts_marked(TEXT, 50, ["Brandt"], ["said"], ["it leaks"])
    missed = Correction("missed", "Ada", machine.story.id, parts.cue, parts.content, "Brandt", parts=parts)
    with Writer(store) as writer:
        writer.keep(page, fewer)
        assert spoken(store, "Varga") == ["that the dam would hold", "that Brandt said it leaks"]
        writer.correct(missed)
        assert spoken(store, "Brandt") == ["it leaks"]
        with View(store) as view:
            found = view.record("abab").statements
            assert [(s.id, s.within) for s in found] == [("s1", None), ("s2", None), ("c1", "s2")]
            assert view.tally("statements", "leaks").outlets == {"Herald": 2}
        writer.keep(page, replace(machine, made_by=MadeBy("0.1.0", "w3")))
    with View(store) as view:
        assert [(s.id, s.within) for s in view.record("abab").statements] == [("s1", None), ("s2", None), ("s3", "s2")]


def test_a_date_is_corrected_for_records_and_the_timeline(store: StoreName) -> None:
    page, machine = record("w2")
    moment = Moment((0, 5), "DATE", "2024-03-15", "2024-03-15", "2024-03-15", "2024-03-15")
    with Writer(store) as writer:
        writer.keep(page, replace(machine, moments=(moment,), events=(Event((0, 35), 0),)))
        meant = moment_meant(moment, "2024-03")
        number = writer.correct(Correction("date", "Ada", machine.story.id, content=((0, 5),), moment=meant))
        with View(store) as view:
            assert [entry.latest for entry in view.timeline("happened")] == ["2024-03-31"]
        writer.undo_correction(number, "Ada")
        with pytest.raises(InputError, match="no time expression"):
            writer.correct(Correction("date", "Ada", machine.story.id, moment=replace(meant, span=(1, 3))))
    with View(store) as view:
        assert view.record("abab").moments == (moment,)


def test_the_timeline_has_statements_as_corrected(store: StoreName) -> None:
    with Writer(store) as writer:
        writer.correct(correction("reject", 1))
        writer.correct(correction("speaker", 0, name="Brandt"))
    with View(store) as view:
        assert [(e.voice, e.words) for e in view.timeline("said")] == [
            ("Brandt", "that the dam would hold"),
            ("Brandt", "it leaks"),
        ]


def test_reading_anew_leaves_a_correction_on_what_is_found_in_the_same_place(store: StoreName) -> None:
    with Writer(store) as writer:
        writer.correct(correction("speaker", 0, name="Brandt"))
        page, anew = record("w2", "s9")
        shorter = replace(anew.statements[0], content=spans("the dam would hold"))
        assert writer.keep(page, replace(anew, statements=(shorter, *anew.statements[1:]))) == "read anew"
    assert spoken(store, "Brandt") == ["the dam would hold", "it leaks"]


def test_nobody_known_is_a_speaker_too_and_a_note_changes_nothing(store: StoreName) -> None:
    with Writer(store) as writer:
        writer.correct(correction("speaker", 1, name=None))
        writer.correct(Correction("note", "Ada", "ab" * 12, content=((0, 5),), words="ask her"))
    assert spoken(store, "Varga") == ["that the dam would hold"]
    with View(store) as view:
        assert [c.words for c in view.record("abab").corrections] == [None, "ask her"]


def test_a_correction_that_says_nothing_is_refused(store: StoreName) -> None:
    with Writer(store) as writer:
        with pytest.raises(InputError, match="whose"):
            writer.correct(replace(correction("reject", 0), who=" "))
        with pytest.raises(InputError, match="words"):
            writer.correct(correction("note", 0, words=" "))
        with pytest.raises(NotFound, match="no story"):
            writer.correct(replace(correction("reject", 0), story="cd" * 12))
        with pytest.raises(NotFound, match="no correction 7"):
            writer.undo_correction(7, "Ada")
    with View(store) as view:
        assert view.corrections() == []


def test_a_speaker_who_was_nobody_in_the_story_is_somebody_until_it_is_undone(store: StoreName) -> None:
    page, machine = record("w2")
    whom = somebody(TEXT, "Nils Abern", "person")
    said = replace(correction("speaker", 0, name="Nils Abern"), actor=whom)
    with Writer(store) as writer, pytest.raises(InputError, match="nobody in this story"):
        writer.correct(replace(said, actor=None))
    with Writer(store) as writer:
        number = writer.correct(said)
        assert spoken(store, "Nils Abern") == ["that the dam would hold"]
        writer.correct(correction("speaker", 1, name="nils abern"))
        assert len(spoken(store, "Nils Abern")) == 2
        writer.keep(page, replace(machine, made_by=MadeBy("0.1.0", "w9")))
        assert len(spoken(store, "Nils Abern")) == 2
        with View(store) as view:
            added = [a for a in view.record("abab").actors if a.name == "Nils Abern"]
            assert [(a.id, a.kind, a.key) for a in added] == [(f"c{number}", "person", "person:nils abern")]
        writer.undo_correction(number, "Ada")
        assert spoken(store, "Nils Abern") == ["that Brandt said it leaks"]
        writer.undo_correction(number + 1, "Ada")
        with View(store) as view:
            assert all(a.name != "Nils Abern" for a in view.record("abab").actors)
            assert view.record("abab").statements[0].speaker is not None
