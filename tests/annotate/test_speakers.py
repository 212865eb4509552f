"""Who speaks: stories of a few sentences, each with its sources and whom they mean."""

from pathlib import Path

import pytest

from onrecord.annotate import story_to_record
from onrecord.annotate.entities import Entity
from onrecord.annotate.mentions import Mentions
from onrecord.encode import Encoder
from onrecord.model import Record, chain_of
from onrecord.read import load_file, page_to_story, text_to_story


def record_of(text: str, encoder: Encoder) -> Record:
    return story_to_record(text_to_story(text, language="en"), encoder)


def speakers(text: str, encoder: Encoder) -> list[tuple[str, str | None]]:
    """The words of each source with the name of its speaker, in text order; null where nobody is named."""
    record = record_of(text, encoder)
    names = {actor.id: actor.name for actor in record.actors}
    return [(" ".join(text[slice(*span)] for span in s.source), names.get(s.speaker or "")) for s in record.statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Lena Varga said the dam would hold. She added that nobody had to leave. Varga warned that rain would come.",
            [("Lena Varga", "Lena Varga"), ("She", "Lena Varga"), ("Varga", "Lena Varga")],
        ),
        (
            "Prime Minister Lena Varga's government said it would build the dam.",
            [("Prime Minister Lena Varga's government", "Prime Minister Lena Varga's government")],
        ),
        (
            "The Tarn Rivers League (TRL) said the dam was unsafe. TRL added that it would sue.",
            [("The Tarn Rivers League (TRL)", "Tarn Rivers League"), ("TRL", "Tarn Rivers League")],
        ),
        (
            "The Brahat Bengala Mahagara Palik (BBMP) said the dam was unsafe.",
            [("The Brahat Bengala Mahagara Palik (BBMP)", "Brahat Bengala Mahagara Palik")],
        ),
        (
            "The Swedish minister, Lena Varga, said all would be well. The Finnish minister said that nothing would be.",
            [("The Swedish minister, Lena Varga", "Lena Varga"), ("The Finnish minister", "The Finnish minister")],
        ),
        (
            "The Swedish brochure said that all would be well. The Finnish online brochure said that nothing would be.",
            [
                ("The Swedish brochure", "The Swedish brochure"),
                ("The Finnish online brochure", "The Finnish online brochure"),
            ],
        ),
        (
            "Bo Ode said it was late. The dams commissioner declined to comment. Ode wrote to Mia Krag, the dams "
            "commissioner, on Friday.",
            [("Bo Ode", "Bo Ode"), ("The dams commissioner", "Mia Krag")],
        ),
        (
            "Lena Varga and her mother said they would go.",
            [("Lena Varga and her mother", "Lena Varga and her mother")],
        ),
        (
            "Minister of state for labour and employment Lena Varga said the dam was unsafe.",
            [("Minister of state for labour and employment Lena Varga", "Lena Varga")],
        ),
        (
            "The league welcomed Bo Ode’s promise that the dam would be mended.",
            [("The league", "The league"), ("Bo Ode’s", "Bo Ode")],
        ),
        (
            "Nobody was hurt, the Kurdish health minister said. Iraqi Foreign Minister Bo Ode said it would rain.",
            [("the Kurdish health minister", "the Kurdish health minister")],
        ),
        (
            "Nobody was hurt, according to the Marn health minister. Tarn Foreign Minister Bo Ode warned of rain.",
            [("Tarn Foreign Minister Bo Ode", "Bo Ode")],
        ),
        (
            "The President of the Republic Pedro Marn said the dam was unsafe. “It leaks,” he said.",
            [("The President of the Republic Pedro Marn", "Pedro Marn"), ("he", "Pedro Marn")],
        ),
        (
            "The Tarn Herald reported that the dam leaks. The newspaper said that officials had known.",
            [("The Tarn Herald", "Tarn Herald"), ("The newspaper", "Tarn Herald")],
        ),
        (
            "Two officials said the dam would leak. Regional experts believe that it will not.",
            [("Two officials", "Two officials"), ("Regional experts", "Regional experts")],
        ),
        (
            "Ode Marn, the secretary general of the Miners' League, said the strike would go on.\n\n"
            "“We will not give in,” he said.",
            [
                ("Ode Marn, the secretary general of the Miners' League", "Ode Marn"),
                ("he", "Ode Marn"),
            ],
        ),
        (
            "Ode Marn told the council that the bridge was closed. He said it would open in May.\n\n"
            "Lena Varga said she had not been asked.",
            [("Ode Marn", "Ode Marn"), ("He", "Ode Marn"), ("Lena Varga", "Lena Varga")],
        ),
        (
            "The Tarn League's lawyers, who say the fine is unjust, will appeal. Mayor Lena Varga, who said the dam was "
            "safe, left. She praised the engineers who believe it will hold.",
            [("who", "The Tarn League's lawyers"), ("who", "Lena Varga"), ("who", "the engineers")],
        ),
        (
            "According to a report by the Government of Peru, the mill could run for years. The Peruvian government urged "
            "the town to wait.",
            [("The Peruvian government", "Government of Peru")],
        ),
        (
            "He met the health minister of Peru, who said that rain was coming.",
            [("who", "the health minister of Peru")],
        ),
        (
            "He met Lena Varga of Tarn Capital, who said that prices would fall.",
            [("who", "Lena Varga")],
        ),
        (
            "Rower Maro Ode believes that the races make strong teams.\n\nThe 27-year-old star said that he would row.",
            [("Rower Maro Ode", "Maro Ode"), ("The 27-year-old star", "Maro Ode")],
        ),
        (
            "A part of a statement released by the Water Ministry said the valley was safe.",
            [("A part of a statement released by the Water Ministry", "Water Ministry")],
        ),
    ],
)
def test_sources_and_whom_they_mean(text: str, wanted: list[tuple[str, str]], encoder: Encoder) -> None:
    found = speakers(text, encoder)
    assert [pair for pair in found if pair in wanted] == wanted


def test_who_is_the_longest_of_those_who_end_before_it() -> None:
    people = Entity("people", ["Marnish"], [(15, 22)])
    minister = Entity("unnamed", ["the Marnish minister"], [(11, 31)])
    assert Mentions([people, minister]).last_before(33) == ((11, 31), minister)


def test_a_capital_speaks_as_itself_and_for_its_state(encoder: Encoder) -> None:
    record = record_of("Washington said that it would not send the money.", encoder)
    (washington,) = (actor for actor in record.actors if actor.id == record.statements[0].speaker)
    assert (washington.name, washington.kind, washington.speaks_for) == ("Washington", "place", "United States")


@pytest.mark.parametrize(
    "text", ["Mr. Washington said it would rain.", "Ann Washington sang. Washington said it would rain."]
)
def test_a_person_may_be_called_as_a_capital_is(text: str, encoder: Encoder) -> None:
    assert [actor.kind for actor in record_of(text, encoder).actors] == ["person"]


def test_those_who_speak_together_are_a_group_of_both(encoder: Encoder) -> None:
    record = record_of("Iran and Iraq said on Monday that the talks would go on.", encoder)
    by_id = {actor.id: actor for actor in record.actors}
    group = by_id[record.statements[0].speaker or ""]
    assert group.kind == "group"
    assert [by_id[member].name for member in group.members] == ["Iran", "Iraq"]


def test_where_two_are_about_as_likely_nobody_is_named(encoder: Encoder) -> None:
    text = "The seat went from Ode Marn to Jon Brand. After the count, he said that the town had chosen well."
    record = record_of(text, encoder)
    (statement,) = (s for s in record.statements if [text[slice(*span)] for span in s.source] == ["he"])
    assert statement.speaker is None
    assert len(statement.candidates) >= 2


def test_a_headline_in_capitals_has_the_names_of_the_story(encoder: Encoder) -> None:
    text = "VARGA SAYS DAM IS SAFE\n\nThe governor, Lena Varga, said the dam at Tarn was safe."
    record = record_of(text, encoder)
    (varga,) = (actor for actor in record.actors if actor.kind == "person")
    assert (varga.name, varga.mentions[0]) == ("Lena Varga", (0, 5))
    assert [role.text for role in varga.roles] == ["The governor"]


def test_every_mention_of_an_actor_says_one_of_its_names_or_is_the_source_of_what_it_says(encoder: Encoder) -> None:
    text = "Lena Varga said no. She said it twice. The Tarn Rivers League (TRL) said yes."
    record = record_of(text, encoder)
    assert [actor.name for actor in record.actors] == ["Lena Varga", "Tarn Rivers League"]
    for actor in record.actors:
        sources = {span for s in record.statements if s.speaker == actor.id for span in s.source}
        for span in actor.mentions:
            assert span in sources or text[slice(*span)] in actor.names


def test_no_names_and_no_words_break_it(encoder: Encoder) -> None:
    for text in ("", "7", "said said said", "He said he said she said they said.", "“" * 50, "A. B. C. D. said: I."):
        assert record_of(text, encoder).story.text == text


def test_the_real_clipping_has_its_actors(data: Path, encoder: Encoder) -> None:
    record = story_to_record(page_to_story(load_file(data / "clippings" / "islamtimes-1123507.txt")), encoder)
    story, actors = record.story, {actor.id: actor for actor in record.actors}
    said = {
        (" ".join(story.words(span) for span in s.source), actors[s.speaker].name if s.speaker else None)
        for s in record.statements
    }
    assert {
        ("Iraq", "Iraq"),
        ("Baghdad", "Baghdad"),
        ("Aljazeera", "Aljazeera"),
        ("Washington", "Washington"),
        ("the Pentagon", "Pentagon"),
        ("Resistance groups", "Resistance groups"),
        ("They", "Resistance groups"),
        ("he", "Qais Khazali"),
        ("Politico", "Politico"),
        ("The website", "Politico"),
        ("US government officials", "US government officials"),
        ("Regional experts", "Regional experts"),
        ("Prime Minister Mohammed Shia al-Sudani's government",) * 2,
    } <= said
    by_name = {actor.name: actor for actor in record.actors}
    assert [role.text for role in by_name["Qais Khazali"].roles] == ["the secretary general of Iraq's Asaib Ahl-Haq"]
    assert by_name["Washington"].speaks_for == "United States"
    washington = next(s for s in record.statements if s.speaker == by_name["Washington"].id)
    assert [link.name for link in chain_of(record, washington)][:2] == ["Washington", "Aljazeera"]
    moments = {story.words(moment.span): moment for moment in record.moments}
    assert moments["February this year"].timex == "2024-02"
    assert moments["2020"].timex == "2020"
    assert moments["2014"].timex == "2014"
    assert moments["three days"].anchor is not None
    assert moments["three days"].earliest is None
