"""Offsets are carried, never recovered: every token's span holds its own characters, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encode import Encoder
from onrecord.encode.tokens import SHAPES, tokenize, word_shape

ODD = [
    "“We won’t,” she said 🌧🌧 twice.",
    "e\u0301te\u0301 and n\u0303 said so",
    "He said:\r\n\r\n“No.”\r\n",
    "one\u00a0thousand\u2028lines\u2029said\x85so",
    "👩‍👩‍👧‍👦 said «no»",
    "\ufeffBOM said so",
    "a\ud83db said so",
    "\0 said \0",
    "",
    " \n ",
    "漢字 said ﷺ and ﬁne",
]


def check_spans(text: str, encoder: Encoder) -> None:
    tokens = tokenize(text, encoder._tokenizer)
    spans = tokens.word_spans
    assert (spans[:, 0] <= spans[:, 1]).all()
    assert (spans[1:, 0] >= spans[:-1, 1]).all()
    assert not len(spans) or spans[-1, 1] <= len(text)
    for start, end in spans.tolist():
        word = text[start:end]
        assert word == word.strip(" \t\r\n")


@pytest.mark.parametrize("text", ODD)
def test_words_lie_in_order_within_odd_texts(text: str, encoder: Encoder) -> None:
    check_spans(text, encoder)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_words_lie_in_order_within_any_text(text: str) -> None:
    check_spans(text, _ENCODER)


_ENCODER = Encoder()


def test_a_word_found_is_the_word_written(encoder: Encoder) -> None:
    text = "🌧 Ilse\u00a0Maren said: “Ça va?”\u2028Yes."
    tokens = tokenize(text, encoder._tokenizer)
    words = [text[a:b] for a, b in tokens.word_spans.tolist()]
    assert words == ["🌧", "Ilse", "Maren", "said", ":", "“", "Ça", "va", "?", "”", "Yes", "."]


def test_lines_start_where_they_start(encoder: Encoder) -> None:
    tokens = tokenize("One two\n\nthree\nfour", encoder._tokenizer)
    assert tokens.starts_line.tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    ("word", "shape"), [("said", "lower"), ("Basra", "title"), ("PMF", "upper"), ("al2", "lower"), ("7", "digit")]
)
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[word_shape(word)] == shape
