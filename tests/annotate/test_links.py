import numpy as np

from onrecord.annotate.links import BUCKETS, LinkWeights, buckets, layout, link


def _weights(none: float = -3) -> LinkWeights:
    """Weights that prefer what is near, as learned ones do."""
    table = np.zeros((2, BUCKETS), np.float32)
    gap = 8 + 8 + 6
    table[:, gap : gap + 8] = table[:, gap + 8 : gap + 16] = -np.arange(8)
    return LinkWeights(table, np.zeros((2, 4), np.float32), np.full(2, none, np.float32))


def _runs(*pairs: tuple[int, int]) -> np.ndarray:
    return np.array(pairs, np.int64).reshape(-1, 2)


def test_a_span_goes_to_the_near_cue_and_none_to_a_far_one() -> None:
    lay = layout(np.arange(90) == 0, np.zeros(90, bool))
    links = link(
        np.zeros((90, 4, 4), np.float32), lay, _runs((0, 2)), _runs((2, 3), (40, 41)), _runs((3, 9)), _weights()
    )
    assert [at for at, _ in links.source_of] == [0, -1]
    assert [at for at, _ in links.cue_of] == [0]


def test_no_source_comes_from_another_line() -> None:
    lay = layout(np.isin(np.arange(9), (0, 4)), np.zeros(9, bool))
    links = link(np.zeros((9, 4, 4), np.float32), lay, _runs((2, 3)), _runs((4, 5)), _runs((5, 9)), _weights())
    assert [at for at, _ in links.source_of] == [-1]


def test_a_neighbourhood_is_scored_as_the_whole_is() -> None:
    """What lies between is counted among all spans, also where only some are candidates."""
    chance = np.random.default_rng(3)
    starts = np.sort(chance.choice(3000, 120, replace=False))
    cues, spans = _runs(*((s, s + 1) for s in starts[::2])), _runs(*((s, s + 2) for s in starts[1::2]))
    lay = layout(chance.random(3003) < 0.02, chance.random(3003) < 0.05)
    whole = buckets(cues, spans, lay)
    some = buckets(cues[20:30], spans[25:27], lay, cues, spans)
    assert (whole[20:30, 25:27] == some).all()


def test_no_spans_no_links() -> None:
    lay = layout(np.ones(3, bool), np.zeros(3, bool))
    nothing = link(np.zeros((3, 4, 4), np.float32), lay, _runs(), _runs(), _runs(), _weights())
    assert (nothing.source_of, nothing.cue_of) == ([], [])


def test_a_content_joins_a_cue_of_its_own_line_before_a_likelier_one_elsewhere() -> None:
    lay = layout(np.isin(np.arange(60), (0, 50)), np.zeros(60, bool))
    vectors, weights = np.zeros((60, 4, 4), np.float32), _weights(none=-20)
    cues, content = _runs((0, 1), (51, 52)), _runs((46, 49))
    assert [at for at, _ in link(vectors, lay, _runs(), cues, content, weights).cue_of] == [0]


def test_a_content_whose_line_has_no_cue_may_join_the_next_lines() -> None:
    lay = layout(np.isin(np.arange(60), (0, 50)), np.zeros(60, bool))
    vectors, weights = np.zeros((60, 4, 4), np.float32), _weights()
    assert [at for at, _ in link(vectors, lay, _runs(), _runs((51, 52)), _runs((46, 49)), weights).cue_of] == [0]


def _joined(lines: tuple[int, ...], cues: np.ndarray, content: tuple[int, int], words: int = 60) -> int:
    """Which of the cues a content joins that would rather join a near one, where new lines start at `lines`."""
    lay = layout(np.isin(np.arange(words), lines), np.zeros(words, bool))
    found = link(np.zeros((words, 4, 4), np.float32), lay, _runs(), cues, _runs(content), _weights(none=-20))
    return found.cue_of[0][0]


def test_a_content_whose_line_has_no_cue_goes_on_with_the_line_before_or_waits_for_the_next_cue() -> None:
    far_and_last_before = _runs((0, 1), (21, 22))
    assert _joined((0, 20, 40), far_and_last_before, (41, 44)) == 1
    two_of_the_line_before = _runs((21, 22), (38, 39))
    assert _joined((0, 20, 40), two_of_the_line_before, (41, 44)) == 1
    first_and_second_after = _runs((45, 46), (47, 48))
    assert _joined((0, 20, 40), first_and_second_after, (21, 23)) == 0


def test_no_content_passes_over_the_cues_of_another_line() -> None:
    """Vectors that would have it so do not help: the second line's cue lies between the first's and the content."""
    lay = layout(np.isin(np.arange(60), (0, 20, 40)), np.zeros(60, bool))
    vectors = np.zeros((60, 4, 4), np.float32)
    vectors[[0, 41], 1], vectors[[0, 41], 3] = 9, 9
    found = link(vectors, lay, _runs(), _runs((0, 1), (21, 22)), _runs((41, 44)), _weights(none=-20))
    assert [at for at, _ in found.cue_of] == [1]
