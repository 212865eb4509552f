"""What the record knows of a passage that a person follows: whose it is, when it was said, and by when it is to be so."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate import story_to_record
from onrecord.annotate.moments import find_moments
from onrecord.annotate.outlooks import find_outlooks, kind_by_cue, outlook_at
from onrecord.annotate.tracing import traced
from onrecord.encode import Encoder
from onrecord.model import Actor, MadeBy, Record, Role, Statement, Story, Timestamp, TracedOutlook
from onrecord.read import text_to_story


def outlook(content: str, published: str | None = "2024-03-18T21:00", words: str | None = None) -> TracedOutlook:
    """That of Lena Varga's content, or of some words of it."""
    text = f"Governor Lena Varga said {content}."
    start = text.index(content)
    story = Story("3c", text, outlet="The Herald", published=published and Timestamp(published, published))  # type: ignore
    said = Statement("s1", "indirect", ((0, 19),), ((20, 24),), ((start, start + len(content)),), speaker="a1")
    varga = Actor("a1", "Lena Varga", "person", roles=(Role("Governor", (0, 8)),))
    moments = find_moments(text, published)
    record = Record(story, (said,), MadeBy("", ""), {}, (varga,), (), moments)
    at = text.index(words or content)
    spans = ((at, at + len(words or content)),)
    return traced(record, outlook_at(record, spans, "prediction"))


@pytest.mark.parametrize(
    ("content", "horizon", "check_on"),
    [
        ("the dam would break by the end of next year", "the end of next year", "2025-12-31"),
        ("the dam would break in May", "May", "2024-05-31"),
        ("the dam would break within a decade", "a decade", "2034-03-18"),
        ("the dam would break in the next two weeks", "the next two weeks", "2024-04-01"),
        ("the dam built in 1998 would break in 2030", "2030", "2030-12-31"),
        ("the dam would break in the coming years", None, None),
        ("the dam would break in the longest drought in 50 years", None, None),
        ("the dam stood for ten years and would break", None, None),
        ("the dam would break", None, None),
    ],
)
def test_by_when_it_is_to_be_so(content: str, horizon: str | None, check_on: str | None) -> None:
    found = outlook(content)
    assert (found.horizon, found.check_on) == (horizon, check_on)


@pytest.mark.parametrize(
    ("content", "check_on"),
    [("the dam built in 1998 would break in 2030", "2030-12-31"), ("the dam would break next year", None)],
)
def test_without_a_day_of_publication_only_full_dates_are_ahead(content: str, check_on: str | None) -> None:
    found = outlook(content, published=None)
    assert (found.said, found.check_on) == (None, check_on)


@pytest.mark.parametrize(("source", "by"), [("They", "“They”"), ("Two officials", "Two officials")])
def test_whoever_was_not_found_is_called_by_the_words_of_the_story(source: str, by: str) -> None:
    text = f"{source} said the dam would break."
    cue = len(source) + 1
    said = Statement("s1", "indirect", ((0, len(source)),), ((cue, cue + 4),), ((cue + 5, len(text) - 1),))
    record = Record(Story("3c", text), (said,), MadeBy("", ""), {})
    assert traced(record, outlook_at(record, said.content, "prediction")).by == by


def test_a_clause_of_time_alone_is_none(encoder: Encoder) -> None:
    text = (
        "Farmers along the lower Tarn believe the dam will come all the same. “Every government says no until the "
        "elections are over,” said Mirela Doss, whose family has worked the water meadows since 1902."
    )
    found = story_to_record(text_to_story(text, language="en"), encoder).outlooks
    assert [text[slice(*span)] for outlook in found for span in outlook.spans] == ["the dam will come all the same"]


def test_a_schedule_is_of_what_is_to_come(encoder: Encoder) -> None:
    past = "The airline offered eight weekly flights on Mondays, Fridays, Saturdays, and Sundays."
    to_come = "The airline will open its new line to Callow on Monday."
    won = "The Shaman of Tarn has already won a prize at the Callow Film Festival."
    kinds = [
        [o.kind for o in story_to_record(text_to_story(text, language="en"), encoder).outlooks]
        for text in (past, won, to_come)
    ]
    assert kinds == [[], [], ["schedule"]]


def told(text: str, encoder: Encoder) -> list[tuple[list[str], str | None]]:
    """The words of each outlook of a text, and whose they are."""
    record = story_to_record(text_to_story(text, language="en"), encoder)
    names = {actor.id: actor.name for actor in record.actors}
    return [([text[slice(*span)] for span in o.spans], names.get(o.by or "", o.by)) for o in record.outlooks]


def test_an_outlook_is_of_one_voice(encoder: Encoder) -> None:
    text = "In May, Kwame Ode said he planned to stop all aid to Marn, saying the money could be used better elsewhere."
    assert told(text, encoder)
    assert not any("saying" in part for words, _ in told(text, encoder) for part in words)
    parted = "The bridge, the ministry said, will be closed until the spring of next year."
    assert told(parted, encoder) == [(["The bridge", "will be closed until the spring of next year"], "the ministry")]


def test_nobody_answers_for_a_quotation_without_a_speaker(encoder: Encoder) -> None:
    assert told("“The dam will break within a year.”", encoder) == [(["The dam will break within a year"], None)]
    assert told("The dam will break within a year.", encoder) == [(["The dam will break within a year"], "outlet")]


def test_a_schedule_has_a_verb_or_a_time(encoder: Encoder) -> None:
    assert told("Bo Ode is coordinator of the Tarn Culture Centre and Museum.", encoder) == []


def test_who_says_it_is_no_outlook(encoder: Encoder) -> None:
    text = (
        "Strike to go on, says pilots' union\n\nPilots at Air Orlen will stay on strike until at least Sunday, their union "
        'said on Wednesday, after talks with the airline collapsed overnight.\n\n"Management wants us to work more for '
        'less," Karin Oyelaran, the union\'s chairwoman, told a rally at Orlen airport. "Our answer is no."'
    )
    found = [words for words, _ in told(text, encoder)]
    assert found[0] == ["Pilots at Air Orlen will stay on strike until at least Sunday"]


def test_words_within_a_statement_are_its_speakers() -> None:
    found = outlook("the dam would probably break, and soon", words="the dam would probably break")
    assert (found.by, found.role, found.chain) == ("Lena Varga", "Governor", ("Lena Varga", "The Herald"))
    assert (found.certainty, found.phrase) == ("likely", "probably")
    assert found.chance is not None
    assert (found.said, found.statement) == ("2024-03-18", "s1")


def test_other_words_are_the_outlets_own() -> None:
    found = outlook("the dam would break", words="Governor")
    assert (found.by, found.chain, found.statement) == ("outlet", ("The Herald",), None)


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("vowed", "to rebuild the dam", "pledge"),
        ("has promised", "that the dam would hold", "pledge"),
        ("plans", "to leave", "pledge"),
        ("urged", "the council to vote", "demand"),
        ("has been calling for", "an inquiry", "demand"),
        ("warned", "that the dam could break", "prediction"),
        ("is expected", "to vote in May", "prediction"),
        ("warned", "that the dam is old", None),
        ("did not expect", "the dam to break", None),
        ("have no plans", "to leave", None),
        ("said", "the dam will break", None),
        ("urgently asked", "what broke", None),
        ("vowed", "", None),
    ],
)
def test_what_a_cue_makes_of_a_statement(cue: str, content: str, kind: str | None) -> None:
    text = f"{cue} {content}"
    content_spans = ((len(cue) + 1, len(text)),) if content else ()
    assert kind_by_cue(text, Statement("s1", "indirect", (), ((0, len(cue)),), content_spans)) == kind


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("attacks would go on as long as the bill is not adopted", "as long as the bill is not adopted"),
        ("the dam would hold unless it rains, and so on", "unless it rains"),
        ("if the river rises, the dam would break", "if the river rises"),
        ("it would be as if nothing broke", None),
        ("the dam would hold even if it rained", None),
        ("the dam would break", None),
    ],
)
def test_what_it_depends_on(content: str, condition: str | None) -> None:
    assert outlook(content).condition == condition


def test_contents_that_their_cue_makes_outlooks_are_found_in_the_order_of_the_text(encoder: Encoder) -> None:
    text = "Varga vowed to rebuild the dam. Engineers said it will hold. They urged the council to vote by May."
    statements = tuple(
        Statement(name, "indirect", (_place(text, who),), (_place(text, cue),), (_place(text, what),), speaker=who)
        for name, who, cue, what in (
            ("s1", "They", "urged", "the council to vote by May"),
            ("s2", "Engineers", "said", "it will hold"),
            ("s3", "Varga", "vowed", "to rebuild the dam"),
        )
    )
    encoding = encoder.encode(text)
    silent = replace(encoding, outlooks=np.zeros_like(encoding.outlooks))
    found = find_outlooks(text, silent, statements, find_moments(text, "2024-03-18"), "2024-03-18")
    assert [(o.id, o.kind, o.by, o.statement) for o in found] == [
        ("o1", "pledge", "Varga", "s3"),
        ("o2", "demand", "They", "s1"),
    ]
    horizon = found[1].horizon
    assert horizon is not None
    assert (text[slice(*horizon.span)], horizon.edtf, horizon.latest) == ("May", "2024-05", "2024-05-31")


def _place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)
