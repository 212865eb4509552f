"""Windows cover a text, break nothing that need not break, and do not depend on what stands a page before."""

import numpy as np
import pytest

from onrecord.annotate import find_statements
from onrecord.encode import Encoder
from onrecord.encode.tokens import Tokens, tokenize
from onrecord.encode.windows import REACH, cut_windows

NAMES = ("Varga", "Oyela", "Ode", "Maren", "Kessim", "Talbot", "Ruiz", "Anand", "Osei", "Lindqvist")
CUES = ("said", "warned", "added", "denied", "argued", "believed", "announced")
THINGS = ("bridge", "dam", "harbour", "school", "railway", "market", "council", "strike", "river", "vote", "plant")


def story(number: int, paragraphs: int = 14) -> str:
    """An invented story; each number gives another."""
    chance = np.random.default_rng(number)
    lines = []
    for _ in range(paragraphs):
        name, cue, one, other = (str(chance.choice(words)) for words in (NAMES, CUES, THINGS, THINGS))
        days = int(chance.integers(2, 400))
        told = f"{name} {cue} that the {one} would be closed for {days} days after the {other} had been tested."
        quoted = f"“The {one} is not a matter for the {other},” {name} said on day {days}. “It never was.”"
        lines.append(told if chance.random() < 0.6 else quoted)
    return "\n\n".join(lines)


def tokens_of(lines: int, chance: np.random.Generator, line_length: int = 40) -> Tokens:
    n = lines * line_length
    marks = np.zeros((n, 3), np.int64)
    marks[::line_length, 2] = 1
    return Tokens(chance.integers(1000, 30000, n), np.zeros((n, 2), np.int64), marks, np.arange(n))


def test_windows_cover_every_piece_once() -> None:
    tokens = tokens_of(125, np.random.default_rng(0))
    windows = cut_windows(tokens)
    assert [w.start for w in windows[1:]] == [w.stop for w in windows[:-1]]
    assert (windows[0].start, windows[-1].stop) == (0, len(tokens))
    assert max(w.stop - w.start for w in windows) <= REACH


def test_whole_lines_stay_whole() -> None:
    tokens = tokens_of(125, np.random.default_rng(0))
    assert all(w.start % 40 == 0 for w in cut_windows(tokens))


def test_a_quotation_over_paragraphs_is_kept_together_where_another_line_can_open_a_window() -> None:
    tokens = tokens_of(125, np.random.default_rng(0))
    quoted = np.arange(0, len(tokens), 40)[1::2]
    tokens.marks[quoted, 1] = 2
    assert not set(quoted.tolist()) & {w.start for w in cut_windows(tokens)}


def test_a_line_longer_than_a_window_is_cut_between_sentences() -> None:
    tokens = tokens_of(1, np.random.default_rng(0), line_length=2000)
    tokens.ids[20::30] = 1012  # full stops
    assert all(tokens.ids[w.start - 1] == 1012 for w in cut_windows(tokens)[1:])


def test_a_word_longer_than_a_window_is_cut_all_the_same() -> None:
    whole = tokens_of(1, np.random.default_rng(0), line_length=600)
    tokens = Tokens(whole.ids, whole.spans, whole.marks, np.array([0]))
    windows = cut_windows(tokens)
    assert windows[-1].stop == 600
    assert max(w.stop - w.start for w in windows) <= REACH


def test_no_text_has_no_windows() -> None:
    assert cut_windows(tokens_of(0, np.random.default_rng(0))) == []


def test_a_stretch_is_cut_alike_whatever_stands_before_it(encoder: Encoder) -> None:
    shared = story(0, 160)
    cuts = []
    for before in ("", story(1, 3), story(2, 17), story(3, 40)):
        text = before + "\n\n" + shared
        tokens = tokenize(text, encoder._tokenizer)
        starts = [int(tokens.spans[w.start, 0]) - len(text) + len(shared) for w in cut_windows(tokens)]
        cuts.append([at for at in starts if at > 3000])
    assert len(cuts[0]) > 10
    assert all(cut == cuts[0] for cut in cuts)


@pytest.mark.parametrize("before", [1, 2, 3])
def test_what_is_found_does_not_depend_on_what_stands_a_page_before(before: int, encoder: Encoder) -> None:
    shared = story(0, 40)
    alone = find_statements(shared, encoder)
    text = story(before, 5 * before) + "\n\n" + shared
    shift = len(text) - len(shared)
    page = 2000

    def after_a_page(statements: tuple, by: int) -> list:  # type: ignore[type-arg]
        moved = [(s.source, s.cue, s.content, s.form, s.confidence) for s in statements if s.content[0][0] - by > page]
        return [(tuple((a - by, b - by) for spans in parts[:3] for a, b in spans), *parts[3:]) for parts in moved]

    expected = after_a_page(alone, 0)
    assert len(expected) > 10
    assert after_a_page(find_statements(text, encoder), shift) == expected
