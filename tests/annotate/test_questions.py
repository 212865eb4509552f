"""What a headline asks, and what in its story speaks to it."""

from onrecord.annotate.questions import find_question
from onrecord.model import Actor, Outlook, Part, Question, Story

BODY = (
    "Engineers say the Tarn dam will hold through the spring. It is unlikely to survive another flood, the union said."
    " No dam will hold for ever. Ferries will stop in May."
)


def asked(headline: str, *outlooks: tuple[str, str | None]) -> tuple[Question | None, str]:
    """The question of a headline, where these words are outlooks with that certainty."""
    text = f"{headline}\n\n{BODY}"
    parts = (Part("headline", (0, len(headline))), Part("paragraph", (len(headline) + 2, len(text))))
    place = text.rindex
    found = tuple(
        Outlook(f"o{n}", "prediction", ((place(words), place(words) + len(words)),), 0.9, "a1", certainty=certainty)  # type: ignore[arg-type]
        for n, (words, certainty) in enumerate(outlooks, 1)
    )
    mentions = tuple((at, at + 4) for at in range(len(text)) if text.startswith("Tarn", at))
    return find_question(Story("3c", text, parts), (Actor("a2", "Tarn", "place", mentions=mentions),), found), text


HOLDS = ("the Tarn dam will hold through the spring", "certain")
FALLS = ("It is unlikely to survive another flood", "unlikely")
NEVER = ("No dam will hold for ever", "certain")
FERRY = ("Ferries will stop in May", "certain")


def test_outlooks_that_name_the_same_or_share_words_answer_each_with_its_side() -> None:
    question, text = asked("Will the Tarn dam hold through another spring flood?", HOLDS, FALLS, NEVER, FERRY)
    assert question is not None
    assert text[slice(*question.span)].endswith("flood?")
    assert [(a.outlook, a.side) for a in question.answers] == [("o1", "for"), ("o2", "against")]


def test_what_denies_something_is_no_yes() -> None:
    question, _ = asked("Will any dam hold for ever?", NEVER)
    assert question is not None
    assert [a.side for a in question.answers] == [None]


def test_a_label_before_the_question_is_no_part_of_it() -> None:
    question, _ = asked("Tarn floods: Will the dam hold through spring?", HOLDS)
    assert question is not None
    assert [a.side for a in question.answers] == ["for"]


def test_another_question_has_answers_without_sides() -> None:
    question, _ = asked("How long will the Tarn dam hold?", HOLDS)
    assert question is not None
    assert [a.side for a in question.answers] == [None]


def test_a_headline_that_asks_nothing_has_no_question() -> None:
    assert asked("The Tarn dam will hold", HOLDS)[0] is None
