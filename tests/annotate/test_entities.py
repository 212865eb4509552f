"""Names of one story that name the same, as text: each line of a case is one entity."""

import re

import pytest

from onrecord.annotate.entities import Entity, best_name, entities_of
from onrecord.annotate.roles import note_roles, note_sexes
from onrecord.model import Name

TAGS = {"p": "person", "o": "organisation", "l": "place", "n": "people", "f": "facility"}


def entities_in(marked: str) -> tuple[str, list[Entity]]:
    """The entities of a text whose names are marked `<p>Lena Varga</p>`."""
    text, names = "", []
    for before, tag, words in re.findall(r"([^<]*)(?:<(\w)>([^<]*)</\w>)?", marked):
        text += before
        if tag:
            names.append(Name((len(text), len(text) + len(words)), TAGS[tag]))  # type: ignore[arg-type]
        text += words
    entities = entities_of(text, names)
    note_roles(text, entities)
    note_sexes(text, entities)
    return text, entities


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("<p>Lena Varga</p> spoke. <p>Varga</p> left.", ["Lena Varga / Varga"]),
        ("<p>VARGA</p> WINS\n\n<p>Lena Varga</p> has won.", ["VARGA / Lena Varga"]),
        ("<p>Lena Varga</p> met <p>Ode Varga</p>. <p>Lena</p> spoke.", ["Lena Varga / Lena", "Ode Varga"]),
        ("<p>Lena Varga</p> and her son <p>Ode Marn</p>. Mr <p>Marn</p> left.", ["Lena Varga", "Ode Marn / Marn"]),
        ("Ms <p>Varga</p> met Mr <p>Varga</p>.", ["Varga", "Varga"]),
        ("<p>Ode al-Marni</p> said. <p>al-Marni</p> left. <p>Marni</p> came.", ["Ode al-Marni / al-Marni / Marni"]),
        ("<p>Ode B. Marn</p> said. <p>Ode Marn</p> left.", ["Ode B. Marn / Ode Marn"]),
        ("<p>Ode Marnitz</p> said. <p>Manitz</p> left.", ["Ode Marnitz / Manitz"]),
        ("the <o>Tarn Water Board</o> (<o>TWB</o>) said. <o>TWB</o> left.", ["Tarn Water Board / TWB"]),
        ("<o>Tarn Water Board</o> said. The <o>TWB</o> left.", ["Tarn Water Board / TWB"]),
        ("<o>Orlen Times</o> (<o>EFE</o>) wrote.", ["Orlen Times", "EFE"]),
        ("<o>United Tarn Home Office</o> and the <o>Home Office</o>.", ["United Tarn Home Office / Home Office"]),
        ("<o>Orlen Motors</o> and <o>Orlen</o>.", ["Orlen Motors / Orlen"]),
        ("<o>Government of Peru</o> and the <o>Peruvian Government</o>.", ["Government of Peru / Peruvian Government"]),
        ("<o>Bank of Peru</o> and a <o>Peruvian Bank</o>.", ["Bank of Peru", "Peruvian Bank"]),
        ("<l>US</l> and <l>United States</l> and <l>UK</l>.", ["United States / US", "UK"]),
        ("a <n>Tarnian</n> and two <n>Tarnians</n>.", ["Tarnian / Tarnians"]),
        ("<p>Ode Marn</p> won. <l>Marn</l> said. <p>Marn</p> left.", ["Ode Marn / Marn"]),
    ],
)
def test_names_that_name_the_same_are_one(marked: str, names: list[str]) -> None:
    _, entities = entities_in(marked)
    assert [set(" / ".join(e.names).split(" / ")) for e in entities] == [set(line.split(" / ")) for line in names]


def test_the_fullest_name_is_shown() -> None:
    _, (varga, board) = entities_in(
        "<p>Varga</p>: Prime Minister <p>Lena Varga</p>, <o>TWB</o>, <o>Tarn Water Board</o>."
    )
    assert best_name(varga) == "Lena Varga"
    assert best_name(board) == "Tarn Water Board"


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        ("Prime Minister <p>Lena Varga</p> said so.", ["Prime Minister"]),
        ("<o>Tarn</o>'s former deputy mayor <p>Lena Varga</p> said so.", ["Tarn's former deputy mayor"]),
        (
            "<p>Ode Marn</p>, the secretary general of the miners' union, said so.",
            ["the secretary general of the miners' union"],
        ),
        ("<p>Ode Marn</p>, 45, a fisherman from Tarn, said so.", ["a fisherman from Tarn"]),
        ("<p>Ode Marn</p>, who is a lawyer, said so.", ["who is a lawyer"]),
        ("The head of the miners' union, <p>Ode Marn</p>, said so.", ["The head of the miners' union"]),
        ("<p>Ode Marn</p>, speaking in Tarn, said so.", []),
        ("<p>Ode Marn</p> walked, and the mayor of Tarn said so.", []),
        ("They met <p>Ode Marn</p> and the mayor.", []),
    ],
)
def test_roles_are_the_words_of_the_story(marked: str, roles: list[str]) -> None:
    text, entities = entities_in(marked)
    (person,) = (e for e in entities if e.kind == "person")
    assert [role.text for role in person.roles] == roles
    assert [text[slice(*role.span)] for role in person.roles] == roles


def test_a_role_tells_its_field_and_country() -> None:
    _, (varga,) = entities_in("<p>Lena Varga</p>, Egypt's foreign minister, said so.")
    (role,) = varga.roles
    assert (role.field, role.places) == ("politics", ("Egypt",))


@pytest.mark.parametrize(
    ("marked", "sex"),
    [
        ("Ms <p>Varga</p> left.", "woman"),
        ("Spokesman <p>Ode Marn</p> left.", "man"),
        ("<p>Lena Varga</p> said that she would go.", "woman"),
        ("<p>Lena Varga</p> met <p>Ode Marn</p>, and he left.", None),
        ("<p>Lena Varga</p> left.", None),
    ],
)
def test_titles_roles_and_pronouns_tell_a_persons_sex(marked: str, sex: str | None) -> None:
    _, entities = entities_in(marked)
    assert entities[0].sex == sex
