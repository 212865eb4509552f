"""Which clause a moment dates, whose voice it has, and which moments date a saying: statements marked by hand."""

from functools import partial

import pytest

from onrecord.annotate import events
from onrecord.annotate.moments import find_moments
from onrecord.annotate.undated import RULES, Rule
from onrecord.model import Actor, Statement
from onrecord.testing import unmark

find_events = partial(events.find_events, least_chance=0)
"""By the rules alone: how likely a clause is one that happened is told elsewhere (test_happenings.py)."""

PUBLISHED = "2024-03-18"


def events_in(marked: str) -> tuple[str, list[tuple[str, str, str | None]], list[str | None]]:
    """The text, its events as (clause, value, voice), and the words that date each statement's saying."""
    text, gold = unmark(marked)
    numbers = sorted(gold)
    statements = [
        Statement(
            f"s{number or 1}",
            "indirect",
            tuple(roles["source"]),
            tuple(roles["cue"]),
            tuple(roles["content"]),
            speaker=f"a{number or 1}",
        )
        for number, roles in sorted(gold.items())
    ]
    assert len(numbers) == len(statements)
    moments = find_moments(text, PUBLISHED)
    actors = [Actor(f"a{n or 1}", "", "person", mentions=tuple(gold[n]["source"])) for n in numbers]
    events, said = find_events(text, moments, statements, actors)
    told = [(text[slice(*e.span)], moments[e.moment].timex, e.voice) for e in events]
    return text, told, [text[slice(*moments[s.said].span)] if s.said is not None else None for s in said]


@pytest.mark.parametrize(
    ("marked", "events", "said"),
    [
        ("The dam broke in May 2023.", [("The dam broke in May 2023", "2023-05", "outlet")], []),
        (
            "<source>Varga</source> <cue>said</cue> on Friday <content>that the dam broke in May 2023</content>.",
            [("the dam broke in May 2023", "2023-05", "a1")],
            ["Friday"],
        ),
        (
            "On Friday, <source>Varga</source> <cue>said</cue> <content>the dam would hold</content>.",
            [],
            ["Friday"],
        ),
        (
            "<content>The dam will be shut next month</content>, <source>Varga</source> <cue>said</cue> on Friday.",
            [("The dam will be shut next month", "2024-04", "a1")],
            ["Friday"],
        ),
        (
            "The dam broke in 2019, and the valley was rebuilt in 2021.",
            [("The dam broke in 2019", "2019", "outlet"), ("the valley was rebuilt in 2021", "2021", "outlet")],
            [],
        ),
        (
            "Maren led the worst council that Tarn had since the valley began to vote four years ago.",
            [("since the valley began to vote four years ago", "2020", "outlet")],
            [],
        ),
        (
            "After the dam broke in 2019, the valley was rebuilt in 2021.",
            [("After the dam broke in 2019", "2019", "outlet"), ("the valley was rebuilt in 2021", "2021", "outlet")],
            [],
        ),
        (
            "The last flood was in July last year when the dam broke at 11:30 in Tarn.",
            [("The last flood was in July last year", "2023-07", "outlet")],
            [],
        ),
        ("Governor Marn (1990-1995) opened the dam.", [], []),
        ("The dam of 1998, a tall one.", [], []),
        ("It is currently shut and was recently open.", [], []),
    ],
)
def test_moments_date_happenings_or_sayings(
    marked: str, events: list[tuple[str, str, str | None]], said: list[str | None]
) -> None:
    _, told, dated = events_in(marked)
    assert told == events
    assert dated == said


def test_a_range_is_one_event_with_its_end() -> None:
    text = "The games were held from July 6 to 16, 2023, and shut between 2020 and 2022."
    events, _ = find_events(text, moments := find_moments(text, PUBLISHED), (), ())
    assert [(moments[e.moment].edtf, moments[e.until or 0].edtf) for e in events] == [
        ("2023-07-06", "2023-07-16"),
        ("2020", "2022"),
    ]


def test_a_comma_may_stand_in_a_range_and_no_range_is_of_one_day() -> None:
    text = "Marn led the valley from June 22, 2012, until August 15, 2013."
    events, _ = find_events(text, moments := find_moments(text, PUBLISHED), (), ())
    assert [(moments[e.moment].edtf, moments[e.until or 0].edtf) for e in events] == [("2012-06-22", "2013-08-15")]
    text = "Marn led the valley from 1 July 2017 until 1 July 2017."
    assert [e.until for e in find_events(text, find_moments(text, PUBLISHED), (), ())[0]] == [None]


def test_datelines_and_what_names_or_compares_date_nothing() -> None:
    for text in (
        "TARN, Jun 3 2023 (TNS) - The dam was shut.",
        "Tarn News, 20 February - The dam was shut.",
        "TARN, July 15 (Tarn News) -- The dam was shut.",
        "A 2021 report was lost.",
        "It was dearer than last year.",
        "They met for Friday prayers.",
        "The dam cost more than in the same period of 2023.",
        "Rain of 17 mm fell, against 12.5 mm last Monday.",
        "It is the worst flood since 1953.",
        "The road was shut following heavy rain on Friday.",
        "The trouble began long before the invasion two years ago.",
        "Marn has signed the Dams Act 1989.",
        "They spoke of the 2014, 2015 and 2017 protests.",
        "He looked back on the 2018-2022 term.",
        "They were ready with the November election near.",
        "Those at Saturday's conference were content.",
        "The dig goes on to this day.",
        "He scored two minutes later.",
        "They were likened to the rising and the 1979 coup.",
        "All were going to next year's games.",
        "The 2016 boat is dear.",
        "She wants Marn to end the tolls imposed on March 1.",
        "The team was joined by nine others selected in November 2018.",
        "It rose to 2.2%, from 1.8% late on Monday.",
        "It sounds like the mid-2019 boat.",
        "It is faster than the boat from earlier in 2019.",
        "It is as fast as the boat from earlier in 2019.",
        "Rules passed in 2012 are still used.",
        "The tolls announced by Marn on Monday are high.",
        "The boat leaves at 1:00 in the afternoon.",
        "They shouted against the rulers in power since 1959.",
        "They spoke about the landslide of March 4.",
        "There may be talks over the landslide in March.",
        "Today, the school draws nobody.",
        "Trout usually spawn in the spring of 2023.",
        "The dam was shut, according to a notice released on Friday.",
        "Despite the flood of last year, the valley is full.",
        "If the dam breaks tomorrow, nobody will be there.",
        "The tolls are as high as this time last year.",
        "The tolls planned for March may be late.",
        "Catches fell from 4,100 in 2012 to 90 then.",
        "Exports fell to 3 million, down from $19 million the previous year.",
        "It was their fifth win in the valley since 2008.",
        "Marn was jailed for shouting at them on Friday.",
        "Monday's best offers include boats.",
        "Under Law No. 10 of 2021 the tolls will rise.",
        "They wrote so in a study published on Friday.",
        "The talks were moved from Friday.",
        "Today, these can be found in the valley.",
    ):
        assert find_events(text, find_moments(text, PUBLISHED), (), ())[0] == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_of_what_dates_nothing_has_a_sentence(rule: Rule) -> None:
    moments = find_moments(rule.example, PUBLISHED)
    assert moments
    assert find_events(rule.example, moments, (), ())[0] == ()
    around = [(rule.example[: m.span[0]], rule.example[slice(*m.span)], rule.example[m.span[1] :]) for m in moments]
    assert any(rule.fits(*words) for words in around)


def test_what_is_as_like_them_dates_a_happening() -> None:
    for text in (
        "More than 500 people died in 2019.",
        "Following the rain, the dam was shut on Friday.",
        "The road was shut after it rained on Friday.",
        "The dams of 2015, 2017 and 2019 were built in 2020.",
        "Saturday's conference was shut.",
        "It was clear that yesterday's flood broke the dam.",
        "According to Marn, the dam was shut in 2019.",
        "The flood of 2019 killed twelve.",
        "The rules were passed in 2012 and are still used.",
        "The plan began and ended in 2012.",
        "Marn was arrested on Monday.",
        "The two became closely involved in 1993.",
        "The dam has been shut since 2019.",
        "Today the school was shut.",
        "Marn appeared before a small court on Friday.",
        "The tolls are planned for March and will hold.",
        "Last year I saw the dam.",
        "The calendar was out of print by 2022.",
        "The union is due to meet the minister on Friday.",
        "Talks begin on Monday.",
    ):
        assert len(find_events(text, find_moments(text, PUBLISHED), (), ())[0]) == 1, text


@pytest.mark.parametrize(
    "text",
    [
        "The next decade is critical.",
        "All the talk in 2019 is about tolls.",
        "It’s harder to tell what 3 May 2019 will be like.",
        "There are fewer boats than there were in 2019.",
        "They sold 74 million more than a year ago.",
        "It is shut, the union said in 2019.",
        "She won more of the boats than Varga did in 2019.",
        "The tolls dropped sharply from a year ago.",
    ],
)
def test_how_something_is_and_what_it_is_compared_with_are_no_events(text: str) -> None:
    assert find_events(text, find_moments(text, PUBLISHED), (), ())[0] == ()


def test_words_cut_out_of_a_sentence_that_name_something_tell_nothing() -> None:
    text = "Varga proposed a bill in 2019 that would cap the tolls."
    content = text.index("a bill"), len(text) - 1
    statement = Statement("s1", "indirect", ((0, 5),), ((6, 14),), (content,))
    assert find_events(text, find_moments(text, PUBLISHED), (statement,), ())[0] == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The dam, built in 1922, has made the valley rich.", "The dam, built in 1922"),
        ("Marn, who left in 2019, was never seen again.", "who left in 2019"),
        (
            "Marn, who left the town in anger, was arrested in 2019.",
            "Marn, who left the town in anger, was arrested in 2019",
        ),
        ("MARN, July 15 (TPS) -- The two leagues met on Friday.", "The two leagues met on Friday"),
        ("Many are run by the church, even though it lost some in 1975.", "it lost some in 1975"),
        (
            "The dam (which was built in October 1999) broke in July 2001.",
            "The dam (which was built in October 1999) broke in July 2001",
        ),
        (
            "On 3 May 2019, envoys of the mine, who had come from afar, gathered in Tarn, which is far.",
            "On 3 May 2019, envoys of the mine, who had come from afar, gathered in Tarn",
        ),
        (
            "Ode Marn, who cut short a visit to Peru, is to arrive in Tarn on 3 May 2024.",
            "Ode Marn, who cut short a visit to Peru, is to arrive in Tarn on 3 May 2024",
        ),
        (
            "In 2019, envoys’ talks on tolls—the tax of the valley—for the dam ended.",
            "In 2019, envoys’ talks on tolls—the tax of the valley—for the dam ended",
        ),
        (
            "It rose on 3 May 2019, the start of a year in which it would fall.",
            "It rose on 3 May 2019, the start of a year",
        ),
        (
            "The ship was bought in May 2017, two years after it was built.",
            "The ship was bought in May 2017, two years after it was built",
        ),
        ("The mill closed in May 2017, the union said.", "The mill closed in May 2017"),
        ("The mill closed in May 2017, Italian organisers said.", "The mill closed in May 2017"),
        ("It opened in May 2017 because - she said - Tarn was big.", "It opened in May 2017"),
        (
            "The visit to Tarn, where he met the envoys and spoke of tolls, reminds many of that in 1985.",
            "The visit to Tarn, where he met the envoys and spoke of tolls, reminds many of that in 1985",
        ),
        ("They spoke of the state that fled to Tarn in 1949.", "that fled to Tarn in 1949"),
        ("On Monday she held a call with them during which she wept.", "On Monday she held a call with them"),
        ("It fell early on Wednesday, shortly after the boats had left.", "It fell early on Wednesday"),
        ("Monday's debate marked the end of that.", "Monday's debate marked the end of that"),
        ("It is a case (whose judge left in 2015).", "whose judge left in 2015"),
        ("They fled from the valley, and it was empty in 2019, 2020 and 2021.", "it was empty in 2019, 2020 and 2021"),
    ],
)
def test_an_event_is_the_clause_that_is_dated_and_no_more(text: str, clause: str) -> None:
    events, _ = find_events(text, find_moments(text, PUBLISHED), (), ())
    assert [text[slice(*event.span)] for event in events][:1] == [clause]


def test_a_day_that_others_words_count_from_is_not_known() -> None:
    text = "Marn said Varga told her: “We left today.”"
    outer = Statement("s1", "mixed", ((0, 4),), ((5, 9),), ((10, len(text)),), speaker="a1")
    inner = Statement("s2", "direct", ((10, 15),), ((16, 20),), ((26, len(text)),), speaker="a2", within="s1")
    moments = find_moments(text, PUBLISHED)
    assert find_events(text, moments, [outer], ())[0] != ()
    assert find_events(text, moments, [outer, inner], ())[0] == ()


@pytest.mark.parametrize(
    "marked",
    [
        "<source>Marn</source> <cue>stressed</cue> at news talks on Friday in Tarn <content>that the dam holds</content>.",
        "<source>Marn, whom the council asked to speak on Friday,</source> <cue>called</cue> <content>it safe</content>.",
        "<content>The dam holds</content>, <source>Marn</source> <cue>wrote</cue> in a note published Friday by the Herald.",
    ],
)
def test_the_clause_that_says_who_speaks_is_no_event(marked: str) -> None:
    _, events, _ = events_in(marked)
    assert events == []


def test_an_event_names_those_in_its_clause() -> None:
    text = "Lena Varga opened the dam in May 2023, while Ode Marn was away in 2022."
    actors = (
        Actor("a1", "Lena Varga", "person", mentions=((0, 10),)),
        Actor("a2", "Ode Marn", "person", mentions=((45, 53),)),
    )
    events, _ = find_events(text, find_moments(text, PUBLISHED), (), actors)
    assert [event.actors for event in events] == [("a1",), ("a2",)]


@pytest.mark.parametrize(
    ("text", "open_side"),
    [
        ("The dam has been shut since 2019.", "end"),
        ("The dam will be shut from 2026 onwards.", "end"),
        ("The dam stays shut until the end of March.", "start"),
        ("The dam will be shut until at least May 2027.", "start"),
        ("The dam is to be rebuilt by mid-2027.", "start"),
        ("The dam is to be rebuilt no later than May 2027.", "start"),
        ("The dam will not be rebuilt until 2027.", "end"),
        ("The dam was shut in 2019.", None),
        ("The dam was shut from May until July 2023.", None),
        ("From March 1, 2020 to date 70 boats were lost.", "end"),
    ],
)
def test_what_lasts_since_or_until_a_moment_is_open_on_its_other_side(text: str, open_side: str | None) -> None:
    (event,), _ = find_events(text, find_moments(text, PUBLISHED), [], [])
    assert event.open == open_side
