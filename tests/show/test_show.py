"""What people see: nothing cut, nothing invented, plain where styles are off."""

import csv
import io

from rich.console import Console

from onrecord.keep import Hit
from onrecord.model import Actor, Comment, MadeBy, Part, Record, Statement, Story, Timestamp
from onrecord.show import card, hit_view, reading_view, write_csv

TEXT = "Dam shelved\n\n“We will not build,” Ilse Maren said.\n\n=HYPERLINK said she."
STORY = Story(
    id="0123456789abcdef",
    text=TEXT,
    headline="Dam shelved",
    parts=(Part("headline", (0, 11)), Part("paragraph", (13, 50)), Part("paragraph", (52, len(TEXT)))),
    outlet="The Tarn Herald",
    published=Timestamp("18/3/24", "2024-03-18T21:00:00", "+01:00"),
    comments=(Comment("At last.", "rowan_b"),),
)
STATEMENTS = (
    Statement("s1", "direct", ((34, 44),), ((45, 49),), ((13, 33),), confidence=0.9),
    Statement("s2", "indirect", (), ((63, 67),), ((52, 62),), confidence=0.4),
)
RECORD = Record(STORY, STATEMENTS, MadeBy("0", "0"), {})


def printed(thing: object, width: int = 100) -> str:
    console = Console(width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(thing)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_card_says_what_where_when_and_how_much() -> None:
    lines = [line.strip() for line in printed(card(RECORD, "kept")).splitlines()]
    assert lines == [
        "Dam shelved",
        "The Tarn Herald · 18 March 2024, 21:00 +01:00 · 01234567",
        "2 statements: 1 direct, 1 indirect · kept",
    ]


def test_the_reading_view_numbers_each_cue_and_lists_each_statement() -> None:
    view = printed(reading_view(RECORD))
    assert "“We will not build,” Ilse Maren said¹." in view
    assert "  1 Ilse Maren · said  direct 0.90\n      “We will not build,”" in view
    assert "  2 nobody named · said  indirect 0.40\n      =HYPERLINK" in view
    assert "rowan_b: At last." in view
    assert view.count("Dam shelved") == 1


def test_a_story_of_another_language_says_why_it_has_no_statements() -> None:
    record = Record(STORY, (), MadeBy("0", "0"), {"statements": "the story is in another language (de)"})
    assert "statements not attempted: the story is in another language (de)" in printed(card(record, None))


def test_a_hit_is_shown_in_its_place_between_whole_words() -> None:
    text = "word " * 100 + "hydrologists" + " word" * 100
    hit = Hit(Story(id="0" * 24, text=text, headline="Dam"), ((500, 512), (513, 517)))
    shown = printed(hit_view(hit), 300)
    assert "word ‹hydrologists› ‹word› word" in shown
    assert "…word" in shown
    assert "…ord" not in shown


def test_many_hits_are_counted_not_hidden() -> None:
    text = ("dam" + " word" * 60 + "\n") * 6
    spans = tuple((i * 304, i * 304 + 3) for i in range(6))
    assert "and 3 more in this story" in printed(hit_view(Hit(Story(id="0" * 24, text=text), spans)))


def test_csv_words_are_no_formulas() -> None:
    out = io.StringIO()
    assert write_csv([RECORD], out) == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert rows[0]["content"] == "“We will not build,”"
    assert rows[1]["content"] == "'=HYPERLINK"
    assert rows[1]["source_spans"] == ""


def test_a_chain_is_shown_in_words() -> None:
    relayed = Statement(
        "s3", "direct", ((34, 44),), ((45, 49),), ((14, 20),), within="s1", relayed_by="a1", relay=((0, 3),)
    )
    record = Record(STORY, (*STATEMENTS, relayed), MadeBy("0", "0"), {}, (Actor("a1", "Dam", "organisation"),))
    assert "  3 Ilse Maren · said · through Dam → Ilse Maren  direct" in printed(reading_view(record))
    out = io.StringIO()
    write_csv([record], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["within"], row["through"]) for row in rows] == [("", ""), ("", ""), ("s1", "Dam > Ilse Maren")]
