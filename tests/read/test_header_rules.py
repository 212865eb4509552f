"""Every rule of the header has lines it takes and lines it leaves."""

import pytest

from onrecord.read.header_rules import BARE_COUNT, DATELINE, FOOTER, HEADER

TAKEN = [
    (
        "address",
        "https://www.tarnherald.example/news/2024/dam?x=1",
        {"url": "https://www.tarnherald.example/news/2024/dam?x=1"},
    ),
    ("address without scheme", "www.tarnherald.example%2Fnews%2Fdam", {"url": "www.tarnherald.example/news/dam"}),
    ("comment count", "12 Comments", {"comment_count": 12}),
    ("comment count", "Comments (4)", {"comment_count": 4}),
    ("comment count", "No comments", {"comment_count": 0}),
    ("story code", "Story Code : 4410732", {"code": "4410732"}),
    ("story code", "News ID: TH-99", {"code": "TH-99"}),
    ("date line", "Monday 18 March 2024 - 21:00", "2024-03-18T21:00"),
    ("date line", "Published: March 18, 2024 9:00 PM", "2024-03-18T21:00"),
    ("date line", "Updated 19 March 2024", "2024-03-19"),
    ("byline", "By Ilse Maren and Odo Kessim", {"byline": ("Ilse Maren", "Odo Kessim")}),
    ("byline", "Written by Ilse van Maren | Political editor", {"byline": ("Ilse van Maren",)}),
    ("byline in capitals", "ILSE MAREN", {"byline": ("Ilse Maren",)}),
    ("kicker", "OPINION", {"kicker": "OPINION"}),
    ("breadcrumb", "Home > News > Tarn Valley", {"section": "Tarn Valley"}),
    ("section", "Section: Politics", {"section": "Politics"}),
    ("outlet", "Source: The Tarn Herald", {"outlet": "The Tarn Herald"}),
    ("furniture", "Share on Facebook", {}),
    ("furniture", "4 min read", {}),
]
LEFT = [
    "Dam plan shelved after flood warning",
    "By the river, nobody slept.",
    "The council voted on 18 March 2024 to shelve the dam.",
    "Elections 2024: what to know",
    "No comment was given.",
    "Source of the river found",
    "TARN VALLEY – The council has shelved its plan.",
    "Home fires burn again",
]


def first_match(line: str):  # type: ignore[no-untyped-def]
    for rule in HEADER:
        match = rule.pattern.match(line)
        if match and (facts := rule.facts(match)) is not None:
            return rule.name, facts
    return None


@pytest.mark.parametrize(("name", "line", "facts"), TAKEN)
def test_a_rule_takes_its_lines(name: str, line: str, facts: object) -> None:
    found = first_match(line)
    assert found is not None
    assert found[0] == name
    if isinstance(facts, str):
        (stamp,) = found[1].values()
        assert stamp.value == facts
    else:
        assert found[1] == facts


@pytest.mark.parametrize("line", LEFT)
def test_words_of_the_story_are_left(line: str) -> None:
    assert first_match(line) is None


def test_every_rule_has_a_line_here_and_a_reason() -> None:
    assert {rule.name for rule in HEADER} == {name for name, _, _ in TAKEN}
    assert all(len(rule.reason) > 10 for rule in (*HEADER, *FOOTER, BARE_COUNT))


@pytest.mark.parametrize(
    "line",
    [
        "TEHRAN – The spokesperson said",
        "TEHRAN — The spokesperson said",
        "CAIRO – 26 July 2022: Officials met",
        "TARN VALLEY: Two women were held",
        "Nairobi, May 6 2022 (IPS) – Growing up",
        "PORT CALLOW, Tarn (TNA) -- Ferry crews",
        "Ulaanbaatar /TNA/ – The president",
    ],
)
def test_datelines_in_their_combinations(line: str) -> None:
    assert DATELINE.match(line)


@pytest.mark.parametrize("line", ["Dam plan shelved", "Port Callow - a town that waits", "Energy: what now"])
def test_headlines_are_no_datelines(line: str) -> None:
    assert not DATELINE.match(line)


@pytest.mark.parametrize(
    "line", ["Comment", "Commentnone", "Your name *", "Related stories: Ferry", "© 2024 The Tarn Herald"]
)
def test_the_foot_of_a_page_is_no_story(line: str) -> None:
    assert any(rule.pattern.match(line) for rule in FOOTER)


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped in May, police said.",
        "Copyright holders sued the town.",
        "More from the council is expected on Friday.",
        "Comments by the governor drew anger.",
        "Save the river, they sang.",
    ],
)
def test_a_last_paragraph_is_no_foot(line: str) -> None:
    assert not any(rule.pattern.match(line) for rule in FOOTER)
