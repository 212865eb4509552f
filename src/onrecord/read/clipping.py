"""Extracted text becomes a story: header lines are read by rules, the rest is its paragraphs."""

from __future__ import annotations

import re

from onrecord.errors import PageError
from onrecord.model.page import Page
from onrecord.model.story import PartKind, Story, lay_out, story_id
from onrecord.read.decode import clean, decode
from onrecord.read.header_rules import BARE_COUNT, CAPTION, DATELINE, FOOTER, GLUED, GLUED_ADDRESS, HEADER, Facts, Rule
from onrecord.read.language import language_of
from onrecord.read.metadata import outlet_of

_LONGEST_HEADLINE = 180
_LONGEST_HEADER = 24
"""Lines; no page has more of them above its body."""


def clipping_to_story(page: Page) -> Story:
    """Read a story from extracted text; raises PageError where nothing is left of it."""
    lines = [" ".join(line.split()) for line in clean(decode(page.unpacked)).split("\n")]
    lines = [line for line in lines if line]
    if lines and (glued := GLUED_ADDRESS.match(lines[0])):
        lines[:1] = [glued.group(1), lines[0][glued.end() :]]
    facts, headline, body = _split_header(lines)
    body = _without_footer(body, facts)
    if not body:
        raise PageError("no story in it")
    head: list[tuple[PartKind, str | None]] = [("headline", headline), ("kicker", facts.get("kicker"))]
    pieces = [(kind, words) for kind, words in head if words]
    pieces += [("caption" if CAPTION.fullmatch(line) else "paragraph", line) for line in body]
    text, parts = lay_out(pieces)
    url = facts.get("url")
    facts.setdefault("outlet", outlet_of(url))
    return Story(
        id=story_id(text, url),
        text=text,
        parts=parts,
        headline=headline,
        language=language_of(" ".join(body)),
        page=page.reference,
        **facts,
    )


def _split_header(lines: list[str]) -> tuple[Facts, str | None, list[str]]:
    """The facts of the header, the headline, and the lines that are the body."""
    facts: Facts = {}
    headline: str | None = None
    at = 0
    while at < min(len(lines), _LONGEST_HEADER):
        line = lines[at]
        if headline is not None and line.casefold() == headline.casefold():
            at += 1
            continue
        found = _told(line, at, facts)
        if found is None:
            if headline is not None or not _may_be_headline(lines, at):
                break
            headline = line
        else:
            for key, value in found.items():
                facts.setdefault(key, value)
        at += 1
    return facts, headline, lines[at:]


def _told(line: str, at: int, so_far: Facts) -> Facts | None:
    """What a header line tells, {} for furniture, None where it is no header line."""
    rules = (BARE_COUNT, *HEADER) if at == 0 else HEADER
    for rule in rules:
        if rule.name == "byline in capitals" and (at == 0 or "byline" in so_far):
            continue
        if (told := _apply(rule, line)) is not None:
            return told
    return None


def _apply(rule: Rule, line: str) -> Facts | None:
    match = rule.pattern.match(line)
    return rule.facts(match) if match else None


def _may_be_headline(lines: list[str], at: int) -> bool:
    """A line that stands over longer ones, or that the page repeats, and that is no sentence of the body."""
    line, rest = lines[at], lines[at + 1 :]
    if not rest or len(line) > _LONGEST_HEADLINE or CAPTION.fullmatch(line):
        return False
    if line.casefold() in (other.casefold() for other in rest[:_LONGEST_HEADER]):
        return True
    if DATELINE.match(line) or re.search(r"[.,;…]['\"”’]?$", line) or not re.match(r"[^\W_]|[\"“'‘«¿¡\[(#$€£]", line):
        return False
    return any(len(other) > len(line) for other in rest[:8])


def _without_footer(body: list[str], facts: Facts) -> list[str]:
    """The body less what the page leaves under it; a code or count there is still a fact."""
    while body:
        last = body[-1]
        told = next((told for rule in FOOTER if (told := _apply(rule, last)) is not None), None)
        if told is not None:
            for key, value in told.items():
                facts.setdefault(key, value)
            body = body[:-1]
            continue
        cut = GLUED.sub("", last)
        if cut == last:
            return body
        body = [*body[:-1], cut]
    return body
