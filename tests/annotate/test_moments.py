"""Time expressions and what they mean: each case a sentence with its expression marked, and its value.

Published on Monday, 18 March 2024, unless said.
"""

import random
import re
import string
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.moments import find_moments
from onrecord.annotate.moments.expressions import EXPRESSIONS, OPENING, opened
from onrecord.annotate.moments.words import LISTS

PUBLISHED = "2024-03-18T21:00"


def found(marked: str, published: str | None = PUBLISHED, month_first: bool = False) -> list[tuple[str, str]]:
    """The words and values of the moments of a text whose marks are taken out."""
    text = marked.replace("[", "").replace("]", "")
    return [(text[slice(*m.span)], m.timex) for m in find_moments(text, published, month_first)]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        # Days of the calendar.
        ("They met on [18 March 2024].", "2024-03-18"),
        ("They met on [Monday, March 18, 2024].", "2024-03-18"),
        ("They met on [March, 18, 2024].", "2024-03-18"),
        ("They met until [last March 18].", "2023-03-18"),
        ("They met on [Wednesday last week].", "2024-03-13"),
        ("They met on [last Sunday].", "2024-03-10"),
        ("They met on [last Friday].", "2024-03-15"),
        ("They will meet in [the winter].", "2024-WI"),
        ("They met in [the summer].", "2023-SU"),
        ("They vowed [last month] to meet.", "2024-02"),
        ("They were 60 [this year].", "2024"),
        ("They met over [the weekend].", "2024-W11-WE"),
        ("They will meet [this weekend].", "2024-W12-WE"),
        ("The test was conducted in [April] by Marn.", "2023-04"),
        ("The test is in [April] for all.", "2024-04"),
        ("It will cost more over [the next decade].", "P10Y"),
        ("They will meet over [the weekend].", "2024-W12-WE"),
        ("They voted [more than a decade ago] to meet.", "2014"),
        ("They met [months ago].", "PAST_REF"),
        ("They met in [the next few months].", "PXM"),
        ("They will meet in [the weeks ahead].", "FUTURE_REF"),
        ("For [decades], they met.", "PXY"),
        ("They met [this Friday].", "2024-03-15"),
        ("They will meet [this Friday].", "2024-03-22"),
        ("They met until [last March 17].", "2024-03-17"),
        ("They meet [next March 3].", "2025-03-03"),
        ("They are to be held in [July].", "2024-07"),
        ("They were held in [July].", "2023-07"),
        ("The heat is forecast to last until [Thursday].", "2024-03-21"),
        ("They met on [the 18th of March, 2024].", "2024-03-18"),
        ("They met on [2024-02-29].", "2024-02-29"),
        ("They met on [13/02/2024].", "2024-02-13"),
        ("They met on [4 February].", "2024-02-04"),
        ("They met on [November 9].", "2023-11-09"),
        ("They will meet on [November 9].", "2024-11-09"),
        ("They will meet on [4 May].", "2024-05-04"),
        ("They won on [Christmas Day].", "2023-12-25"),
        # Months, seasons, quarters.
        ("It began in [February this year].", "2024-02"),
        ("It began in [December 2014].", "2014-12"),
        ("It began in [early January].", "2024-01"),
        ("It began in [December].", "2023-12"),
        ("It will begin in [May].", "2024-05"),
        ("It will be held [next May].", "2024-05"),
        ("It was held [last May].", "2023-05"),
        ("It was shut in [the summer of 2022].", "2022-SU"),
        ("It was shut [last summer].", "2023-SU"),
        ("Sales fell in [the third quarter of 2023].", "2023-Q3"),
        ("Sales fell in [Q3 2023].", "2023-Q3"),
        ("Sales fell in [the second half of 2023].", "2023-H2"),
        # Years, decades, centuries.
        ("It was built in [1998].", "1998"),
        ("It was built in [the early 1990s].", "199"),
        ("It was built in [the nineties].", "199"),
        ("It was built in [the late 19th century].", "18"),
        ("It was lost in [44 BC].", "BC0044"),
        # Days by their names.
        ("They met on [Friday].", "2024-03-15"),
        ("They met on [Monday].", "2024-03-18"),
        ("They will meet on [Friday].", "2024-03-22"),
        ("They are to meet in the hall of the old town by the river on [Friday], the mayor said.", "2024-03-22"),
        ("On [Friday], they met.", "2024-03-15"),
        ("He fled on [Friday].", "2024-03-15"),
        ("They met [last Friday].", "2024-03-15"),
        ("They will meet [next Tuesday].", "2024-03-19"),
        ("They met [yesterday].", "2024-03-17"),
        ("They will meet [tomorrow].", "2024-03-19"),
        ("They met [the day before yesterday].", "2024-03-16"),
        ("They met on [Friday morning].", "2024-03-15TMO"),
        ("They met [last night].", "2024-03-17TNI"),
        # So far from now or then.
        ("They met [two days ago].", "2024-03-16"),
        ("They met [about a decade ago].", "2014"),
        ("They met [a year and a half ago].", "2022-09"),
        ("They met [last week].", "2024-W11"),
        ("They will meet [next month].", "2024-04"),
        ("They met [last year].", "2023"),
        ("It must be done by [the end of the year].", "2024"),
        # How long, how often.
        ("He led it for [three years].", "P3Y"),
        ("He led it for [more than two decades].", "P20Y"),
        ("He led it for [two years and a half].", "P2.5Y"),
        ("It appears [quarterly].", "P3M"),
        ("He led a [five-year] plan.", "P5Y"),
        ("It took [half an hour].", "PT0.5H"),
        ("They meet [every Friday].", "XXXX-WXX-5"),
        ("They meet [every two weeks].", "P2W"),
        ("It fell in [the past five years].", "P5Y"),
        # Times of day, and now.
        ("It opens at [3:30 p.m.]", "2024-03-18T15:30"),
        ("It opened at [15:30 GMT].", "2024-03-18T15:30Z"),
        ("The judge gave it until [January 9] to clean up.", "2025-01-09"),
        ("The mill was shut until [January 9].", "2024-01-09"),
        ("The mill would remain closed until [Friday].", "2024-03-22"),
        ("“We’ll meet in Tarn on [Friday],” she said.", "2024-03-22"),
        ("Aides of the United League will meet in [November].", "2024-11"),
        ("She planned to come before [November].", "2024-11"),
        ("He voted for what Mrs. Varga had asked for on [Friday].", "2024-03-15"),
        ("Many were afraid after [Sept. 11].", "2001-09-11"),
        ("The [Sept. 11] attacks changed the law.", "2001-09-11"),
        ("They met on [Sept. 11].", "2023-09-11"),
        ("They dance on [Saturday] nights.", "XXXX-WXX-6TNI"),
        ("It opened at [0800 GMT].", "2024-03-18T08:00Z"),
        ("It rose in [early morning] trading.", "2024-03-18TMO"),
        ("They met on [3/4/24].", "2024-04-03"),
        ("They met on [18/03/99].", "1999-03-18"),
        ("The mill opened high and ended [the day] shut.", "2024-03-18"),
        ("It will be done by [year-end].", "2024"),
        ("They had an [annual] loss.", "P1Y"),
        ("They had lost in [recent] votes.", "PAST_REF"),
        ("It made a profit for [the last year] of $2 million.", "2023"),
        ("It made less than [the year previous].", "PAST_REF"),
        ("It opened at [15:30 GMT+3].", "2024-03-18T15:30+03:00"),
        ("It opened at [3:30 p.m. CEST].", "2024-03-18T15:30+02:00"),
        ("It opened at [3:30 p.m. ET].", "2024-03-18T15:30-04:00"),
        ("It opened at [3:30 p.m. IST].", "2024-03-18T15:30"),
        ("It opened at [noon on Friday].", "2024-03-15T12:00"),
        ("It is [currently] shut.", "PRESENT_REF"),
        ("It was [recently] shut.", "PAST_REF"),
        # Other calendars.
        ("It began in [Ramadan 1445].", "2024-03-11/2024-04-09"),
        ("It began on [10 Muharram 1445].", "2023-07-28"),
        ("It began on [22 Bahman 1357].", "1979-02-11"),
        ("It began in [Esfand 1402].", "2024-02-20/2024-03-19"),
    ],
)
def test_an_expression_and_its_value(marked: str, value: str) -> None:
    assert found(marked) == [(marked[marked.index("[") + 1 : marked.index("]")], value)]


@pytest.mark.parametrize(
    "text",
    [
        "About 1900 people came, 1914 soldiers among them.",
        "It cost $1999 and weighs 2000 tonnes.",
        "The second man may march on.",
        "Shares fell by a quarter.",
        "Room 1984 and flight 2016 are full.",
        "They scored in the first half.",
        "It is now that they may go.",
        "It was dear on Black Friday.",
        "She is of 1909 Jolinda Drive.",
        "It stood in the Sunday Times.",
        "They read it in the Daily Star and in USA TODAY.",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert found(text) == []


def test_the_end_of_a_range_tells_the_year_of_its_beginning() -> None:
    assert [v for _, v in found("It lasted from May until July 2023.")] == ["2023-05", "2023-07"]
    assert [v for _, v in found("It rained between November and January 2023.")] == ["2022-11", "2023-01"]


def test_what_was_before_a_feast_so_soon_before_it_was_so_this_year() -> None:
    (_, feast) = find_moments("They met the Saturday before Christmas.", "2023-12-23")
    assert feast.timex == "2023-12-25"


def test_a_past_told_behind_what_is_ahead_is_of_no_coming_year() -> None:
    text = "It may cut its rate in January 2025, as prices fell faster than it had forecast in August."
    assert [m.timex for m in find_moments(text, PUBLISHED)] == ["2025-01", "2023-08"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tarn, which has a large harbour and holds its vote April 20, is next.", ["2024-04-20"]),
        ("The port has to pay by March 25.", ["2024-03-25"]),
        ("The mayor is likely to bounce back Tuesday when the valley votes.", ["2024-03-19"]),
        ("The trial is set for September.", ["2024-09"]),
        ("It was a push toward November that nobody could have led.", ["2024-11"]),
        ("She told us how hard it was to win the valley in November.", ["2024-11"]),
        ("The dam broke in November.", ["2023-11"]),
        ("She seemed to be of two minds Friday.", ["2024-03-15"]),
        ("The mill came to the valley in November.", ["2023-11"]),
    ],
)
def test_what_lies_ahead_is_of_this_year(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


def test_the_day_is_the_last_that_was_told_of() -> None:
    told = "The port said on Friday that sales rose from a year ago. [Shares] fell in morning trading."
    assert found(told)[-1] == ("morning", "2024-03-15TMO")
    assert found("They met on Friday, and held talks earlier in the day.")[-1][1] == "2024-03-15"


def test_a_year_told_holds_for_what_follows_it() -> None:
    assert [v for _, v in found("It began on 3 May 1939. In September the war came.")] == ["1939-05-03", "1939-09"]
    assert [v for _, v in found("It began on 3 May 1939.\n\nIn February it rained.")] == ["1939-05-03", "2024-02"]


def test_a_month_of_that_year_is_of_the_year_told() -> None:
    found = find_moments("It fell in 2019, and in August of that same year it rose.", PUBLISHED)
    assert [m.timex for m in found] == ["2019", "2019-08"]


def test_no_day_or_week_follows_a_year() -> None:
    for words in ("that day", "The next week", "Four days later"):
        told, after = find_moments(f"It fell in 2013. {words} it rose.", PUBLISHED)
        assert (told.timex, after.earliest) == ("2013", None)


def test_what_is_of_many_days_is_of_none() -> None:
    (moment,) = find_moments("It will open in the coming days.", PUBLISHED)
    assert (moment.timex, moment.edtf) == ("FUTURE_REF", "2024-03-18/..")


def test_days_have_the_year_that_the_last_of_them_has() -> None:
    for words, days in (("April 7-8, 1979", 2), ("Oct. 9, 11 and 12, 1979", 1), ("July 30-Aug. 14, 1979", 2)):
        found = find_moments(f"The games of {words}: eight.", PUBLISHED)
        assert [m.timex[:4] for m in found][:days] == ["1979"] * days


def test_months_from_one_to_the_other_lie_in_order() -> None:
    found = find_moments("It was counted from January to December.", PUBLISHED)
    assert [m.timex for m in found] == ["2023-01", "2023-12"]


def test_a_clock_leaves_a_weekday_to_its_date() -> None:
    found = find_moments("It came at 10.30 am Monday, March 4, the day of the vote.", PUBLISHED)
    assert "2024-03-04" in [m.timex for m in found]


def test_a_range_is_its_two_ends() -> None:
    assert found("From [1939]-[45] and 5 to 9 December 2023 it rained.") == [
        ("1939", "1939"),
        ("45", "1945"),
        ("5", "2023-12-05"),
        ("9 December 2023", "2023-12-09"),
    ]


def test_a_year_of_long_ago_or_at_least_begins_a_range() -> None:
    assert found("It was built between [1261] and [1265].") == [("1261", "1261"), ("1265", "1265")]
    assert found("They met from at least [2002] to [2005].") == [("2002", "2002"), ("2005", "2005")]
    assert found("They caught at least 2002 trout.") == []


def test_an_offset_from_a_happening_hangs_on_it_and_has_no_days() -> None:
    text = "In 2020, three days after the vote, they met."
    year, offset = find_moments(text, PUBLISHED)
    assert (year.timex, offset.timex, offset.earliest) == ("2020", "P3D", None)
    assert text[slice(*offset.anchor)].startswith("the vote")  # type: ignore[misc]


@pytest.mark.parametrize("rest", ["assassination of a general", "they met", "Eid", "returning home", "his speech"])
def test_no_happening_is_taken_for_the_day_that_was_told_before(rest: str) -> None:
    _, offset = find_moments(f"They met on 3 May 2023. It fell three days after {rest}.", PUBLISHED)
    assert (offset.timex, offset.earliest) == ("P3D", None)


def test_a_later_day_counts_from_the_last_that_was_told() -> None:
    assert [v for _, v in found("They met on 3 May 2023. Two days later they met again.")] == [
        "2023-05-03",
        "2023-05-05",
    ]


def test_without_a_date_of_publication_what_counts_from_it_is_unknown() -> None:
    assert found("They met yesterday and on Friday.", None) == [("yesterday", "XXXX-XX-XX"), ("Friday", "XXXX-WXX-5")]
    for moment in find_moments("They met yesterday and on Friday.", None):
        assert moment.earliest is None
        assert moment.edtf is None


def test_the_order_of_figures_is_a_setting_unless_one_is_no_month() -> None:
    assert found("On 3/4/2024.") == [("3/4/2024", "2024-04-03")]
    assert found("On 3/4/2024.", month_first=True) == [("3/4/2024", "2024-03-04")]
    assert found("On 13/4/2024.", month_first=True) == [("13/4/2024", "2024-04-13")]
    assert [value for _, value in found("On 3/4/2024 and 3/25/2024.")] == ["2024-03-04", "2024-03-25"]


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("in February 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("in the 1990s", "199X", "1990-01-01", "1999-12-31"),
        ("in the 19th century", "18XX", "1800-01-01", "1899-12-31"),
        ("in the summer of 2022", "2022-22", "2022-06-01", "2022-08-31"),
        ("in Q3 2023", "2023-35", "2023-07-01", "2023-09-30"),
        ("last week", "2024-03-11/2024-03-17", "2024-03-11", "2024-03-17"),
        ("recently", "../2024-03-18", None, "2024-03-18"),
        ("for three years", None, None, None),
    ],
)
def test_a_moment_has_its_days_and_its_form_in_edtf(text: str, edtf: str, earliest: str, latest: str) -> None:
    (moment,) = find_moments(text, PUBLISHED)
    assert (moment.edtf, moment.earliest, moment.latest) == (edtf, earliest, latest)


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda e: e.example)
def test_each_expression_finds_its_example(expression: object) -> None:
    example = expression.example.removeprefix("26 of ").removeprefix("7 of ").removeprefix("45 of ")  # type: ignore[attr-defined]
    assert find_moments(f"It was shut in {example}, they said.", PUBLISHED), example


def test_nothing_opens_an_expression_but_the_words_it_names() -> None:
    chance = random.Random(0)
    patterns = dict(pair for pairs in opened().values() for pair in pairs)
    assert len(patterns) == len(EXPRESSIONS)
    words = ["the", "in", "of", "1990", "12", "'90s", *(word for e in EXPRESSIONS for word in e.example.split())]
    words += [word for names in LISTS.values() for word in names]
    words += [word for name in ("small", "references") for some in LISTS[name].values() for word in some]
    for _ in range(400):
        text = " ".join(chance.choices(words, k=30))
        openings = {place.start(): place[0].casefold() for place in OPENING.finditer(text)}
        for number, pattern in patterns.items():
            for start in (
                match.start() for match in re.finditer(rf"(?<![\w$£€.,/])(?<![A-Za-z]-)(?={pattern.pattern})", text)
            ):
                assert (number, pattern) in opened().get(openings.get(start, ""), []), text[start : start + 40]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31", "2024-02-30", "no day"]))
def test_any_text_is_taken_and_spans_lie_in_it(text: str, published: str | None) -> None:
    moments = find_moments(text, published)
    assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in moments)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(moments))


def test_days_lie_in_order_whatever_is_said() -> None:
    chance = random.Random(0)
    words = [e.example for e in EXPRESSIONS] + [
        "the",
        "of",
        "in",
        "and",
        "31",
        "29 February",
        "next",
        "BC",
        "ago",
        "-",
        ",",
    ]
    for _ in range(300):
        text = " ".join(chance.choices(words, k=12))
        for moment in find_moments(text, chance.choice([PUBLISHED, "0001-01-02", "9999-12-30", "2023-02-28"])):
            if moment.earliest and moment.latest:
                assert moment.earliest <= moment.latest


def test_a_time_of_day_is_of_the_day_told_in_its_sentence() -> None:
    assert found("It left on [Friday] from Marn at [18:00 UTC].") == [
        ("Friday", "2024-03-15"),
        ("18:00 UTC", "2024-03-15T18:00Z"),
    ]
    assert found("It closed at [12:45] on [Monday, March 4].") == [
        ("12:45", "2024-03-04T12:45"),
        ("Monday, March 4", "2024-03-04"),
    ]
    assert found("It left on Friday. It opens at [18:00].")[1:] == [("18:00", "2024-03-18T18:00")]


def test_what_is_no_time() -> None:
    assert found("The [2018] day five of the cup.") == [("2018", "2018")]
    assert found("The now-shut mill had 1299.59 crowns.") == []
    assert found("It was in the high thirties, and she in her late forties.") == []
    assert found("It was a song of the thirties.") == [("the thirties", "193")]


def test_adversarial_text_takes_time_that_grows_with_its_length() -> None:
    """No assertion of seconds: a pattern that backtracks without bound would not come to an end here at all."""
    for piece in (
        "a ",
        "1 ",
        "the the ",
        "19",
        "March ",
        "first ",
        "in the ",
        "18-",
        "the day after ",
        "one two ",
        "12:30:",
        ". ",
    ):
        find_moments(piece * (40_000 // len(piece)), PUBLISHED)
    find_moments("".join(random.Random(1).choices(string.printable, k=40_000)), PUBLISHED)


def test_every_value_in_edtf_is_one_that_a_reader_of_edtf_takes() -> None:
    values = {
        moment.edtf
        for expression in EXPRESSIONS
        for moment in find_moments(f"It was shut in {expression.example}, about 1850 and around 44 BC.", PUBLISHED)
        if moment.edtf
    }
    assert len(values) > 20
    for value in values:
        assert parse_edtf(value) is not None
