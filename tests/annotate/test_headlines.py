"""Headlines whose colon is a cue, over stories in which somebody speaks; the statements of the story by hand."""

import pytest

from onrecord.annotate.headlines import headlines_ahead, with_speaking_headlines
from onrecord.model import Statement

BODY = "\n\nLena Varga, the governor, said it was too expensive. The intelligence minister Tomas Brandt warned of rain."


def told_in(headline: str) -> list[tuple[str, str, str, str]]:
    """The statements of a headline over the body, as (source, cue, content, form)."""
    text = headline + BODY

    def span(words: str) -> tuple[tuple[int, int], ...]:
        at = text.index(words, len(headline))
        return ((at, at + len(words)),)

    said = [
        Statement("s1", "indirect", span("Lena Varga, the governor"), span("said"), span("it was too expensive")),
        Statement("s2", "indirect", span("The intelligence minister Tomas Brandt"), span("warned of"), span("rain")),
    ]
    found = [s for s in with_speaking_headlines(text, said) if s.content[0][0] < len(headline)]
    return [(*(text[slice(*spans[0])] for spans in (s.source, s.cue, s.content)), s.form) for s in found]


@pytest.mark.parametrize(
    ("headline", "source", "content", "form"),
    [
        ("Varga: Dam will not be built", "Varga", "Dam will not be built", "indirect"),
        ("Lena Varga: “We will not build it”", "Lena Varga", "“We will not build it”", "direct"),
        ("Dam will not be built: Varga", "Varga", "Dam will not be built", "indirect"),
        (
            "River will rise in spring: intelligence minister",
            "intelligence minister",
            "River will rise in spring",
            "indirect",
        ),
    ],
)
def test_a_headline_with_a_colon_speaks_for_whom_the_story_quotes(
    headline: str, source: str, content: str, form: str
) -> None:
    assert told_in(headline) == [(source, ":", content, form)]


@pytest.mark.parametrize(
    "headline",
    [
        "Weather: Rain will stop on Monday",
        "The dam above the town of Tarn. Photo: Varga",
        "Dam will not be built: report",
        "Varga: no",
        "Varga: The dam will not be built, so that all the money can go to the schools of the valley.",
        "Varga opens a dam at last",
    ],
)
def test_other_headlines_are_left_alone(headline: str) -> None:
    assert told_in(headline) == []


def test_a_headline_may_end_with_who_says_it() -> None:
    text = "Strike to go on, says pilots' union\n\nTheir union has met."
    (found,) = with_speaking_headlines(text, [])
    assert [text[slice(*spans[0])] for spans in (found.source, found.cue, found.content)] == [
        "pilots' union",
        "says",
        "Strike to go on",
    ]
    nobodys = Statement("s1", "indirect", (), ((17, 21),), ((0, 15), (22, 35)))
    assert [s.source for s in with_speaking_headlines(text, [nobodys])] == [((22, 35),)]
    within = Statement("s2", "indirect", (), (), ((22, 29),), within="s1")
    assert [s.source for s in with_speaking_headlines(text, [nobodys, within])] == [((22, 35),)]
    assert with_speaking_headlines("Mayor says she is sorry\n\nShe did.", []) == ()


def test_what_the_encoder_found_of_a_headline_stays() -> None:
    text = "Varga: Dam will not be built" + BODY
    found = Statement("s1", "indirect", ((0, 5),), ((5, 6),), ((7, 28),), confidence=0.5)
    body = Statement("s2", "indirect", ((30, 40),), ((55, 59),), ((60, 80),))
    assert with_speaking_headlines(text, [found, body]) == (found, body)


@pytest.mark.parametrize(
    ("headline", "passive"),
    [
        ("Marn to close its oldest mill", False),
        ("Tarn Water Board to be fined over spill.", True),
        ("U.S. to drain two lakes", False),
    ],
)
def test_a_headline_tells_what_is_to_be_done(headline: str, passive: bool) -> None:
    text = f"{headline}\n\nThe town of Marn, in the U.S. west, said so."
    assert [(text[slice(*span)], done) for span, done in headlines_ahead(text)] == [(headline.rstrip("."), passive)]


@pytest.mark.parametrize(
    "headline",
    ["Welcome to heavy rain", "Attempt to close mill fails", "Road from Marn to Tarn shut", "Marn to the rescue"],
)
def test_other_headlines_with_to_are_left_alone(headline: str) -> None:
    assert headlines_ahead(f"{headline}\n\nThe town of Marn said so.") == []
