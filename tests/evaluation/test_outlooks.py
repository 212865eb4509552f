"""The scorers of outlooks, on sentences of our own."""

import pytest

from evaluation.outlooks import certainty_accuracy, future_events, kept_aside, outlook_scores, precision_by_cue
from onrecord.annotate.outlooks import BY_CUE
from onrecord.encode import Encoder
from onrecord.model import Outlook


def test_a_class_is_right_or_not_and_sentences_without_one_do_not_count() -> None:
    sentences = [
        {"text": "He says the dam might hold.", "span": "the dam might hold", "certainty": "possible"},
        {"text": "The dam will hold.", "span": "The dam will hold", "certainty": "impossible"},
        {"text": "The dam held.", "span": None, "certainty": None},
    ]
    assert certainty_accuracy(sentences) == (0.5, 2)


def test_about_a_tenth_is_kept_aside_and_a_document_whole() -> None:
    aside = [kept_aside({"doc": f"tarn-herald_{n}"}) for n in range(1000)]
    assert 60 < sum(aside) < 140
    assert kept_aside({"doc": "tarn-herald_1"}) == kept_aside({"doc": "tarn-herald_1", "text": "other"})


def test_kinds_count_by_sentence_and_spans_by_what_they_share() -> None:
    text = "He says the dam might hold."
    sentences = [
        {"start": 100, "text": text, "span": "the dam might hold", "label": "prediction"},
        {"start": 200, "text": text, "span": "the dam might hold", "label": "prediction"},
        {"start": 300, "text": text, "span": None, "label": "none"},
        {"start": 400, "text": text, "span": "the dam might hold", "label": "demand"},
    ]
    found = [
        Outlook("o1", "prediction", ((108, 126),), BY_CUE),
        None,
        Outlook("o2", "prediction", ((308, 318),), 0.4),
        Outlook("o3", "pledge", ((408, 417),), BY_CUE),
    ]
    scores = outlook_scores(sentences, found)
    assert precision_by_cue(sentences, found) == 0.5
    assert (scores["prediction"], scores["pledge"], scores["demand"], scores["schedule"]) == (0.5, 0, 0, 0)
    assert scores["mean"] == 0.125
    # Of three found 1, 0 and all of 9 characters are gold; of three gold ones all, none and half are found.
    precision, recall = (1 + 0 + 1) / 3, (1 + 0 + 0.5) / 3
    assert scores["span"] == pytest.approx(2 * precision * recall / (precision + recall))


def test_an_event_is_told_as_future_where_it_stands_in_an_outlook(encoder: Encoder) -> None:
    text = "The council opened the bridge in March. Varga vowed to rebuild the dam."
    events = [
        {"start": text.index(word), "end": text.index(word) + len(word), "future": future}
        for word, future in (("opened", False), ("vowed", False), ("rebuild", True))
    ]
    assert future_events([{"text": text, "events": events}], encoder) == (1.0, 1.0)
