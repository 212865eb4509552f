"""The scorers score what METRICS says, on cases counted by hand."""

import pytest

from evaluation.pages import body_f1, same_authors, same_instant, same_title, shingle_scores
from evaluation.statements import (
    Pair,
    calibration_error,
    characters,
    lenient_matches,
    soft,
    strict,
    token,
    triple_lenient,
    triple_strict,
    triples,
)

TEXT = "She said it rains, and he said no."
#       0123456789012345678901234567890123


def pair(gold: list[dict[str, object]], found: list[dict[str, object]]) -> Pair:
    return Pair(triples(TEXT, gold), triples(TEXT, found))


SHE = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 17]]}
HE = {"source": [[23, 25]], "cue": [[26, 30]], "content": [[31, 33]]}


def test_edges_and_blanks_do_not_count() -> None:
    assert characters(TEXT, [[8, 19]]) == characters(TEXT, [[9, 17]]) == frozenset({9, 10, 12, 13, 14, 15, 16})


def test_a_perfect_answer_scores_one() -> None:
    pairs = [pair([SHE, HE], [HE, SHE])]
    assert [strict(pairs, r) for r in range(3)] == [1, 1, 1]
    assert (triple_strict(pairs), triple_lenient(pairs)) == (1, 1)


def test_half_of_the_answers_is_half_the_recall() -> None:
    pairs = [pair([SHE, HE], [SHE])]
    assert triple_strict(pairs) == pytest.approx(2 / 3)


def test_a_shared_span_counts_once_in_its_role() -> None:
    shared = {**HE, "source": SHE["source"]}
    assert strict([pair([SHE, shared], [SHE])], 0) == 1


def test_a_shorter_content_is_lenient_right_and_strict_wrong() -> None:
    short = {**SHE, "content": [[12, 17]]}
    pairs = [pair([SHE], [short])]
    assert (triple_strict(pairs), triple_lenient(pairs)) == (0, 1)
    assert soft(pairs, 2) == pytest.approx(2 * 1 * (5 / 7) / (1 + 5 / 7))
    assert token(pairs, 2) == pytest.approx(2 * 1 * (5 / 7) / (1 + 5 / 7))


def test_the_wrong_speaker_is_no_lenient_match() -> None:
    assert lenient_matches(pair([SHE], [{**SHE, "source": HE["source"]}])) == []


def test_each_gold_statement_is_matched_once() -> None:
    assert len(lenient_matches(pair([SHE], [SHE, {**SHE, "content": [[12, 17]]}]))) == 1


def test_the_calibration_error_is_the_distance_of_confidence_from_truth() -> None:
    assert calibration_error([0.95] * 20, [True] * 19 + [False]) == pytest.approx(0)
    assert calibration_error([0.95, 0.05], [False, True]) == pytest.approx(0.95)


def test_bodies_are_compared_by_shingles() -> None:
    assert shingle_scores("a b c d e", "a b c d e") == (1, 1)
    assert shingle_scores("a b c d e", "a b c d") == (1, 0.5)
    assert body_f1([("a b c d", "a b c d"), ("a b c d", "x y z w")]) == 0.5


def test_instants_titles_and_authors() -> None:
    assert same_instant("2024-03-18 21:00:00+01:00", "2024-03-18T20:00:30", "+00:00")
    assert not same_instant("2024-03-18 21:00:00+01:00", "2024-03-18T21:00:00", None)
    assert same_title("Dam plan: shelved!", "dam plan shelved")
    assert same_authors(["A. Maren", "O Kessim"], ("O. Kessim", "A Maren"))
    assert same_authors(None, ())
