"""Sentences with their statements marked: what the first version finds without fail."""

import pytest

from onrecord.annotate import find_statements, story_to_record
from onrecord.annotate.forms import form_of
from onrecord.annotate.statements import _owner, _pronoun_alone, _relative, _to_end_of_quotation, _with_its_bracket
from onrecord.encode import Encoder
from onrecord.encode.quotation import quotation_states
from onrecord.model import chain_of
from onrecord.read import text_to_story
from onrecord.testing import check, unmark

SENTENCES = [
    "<source>The minister</source> <cue>said</cue> <content>that the bridge would be closed until spring</content>.",
    "<content>“We will not build,”</content> <cue>said</cue> <source>Governor Lena Varga</source>.",
    "<source>She</source> <cue>added</cue> <content>that the report had been published</content>.",
    "<cue>According to</cue> <source>the council</source>, <content>the road will be closed for a week</content>.",
    "<source>Farmers along the lower Tarn</source> <cue>believe</cue> <content>the dam will come all the same</content>.",
    "<source>A spokeswoman for the ministry</source> <cue>denied</cue> <content>that anything had been withheld</content>.",
    "<source>He</source> <cue>warned</cue> <content>that the strike could spread to the pilot boats</content>.",
    "<content>The strike will go on,</content> <source>the union</source> <cue>announced</cue> on Thursday.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_statements_are_found_whole(marked: str, encoder: Encoder) -> None:
    check(marked, encoder)


def test_a_headline_is_no_part_of_what_somebody_says_below_it(encoder: Encoder) -> None:
    check(
        "Marn to close its oldest mill\n\n<content>The town of Marn will shut its oldest paper mill by year-end</content>,"
        " <source>Mayor Lena Varga</source> <cue>told</cue> reporters on Friday at 18:00 GMT.",
        encoder,
    )


def test_check_fails_where_a_statement_is_missed(encoder: Encoder) -> None:
    with pytest.raises(AssertionError):
        check("<source>Rain</source> <cue>fell</cue> <content>on the valley</content>.", encoder)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("“We will not build,”", "direct"),
        ("that it would not build", "indirect"),
        ("the dam “cannot be relied upon”", "mixed"),
        ("«Non», “never”", "direct"),
        ("“one” and, “never closed", "mixed"),
    ],
)
def test_form_comes_from_the_quotation_marks(content: str, form: str) -> None:
    text = f"She said {content}"
    assert form_of(text, ((9, len(text)),), quotation_states(text).tolist()) == form


@pytest.mark.parametrize(
    ("before", "cue", "source"),
    [
        ("the union, which ", "said", "which"),
        ("those who also ", "believe", "who"),
        ("a man who ", "was charged", None),
        ("who built it ", "said", None),
    ],
)
def test_a_relative_pronoun_right_before_a_cue_is_its_source(before: str, cue: str, source: str | None) -> None:
    found = _relative(before + cue, (len(before), len(before + cue)))
    assert (before[slice(*found)] if found else None) == source


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("the [Board (TWB]) said", "Board (TWB)"),
        ("([Police)] said", "(Police)"),
        ("([Board] said)", "Board"),
        ("[Board (TWB)] said", "Board (TWB)"),
    ],
)
def test_a_bracket_comes_with_the_other(marked: str, whole: str) -> None:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    assert text[slice(*_with_its_bracket(text, (start, marked.index("]") - 1)))] == whole


@pytest.mark.parametrize("odd", ["🌧🌧 ", "E\u0301. ", "\r\n\r\n", "\u00a0\u2028", "“” ", "* ", "\ud83d ", "\0"])
def test_offsets_hold_whatever_comes_before(odd: str, encoder: Encoder) -> None:
    sentence = "The minister said that the bridge would be closed until spring."
    text = odd + sentence
    (statement,) = find_statements(text, encoder)
    ((start, end),) = statement.source
    assert text[start:end] == "The minister"
    ((start, end),) = statement.cue
    assert text[start:end] == "said"


def test_spans_lie_within_one_line_and_in_the_text(encoder: Encoder) -> None:
    text = "\n\n".join(unmark(marked)[0] for marked in SENTENCES)
    statements = find_statements(text, encoder)
    assert len(statements) >= 7
    for statement in statements:
        for start, end in statement.source + statement.cue + statement.content:
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
        assert 0 <= statement.confidence <= 1


@pytest.mark.parametrize(
    "marked",
    [
        'The "bridge is old. <source>The minister</source> <cue>said</cue> <content>that it would be closed</content>.',
        "<content>“Nobody asked</content>, <source>he</source> <cue>added</cue>.",
        "<content>“We will not build here</content>, <cue>said</cue> <source>the mayor</source>.",
        "<content>“We knew,”</content> <cue>said</cue> <source>the mayor</source>. <content1>“Nobody asked</content1>, <source1>he</source1> <cue1>added</cue1>.",
    ],
)
def test_one_odd_mark_loses_no_statement(marked: str, encoder: Encoder) -> None:
    check(marked, encoder)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('She said: "We will not build." That day the river rose.', '"We will not build."'),
        ('She said: "We will not build," and left.', '"We will not build," and left.'),
        ('She said: "No." "Never."', '"No." "Never."'),
        ("She said: we will not build.", "we will not build."),
    ],
)
def test_a_content_ends_where_its_quotation_ends_with_a_sentence(text: str, content: str) -> None:
    start, end = _to_end_of_quotation(text, (10, len(text)), quotation_states(text).tolist())
    assert text[start:end] == content


@pytest.mark.parametrize(
    "marked",
    [
        "MARN, May 16 2022 (TPS) - <content>The dam will be closed</content>, <source>Lena Varga</source> <cue>said</cue>.",
        "MARN, July 25 (Tarn News/ANN): <content>The dam will be closed</content>, <source>Lena Varga</source> <cue>said</cue>.",
        "MARN — <content>The dam will be closed</content>, <source>Lena Varga</source> <cue>said</cue>.",
        "<content>Residents in ten provinces</content> <cue>are being told</cue> <content>to leave their homes</content>.",
        "The board met on Monday. <cue>It is learnt</cue> <content>that the dam will be closed</content>.",
        "Much <cue>has been made about</cue> <content>whether the mayor will go</content>.",
    ],
)
def test_datelines_and_those_who_are_told_are_no_part_of_a_statement(marked: str, encoder: Encoder) -> None:
    check(marked, encoder)


def test_no_quotation_is_told_by_a_cue_beyond_a_line_that_is_none(encoder: Encoder) -> None:
    speech = (
        "“My government will build a dam. It will be finished next year.\n\n“My ministers will see that tolls fall.”"
    )
    text = f"The police said: “A crowd has gathered in the square.”\n\nThe speech in full\n\n{speech}"
    assert [
        text[slice(*s.content[-1])] for s in find_statements(text, encoder) if "police" in text[slice(*s.source[0])]
    ] == ["“A crowd has gathered in the square.”"]


@pytest.mark.parametrize(("source", "pronoun"), [("Bo Ode, who", "who"), ("those which", "which"), ("Bo Whowho", None)])
def test_a_source_that_ends_with_its_pronoun_is_the_pronoun(source: str, pronoun: str | None) -> None:
    assert source[slice(*_pronoun_alone(source, (0, len(source))))] == (pronoun or source)


@pytest.mark.parametrize(
    ("text", "cue", "owner"),
    [
        ("They recalled Lena Varga’s promise to mend the dam.", "promise", "Lena Varga’s"),
        ("It met the Tarn Rivers League's (TRL) pledge to sue.", "pledge", "the Tarn Rivers League's"),
        ("The farmers' fear that it would break was old.", "fear", "The farmers'"),
        ("They spoke of their fear that it would break.", "fear", "their"),
        ("It’s clear that it would break.", "clear", None),
        ("There was a fear that it would break.", "fear", None),
    ],
)
def test_a_cue_that_is_somebodys_has_its_owner_for_a_source(text: str, cue: str, owner: str | None) -> None:
    at = text.index(cue)
    found = _owner(text, (at, at + len(cue)))
    assert (text[slice(*found)] if found else None) == owner


def test_doubtful_statements_are_left_out_unless_asked_for(encoder: Encoder) -> None:
    text = "Many in the valley may by now have come to something like a view of the dam as finished, some thought said."
    everything = find_statements(text, encoder, least_confidence=0)
    confident = find_statements(text, encoder, least_confidence=0.3)
    assert [s.confidence for s in confident] == [s.confidence for s in everything if s.confidence >= 0.3]
    assert not find_statements(text, encoder, least_confidence=1.01)


def test_a_text_without_statements_has_none(encoder: Encoder) -> None:
    assert find_statements("", encoder) == ()
    assert find_statements("7 8 9", encoder) == ()


def test_another_language_is_not_attempted_and_said_so(encoder: Encoder) -> None:
    story = text_to_story("Die Ministerin sagte, dass die Brücke bis zum Frühjahr geschlossen bleibe. " * 4)
    record = story_to_record(story, encoder)
    assert record.statements == ()
    why = "the story is in another language (de)"
    findings = ("statements", "actors", "names", "moments", "events", "outlooks")
    assert record.skipped == dict.fromkeys(findings, why)


def test_the_real_clipping_has_its_speakers(data, encoder: Encoder) -> None:  # type: ignore[no-untyped-def]
    text = (data / "clippings" / "islamtimes-1123507.txt").read_text()
    sources = {text[a:b] for s in find_statements(text, encoder) for a, b in s.source}
    for name in ("Iraq", "Aljazeera", "Baghdad", "the Pentagon", "Politico", "Regional experts", "he"):
        assert any(name in source for source in sources), name


def test_the_real_clipping_has_its_chains(data, encoder: Encoder) -> None:  # type: ignore[no-untyped-def]
    text = (data / "clippings" / "islamtimes-1123507.txt").read_text()
    record = story_to_record(text_to_story(text, outlet="Islam Times", language="en"), encoder)
    chains = {" < ".join(link.words for link in chain_of(record, s)) for s in record.statements}
    assert "Washington < Aljazeera < Islam Times" in chains
    assert "US government officials < The website < Islam Times" in chains
