"""Whom an outlet cites speaks for itself, within what the outlet says; what cannot speak does not."""

import pytest

from onrecord.annotate.citations import with_cited_speakers
from onrecord.model import Statement
from onrecord.testing import unmark


def statements(marked: str) -> tuple[str, tuple[Statement, ...]]:
    text, gold = unmark(marked)
    made = (
        Statement(f"s{i}", "indirect", *(tuple(roles[r]) for r in ("source", "cue", "content")), confidence=1 - i / 10)
        for i, roles in enumerate(gold.values(), 1)
    )
    return text, tuple(made)


@pytest.mark.parametrize(
    "marked",
    [
        "<source>Reuters</source> <cue>reported</cue>, <cue1>citing</cue1> <content1>two diplomats</content1>, <content>that the envoy had left</content>.",
        "<content>The envoy had left</content>, <source>the daily</source> <cue>said</cue>, <cue1>quoting</cue1> <content1>Ilse Maren</content1>.",
    ],
)
def test_the_cited_say_what_the_outlet_reports(marked: str) -> None:
    text, found = statements(marked)
    told, cited = with_cited_speakers(text, found)
    assert told == found[0]
    assert (cited.source, cited.cue, cited.content, cited.within, cited.confidence) == (
        found[1].content,
        found[1].cue,
        found[0].content,
        "s1",
        0.8,
    )


@pytest.mark.parametrize(
    "marked",
    [
        "<source>The mayor</source> <cue>resigned</cue>, <cue1>citing</cue1> <content1>fears of unrest</content1>, <content>he said</content>.",
        "<source>Many</source> <cue>said</cue> <content>no</content>, <cue1>citing</cue1> <content1>trust as a factor</content1>.",
        "<source>Many</source> <cue>said</cue> <content>no</content>.\n\n<cue1>Citing</cue1> <content1>two diplomats</content1> they left.",
        "<cue>Citing</cue> <content>two diplomats</content> they left.",
        "<source>Many</source> <cue>said</cue> <content>no</content>, <source1>others</source1> <cue1>citing</cue1> <content1>two diplomats</content1>.",
        "<source>She</source> <cue>said</cue> <content>no</content> and <cue1>named</cue1> <content1>two diplomats</content1>.",
    ],
)
def test_what_cannot_speak_or_belongs_to_nothing_stays(marked: str) -> None:
    text, found = statements(marked)
    assert with_cited_speakers(text, found) == found
