"""The scorers of speakers and names, on cases whose score is known."""

import pytest

from evaluation.speakers import b_cubed, name_scores, right_speaker, same_name, way_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lena Varga", "Varga", True),
        ("Mr Marn", "Ode Marn", True),
        ("the Tarn Herald", "Tarn Herald", True),
        ("Varga", "Vargas", False),
        ("Lena Varga", "Lena Marn", False),
        ("", "Varga", False),
    ],
)
def test_names_are_the_same_as_whole_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_nobody_is_right_only_where_there_is_nobody() -> None:
    assert right_speaker(None, None)
    assert not right_speaker(None, "Varga")
    assert not right_speaker("Varga", None)


def test_how_a_source_says_it() -> None:
    assert [
        way_of(*pair) for pair in (("", None), ("She", "Varga"), ("Ms Varga", "Lena Varga"), ("the mayor", "Varga"))
    ] == [
        "absent",
        "pronoun",
        "named",
        "description",
    ]


def test_b_cubed_of_one_cluster_cut_in_two() -> None:
    assert b_cubed([("a", "x"), ("a", "x"), ("b", "x"), ("b", "x")]) == pytest.approx(2 / 3)
    assert b_cubed([("a", "x"), ("b", "y")]) == 1.0


def test_names_count_where_span_and_kind_are_right() -> None:
    story = {"id": "in_1", "entities": [[0, 5, "Person"], [9, 12, "Location"], [20, 22, "Date"]]}
    scores = name_scores([story], [[(0, 5, "person"), (9, 12, "organisation")]])
    assert scores["person"] == 1.0
    assert scores["place"] == scores["organisation"] == 0.0
    assert scores["names"] == scores["region in"] == 0.5
