"""Words that the encoder labels as of the future become passages of one kind within a sentence."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate.ahead import passages_ahead, whole_phrase
from onrecord.annotate.sentences import Sentences
from onrecord.encode import OUTLOOK_LABELS, Encoder

TEXT = "The dam will break in May. Engineers promise to mend it, they say."


def passages(encoder: Encoder, *labelled: tuple[str, str, float]) -> list[tuple[str, str, float]]:
    """What is made of words that are labelled so with so much probability, all others with none."""
    encoding = encoder.encode(TEXT)
    likely = np.full((len(encoding.outlooks), len(OUTLOOK_LABELS)), 1e-6, np.float32)
    likely[:, 0] = 1
    bounds = encoding.tokens.word_spans
    for words, kind, sure in labelled:
        start = TEXT.index(words)
        inside = (bounds[:, 0] >= start) & (bounds[:, 1] <= start + len(words))
        likely[inside] = (1 - sure) / 4
        likely[inside, OUTLOOK_LABELS.index(kind)] = sure
    found = passages_ahead(TEXT, replace(encoding, outlooks=np.log(likely)), Sentences(TEXT))
    return [(TEXT[slice(*p.spans[0])], p.kind, round(p.confidence, 1)) for p in found]


def test_words_of_one_kind_are_one_passage(encoder: Encoder) -> None:
    assert passages(encoder, ("will break in May", "prediction", 0.9)) == [
        ("The dam will break in May", "prediction", 0.9)
    ]


def test_no_passage_reaches_over_the_end_of_a_sentence(encoder: Encoder) -> None:
    found = passages(encoder, ("will break in May. Engineers promise", "prediction", 0.9))
    assert [words for words, _, _ in found] == ["The dam will break in May", "Engineers promise to mend it"]


def test_a_few_words_of_no_label_do_not_part_a_passage(encoder: Encoder) -> None:
    found = passages(encoder, ("will break", "prediction", 0.9), ("May", "prediction", 0.9))
    assert [words for words, _, _ in found] == ["The dam will break in May"]


def test_the_likeliest_kind_of_all_its_words_is_that_of_a_passage(encoder: Encoder) -> None:
    found = passages(encoder, ("will", "pledge", 0.6), ("break in May", "prediction", 0.9))
    assert [(words, kind) for words, kind, _ in found] == [("The dam will break in May", "prediction")]


def test_what_is_not_likely_is_left_out(encoder: Encoder) -> None:
    assert passages(encoder, ("will break in May", "prediction", 0.25)) == []
    assert passages(encoder) == []
    assert passages(encoder, ("in May", "prediction", 0.9)) == []


def test_a_text_without_words_has_none(encoder: Encoder) -> None:
    assert passages_ahead("", encoder.encode(""), Sentences("")) == []


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        (
            "Tarn Foreign [Minister Bo Oyela will visit the] town of Marn.",
            "Tarn Foreign Minister Bo Oyela will visit the town of Marn",
        ),
        ("It is a Tarn-[backed plan to build] a dam, they say.", "Tarn-backed plan to build a dam"),
        ("They say the memory [of her will last].", "the memory of her will last"),
        ("They say the [dam will last].", "the dam will last"),
        ("She left Marn. [Oyela will come], and stay.", "Oyela will come"),
        ("They [will see whether the] dam holds while it rains.", "They will see whether the dam holds"),
        ("They [will mend the dam] in the spring of next year at the latest.", "They will mend the dam"),
        ("Thus, Vane's Project Marn [will last], they say.", "Vane's Project Marn will last"),
        (
            "Drivers [who text could lead them suddenly] changing lanes.",
            "Drivers who text could lead them suddenly changing lanes",
        ),
        ("The road that leads to Marn [will close].", "will close"),
        ("They came and [will stay].", "will stay"),
        ("It rose as the Marn Water Board (MWB) [will open the dam].", "the Marn Water Board (MWB) will open the dam"),
        ("They expect rain [and say the mill may close].", "the mill may close"),
        ("It studies [the plan and might answer].", "might answer"),
        ("It told the Board [(MWB) to open the dam].", "to open the dam"),
        ("It rose at half[-time will come].", "half-time will come"),
        ("She would make it [a home of the nation']s faith.", "a home of the nation's faith"),
    ],
)
def test_a_passage_has_whole_names_and_phrases(marked: str, whole: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    span = marked.index("["), marked.index("]") - 1
    assert text[slice(*whole_phrase(text, span, Sentences(text).span(span[0])))] == whole
