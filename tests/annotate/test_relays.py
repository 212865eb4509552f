"""Through whom a statement came, on sentences whose statements are marked: the rules alone, without the encoder."""

import pytest

from onrecord.annotate import story_to_record
from onrecord.annotate.relays import relay_of, relays_of
from onrecord.encode import Encoder
from onrecord.model import Statement
from onrecord.read import text_to_story
from onrecord.testing import unmark

SENTENCES = [
    "<source>Officials</source> <cue>told</cue> <relay>the BBC</relay> <content>that the bridge was shut</content>.",
    "In a case posted on <relay>social media platform WeChat</relay>, <source>a woman</source> <cue>said</cue> <content>she had no bed</content>.",
    "<source>Officials</source> <cue>told</cue> <relay>the BBC and Sky News</relay> <content>that the bridge was shut</content>.",
    "<source>Officials</source> <cue>told</cue> <relay>the BBC</relay> and the council <content>that the bridge was shut</content>.",
    "<source>Managers</source> <cue>told</cue> <relay>Radio Callow</relay> <content>that the bridge was shut</content>.",
    "<source>Officials</source> <cue>told</cue> <relay>Khaleej Times</relay> <content>the bridge was shut</content>.",
    "<content>“No,”</content> <source>Li</source> <cue>was quoted as saying</cue> by <relay>the official Xinhua news agency</relay>.",
    "<source>The owners</source> <cue>were quoted</cue> on Tuesday in <relay>Tarn newspapers</relay>, as saying <content>it was safe</content>.",
    "<content>“No,”</content> <source>Shree</source> <cue>said in a speech</cue> quoted by <relay>the Press Trust of India</relay>.",
    "<source>The agency</source> <cue>said</cue> in a statement reported by <relay>the semi-official ILNA news agency</relay> <content>that all was well</content>.",
    "<source>Barrat</source> <cue>said</cue> in a phone interview Monday with <relay>the JoongAng Ilbo</relay> <content>that he would stay</content>.",
    "Writing on <relay>Twitter</relay>, <source>Kanaani</source> <cue>said</cue> <content>Iran was still a party</content>.",
    "<content>Prices will fall</content>, <source>Mustafa</source> <cue>said</cue>, as reported by <relay>the Jordan News Agency</relay>, Petra.",
    "<source>A leaked letter</source> seen by <relay>Sky News</relay> <cue>says</cue> <content>the plan was dropped</content>.",
    "In a post on his <relay>Twitter</relay> account, <source>Marn</source> <cue>said</cue> <content>that he would go</content>.",
    "<source>He</source> <cue>said</cue> on <relay>TVN's 'Radar' program</relay> <content>that he would go</content>.",
    "<source>He</source> <cue>added</cue> in a statement to <relay>Voice of Tarn radio</relay> <content>that he would go</content>.",
    "<content>“We are ready,”</content> <source>Muttaqi</source> <cue>said</cue> in an interview, according to <relay>the news agency</relay>.",
]

NO_RELAY = [
    "<source>The mayor</source> <cue>told</cue> reporters <content>that the curfew was over</content>.",
    "<source>The mayor</source> <cue>told</cue> Congress <content>that the curfew was over</content>.",
    "<source>The mayor</source> <cue>told</cue> a press conference <content>that the curfew was over</content>.",
    "<source>He</source> <cue>told</cue> the Press Secretary <content>to resign</content>.",
    "<cue>According to</cue> <source>Reuters</source>, <content>the bridge was shut</content>.",
    "<source>He</source> <cue>said</cue> <content>he had told the BBC nothing</content>.",
    "She told the BBC all. <source>He</source> <cue>said</cue> <content>it was nothing</content>.",
    "<source>Chen</source> <cue>said</cue> in a radio interview <content>that the city was broke</content>.",
]


def statement(marked: str) -> tuple[str, Statement, list[str]]:
    text, statements = unmark(marked)
    roles = statements[""]
    made = Statement("s1", "indirect", tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]))
    return text, made, [text[start:end] for start, end in roles["relay"]]


@pytest.mark.parametrize("marked", SENTENCES + NO_RELAY)
def test_the_words_that_name_the_relay(marked: str) -> None:
    text, made, wanted = statement(marked)
    relay = relay_of(text, made)
    assert ([text[relay[0] : relay[1]]] if relay else []) == wanted


def test_a_statement_within_another_has_the_relay_only_where_the_others_content_names_it() -> None:
    text = "Ode told the BBC that Varga had said no."
    outer = Statement("s1", "indirect", ((0, 3),), ((4, 8),), ((17, 39),))
    inner = Statement("s2", "indirect", ((22, 27),), ((28, 36),), ((37, 39),), within="s1")
    assert relays_of(text, [outer, inner]) == [(9, 16), None]


def test_statements_of_the_same_words_share_the_relay() -> None:
    text = "Ode told the BBC it was shut, adding that it would stay shut."
    one = Statement("s1", "indirect", ((0, 3),), ((4, 8),), ((17, 28),))
    two = Statement("s2", "indirect", ((0, 3),), ((30, 36),), ((37, 60),))
    assert relays_of(text, [one, two]) == [(9, 16), (9, 16)]


def test_a_statement_without_a_cue_has_no_relay() -> None:
    assert relay_of("No.", Statement("s1", "direct", (), (), ((0, 2),))) is None


def test_a_relay_is_an_actor_by_whatever_words_it_is_named(encoder: Encoder) -> None:
    text = "Ode Marn told the BBC that the dam would leak. Lena Varga told BBC that it would hold."
    record = story_to_record(text_to_story(text, language="en"), encoder)
    (bbc,) = (actor for actor in record.actors if actor.name == "BBC")
    assert bbc.kind == "organisation"
    assert [(s.relayed_by, [text[slice(*r)] for r in s.relay]) for s in record.statements] == [
        (bbc.id, ["the BBC"]),
        (bbc.id, ["BBC"]),
    ]


def test_outlets_named_together_relay_as_a_group_of_both(encoder: Encoder) -> None:
    text = "A national poll released Sunday by The Tarn Post and Vane News shows that voters favour the dam."
    record = story_to_record(text_to_story(text, language="en"), encoder)
    by_id = {actor.id: actor for actor in record.actors}
    group = by_id[record.statements[0].relayed_by or ""]
    assert [by_id[member].name for member in group.members] == ["Tarn Post", "Vane News"]
