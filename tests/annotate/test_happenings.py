"""Which clauses are likely to tell what happens on the day of their moment, by the numbers that were learned."""

import pytest

from onrecord.annotate.events import LEAST_CHANCE, find_events
from onrecord.annotate.happenings import features_of
from onrecord.annotate.moments import find_moments
from onrecord.annotate.sentences import Sentences
from onrecord.model import Statement

PUBLISHED = "2024-03-18"


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke in May 2023.",
        "Ode Varga was arrested on Friday in Marn Bay.",
        "The council will vote on Friday.",
        "The bridge opens in May 2027.",
        "Elections are to be held in May.",
        "Varga, who was born in Marn in 1972, left.",
        "The dam has been shut since 2019.",
        "On Sunday, 400 boats left the port of Marn.",
    ],
)
def test_what_happens_is_found(text: str) -> None:
    events, _ = find_events(text, find_moments(text, PUBLISHED), (), ())
    assert len(events) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It is a town of people who can hope for a better vote this year.",
        "They would never say who could have led a dam like that in the 1990s.",
        "Marn has a mayor who would not say how many boats there are this year.",
    ],
)
def test_what_is_so_or_might_be_is_left_out(text: str) -> None:
    moments = find_moments(text, PUBLISHED)
    likely, _ = find_events(text, moments, (), ())
    ruled, _ = find_events(text, moments, (), (), least_chance=0)
    assert (likely, len(ruled)) == ((), 1)


def test_more_is_left_out_the_likelier_a_happening_has_to_be() -> None:
    text = "The dam may be a danger to boats this year. It broke on Friday. It would be safe, said some, by the 1990s."
    counts = [len(find_events(text, find_moments(text, PUBLISHED), (), (), least)[0]) for least in (0, LEAST_CHANCE, 1)]
    assert counts[0] > counts[1] > counts[2] == 0


def test_features_say_what_stands_around_a_moment() -> None:
    text = "The dam of Marn was opened, after long talks, on Friday."
    (moment,) = find_moments(text, PUBLISHED)
    holder = Statement("s1", "direct", (), ((0, 0),), ((0, len(text)),), within="s0")
    features = features_of(text, (0, len(text) - 1), moment, Sentences(text).span(0), holder)
    assert {
        "moment: weekday",
        "led to by: on",
        "behind: plural",
        "then: nothing",
        "begins: determiner",
        "begins its sentence",
        "ends its sentence",
        "verb: past",
        "held: direct",
        "held within another",
        "held by nobody",
        "holds: passive",
    } <= set(features)
    assert features["commas"] == features["commas between"] == 2
