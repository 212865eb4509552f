"""A rate is told only where it is fair."""

from dataclasses import replace

from onrecord.model import LedgerEntry, TracedOutlook
from onrecord.model.ledger import Resolution, Verdict
from onrecord.model.outlook import Chance, OutlookKind
from onrecord.model.score import LEAST, calibration_of, scores_of


def entry(
    words: str, verdict: Verdict | None, kind: OutlookKind = "prediction", by: str = "Varga", story: str = "a"
) -> LedgerEntry:
    outlook = TracedOutlook(kind, words, words, story, ((0, 1),), by=by)
    resolution = Resolution(verdict) if verdict else None
    return LedgerEntry(1, outlook, verdict or "open", "Ada", "", resolution)


def test_nobody_has_a_rate_under_ten_judged() -> None:
    few = [entry(f"it will rain {n}", "true") for n in range(LEAST - 1)]
    (score,) = scores_of([*few, entry("it will snow", "unresolvable"), entry("it will hail", None)])
    assert (score.true, score.unresolvable, score.open, score.rate) == (LEAST - 1, 1, 1, None)


def test_a_rate_has_its_interval() -> None:
    verdicts: list[Verdict] = ["true"] * 8 + ["partly", "false"]
    (score,) = scores_of(entry(f"it will rain {n}", verdict) for n, verdict in enumerate(verdicts))
    assert (score.rate, round(score.low or 0, 3), round(score.high or 0, 3)) == (0.8, 0.49, 0.943)


def test_kinds_and_speakers_are_never_put_together() -> None:
    scores = scores_of(
        [entry("a", "true"), entry("b", "true", "pledge"), entry("c", "false", by="Brandt"), entry("d", "void")]
    )
    assert {(s.kind, s.by): (s.true, s.false, s.others) for s in scores} == {
        ("prediction", "Varga"): (1, 0, 1),
        ("pledge", "Varga"): (1, 0, 0),
        ("prediction", "Brandt"): (0, 1, 0),
    }


def test_the_same_words_in_several_stories_count_once() -> None:
    (score,) = scores_of([entry("It will rain", None), entry("it  will rain", "true", story="b")])
    assert (score.true, score.open) == (1, 0)


def test_words_of_likelihood_are_scored_by_what_they_stand_for() -> None:
    verdicts: list[Verdict] = ["true"] * 8 + ["false"] * 2
    entries = [entry(f"it will rain {n}", verdict) for n, verdict in enumerate(verdicts)]
    likely = [replace(e, outlook=replace(e.outlook, chance=Chance("survey", 80, 70, 90))) for e in entries]
    (score,) = scores_of(likely)
    assert score.mapped == len(verdicts)
    assert round(score.brier or 0, 3) == round((8 * 0.2**2 + 2 * 0.8**2) / 10, 3)
    (score,) = scores_of(likely[1:] + entries[:1])
    assert (score.mapped, score.brier) == (9, None)
    assert score.rate == 0.8


def test_calibration_sets_what_came_true_against_how_likely_it_was_called() -> None:
    verdicts: list[Verdict] = ["true"] * 8 + ["false"] * 2
    likely = [
        replace(e, outlook=replace(e.outlook, chance=Chance("survey", 80, 70, 90)))
        for e in (entry(f"it will rain {n}", verdict) for n, verdict in enumerate(verdicts))
    ]
    pledge = replace(likely[0], outlook=replace(likely[0].outlook, kind="pledge"))
    (band,) = calibration_of([*likely, likely[0], pledge, entry("it will snow", "true")])
    assert (band.kind, band.chance, band.share, band.many) == ("prediction", 0.8, 0.8, 10)
    assert calibration_of(likely[1:]) == []
    stated = [replace(e, outlook=replace(e.outlook, chance=Chance("stated", 80, 80, 80))) for e in likely]
    assert [
        band.basis
        for band in calibration_of(
            [*likely, *(replace(e, outlook=replace(e.outlook, words=f"{e.outlook.words}!")) for e in stated)]
        )
    ] == ["words", "numbers"]
    (score,) = scores_of(stated)
    assert (score.mapped, score.brier, score.stated, round(score.brier_stated or 0, 3)) == (0, None, 10, 0.16)


def test_scores_are_per_outlet_and_per_word_of_certainty_too() -> None:
    one, other = entry("it may rain", "true"), entry("it may rain", "true", story="b")
    one = replace(one, outlook=replace(one.outlook, outlet="Herald", phrase="may"))
    other = replace(other, outlook=replace(other.outlook, outlet="Post", phrase="May"))
    bare = entry("it will rain", "false")
    assert [(s.by, s.true) for s in scores_of([one, other], "outlet")] == [("Herald", 1), ("Post", 1)]
    assert [(s.by, s.true, s.false) for s in scores_of([one, other, bare], "words")] == [
        ("may", 1, 0),
        ("unhedged", 0, 1),
    ]
