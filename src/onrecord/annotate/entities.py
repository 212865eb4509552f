"""Who is named in a story: names that name the same come together, whatever of a name is said.

A full name, a surname, a name with its title, an acronym with what it stands for. Whoever has no name becomes an
entity too, once a statement has it for a source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.annotate.lexicon import sex_of_titles, without_titles
from onrecord.annotate.places import country_of, usual_name
from onrecord.model.actor import ActorKind, Role
from onrecord.model.name import Name, without_accents
from onrecord.model.span import Span


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody in a story while it is read; `nouns` are the common nouns it goes by, `sex` is man, woman or null.

    `named` is whether it goes by a proper name, not by a description alone.
    """

    kind: ActorKind
    names: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    sex: str | None = None
    several: bool = False
    members: tuple[Entity, ...] = ()
    named: bool = True

    def add(self, name: str, mention: Span) -> None:
        """Note that it goes by a name somewhere."""
        if name not in self.names:
            self.names.append(name)
        self.mentions.append(mention)


Words = tuple[str, ...]

SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "del", "du", "e", "y", "et"])
"""Words of names that have no capital, and often no letter in an acronym."""

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_HYPHEN = re.compile("[-‐]")
_LONG_ENOUGH = 5
"""Letters in a word that may be misspelt; shorter ones are as often other names."""


def entities_of(text: str, names: Sequence[Name]) -> list[Entity]:
    """The entities of a story's names, in order of first mention.

    >>> text = "Lena Varga spoke. Mr Marn heard Ms Varga. The Tarn Water Board (TWB) did not. TWB is shut."
    >>> spans = [((0, 10), "person"), ((21, 25), "person"), ((35, 40), "person")]
    >>> spans += [((46, 62), "organisation"), ((64, 67), "organisation"), ((78, 81), "organisation")]
    >>> [entity.names for entity in entities_of(text, [Name(*pair) for pair in spans])]
    [['Lena Varga', 'Varga'], ['Marn'], ['Tarn Water Board', 'TWB']]
    """
    kinds = _settled_kinds(text, names)
    forms: dict[Words, list[Name]] = {}
    for name in names:
        forms.setdefault(_words(text, name), []).append(name)
    known = _Known()
    # The fullest names come first, so that the parts of them find them.
    for words in sorted(forms, key=lambda form: (-len(form), forms[form][0].span)):
        same = known.may_name(kinds[words], words)
        for name in forms[words]:
            sex = _sex_before(text, name.span)
            fitting = [entity for entity in same if not (sex and entity.sex and sex != entity.sex)]
            entity = _likeliest(fitting, words, known, name.span)
            if entity is None:
                entity = Entity(kinds[words])
                same.append(entity)
            entity.sex = entity.sex or sex
            known.add(entity, words)
            entity.add(shown_name(text, name.span), name.span)
    entities = _with_acronyms(text, known.entities)
    for entity in entities:
        entity.mentions.sort()
    return sorted(entities, key=lambda e: e.mentions)


class _Known:
    """The entities so far, with the forms of their names, found by any word that two forms of one name share."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.forms: dict[int, list[Words]] = {}
        self._by_sign: dict[str, list[Entity]] = {}

    def add(self, entity: Entity, words: Words) -> None:
        """Note that an entity goes by a form."""
        if id(entity) not in self.forms:
            self.entities.append(entity)
            self.forms[id(entity)] = []
        if words not in self.forms[id(entity)]:
            self.forms[id(entity)].append(words)
            for sign in _signs(words):
                self._by_sign.setdefault(sign, []).append(entity)

    def may_name(self, kind: ActorKind, words: Words) -> list[Entity]:
        """The entities that a form may name."""
        near = dict.fromkeys(entity for sign in _signs(words) for entity in self._by_sign.get(sign, ()))
        return [entity for entity in near if entity.kind == kind and _is_one(kind, words, self.forms[id(entity)])]


def _signs(words: Words) -> set[str]:
    """What two forms of one name share at least one of: words, parts of them, either end of the last one."""
    return {*words, *(part for word in words for part in _HYPHEN.split(word)), words[-1][:4], words[-1][-4:]}


def shown_name(text: str, span: Span) -> str:
    """A name as it stands, without article, title and possessive ending, on one line."""
    words = _POSSESSIVE.sub("", " ".join(text[slice(*span)].split()))
    lead = _ARTICLE.match(words)
    return without_titles(words[lead.end() :] if lead and lead.end() < len(words) else words)


def _words(text: str, name: Name) -> Words:
    """What tells a name from others: its words in small letters, one of several spellings, no marks."""
    shown = without_accents(usual_name(shown_name(text, name.span)))
    words = tuple(w.strip(".,'’\"“”()") for w in shown.casefold().replace("’", "'").split())
    return _of_state(tuple(w for w in words if w)) or (shown,)


def _of_state(words: Words) -> Words:
    """One form of `Government of Tarn` and `Tarnish Government`; other names stay as they are."""
    if len(words) > 2 and words[0] in _STATE_BODIES and words[1] == "of":
        body, state = words[0], country_of(" ".join(words[2:]))
    elif len(words) == 2 and words[1] in _STATE_BODIES:
        body, state = words[1], country_of(words[0])
    else:
        return words
    return (state.casefold(), body) if state else words


_STATE_BODIES = frozenset(["army", "cabinet", "embassy", "government", "navy", "parliament", "senate"])


def _settled_kinds(text: str, names: Sequence[Name]) -> dict[Words, ActorKind]:
    """One kind for each name of a story: that which most of its mentions have, a person's where it is a surname."""
    votes: dict[Words, Counter[ActorKind]] = {}
    for name in names:
        votes.setdefault(_words(text, name), Counter())[name.kind] += 1
    kinds = {words: counts.most_common(1)[0][0] for words, counts in votes.items()}
    surnames = {words[-1] for words, kind in kinds.items() if kind == "person" and len(words) > 1}
    for words, counts in votes.items():
        if len(words) == 1 and words[0] in surnames and counts["person"] >= counts.total() / 3:
            kinds[words] = "person"
    return kinds


def _sex_before(text: str, span: Span) -> str | None:
    """What the titles around the beginning of a name say of a person."""
    before = text[max(0, span[0] - 12) : span[0]].split()
    return sex_of_titles(text[slice(*span)]) or (sex_of_titles(before[-1]) if before else None)


def _is_one(kind: ActorKind, words: Words, known: list[Words]) -> bool:
    if words in known:
        return True
    if kind == "person":
        return any(_is_one_person(words, full) for full in known)
    if kind == "people":
        return any(words[-1].rstrip("s") == full[-1].rstrip("s") and words[:-1] == full[:-1] for full in known)
    if kind in ("organisation", "facility"):
        return any(_is_one_body(words, full) for full in known)
    return False


def _is_one_person(words: Words, full: Words) -> bool:
    """Whether some words may be short for a full name: a part of it, or initials and the surname."""
    if len(words) == 1:
        parts = {*full, *(part for word in full for part in _HYPHEN.split(word) if len(part) > 3)}
        return words[0] in parts or (len(full) > 1 and _one_letter_off(words[0], full[-1]))
    if words[-1] != full[-1] and full[: len(words)] != words:
        return False
    rest = iter(full)
    return all(any(_fits(word, other) for other in rest) for word in words)


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two longer words are one but for a letter, as where a story misspells a surname."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_ENOUGH or len(long) - len(short) > 1:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _fits(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) == 1 and word[0] == other[0])


def _is_one_body(words: Words, full: Words) -> bool:
    """Whether some words are short for a body: its last words, or the first one of its name."""
    if len(words) == 1:
        return len(words[0]) > 2 and len(full) > 1 and words[0] == full[0] and words[0] not in SMALL
    return len(words) < len(full) and (full[-len(words) :] == words or full[: len(words)] == words)


def _likeliest(same: list[Entity], words: Words, known: _Known, span: Span) -> Entity | None:
    """Of the entities that a name may be, the one it names; surnames before first names, near before far."""
    if len(same) < 2:
        return same[0] if same else None

    def order(entity: Entity) -> tuple[bool, bool, int]:
        forms = known.forms[id(entity)]
        exact = len(words) > 1 and words in forms
        surname = any(form[-1] == words[-1] for form in forms)
        before = [span[0] - start for start, _ in entity.mentions if start < span[0]]
        return not exact, not surname, min(before) if before else _FAR + entity.mentions[0][0]

    return min(same, key=order)


_FAR = 1_000_000_000
"""Farther than any mention before: those that come only after are the last choice, the first of them first."""


def _with_acronyms(text: str, entities: list[Entity]) -> list[Entity]:
    """The entities, acronyms joined to what they stand for: beside it in brackets, or by its initials."""
    spelled: dict[str, Entity] = {}
    before_bracket: dict[int, Entity] = {}
    for entity in entities:
        for name in entity.names:
            for initials in _initials(name):
                spelled.setdefault(initials, entity)
        before_bracket |= {end + 2: entity for _, end in entity.mentions if text[end : end + 2] == " ("}
    kept: list[Entity] = []
    joined: dict[int, Entity] = {}
    for short in entities:
        letters = [name for name in short.names if name.isupper() and 2 <= len(name) <= _LONGEST and " " not in name]
        full = _stands_for(letters[0], short, spelled, before_bracket) if letters and short.kind in _BODIES else None
        if full is None:
            kept.append(short)
            continue
        full = joined.get(id(full), full)
        joined[id(short)] = full
        full.names += [name for name in short.names if name not in full.names]
        full.mentions += short.mentions
    return kept


_BODIES = ("organisation", "facility", "place")
_LONGEST = 8
"""Letters in an acronym."""


def _stands_for(
    letters: str, short: Entity, spelled: dict[str, Entity], before_bracket: dict[int, Entity]
) -> Entity | None:
    """What an acronym is short for: `Tarn Water Board (TWB)`."""
    for start, _ in short.mentions:
        full = before_bracket.get(start)
        words = [word for name in full.names for word in name.split()] if full else []
        if full and full is not short and full.kind in _BODIES and any(w[0].upper() == letters[0] for w in words):
            return full
    full = spelled.get(letters)
    return full if full and full is not short and full.kind == short.kind else None


def _initials(name: str) -> set[str]:
    """The letters that a name of several words may be known by, with and without its small words."""
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if len(words) < 2:
        return set()
    return {
        "".join(word[0] for word in some).upper()
        for some in (words, [word for word in words if word.casefold() not in SMALL])
    }


def best_name(entity: Entity) -> str:
    """The name to show: of a person the fullest, of others the first of the longest that is no acronym."""
    if entity.members:
        names = [best_name(member) for member in entity.members]
        return " and ".join([", ".join(names[:-1]), names[-1]])
    if not entity.named:
        return entity.names[0].strip("[]")
    mixed = [n for n in entity.names if not n.isupper()] or entity.names
    return max(mixed, key=lambda n: (len(n.split()), len(n)) if entity.kind == "person" else (len(n.split()), 0))
