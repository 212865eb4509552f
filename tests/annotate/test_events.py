"""Which clause a moment dates, whose voice it has, and which moments date a saying: statements marked by hand."""

import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.moments import find_moments
from onrecord.model import Actor, Statement
from onrecord.testing import unmark

PUBLISHED = "2024-03-18"


def events_in(marked: str) -> tuple[str, list[tuple[str, str, str | None]], list[str | None]]:
    """The text, its events as (clause, value, voice), and the words that date each statement's saying."""
    text, gold = unmark(marked)
    numbers = sorted(gold)
    statements = [
        Statement(
            f"s{number or 1}",
            "indirect",
            tuple(roles["source"]),
            tuple(roles["cue"]),
            tuple(roles["content"]),
            speaker=f"a{number or 1}",
        )
        for number, roles in sorted(gold.items())
    ]
    assert len(numbers) == len(statements)
    moments = find_moments(text, PUBLISHED)
    actors = [Actor(f"a{n or 1}", "", "person", mentions=tuple(gold[n]["source"])) for n in numbers]
    events, said = find_events(text, moments, statements, actors)
    told = [(text[slice(*e.span)], moments[e.moment].timex, e.voice) for e in events]
    return text, told, [text[slice(*moments[s.said].span)] if s.said is not None else None for s in said]


@pytest.mark.parametrize(
    ("marked", "events", "said"),
    [
        ("The dam broke in May 2023.", [("The dam broke in May 2023", "2023-05", "outlet")], []),
        (
            "<source>Varga</source> <cue>said</cue> on Friday <content>that the dam broke in May 2023</content>.",
            [("that the dam broke in May 2023", "2023-05", "a1")],
            ["Friday"],
        ),
        (
            "On Friday, <source>Varga</source> <cue>said</cue> <content>the dam would hold</content>.",
            [],
            ["Friday"],
        ),
        (
            "<content>The dam will be shut next month</content>, <source>Varga</source> <cue>said</cue> on Friday.",
            [("The dam will be shut next month", "2024-04", "a1")],
            ["Friday"],
        ),
        (
            "The dam broke in 2019, and the valley was rebuilt in 2021.",
            [("The dam broke in 2019", "2019", "outlet"), ("and the valley was rebuilt in 2021", "2021", "outlet")],
            [],
        ),
        ("Governor Marn (1990-1995) opened the dam.", [], []),
        ("The dam of 1998, a tall one.", [], []),
        ("It is currently shut and was recently open.", [], []),
    ],
)
def test_moments_date_happenings_or_sayings(
    marked: str, events: list[tuple[str, str, str | None]], said: list[str | None]
) -> None:
    _, told, dated = events_in(marked)
    assert told == events
    assert dated == said


def test_a_range_is_one_event_with_its_end() -> None:
    text = "The games were held from July 6 to 16, 2023, and shut between 2020 and 2022."
    events, _ = find_events(text, moments := find_moments(text, PUBLISHED), (), ())
    assert [(moments[e.moment].edtf, moments[e.until or 0].edtf) for e in events] == [
        ("2023-07-06", "2023-07-16"),
        ("2020", "2022"),
    ]


def test_datelines_and_what_names_or_compares_date_nothing() -> None:
    for text in (
        "TARN, Jun 3 2023 (TNS) - The dam was shut.",
        "Tarn News, 20 February - The dam was shut.",
        "A 2021 report was lost.",
        "It was dearer than last year.",
        "They met for Friday prayers.",
    ):
        assert find_events(text, find_moments(text, PUBLISHED), (), ())[0] == ()


def test_an_event_names_those_in_its_clause() -> None:
    text = "Lena Varga opened the dam in May 2023, while Ode Marn was away in 2022."
    actors = (
        Actor("a1", "Lena Varga", "person", mentions=((0, 10),)),
        Actor("a2", "Ode Marn", "person", mentions=((45, 53),)),
    )
    events, _ = find_events(text, find_moments(text, PUBLISHED), (), actors)
    assert [event.actors for event in events] == [("a1",), ("a2",)]


@pytest.mark.parametrize(
    ("text", "open_side"),
    [
        ("The dam has been shut since 2019.", "end"),
        ("The dam will be shut from 2026 onwards.", "end"),
        ("The dam stays shut until the end of March.", "start"),
        ("The dam is to be rebuilt by mid-2027.", "start"),
        ("The dam is to be rebuilt no later than May 2027.", "start"),
        ("The dam will not be rebuilt until 2027.", "end"),
        ("The dam was shut in 2019.", None),
        ("The dam was shut from May until July 2023.", None),
    ],
)
def test_what_lasts_since_or_until_a_moment_is_open_on_its_other_side(text: str, open_side: str | None) -> None:
    (event,), _ = find_events(text, find_moments(text, PUBLISHED), [], [])
    assert event.open == open_side
