"""The chain goes from the speaker out to the outlet, whoever stands in between."""

from onrecord.model import Actor, MadeBy, Record, Statement, Story, chain_of

TEXT = "Politico quoted officials, who told the Herald that talks failed. It rained."
OUTER = Statement("s1", "indirect", ((0, 8),), ((9, 15),), ((16, 64),))
INNER = Statement(
    "s2", "indirect", ((16, 25),), ((31, 35),), ((47, 64),), within="s1", relayed_by="a1", relay=((36, 46),)
)
ALONE = Statement("s3", "indirect", (), ((69, 75),), ((66, 68),))
STORY = Story(id="0", text=TEXT, outlet="The Tarn Courier")
RECORD = Record(STORY, (OUTER, INNER, ALONE), MadeBy("0", "0"), {}, (Actor("a1", "Herald", "organisation"),))


def test_relays_and_outer_statements_are_passed_on_the_way_out() -> None:
    links = chain_of(RECORD, INNER)
    assert [(link.part, link.words, link.name, link.statement, link.actor) for link in links] == [
        ("speaker", "officials", "officials", "s2", None),
        ("relay", "the Herald", "Herald", "s2", "a1"),
        ("relay", "Politico", "Politico", "s1", None),
        ("outlet", "The Tarn Courier", "The Tarn Courier", None, None),
    ]
    assert links[1].spans == ((36, 46),)


def test_an_unnamed_speaker_is_a_link_without_words() -> None:
    assert [(link.part, link.words) for link in chain_of(RECORD, ALONE)] == [
        ("speaker", ""),
        ("outlet", "The Tarn Courier"),
    ]


def test_an_outlet_that_the_story_does_not_name_is_left_empty() -> None:
    record = Record(Story(id="0", text=TEXT), (OUTER,), MadeBy("0", "0"), {})
    assert chain_of(record, OUTER)[-1].words == ""
