"""The scorer of moments, on cases whose score is known."""

import pytest

from evaluation.moments import is_date, moment_scores, same_days
from onrecord.annotate.moments import find_moments
from onrecord.model import Moment


def test_spans_values_and_days_are_scored_apart() -> None:
    story = {
        "times": [
            {"start": 0, "end": 4, "value": "2020"},
            {"start": 10, "end": 18, "value": "2024-03-15"},
            {"start": 30, "end": 34, "value": "P3D"},
        ]
    }
    found = [
        Moment((0, 4), "DATE", "2020", "2020", "2020-01-01", "2020-12-31"),
        Moment((12, 18), "DATE", "2024-03-14", "2024-03-14", "2024-03-14", "2024-03-14"),
    ]
    scores = moment_scores([story], [found])
    assert scores["strict"] == pytest.approx(0.4)
    assert scores["relaxed"] == pytest.approx(0.8)
    assert scores["value"] == scores["interval"] == pytest.approx(0.4)


def test_a_range_of_gold_days_is_the_same_as_a_season() -> None:
    (moment,) = find_moments("It was shut in the summer of 2022.", "2023-02-23")
    assert same_days(moment, "2022-06-01/2022-08-31")
    assert not same_days(moment, "2022-06")
    assert is_date(moment)


def test_now_and_durations_are_no_dates() -> None:
    assert not any(is_date(moment) for moment in find_moments("It is now shut for three days.", "2023-02-23"))
