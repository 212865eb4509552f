"""Who is who across stories: what the machine takes for one, what people judge, and that neither undoes the other."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.errors import NotFound
from onrecord.keep import StoreName, View, Writer
from onrecord.model import Actor, Judgement, MadeBy, Page, Record, Role, Statement, Story
from onrecord.model.story import story_id


def a_record(
    name: str,
    text: str,
    key: str | None = "",
    role: Role | None = None,
    kind: str = "person",
    outlet: str | None = "The Tarn Herald",
) -> Record:
    """A story in which somebody of that name, and two officials, say something."""
    text = f"{name} said {text}. Two officials said no."
    at = len(f"{name} said {text}") - len(text)
    two = text.index("Two")
    key = f"{kind}:{name.casefold()}" if key == "" else key
    roles = (role,) if role else ()
    actors = (
        Actor("a1", name, kind, (name,), roles, ((0, len(name)),), key=key),  # type: ignore[arg-type]
        Actor("a2", "Two officials", "unnamed", ("Two officials",), (), ((two, two + 13),), named=False),
    )
    statements = (
        Statement("s1", "indirect", ((0, len(name)),), ((len(name) + 1, len(name) + 5),), ((at, at + 2),), "a1"),
        Statement("s2", "indirect", ((two, two + 13),), ((two + 14, two + 18),), ((two + 19, two + 21),), "a2"),
    )
    return Record(Story(story_id(text), text, outlet=outlet), statements, MadeBy("1", "w1"), {}, actors)


@pytest.fixture
def store(empty: StoreName) -> StoreName:
    return empty


@pytest.fixture
def writer(store: StoreName) -> Iterator[Writer]:
    with Writer(store) as opened:
        yield opened


def keep(writer: Writer, *records: Record) -> None:
    for record in records:
        content = record.story.text.encode()
        writer.keep(Page(None, content, content, "text/plain"), record)


def listed(store: StoreName, everybody: bool = False) -> list[tuple[str, int, int]]:
    with View(store) as view:
        return [(k.name, k.statements, k.stories) for k in view.actors(everybody=everybody)]


VARGA_1 = a_record("Lena Varga", "it rains")
VARGA_2 = a_record("Lena Varga", "it snows")
SHORT = a_record("L. Varga", "it pours", key=None)


def test_one_full_name_is_one_actor_and_an_initial_is_another(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, VARGA_2, SHORT)
    assert listed(store) == [("Lena Varga", 2, 2), ("L. Varga", 1, 1)]


def test_unnamed_sources_are_never_one_across_stories(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, VARGA_2)
    assert listed(store, everybody=True) == [("Lena Varga", 2, 2), ("Two officials", 1, 1), ("Two officials", 1, 1)]


@pytest.mark.parametrize(
    ("one", "other", "stories"),
    [
        (Role("the minister", (0, 3), "politics"), Role("a striker", (0, 3), "sport"), [1, 1]),
        (Role("the minister", (0, 3), "politics"), Role("a senator", (0, 3), "politics"), [2]),
        (Role("minister", (0, 3), None, ("Egypt",)), Role("minister", (0, 3), None, ("Chile",)), [1, 1]),
        (Role("the minister", (0, 3), "politics"), None, [2]),
    ],
)
def test_roles_that_contradict_keep_two_of_one_name_apart(
    store: StoreName, writer: Writer, one: Role, other: Role | None, stories: list[int]
) -> None:
    keep(writer, a_record("Lena Varga", "it rains", role=one), a_record("Lena Varga", "it snows", role=other))
    assert [count for _, _, count in listed(store)] == stories


def test_a_name_alone_makes_no_one_of_two_people(store: StoreName, writer: Writer) -> None:
    """Another outlet, no word of a role and nobody around them in common: a person may say that they are one."""
    keep(writer, VARGA_1, a_record("Lena Varga", "it hails", outlet="Callow Post"))
    assert [stories for _, _, stories in listed(store)] == [1, 1]
    with View(store) as view:
        (proposal,) = view.proposals()
    assert proposal.why == "one name, but nothing else says that it is one person"


def test_two_towns_of_one_name_are_apart_and_a_country_is_one(store: StoreName, writer: Writer) -> None:
    town = (a_record("Santa Tarn", f"it {w}", kind="place", outlet=w) for w in ("rains", "snows"))
    keep(writer, *town)
    country = [a_record("Egypt", f"it {w}", kind="place", outlet=w) for w in ("hails", "pours")]
    keep(writer, *(replace(r, actors=tuple(replace(a, country="Egypt") for a in r.actors)) for r in country))
    assert sorted(listed(store)) == [("Egypt", 2, 2), ("Santa Tarn", 1, 1), ("Santa Tarn", 1, 1)]


def test_a_word_of_their_roles_makes_one_of_two_of_one_name(store: StoreName, writer: Writer) -> None:
    role = Role("the governor", (0, 3), "politics")
    keep(writer, *(a_record("Lena Varga", f"it {w}", role=role, outlet=w) for w in ("rains", "snows")))
    assert [stories for _, _, stories in listed(store)] == [2]


def test_a_merge_holds_through_another_reading_and_can_be_undone(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, SHORT)
    with View(store) as view:
        one, other = view.actor("L. Varga"), view.actor("Lena Varga")
    number = writer.judge(Judgement("merge", "ode", one.identity, other.identity))
    assert listed(store) == [("Lena Varga", 2, 2)]
    keep(writer, *(replace(record, made_by=MadeBy("1", "w2")) for record in (VARGA_1, SHORT)), VARGA_2)
    assert listed(store) == [("Lena Varga", 3, 3)]
    writer.judge(Judgement("undo", "ode", undoes=number))
    assert listed(store) == [("Lena Varga", 2, 2), ("L. Varga", 1, 1)]
    with View(store) as view:
        assert [(j.kind, j.who, j.undone) for j in view.judgements()] == [
            ("merge", "ode", True),
            ("undo", "ode", False),
        ]


def test_a_split_takes_some_stories_away(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, VARGA_2)
    stories = (VARGA_2.story.id,)
    writer.judge(Judgement("split", "ode", "person:lena varga", name="Lena Varga (poet)", stories=stories))
    assert sorted(listed(store)) == [("Lena Varga", 1, 1), ("Lena Varga (poet)", 1, 1)]
    with View(store) as view:
        said = list(view.said(view.actor("Lena Varga (poet)").identity))
    assert [record.story.id for record, _ in said] == [VARGA_2.story.id]


def test_a_name_that_is_added_is_found_and_gathers_those_called_so(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, a_record("Madame Dam", "it floods"))
    writer.judge(Judgement("names", "ode", "person:lena varga", names=("Madame Dam", "LV"), wikidata="Q0"))
    assert listed(store) == [("Lena Varga", 2, 2)]
    with View(store) as view:
        known = view.actor("LV")
    assert (known.name, known.wikidata) == ("Lena Varga", "Q0")


def test_a_new_name_is_shown_and_the_old_one_still_finds_it(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1)
    writer.judge(Judgement("rename", "ode", "person:lena varga", name="Léna Varga"))
    with View(store) as view:
        assert view.actor("lena varga").name == view.actor("Léna Varga").name == "Léna Varga"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_said_of_an_actor_outlives_what_was_said_of_one_merged_into_it(
    store: StoreName, writer: Writer, order: tuple[int, int]
) -> None:
    keep(writer, VARGA_1, a_record("Ode Marn", "no"))
    said = (
        Judgement("rename", "ode", "person:lena varga", name="Léna Varga"),
        Judgement("names", "ode", "person:ode marn", name="O. Marn", names=("The Owl",), wikidata="Q0"),
    )
    for number in order:
        writer.judge(said[number])
    writer.judge(Judgement("merge", "ode", "person:ode marn", "person:lena varga"))
    with View(store) as view:
        known = view.actor("The Owl")
    assert (known.name, known.wikidata, known.stories) == ("Léna Varga", "Q0", 2)


def test_merges_in_a_circle_end(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, a_record("Ode Marn", "no"), a_record("Ilse Tarn", "no"))
    ids = [f"person:{name}" for name in ("lena varga", "ode marn", "ilse tarn")]
    writer.judge(Judgement("merge", "ode", ids[0], ids[1]))
    writer.judge(Judgement("merge", "ode", ids[1], ids[2]))
    with pytest.raises(NotFound):
        writer.judge(Judgement("merge", "ode", ids[2], ids[0]))
    assert [stories for _, _, stories in listed(store)] == [3]


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement("merge", "ode", "person:nobody", "person:lena varga"),
        Judgement("undo", "ode", undoes=7),
        Judgement("split", "ode", "person:lena varga", stories=("no such story",)),
    ],
)
def test_a_judgement_of_what_is_not_there_is_refused_and_leaves_nothing(
    store: StoreName, writer: Writer, judgement: Judgement
) -> None:
    keep(writer, VARGA_1)
    with pytest.raises(NotFound):
        writer.judge(judgement)
    with View(store) as view:
        assert view.judgements() == []


def test_names_that_are_alike_are_proposed_until_they_are_said_to_be_apart(store: StoreName, writer: Writer) -> None:
    keep(writer, VARGA_1, SHORT)
    with View(store) as view:
        (proposal,) = view.proposals()
    assert proposal.why == "an initial and the surname"
    writer.judge(Judgement("apart", "ode", proposal.one.identity, proposal.other.identity))
    with View(store) as view:
        assert view.proposals() == []


def test_several_of_one_name_are_told_apart_by_their_ids(store: StoreName, writer: Writer) -> None:
    keep(writer, a_record("Varga", "no", key=None), a_record("Varga", "yes", key=None))
    with View(store) as view, pytest.raises(NotFound, match="several actors go by 'Varga': Varga \\(person:varga@"):
        view.actor("Varga")


def test_what_a_group_says_each_of_it_says(store: StoreName, writer: Writer) -> None:
    text = "Marn Oy and Varga Oy said no."
    actors = (
        Actor("a1", "Marn Oy", "organisation", ("Marn Oy",), (), ((0, 7),), key="organisation:marn oy"),
        Actor(
            "a2",
            "Marn Oy and Varga Oy",
            "group",
            ("Marn Oy and Varga Oy",),
            (),
            ((0, 20),),
            members=("a1", "a3"),
            named=False,
        ),
        Actor("a3", "Varga Oy", "organisation", ("Varga Oy",), (), ((12, 20),), key="organisation:varga oy"),
    )
    statement = Statement("s1", "indirect", ((0, 20),), ((21, 25),), ((26, 28),), "a2")
    keep(writer, Record(Story(story_id(text), text), (statement,), MadeBy("1", "w"), {}, actors))
    assert sorted(listed(store)) == [("Marn Oy", 1, 1), ("Varga Oy", 1, 1)]
