"""The words that say how sure an outlook is, marked in their sentence, and what they stand for."""

import csv
from pathlib import Path

import pytest

from onrecord.annotate.certainty import SCALES, certainty_of, chance_of
from onrecord.model.outlook import Chance, Scale


@pytest.mark.parametrize(
    ("marked", "certainty"),
    [
        ("The dam will break", "certain"),
        ("The dam is going to break", "certain"),
        ("The dam [won't] break", "impossible"),
        ("The dam [will never] break", "impossible"),
        ("[No engineer will] say so", "impossible"),
        ("It's [impossible] that the dam breaks", "impossible"),
        ("[It's not going to] break", "impossible"),
        ("The dam is [unlikely] to break", "unlikely"),
        ("The dam [is not likely] to break", "unlikely"),
        ("She [doubts] that the dam will break", "unlikely"),
        ("She [doesn't think] the dam will break", "unlikely"),
        ("The dam will [probably] break", "likely"),
        ("The dam is [very likely] to break", "likely"),
        ("The dam [is expected] to break", "likely"),
        ("The dam [might] break", "possible"),
        ("The dam [may not] break", "possible"),
        ("The dam will not only hold", "certain"),
        ("The dam is [about as likely as not] to break", "possible"),
        ("There is an [even chance] that the dam will break", "possible"),
        ("The dam is [exceptionally unlikely] to break", "unlikely"),
        ("[Perhaps] the dam will not break", "possible"),
        ("There is a [70 percent chance] the dam will break", "likely"),
        ("The dam has a [one-in-three chance] of breaking", "possible"),
        ("The [odds of a break are 10%], but the dam may hold", "unlikely"),
        ("It is [fifty-fifty] that the dam will break", "possible"),
        ("The dam is [100% certain] to break", "certain"),
        ("The dam will lose 30 percent of its water", "certain"),
    ],
)
def test_the_words_that_carry_it(marked: str, certainty: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    found, span = certainty_of(text, (0, len(text)))
    assert found == certainty
    assert (span is not None) == ("[" in marked)
    if span is not None:
        assert text[slice(*span)] == marked[marked.index("[") + 1 : marked.index("]")]


def test_words_that_lead_to_an_outlook_count_and_those_of_another_clause_do_not() -> None:
    text = "Engineers doubt the dam will hold. The mayor may go, the dam will stay."
    first, second = (text.index(words) for words in ("the dam will hold", "the dam will stay"))
    assert certainty_of(text, (first, first + 17))[0] == "unlikely"
    assert certainty_of(text, (second, second + 17))[0] == "certain"


@pytest.mark.parametrize(
    ("scale", "highest", "lowest"),
    [
        ("survey", "highly likely", "highly unlikely"),
        ("icd203", "very likely", "very unlikely"),
        ("nato", "highly likely", "highly unlikely"),
        ("ipcc", "extremely likely", "extremely unlikely"),
    ],
)
def test_a_scale_puts_its_words_in_order(scale: Scale, highest: str, lowest: str) -> None:
    found = [chance_of(words, scale) for words in (lowest, "unlikely", "likely", highest)]
    medians = [chance.median for chance in found if chance is not None]
    assert len(medians) == len(found)
    assert medians == sorted(set(medians))
    assert chance_of("will", scale) is None


@pytest.mark.parametrize(("scale", "sources"), [("survey", ("CAPphrase", "mauboussin")), ("icd203", ("ICD-203",))])
def test_the_numbers_are_those_of_their_sources(data: Path, scale: Scale, sources: tuple[str, ...]) -> None:
    with (data / "phrase_probabilities.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    bounds = ("q25", "q75") if scale == "survey" else ("p10", "p90")
    told = {
        row["phrase"].removesuffix(" happen"): tuple(float(row[column]) for column in ("median", *bounds))
        for source in reversed(sources)
        for row in rows
        if row["source"] == source
    }
    held = {words: chance_of(words, scale) for words in SCALES[scale]}
    assert {w: (c.median, c.low, c.high) for w, c in held.items() if c} == {w: told[w] for w in held}


@pytest.mark.parametrize(
    ("scale", "ranges"),
    [
        # AJP-2.1, Edition B (2016), annex on communicating probability.
        ("nato", {"highly likely": (90, 100), "likely": (60, 90), "even chance": (40, 60), "unlikely": (10, 40)}),
        ("nato", {"highly unlikely": (0, 10)}),
        # Guidance Note for Lead Authors of the Fifth Assessment Report (2010), table 1 and its note.
        ("ipcc", {"virtually certain": (99, 100), "extremely likely": (95, 100), "very likely": (90, 100)}),
        ("ipcc", {"likely": (66, 100), "more likely than not": (50, 100), "about as likely as not": (33, 66)}),
        ("ipcc", {"unlikely": (0, 33), "very unlikely": (0, 10), "extremely unlikely": (0, 5)}),
        ("ipcc", {"exceptionally unlikely": (0, 1)}),
    ],
)
def test_the_ranges_are_those_of_the_standards(scale: Scale, ranges: dict[str, tuple[float, float]]) -> None:
    for words, (low, high) in ranges.items():
        assert chance_of(words, scale) == Chance(scale, (low + high) / 2, low, high)


def test_small_words_between_change_nothing() -> None:
    assert chance_of("may well", "survey") == chance_of("May", "survey") is not None
