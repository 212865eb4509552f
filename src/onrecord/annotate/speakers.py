"""Who speaks: each statement's source resolved to somebody in the story, or to nobody where two are about as likely."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.candidates import (
    Features,
    Likeness,
    Told,
    bare,
    chances,
    features_of,
    is_outlet_again,
    may_be,
    none_of,
)
from onrecord.annotate.entities import Entity
from onrecord.annotate.lexicon import (
    ALIKE,
    BORDERS,
    FIELDS,
    GROUPS,
    ORGANISATIONS,
    PLACES,
    SEXES,
    SPEAKS_FOR_BODY,
    TITLES,
    noun_of_role,
)
from onrecord.annotate.mentions import Mentions
from onrecord.annotate.references import Reference, read_reference
from onrecord.annotate.sentences import Sentences
from onrecord.model.actor import ActorKind
from onrecord.model.span import Span
from onrecord.model.statement import Statement

LEAST_CHANCE = 0.4
"""Below this nobody is named as the speaker; the candidates are."""

LEAST_LEAD = 0.1
"""Nor where the next is nearly as likely."""

LIKELY = 0.2
"""Who is at least this likely is a candidate."""


@dataclass(slots=True)
class Resolution:
    """Who was found to be meant: the one, or the candidates where that is open; both empty where nobody is."""

    entity: Entity | None = None
    candidates: tuple[Entity, ...] = ()


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one story, outermost statements first; `entities` grows by those without a name."""

    text: str
    entities: list[Entity]
    statements: Sequence[Statement]
    weights: dict[str, float]
    likeness: Likeness | None = None
    speakers: dict[str, Resolution] = field(default_factory=dict)
    relaying: dict[Span, Entity | None] = field(default_factory=dict)
    _by_span: dict[Span, Resolution] = field(default_factory=dict)
    _names: dict[int, tuple[Span, Entity]] = field(default_factory=dict)
    _told: list[tuple[int, Entity]] = field(default_factory=list)
    _by_words: dict[str, Entity] = field(default_factory=dict)
    _by_head: dict[str, Entity] = field(default_factory=dict)
    _groups: dict[frozenset[int], Entity] = field(default_factory=dict)
    _mentions: Mentions = field(init=False)
    _sentences: Sentences = field(init=False)

    def __post_init__(self) -> None:
        self._sentences = Sentences(self.text)
        self._groups = _joined_by_and(self.text, self.entities)
        self.entities += self._groups.values()
        self._mentions = Mentions(self.entities)
        self._names = {
            mention[0]: (mention, entity)
            for entity in self.entities
            if not entity.members
            for mention in entity.mentions
        }

    def run(self, relays: Iterable[Span | None] = ()) -> dict[str, Resolution]:
        """The speaker of each statement, by its id; then whoever relays one, by the words that name them.

        The groups of people named together who neither speak nor relay are dropped.
        """
        by_id = {statement.id: statement for statement in self.statements}
        depth = {statement.id: _depth(statement, by_id) for statement in self.statements}
        for statement in sorted(self.statements, key=lambda s: (depth[s.id], _place(s))):
            resolution = self._speaker(statement, by_id.get(statement.within or ""))
            self.speakers[statement.id] = resolution
            if resolution.entity is not None and statement.within is None:
                self._told.append((_place(statement), resolution.entity))
        self._name_those_named_later()
        self.relaying = {span: self.resolve(span).entity for span in relays if span}
        heard = {id(e) for r in self.speakers.values() for e in (r.entity, *r.candidates)}
        heard |= set(map(id, self.relaying.values()))
        self.entities = [e for e in self.entities if not e.members or id(e) in heard]
        return self.speakers

    def _name_those_named_later(self) -> None:
        """`A senior official of Tarn Rail` of the first lines is whom the next ones name, with a role that says so."""
        for entity in [e for e in self.entities if not e.named and not e.several and e.kind == "unnamed"]:
            near = self._mentions.around(entity.mentions[0][0], 0, _FEW)
            named = next((e for e in near if self._is_named_later(entity, e)), None)
            if named is None:
                continue
            named.mentions = sorted(set(named.mentions + entity.mentions))
            self.entities.remove(entity)
            for group in self.entities:
                group.members = tuple(named if e is entity else e for e in group.members)
            for resolution in (*self.speakers.values(), *self._by_span.values()):
                if resolution.entity is entity:
                    resolution.entity = named
                resolution.candidates = tuple(named if e is entity else e for e in resolution.candidates)

    def _is_named_later(self, entity: Entity, person: Entity) -> bool:
        first, named = entity.mentions[0][0], person.mentions[0][0]
        if person.kind != "person" or not person.named or {entity.sex, person.sex} == {"man", "woman"}:
            return False
        if not first < named or self._sentences.between(first, named) > _SOON or not entity.nouns & FIELDS.keys():
            return False
        alike = entity.nouns | {other for noun in entity.nouns for other in ALIKE.get(noun, ())}
        words = set(_proper(entity.names[0]))
        shared = words & {word for role in person.roles for word in _proper(role.text)}
        other = bool(words) and not shared and any(_proper(role.text) for role in person.roles)
        says_the_same = bool(alike & person.nouns) and (entity.names[0][:4].casefold() == "the " or bool(shared))
        return (says_the_same and not other) or len(shared) > 1

    def resolve(self, span: Span, told: Told | None = None) -> Resolution:
        """Who is meant by the words of a span; each span is read once."""
        known = self._by_span.get(span)
        if known is None:
            known = self._resolve(span, told or self._told_at(span[0]))
            self._by_span[span] = known
        return known

    def _speaker(self, statement: Statement, holder: Statement | None) -> Resolution:
        if not statement.source:
            return Resolution()
        span = max(statement.source, key=lambda s: s[1] - s[0])
        return self.resolve(span, self._told_at(span[0], holder))

    def _told_at(self, at: int, holder: Statement | None = None) -> Told:
        here = bisect_left(self._told, at, key=lambda told: told[0])
        before = [entity for _, entity in self._told[max(0, here - _FEW) : here]]
        around = self.speakers.get(holder.id) if holder else None
        quoted = holder is not None and holder.form == "direct"
        last = before[-1] if before else None
        other = next((entity for entity in reversed(before) if entity is not last), None)
        return Told(last, other, around.entity if around else None, quoted)

    def _resolve(self, span: Span, told: Told) -> Resolution:
        reference = read_reference(self.text, span, self._names)
        if reference.way == "name" and reference.entity is not None:
            self._mention(reference.entity, span)
            return Resolution(reference.entity)
        if reference.way == "first":
            speaking = self._body_of(told.holder) if told.holder and reference.several else told.holder
            if speaking is not None:
                self._mention(speaking, span)
            return Resolution(speaking)
        if reference.way == "relative":
            return self._nearest_before(span, told)
        if reference.way == "joint":
            return self._together(reference, told)
        if reference.way == "description":
            if reference.utterance and reference.owner is not None and reference.owner != span:
                return self.resolve(reference.owner, told)
            same = self._same_words(reference)
            if same is not None:
                self._mention(same, span)
                return Resolution(same)
            if not reference.definite:
                return Resolution(self._own(reference))
            if (holder := self._who_is(reference)) is not None:
                self._mention(holder, span)
                return Resolution(holder)
        return self._choose(reference, told)

    def _body_of(self, person: Entity) -> Entity:
        """Who says "we" where a person speaks: the body that the person heads or speaks for, if a role names it."""
        for role in person.roles:
            if noun_of_role(role.text) in SPEAKS_FOR_BODY:
                low, high = role.span
                for entity in self.entities:
                    if entity.kind == "organisation" and any(low <= a and b <= high for a, b in entity.mentions):
                        return entity
        return person

    def _nearest_before(self, span: Span, told: Told) -> Resolution:
        """Whom a relative pronoun is about: whoever is named or described last before it, in its sentence.

        Of a name and the longer words that it ends, `the minister of Tarn, who`, the longer words.
        """
        nearest = self._mentions.last_before(span[0])
        if nearest is not None and self._sentences.between(nearest[0][1], span[0]):
            nearest = None
        low = max(self._sentences.span(span[0])[0], span[0] - _LONGEST_PHRASE)
        described = _DESCRIBED.search(self.text[low : span[0]])
        if described and (nearest is None or nearest[0][1] < low + described.end("noun")):
            return self.resolve((low + described.start("phrase"), low + described.end("noun")), told)
        if nearest is None:
            return Resolution()
        if nearest[1].kind != "person" and self.text[slice(*span)].casefold() == "who":
            person = self._mentions.last_before(nearest[0][0])
            if person and person[1].kind == "person" and _OF_BODY.fullmatch(self.text, person[0][1], nearest[0][0]):
                return Resolution(person[1])
            of_it = _OF_A_NAME.search(self.text[low : nearest[0][0]])
            if of_it:
                return self.resolve((low + of_it.start(1), nearest[0][1]), told)
            if nearest[1].kind == "place":
                return Resolution()
        return Resolution(nearest[1])

    def _together(self, reference: Reference, told: Told) -> Resolution:
        """An entity of those who speak together; the one of the same members where they did before."""
        members = []
        for part in reference.parts:
            found = self.resolve(part, told).entity
            if found is None:
                return Resolution()
            members.append(found)
        if len(set(map(id, members))) < len(members):
            return Resolution(members[0])
        together = self._groups.get(frozenset(map(id, members)))
        if together is None:
            together = Entity("group", several=True, named=False, members=tuple(members))
            self._groups[frozenset(map(id, members))] = together
            self.entities.append(together)
        together.add(reference.words, reference.span)
        self._mentions.add(reference.span, together)
        return Resolution(together)

    def _same_words(self, reference: Reference) -> Entity | None:
        """The entity without a name that goes by the same words, or by fewer or more of them: `officials in Tarn`."""
        words = bare(reference.words)
        same = self._by_words.get(words)
        if same is not None or not reference.several:
            return same
        head = _head(words)
        return self._by_words.get(head) if head != words else self._by_head.get(head)

    def _who_is(self, reference: Reference) -> Entity | None:
        """The one person whom the story calls so where it names them: `the standards commissioner`, said before too."""
        if reference.several or not reference.modifiers:
            return None
        words = bare(reference.words)
        called = [e for e in self.entities if e.kind == "person" and any(bare(r.text) == words for r in e.roles)]
        return called[0] if len(called) == 1 else None

    def _note_words(self, entity: Entity, words: str) -> None:
        self._by_words.setdefault(words, entity)
        self._by_head.setdefault(_head(words), entity)

    def _own(self, reference: Reference) -> Entity:
        """A new entity that goes by its description."""
        entity = Entity(_kind_of(reference), several=reference.several, sex=reference.sex, named=False)
        if reference.noun:
            entity.nouns.add(reference.noun)
        self.entities.append(entity)
        entity.add(reference.words, reference.span)
        self._mentions.add(reference.span, entity)
        self._note_words(entity, bare(reference.words))
        return entity

    def _mention(self, entity: Entity, span: Span) -> None:
        """Note that an entity is mentioned by a source, unless a name of it stands there."""
        here = bisect_left(entity.mentions, span)
        if any(span[0] <= start and end <= span[1] for start, end in entity.mentions[max(0, here - 1) : here + 2]):
            return
        insort(entity.mentions, span)
        self._mentions.add(span, entity)

    def _choose(self, reference: Reference, told: Told) -> Resolution:
        """The likeliest of those whom a pronoun or a definite description may mean."""
        entities: list[Entity | None] = []
        rows: list[Features] = []
        for entity in self._mentions.around(reference.span[0], _MANY, _FEW if reference.way == "description" else 0):
            if may_be(reference, entity):
                features = features_of(reference, entity, told, self._sentences, self.likeness)
                if features is not None:
                    entities.append(entity)
                    rows.append(features)
        if reference.way == "description" and not is_outlet_again(reference, told, entities):
            entities.append(None)
            rows.append(none_of(reference))
        likely = self.chances(reference, entities, rows)
        if not likely:
            return Resolution()
        best, *others = sorted(range(len(likely)), key=lambda i: -likely[i])
        second = likely[others[0]] if others else 0.0
        if likely[best] < LEAST_CHANCE or likely[best] - second < LEAST_LEAD:
            some = [entities[i] for i in (best, *others) if likely[i] >= LIKELY or i in (best, *others[:1])]
            return Resolution(None, tuple(entity for entity in some if entity is not None))
        chosen = entities[best]
        if chosen is None:
            return Resolution(self._own(reference))
        self._mention(chosen, reference.span)
        return Resolution(chosen)

    def chances(self, reference: Reference, entities: Sequence[Entity | None], rows: list[Features]) -> list[float]:
        """How likely each candidate is."""
        return chances(rows, self.weights)


def _joined_by_and(text: str, entities: list[Entity]) -> dict[frozenset[int], Entity]:
    """Those of one kind who are named together, `Marn, Varga and Tarn`, whom the story may go on to call they.

    Each group by the identities of its members' objects.
    """
    places = sorted((mention, e) for e in entities if e.kind in ("person", "organisation") for mention in e.mentions)
    groups: dict[frozenset[int], Entity] = {}
    at = 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and places[end + 1][1].kind == places[at][1].kind:
            between = text[places[end][0][1] : places[end + 1][0][0]]
            if between not in (", ", " and ", ", and "):
                break
            end += 1
            if "and" in between:
                break
        members = tuple(dict.fromkeys(entity for _, entity in places[at : end + 1]))
        span = places[at][0][0], places[end][0][1]
        if len(members) > 1 and " and " in text[slice(*span)]:
            group = Entity("group", several=True, members=members, named=False)
            groups.setdefault(frozenset(map(id, members)), group).add(text[slice(*span)], span)
        at = end + 1
    return groups


_MANY, _FEW = 400, 60
"""How many mentions before a reference, and in its neighbourhood, are looked at; more than most stories have."""

_LONGEST_PHRASE = 80
_BREAKS = "and|or|but|by|to|that|which|who|with|on|at|as|is|are|was|were|has|had|have|said"
_DESCRIBED = re.compile(
    r"\b(?P<phrase>(?:the|an?|those|these|some|many|most|several|other|two|three|four|five|\d{1,3}"
    rf"|his|her|its|their|our) (?:(?!(?:{_BREAKS})\b)[\w’'-]+ ){{0,4}}?(?P<noun>[a-z][\w’'-]*)),? $",
    re.IGNORECASE,
)
"""A phrase without a name at its end, right before a relative pronoun: `the league's lawyers, | who`."""

_OF_A_NAME = re.compile(
    r"\b((?:the|an?|those|some|many|most|several|other) (?:[\w’'-]+ ){1,4}(?:of|for|from|in|at) (?:the )?)$",
    re.IGNORECASE,
)
"""What makes a name the end of a phrase about somebody else: `the minister of | Tarn, who`."""

_OF_BODY = re.compile(r"(?:, [a-z][^,;.\n]{0,60})? (?:of|at|from|for|with) (?:the )?")
"""What joins a person to where they are from: `Lena Varga, head of research at | Tarn Capital, who`."""

_SOON = 5
"""Sentences within which a description of the first lines is followed by a name."""

_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*\w")


def _proper(words: str) -> list[str]:
    """The capitalised words of a phrase, but for the one that opens it."""
    return [word.removesuffix("'s").removesuffix("’s") for word in _CAPITALISED.findall(words[1:])]


def _head(words: str) -> str:
    """The words of a description before the one that says where or of what it is."""
    parts = words.split()
    end = next((i for i, word in enumerate(parts) if i and word in BORDERS), len(parts))
    return " ".join(parts[:end])


def _place(statement: Statement) -> int:
    spans = statement.source or statement.cue or statement.content
    return spans[0][0]


def _depth(statement: Statement, by_id: dict[str, Statement]) -> int:
    depth, here = 0, by_id.get(statement.within or "")
    while here is not None and depth < len(by_id):
        depth, here = depth + 1, by_id.get(here.within or "")
    return depth


def _kind_of(reference: Reference) -> ActorKind:
    """What somebody without a name is: an organisation or a group by its noun, else unnamed."""
    if reference.several:
        return (
            "group" if reference.words.split()[-1].casefold() in GROUPS or reference.noun + "s" in GROUPS else "unnamed"
        )
    person = reference.noun in FIELDS or reference.noun in SEXES or reference.noun in TITLES
    if not person and (reference.noun in ORGANISATIONS or reference.noun in PLACES) and reference.definite:
        return "organisation"
    return "unnamed"
