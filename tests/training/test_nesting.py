"""Nesting that is made up keeps every gold span on the words it was on."""

import random

import pytest

from training.nesting import OUTLETS, VERBS, with_nesting

ROLES = ("source", "cue", "content")
LINES = [
    ("The minister", "said", "that the bridge would be closed until spring"),
    ("Varga", "told reporters", "“We will not build on the lower river this year,”"),
    ("He", "wants", "to see the whole report before the vote is taken"),
    ("Oyela", "added", "that the council had known of the crack since May"),
    ("Farmers along the Tarn", "believe", "the dam will come all the same, whatever is said"),
]


def story() -> dict[str, object]:
    text, outermost, sentences = "", [], []
    for source, cue, content in LINES:
        start = len(text)
        spans, at = {}, start
        for role, words in zip(ROLES, (source, cue, content), strict=True):
            spans[role] = [[at, at + len(words)]]
            at += len(words) + 1
        text += f"{source} {cue} {content}.\n\n"
        outermost.append(spans)
        sentences.append([[start, start + len(source), "NNP", "O", 0, "root"], [at - 1, at, ".", "O", 1, "punct"]])
    return {"text": text, "outermost": outermost, "nested": [], "read": [], "sentences": sentences}


def words(made: dict, attribution: dict) -> tuple[str, ...]:  # type: ignore[type-arg]
    return tuple(" ".join(made["text"][a:b] for a, b in attribution[role]) for role in ROLES)


@pytest.mark.parametrize("seed", range(60))
def test_spans_stay_on_their_words(seed: int) -> None:
    made = with_nesting(story(), random.Random(seed))
    known = {" ".join(parts).casefold() for parts in LINES}
    for attribution in made["nested"]:
        source, cue, content = words(made, attribution)
        assert content in {c for _, _, c in LINES}
        assert source.casefold() in {"i", "we"} | {s.casefold() for s, _, _ in LINES}
        assert cue in {q for _, q, _ in LINES} | {"as saying", "want"}
        holders = [r for r in made["read"] if r[0][0] <= attribution["content"][0][0] < r[0][1]]
        assert len(holders) == 1
        assert holders[0] in [a["content"] for a in made["outermost"]]
    others = [words(made, a) for a in made["outermost"] if a["content"] not in made["read"]]
    by_outlets = [parts for parts in others if parts[0].casefold() in {outlet.casefold() for outlet in OUTLETS}]
    passive = [parts for parts in others if " quoted" in parts[1]]
    assert all(source.casefold() in {s.casefold() for s, _, _ in LINES} for source, _, _ in passive)
    rest = [parts for parts in others if parts not in by_outlets and parts not in passive]
    assert all(" ".join(parts).casefold() in known for parts in rest)
    for _, cue, content in by_outlets:
        assert cue in {form for forms in VERBS.values() for form in forms}
        assert content.casefold() in {part.casefold() for line in LINES for part in (line[0], line[2])}
    for (start, end, *_), *_ in made["sentences"]:
        assert made["text"][start:end] in {s for s, _, _ in LINES}


def test_nesting_is_made_often_enough_to_learn_from() -> None:
    made = [with_nesting(story(), random.Random(seed)) for seed in range(90)]
    assert sum(len(m["nested"]) for m in made) > 30
    assert any("as saying" in m["text"] for m in made)
    assert any("citing" in m["text"] or "quoting" in m["text"] for m in made)


def test_a_story_without_sentences_comes_back_as_it_is() -> None:
    plain = {**story(), "sentences": []}
    assert with_nesting(plain, random.Random(1)) is plain


@pytest.mark.parametrize("seed", range(20))
def test_what_is_marked_within_a_content_stays_where_nothing_is_edited(seed: int) -> None:
    whole = story()
    text = str(whole["text"])
    at = text.index("to see the whole report")
    marked = {"source": [], "cue": [[at, at + 6]], "content": [[at + 7, at + 23]]}
    holder = next(a["content"] for a in whole["outermost"] if a["content"][0][0] == at)  # type: ignore[attr-defined]
    made = with_nesting({**whole, "nested": [marked], "read": [holder]}, random.Random(seed))
    kept = [a for a in made["nested"] if words(made, a) == ("", "to see", "the whole report")]
    untouched = [r for r in made["read"] if made["text"][slice(*r[0])] == text[slice(*holder[0])]]
    assert len(kept) == bool(untouched)
