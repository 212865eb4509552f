"""Nested attributions made from outermost ones, since the large corpus marks only those.

Two ways, both on whole stories, anew each epoch: a sentence with its attributions moves into the content of
another attribution ("transplant"), and a plain sentence of source, cue and content is put into an outlet's mouth
("relay"). The seventy stories with real nesting teach what such contents are like; these teach the rest.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from onrecord.encode.labels import ROLES

Story = dict[str, Any]
Attribution = dict[str, list[list[int]]]

TRANSPLANTED = 0.4
"""The chance of an attribution to have its content replaced by another sentence of its story."""

RELAYED = 0.15
"""The chance of a sentence that is source, cue and content in this order to be told through an outlet."""

TOLD, CITED, FOUND = 0.7, 0.2, 0.1
"""How these are told: with the sentence as the outlet's content, with the source cited in passing, or quoted by it."""

OUTLETS = (
    "Reuters",
    "AFP",
    "AP",
    "the AP",
    "the Associated Press",
    "the BBC",
    "BBC News",
    "CNN",
    "Fox News",
    "Sky News",
    "Al Jazeera",
    "Aljazeera",
    "Xinhua",
    "the official Xinhua news agency",
    "Yonhap",
    "Tass",
    "Kyodo",
    "IRNA",
    "Petra",
    "Anadolu",
    "state media",
    "state television",
    "local media",
    "the daily",
    "the newspaper",
    "the paper",
    "the website",
    "the news agency",
    "the magazine",
    "the network",
    "the broadcaster",
    "the New York Times",
    "The Washington Post",
    "The Guardian",
    "Politico",
    "the Financial Times",
    "Le Monde",
    "Der Spiegel",
    "El País",
    "Haaretz",
    "The Hindu",
    "Dawn",
    "the Daily Star",
    "the Herald",
    "the Tribune",
    "the Post",
    "Bloomberg",
    "media reports",
    "a report",
    "the report",
)

RELAYS = (
    ("{O} {quoted} {S} as saying {C}", "{S} as saying {C}", "as saying"),
    ("{O} {reported} that {S} {Q} {C}", "that {S} {Q} {C}", "{Q}"),
    ("{O} {reported} {S} {Q} {C}", "{S} {Q} {C}", "{Q}"),
    ("{According to} {O}, {S} {Q} {C}", "{S} {Q} {C}", "{Q}"),
    ("{S} {Q} {C}, {O} {reported}", "{S} {Q} {C}", "{Q}"),
    ("{S} {Q} {C}, {according to} {O}", "{S} {Q} {C}", "{Q}"),
)
"""How an outlet tells what another said: the sentence, its content, and the nested cue."""

CITATIONS = (
    "{O} {reported}, {citing} {S}, {C}",
    "{O}, {citing} {S}, {reported} {C}",
    "{Citing} {S}, {O} {reported} {C}",
    "{C}, {O} {reported}, {citing} {S}",
    "{According to} {O}, {citing} {S}, {C}",
)
"""How an outlet names its source in passing: two outermost attributions, as the corpus has them."""

PASSIVES = (
    ("{C}, {S} {was} quoted by {O} as saying", "{was} quoted"),
    ("{S} {was} quoted by {O} as saying {C}", "{was} quoted"),
    ("{C}, {S} {was} quoted as saying by {O}", "{was} quoted as saying"),
    ("{S} {was} quoted in {O} as saying {C}", "{was} quoted"),
)
"""How somebody's words are told as found elsewhere: the sentence and its cue."""

VERBS = {
    "quoted": ("quoted", "cited", "quotes", "cites", "has quoted", "also quoted", "quoting"),
    "reported": ("reported", "said", "says", "reports", "wrote", "added", "has reported", "also reported"),
    "According to": ("According to", "As reported by"),
    "according to": ("according to", "as reported by"),
    "citing": ("citing", "quoting"),
    "Citing": ("Citing", "Quoting"),
}

_QUOTES = re.compile("[\"“”„«»]|''|``")
_SAYING = re.compile(
    r"\b(sa(id|ys?|ying)|add(ed|s|ing)|told|tells|argue[ds]|note[ds]|according to|believe[ds]?)$", re.IGNORECASE
)
_TRIES = 8
_PLAIN = ("the", "a", "an", "he", "she", "they", "it", "in", "some", "many", "his", "her", "their", "two", "we", "this")
"""First words that lose their capital inside a sentence; others may be names."""

_OWN_VERB = {
    ("I", "is"): "am",
    ("I", "are"): "am",
    ("We", "is"): "are",
    ("I", "has"): "have",
    ("We", "has"): "have",
    ("I", "does"): "do",
    ("We", "does"): "do",
    ("I", "was"): "was",
    ("We", "was"): "were",
    ("I", "were"): "was",
}


@dataclass(slots=True)
class Edit:
    """A stretch of a story's text to be replaced; what is marked in the new words has offsets into them.

    `read` are the contents whose nested attributions are all known, `replaces` the attribution that goes.
    """

    start: int
    end: int
    text: str
    read: list[list[int]]
    nested: list[Attribution]
    outermost: list[Attribution] = field(default_factory=list)
    replaces: int = -1


def with_nesting(story: Story, chance: random.Random) -> Story:
    """A story some of whose contents hold attributions that are known; the given one is not changed.

    A story without sentences comes back as it is.
    """
    if not story.get("sentences"):
        return story
    edits: list[Edit] = []
    for i, attribution in enumerate(story["outermost"]):
        edit: Edit | None
        if chance.random() < RELAYED:
            edit = _relay(story, i, attribution, chance)
        elif chance.random() < TRANSPLANTED:
            edit = _transplant(story, attribution, chance)
        else:
            continue
        if edit is not None and all(edit.end <= e.start or e.end <= edit.start for e in edits):
            edits.append(edit)
    return _edited(story, sorted(edits, key=lambda e: e.start)) if edits else story


def _span(attribution: Attribution) -> tuple[int, int]:
    spans = [span for role in ROLES for span in attribution[role]]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _within(story: Story, start: int, end: int) -> list[tuple[int, Attribution]] | None:
    """The attributions inside a stretch of text; None where one reaches over its edges."""
    found = []
    for i, attribution in enumerate(story["outermost"]):
        low, high = _span(attribution)
        if low < end and start < high:
            if low < start or high > end:
                return None
            found.append((i, attribution))
    return found


def _moved(attribution: Attribution, by: int) -> Attribution:
    return {role: [[s + by, e + by] for s, e in attribution[role]] for role in ROLES}


def _relay(story: Story, i: int, attribution: Attribution, chance: random.Random) -> Edit | None:
    if any(len(attribution[role]) != 1 for role in ROLES):
        return None
    text = story["text"]
    source, cue, content = (attribution[role][0] for role in ROLES)
    start, end = _span(attribution)
    before = text[max(0, start - 2) : start]
    if not (source[1] < cue[0] <= cue[1] < content[0] and (not before.strip() or before[0] in ".!?")):
        return None
    if any(len(gap) > 2 for gap in (text[source[1] : cue[0]], text[cue[1] : content[0]])) or "\n" in text[start:end]:
        return None
    if _within(story, start, end) != [(i, attribution)]:
        return None
    words = {key: chance.choice(forms) for key, forms in VERBS.items()}
    words |= {"O": chance.choice(OUTLETS), "S": _mid_sentence(text[source[0] : source[1]])}
    words |= {"Q": text[cue[0] : cue[1]], "C": text[content[0] : content[1]]}
    words["was"] = "were" if words["S"].split(" ")[0].lower() in ("they", "we", "officials", "many", "some") else "was"
    edit = chance.choices((_told, _cited, _found), (TOLD, CITED, FOUND))[0](words, chance)
    if edit.text[0].islower() and text[start].isupper():
        edit.text = edit.text[0].upper() + edit.text[1:]
    edit.start, edit.end, edit.replaces = start, end, i
    return edit


def _told(words: dict[str, str], chance: random.Random) -> Edit:
    """An outlet's attribution whose content is the whole sentence."""
    frame, told, nested_cue = chance.choice(RELAYS)
    made, inner, quoted_cue = (part.format_map(words) for part in (frame, told, nested_cue))
    at = made.index(inner)
    outer_cue = next(words[key] for key in VERBS if f"{{{key}}}" in frame)
    s = made.index(words["S"], at)
    q = made.index(quoted_cue, s + len(words["S"]))
    c = made.index(words["C"], q + len(quoted_cue))
    free = made[:at] if at else " " * len(inner) + made[len(inner) :]
    outer = _marked((free.index(words["O"]), words["O"]), (free.index(outer_cue), outer_cue), (at, inner))
    nested = _marked((s, words["S"]), (q, quoted_cue), (c, words["C"]))
    return Edit(0, 0, made, [outer["content"][0]], [nested], [outer])


def _cited(words: dict[str, str], chance: random.Random) -> Edit:
    """An outlet's attribution and its citing of the source, two attributions side by side."""
    frame = chance.choice(CITATIONS)
    made = frame.format_map(words)
    content = words["C"]
    c = made.index(content) if frame.startswith("{C}") else made.rindex(content)
    free = made[:c] + "\0" * len(content) + made[c + len(content) :]
    o = free.index(words["O"])
    citing = words["Citing" if "{Citing}" in frame else "citing"]
    verb = words["According to" if "{According to}" in frame else "reported"]
    s = free.index(words["S"], free.index(citing))
    source = o, words["O"]
    outermost = [
        _marked(source, (free.index(verb), verb), (c, content)),
        _marked(source, (free.index(citing), citing), (s, words["S"])),
    ]
    return Edit(0, 0, made, [], [], outermost)


def _found(words: dict[str, str], chance: random.Random) -> Edit:
    """The speaker's own attribution, in the passive."""
    frame, cue = (part.format_map(words) for part in chance.choice(PASSIVES))
    c = frame.index(words["C"]) if frame.startswith(words["C"]) else frame.rindex(words["C"])
    free = frame[:c] + "\0" * len(words["C"]) + frame[c + len(words["C"]) :]
    source, content = (free.index(words["S"]), words["S"]), (c, words["C"])
    return Edit(0, 0, frame, [], [], [_marked(source, (free.index(cue), cue), content)])


def _marked(source: tuple[int, str], cue: tuple[int, str], content: tuple[int, str]) -> Attribution:
    parts = zip(ROLES, (source, cue, content), strict=True)
    return {role: [[at, at + len(words)]] for role, (at, words) in parts}


def _transplant(story: Story, host: Attribution, chance: random.Random) -> Edit | None:
    if len(host["content"]) != 1:
        return None
    text = story["text"]
    start, end = host["content"][0]
    old = text[start:end]
    cue = " ".join(text[s:e] for s, e in host["cue"])
    if not (old.startswith("that ") or _QUOTES.match(old) or _SAYING.search(cue)):
        return None
    if "\n" in old or len(old) < 20 or len(_within(story, start, end) or [1]) > 1:
        return None
    quoted = bool(_QUOTES.match(old))
    low, high, guests = _guest(story, chance, quoted)
    words = text[low:high].rstrip(" .")
    if not 20 <= len(words) <= 300 or "\n" in words or (low < end and start < high):
        return None
    head = "that " if old.startswith("that ") else _QUOTES.match(old).group() if quoted else ""  # type: ignore[union-attr]
    tail = re.search("[.,]?(?:[\"”»]|'')?$", old).group() if quoted else ""  # type: ignore[union-attr]
    nested = [_moved(a, -low) for _, a in guests]
    if any(_span(a)[1] > len(words) for a in nested):
        return None
    if quoted and chance.random() < 0.8:
        words, nested = _in_first_person(words, nested, chance)
    elif not quoted:
        words = _mid_sentence(words)
    made = head + words + tail
    return Edit(start, end, made, [[0, len(made)]], [_moved(a, len(head)) for a in nested])


def _mid_sentence(words: str) -> str:
    return words[0].lower() + words[1:] if words.split(" ")[0].lower() in _PLAIN else words


def _guest(story: Story, chance: random.Random, quoted: bool) -> tuple[int, int, list[tuple[int, Attribution]]]:
    """A sentence of the story with the attributions in it, more often one that has some.

    Where it is to be `quoted` it holds no quotation marks itself, and more often a source opens it.
    """
    for _ in range(_TRIES):
        sentence = chance.choice(story["sentences"])
        low, high = sentence[0][0], sentence[-1][1]
        if quoted and _QUOTES.search(story["text"], low, high):
            continue
        guests = _within(story, low, high)
        opens = any(a["source"] and a["source"][0][0] == low for _, a in guests or [])
        wanted = opens or not quoted or chance.random() < 0.2
        if (guests and wanted) or (guests is not None and chance.random() < 0.1):
            return low, high, guests
    return 0, 0, []


def _in_first_person(words: str, nested: list[Attribution], chance: random.Random) -> tuple[str, list[Attribution]]:
    """`Varga wants to stay` as `I want to stay`, where a source opens the sentence and its verb follows."""
    opening = next((a["source"][0] for a in nested if a["source"] and a["source"][0][0] == 0), None)
    match = opening and re.match(r" (\w+)", words[opening[1] :])
    if not opening or not match:
        return words, nested
    person = chance.choice(("I", "We"))
    verb = match.group(1)
    if words[: opening[1]].lower() != "they":
        verb = _OWN_VERB.get((person, verb), verb[:-1] if verb.endswith("s") and len(verb) > 3 else verb)
    old, new = opening[1] + match.end(), len(person) + 1 + len(verb)

    def place(at: int) -> int:
        if at < opening[1] + 1:
            return len(person) if at else 0
        return len(person) + 1 if at == opening[1] + 1 else max(at - old + new, len(person) + 1)

    moved = [{role: [[place(s), place(e)] for s, e in a[role]] for role in ROLES} for a in nested]
    return person + " " + verb + words[old:], moved


def _edited(story: Story, edits: list[Edit]) -> Story:
    """The story with its edits made and everything else moved along; parses inside an edit are dropped."""

    def place(old: int) -> int:
        return old + sum(len(e.text) - (e.end - e.start) for e in edits if e.end <= old)

    text = story["text"]
    bounds = [0, *(at for edit in edits for at in (edit.start, edit.end)), len(text)]
    kept = [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    replaced = {edit.replaces for edit in edits}
    outermost = [
        {role: [[place(s), place(e)] for s, e in a[role]] for role in ROLES}
        for i, a in enumerate(story["outermost"])
        if i not in replaced
    ]
    begins = [place(edit.start) for edit in edits]

    def untouched(spans: list[list[int]]) -> bool:
        return all(end <= e.start or start >= e.end for e in edits for start, end in spans)

    def kept_in_place(spans: list[list[int]]) -> list[list[int]]:
        return [[place(start), place(end)] for start, end in spans]

    nested = [
        {role: kept_in_place(a[role]) for role in ROLES}
        for a in story.get("nested", [])
        if untouched([span for role in ROLES for span in a[role]])
    ]
    return {
        **story,
        "text": "".join(part for pair in zip(kept, [*(e.text for e in edits), ""], strict=True) for part in pair),
        "outermost": outermost + [_moved(a, b) for e, b in zip(edits, begins, strict=True) for a in e.outermost],
        "nested": nested + [_moved(a, b) for e, b in zip(edits, begins, strict=True) for a in e.nested],
        "read": [kept_in_place(spans) for spans in story.get("read", []) if untouched(spans)]
        + [[[b + low, b + high]] for e, b in zip(edits, begins, strict=True) for low, high in e.read],
        "mentions": [
            [place(start), place(end), *rest]
            for start, end, *rest in story.get("mentions", [])
            if all(end <= e.start or start >= e.end for e in edits)
        ],
        "outlooks": [
            [place(start), place(end), kind, [[place(low), place(high)] for low, high in spans], weight]
            for start, end, kind, spans, weight in story.get("outlooks", [])
            if all(end <= e.start or start >= e.end for e in edits)
        ],
        "sentences": [
            [[place(t[0]), place(t[1]), *t[2:]] for t in tokens]
            for tokens in story["sentences"]
            if all(tokens[-1][1] <= e.start or tokens[0][0] >= e.end for e in edits)
        ],
    }
