"""How a source refers: each case a phrase whose names are marked."""

import pytest

from onrecord.annotate.entities import best_name
from onrecord.annotate.references import read_reference
from tests.annotate.test_entities import entities_in


def reference_to(marked: str):  # type: ignore[no-untyped-def]
    text, entities = entities_in(marked)
    names = {mention[0]: (mention, entity) for entity in entities for mention in entity.mentions}
    return text, read_reference(text, (0, len(text)), names)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<p>Lena Varga</p>", "Lena Varga"),
        ("Mr <p>Marn</p>", "Marn"),
        ("<n>Tarnian</n> Interior Minister <p>Lena Varga</p>", "Lena Varga"),
        ("<p>Lena Varga</p>, <l>Tarn</l>'s minister of water", "Lena Varga"),
        ("<l>Tarn</l>'s minister of water, <p>Lena Varga</p>", "Lena Varga"),
        ("The head of the <o>Miners' League</o> <p>Lena Varga</p>", "Lena Varga"),
        ("spokeswoman for the ministry <p>Lena Varga</p>", "Lena Varga"),
        ("<p>Lena Varga</p> of the <o>Tarn Herald</o>", "Lena Varga"),
        ("<p>Lena Varga</p> herself", "Lena Varga"),
        ("the <o>Tarn Water Board</o>", "Tarn Water Board"),
        ("the newspaper <o>Tarn Herald</o>", "Tarn Herald"),
        ("<l>Tarn</l>", "Tarn"),
        ("the <n>Tarnians</n>", "Tarnians"),
    ],
)
def test_the_one_that_is_named(marked: str, name: str) -> None:
    _, reference = reference_to(marked)
    assert reference.way == "name"
    assert best_name(reference.entity) == name


@pytest.mark.parametrize(
    ("marked", "noun", "several", "definite"),
    [
        ("<p>Marn</p>'s government", "government", False, True),
        ("the government of <p>Ode Marn</p>", "government", False, True),
        ("the nephew of the author <p>Lena Varga</p>", "nephew", False, True),
        ("two officials", "official", True, False),
        ("Farmers along the lower <l>Tarn</l>", "farmer", True, False),
        ("The report, seen by the <o>Tarn Herald</o>", "report", False, True),
        ("rebels loyal to <p>Ode Marn</p>", "rebel", True, False),
        ("<l>Tarn</l> government officials", "official", True, False),
        ("regional experts", "expert", True, False),
        ("police in <l>Tarn</l>", "police", True, False),
        ("<p>Marn</p> supporters", "supporter", True, False),
        ("a spokesman for the board", "spokesman", False, False),
        ("the <n>Tarnian</n> president", "president", False, True),
        ("The website", "website", False, True),
        ("his ministry", "ministry", False, True),
    ],
)
def test_those_that_are_described(marked: str, noun: str, several: bool, definite: bool) -> None:
    _, reference = reference_to(marked)
    assert reference.way == "description"
    assert (reference.noun, reference.several, reference.definite) == (noun, several, definite)


@pytest.mark.parametrize(
    ("marked", "owner"),
    [
        ("<p>Marn</p>'s statements", "Marn"),
        ("the <o>Home Office</o> letter", "Home Office"),
        ("a letter from the <o>Home Office</o>", "the Home Office"),
        ("A part of a statement released by <l>Tarn</l>", "Tarn"),
        ("the minister's remarks", "the minister"),
        ("the statement", None),
    ],
)
def test_whose_words_they_are(marked: str, owner: str | None) -> None:
    text, reference = reference_to(marked)
    assert reference.utterance
    assert (reference.owner and text[slice(*reference.owner)]) == owner


def test_those_who_speak_together() -> None:
    text, reference = reference_to("<p>Ode Marn</p>, <p>Lena Varga</p> and he")
    assert reference.way == "joint"
    assert [text[slice(*part)] for part in reference.parts] == ["Ode Marn", "Lena Varga", "he"]


@pytest.mark.parametrize(
    ("words", "way", "pronoun"),
    [
        ("He", "third", "man"),
        ("she", "third", "woman"),
        ("it", "third", "thing"),
        ("They", "third", "many"),
        ("I", "first", "speaker"),
        ("we", "first", "speaker"),
        ("who", "relative", ""),
    ],
)
def test_pronouns(words: str, way: str, pronoun: str) -> None:
    _, reference = reference_to(words)
    assert (reference.way, reference.pronoun) == (way, pronoun)


@pytest.mark.parametrize("words", ["", " ", "…", '"', "7", "'s", "and and and", ", ,"])
def test_no_words_break_it(words: str) -> None:
    assert reference_to(words)[1].entity is None
