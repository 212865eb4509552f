"""What changed from one statement of somebody to the next on the same thing."""

from dataclasses import replace

import pytest

from onrecord.annotate.positions import change_between, positions
from onrecord.model import Correction, MadeBy, Record, Statement, Story


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("vowed to rebuild the dam", "promised that the dam would be rebuilt", "repeated"),
        ("vowed to rebuild the dam", "said the dam might be rebuilt", "softened"),
        ("is considering a new dam", "will build a new dam", "hardened"),
        ("plans to rebuild the dam", "must rebuild the dam", "hardened"),
        ("will rebuild the dam", "will not rebuild the dam", "reversed"),
        ("rejected a second dam", "supports a second dam", "reversed"),
        ("said the dam won't be built", "refused to build the dam", "repeated"),
        ("will not rule out a dam", "could build a dam", "repeated"),
        ("will build not only a dam but a bridge", "will build a dam", "repeated"),
        ("said the dam is old", "called the dam old", "repeated"),
        ("said the dam is old", "will rebuild the dam", None),
    ],
)
def test_what_changed(before: str, after: str, change: str | None) -> None:
    assert change_between(before, after) == change


def said(story: str, cue: str, content: str) -> tuple[Record, Statement]:
    text = f"{cue} {content}"
    statement = Statement("s1", "indirect", (), ((0, len(cue)),), ((len(cue) + 1, len(text)),))
    return Record(Story(story, text), (statement,), MadeBy("", ""), {}), statement


def test_only_what_is_of_the_same_thing_and_in_another_story_is_compared() -> None:
    found = list(
        positions(
            [
                said("a", "vowed", "to rebuild the valley dam"),
                said("a", "promised", "the valley dam would be rebuilt"),
                said("b", "said", "ferries are late"),
                said("c", "said", "the valley dam might be rebuilt one day"),
                said("d", "said", "rebuilding the valley dam is ruled out"),
            ]
        )
    )
    assert [(p.change, p.since) for p in found] == [
        (None, None),
        (None, None),
        (None, None),
        ("softened", 1),
        ("reversed", 3),
    ]


def test_what_a_person_says_of_a_change_stands_in_the_place_of_what_is_proposed() -> None:
    first, (record, statement) = said("a", "vowed", "to rebuild the dam"), said("b", "said", "the dam might be rebuilt")

    def judged(name: str | None) -> list[tuple[str | None, str | None]]:
        correction = Correction("change", "Ada", "b", statement.cue, statement.content, name)
        return [(p.change, p.by) for p in positions([first, (replace(record, corrections=(correction,)), statement)])]

    assert judged("repeated") == [(None, None), ("repeated", "Ada")]
    assert judged(None) == [(None, None), (None, "Ada")]
