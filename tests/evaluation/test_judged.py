"""Nesting, forms, relays and changes are scored as METRICS says, on a story counted by hand."""

import json
from pathlib import Path

import pytest

from evaluation import changes
from evaluation.judged import Judged, confidences, forms, lenient, lenient_outermost, nested, relays
from evaluation.statements import Pair, lenient_matches, triples
from onrecord.model import Actor, MadeBy, Record, Statement, Story

TEXT = "The Herald said Ode had denied it. Varga told the BBC it rains."
#       0         1         2         3         4         5         6
GOLD = [
    {"id": "g1", "within": None, "source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 33]], "via": None},
    {"id": "g2", "within": "g1", "source": [[16, 19]], "cue": [[20, 30]], "content": [[31, 33]], "via": None},
    {"id": "g3", "within": None, "source": [[35, 40]], "cue": [[41, 45]], "content": [[54, 62]], "via": "BBC"},
]
for attribution in GOLD:
    attribution["form"] = "indirect"
OUTER = Statement("s1", "indirect", ((0, 10),), ((11, 15),), ((16, 33),), confidence=0.9)
INNER = Statement("s2", "mixed", ((16, 19),), ((20, 30),), ((31, 33),), within="s1", confidence=0.6)
TOLD = Statement(
    "s3", "indirect", ((35, 40),), ((41, 45),), ((54, 62),), relayed_by="a1", relay=((46, 53),), confidence=0.5
)
BBC = Actor("a1", "BBC", "organisation")


def judged(*found: Statement) -> Judged:
    def pair(gold: list, statements: list) -> Pair:  # type: ignore[type-arg]
        as_spans = [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]
        return Pair(triples(TEXT, gold), triples(TEXT, as_spans))

    record = Record(Story("0", TEXT), found, MadeBy("0", "0"), {}, (BBC,))
    outer = pair([a for a in GOLD if a["within"] is None], [s for s in found if s.within is None])
    matches = lenient_matches(pair(GOLD, list(found)))
    story = {"id": "0", "text": TEXT, "annotators": [GOLD]}
    return Judged(story, record, GOLD, list(found), outer, lenient_matches(outer), matches)


def test_everything_found_scores_one_but_for_a_wrong_form() -> None:
    stories = [judged(OUTER, INNER, TOLD)]
    assert (lenient(stories), lenient_outermost(stories), nested(stories)) == (1, 1, 1)
    assert forms(stories) == pytest.approx(2 / 3)
    assert relays(stories) == (1, 1)
    assert confidences(stories) == ([0.9, 0.6, 0.5], [True, True, True])


def test_a_nested_statement_counts_only_within_the_right_one() -> None:
    loose = Statement("s2", "indirect", INNER.source, INNER.cue, INNER.content, within="s3")
    assert nested([judged(OUTER, loose, TOLD)]) == 0
    assert lenient([judged(OUTER, loose, TOLD)]) == 1


def test_what_is_missed_lowers_recall() -> None:
    stories = [judged(OUTER, TOLD)]
    assert lenient(stories) == pytest.approx(0.8)
    assert nested(stories) == 0
    assert lenient_outermost(stories) == 1


def test_a_relay_that_names_another_is_wrong() -> None:
    story = judged(OUTER, INNER, TOLD)
    other = Record(
        story.record.story, story.record.statements, MadeBy("0", "0"), {}, (Actor("a1", "AP", "organisation"),)
    )
    wrong = Judged(story.story, other, GOLD, story.found, story.outer, story.outer_matches, story.matches)
    assert relays([wrong]) == (0, 0)


def test_gains_and_losses_against_the_last_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LAST", tmp_path / "last.json")
    changes.keep({"dev": [judged(OUTER, INNER)]}, "w1")
    assert "Varga" not in json.dumps(json.loads((tmp_path / "last.json").read_text()))
    weights, gained, lost = changes.changes({"dev": [judged(OUTER, TOLD)]})
    assert weights == "w1"
    assert gained == ["dev: Varga | told | it rains"]
    assert lost == ["dev: Ode | had denied | it"]
