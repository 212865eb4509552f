"""A story's gold and found statements side by side: which match, in which layer, with what form and relay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evaluation.gold import all_layers, marks_nesting, outermost
from evaluation.speakers import b_cubed, right_speaker, way_of
from evaluation.statements import Pair, f1_of, lenient_matches, triples
from onrecord.annotate import LEAST_CONFIDENCE, story_to_record
from onrecord.encode import Encoder
from onrecord.model import Record, Statement, chain_of
from onrecord.model.span import words_of
from onrecord.read import text_to_story


@dataclass(frozen=True, slots=True)
class Judged:
    """One story: gold and found statements of all layers that the gold marks, and the lenient matches between them.

    `outer` has the outermost layer alone, `matches` are of all layers, as indices into gold and found.
    """

    story: dict[str, Any]
    record: Record
    gold: list[dict[str, Any]]
    found: list[Statement]
    outer: Pair
    outer_matches: list[tuple[int, int]]
    matches: list[tuple[int, int]]


def judge(story: dict[str, Any], encoder: Encoder, least_confidence: float = LEAST_CONFIDENCE) -> Judged:
    """Annotate a gold story and compare."""
    text = story["text"]
    record = story_to_record(text_to_story(text, language="en"), encoder, least_confidence)
    outer_found = [s for s in record.statements if s.within is None]
    nesting = marks_nesting(story)
    gold = all_layers(story) if nesting else outermost(story)
    found = list(record.statements) if nesting else outer_found
    whole = Pair(triples(text, gold), triples(text, _as_spans(found)))
    outer = Pair(triples(text, outermost(story)), triples(text, _as_spans(outer_found)))
    return Judged(story, record, gold, found, outer, lenient_matches(outer), lenient_matches(whole))


def _as_spans(statements: list[Statement]) -> list[dict[str, Any]]:
    return [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]


def lenient_outermost(stories: list[Judged]) -> float:
    """Lenient F1 of the outermost statements alone."""
    shared = sum(len(s.outer_matches) for s in stories)
    found, gold = sum(len(s.outer.found) for s in stories), sum(len(s.outer.gold) for s in stories)
    return f1_of(shared, found, gold)


def lenient(stories: list[Judged]) -> float:
    """Lenient F1 of the statements of all layers."""
    shared = sum(len(s.matches) for s in stories)
    found, gold = sum(len(s.found) for s in stories), sum(len(s.gold) for s in stories)
    return f1_of(shared, found, gold)


def nested(stories: list[Judged]) -> float:
    """F1 of nested statements: leniently right, and within the statement that matches the gold one's holder."""
    right = found = gold = 0
    for story in stories:
        found += sum(s.within is not None for s in story.found)
        gold += sum(a["within"] is not None for a in story.gold)
        partner = {story.gold[g]["id"]: story.found[f].id for g, f in story.matches}
        for g, f in story.matches:
            within = story.gold[g]["within"]
            right += within is not None and partner.get(within, "none") == story.found[f].within
    return f1_of(right, found, gold)


def forms(stories: list[Judged]) -> float:
    """The share of matched statements whose form is the gold one's."""
    return _share([s.gold[g]["form"] == s.found[f].form for s in stories for g, f in s.matches])


def relays(stories: list[Judged]) -> tuple[float, float]:
    """(recall, precision) of relays over matched statements.

    Recall: the share of gold relays whose name stands anywhere in the chain. Precision: the share of the
    statements' own relays that are the gold one.
    """
    recalled, precise = [], []
    for story in stories:
        for g, f in story.matches:
            via, statement = story.gold[g]["via"], story.found[f]
            chain = chain_of(story.record, statement)[1:-1]
            own = [link for link in chain if link.statement == statement.id]
            if via is not None:
                recalled.append(any(_same_name(via, link.name) for link in chain))
            precise += [via is not None and _same_name(via, link.name) for link in own]
    return _share(recalled), _share(precise)


def speakers(stories: list[Judged]) -> dict[str, float]:
    """Speakers over matched statements: the share right, of all and by how the source says it; end to end F1; B-cubed.

    B-cubed F1 is the mean over stories of how the statements gather by speaker; each that has none stands alone.
    """
    right: dict[str, list[bool]] = {"all": []}
    gathered, found, gold = [], 0, 0
    for story in stories:
        names = {actor.id: actor.name for actor in story.record.actors}
        pairs = []
        for g, f in story.matches:
            speaker, statement = story.gold[g]["speaker"], story.found[f]
            source = words_of(story.record.story.text, tuple((a, b) for a, b in story.gold[g]["source"]))
            good = right_speaker(names.get(statement.speaker or ""), speaker)
            right["all"].append(good)
            right.setdefault(way_of(source, speaker), []).append(good)
            pairs.append((statement.speaker or f"none {f}", speaker or f"none {g}"))
        gathered.append(b_cubed(pairs))
        found, gold = found + len(story.found), gold + len(story.gold)
    values = {f"speaker, {way}" if way != "all" else "speaker": _share(some) for way, some in sorted(right.items())}
    values["speaker end to end"] = f1_of(sum(right["all"]), found, gold)
    return values | {"speakers B-cubed": sum(gathered) / len(gathered)}


def _same_name(one: str, other: str) -> bool:
    one, other = (name.casefold().removeprefix("the ") for name in (one, other))
    return bool(one and other) and (one in other or other in one)


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def confidences(stories: list[Judged]) -> tuple[list[float], list[bool]]:
    """The confidence of every found statement, and whether it is leniently right."""
    sure, right = [], []
    for story in stories:
        matched = {f for _, f in story.matches}
        sure += [s.confidence for s in story.found]
        right += [i in matched for i in range(len(story.found))]
    return sure, right
