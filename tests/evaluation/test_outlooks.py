"""The scorer of certainty, on sentences of our own."""

from evaluation.outlooks import certainty_accuracy, kept_aside


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
