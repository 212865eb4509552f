"""The lines that a page leaves around its body when its text is extracted, as a list of rules.

Each rule takes a whole line, stripped of blanks; the first that matches names the line. Order matters only
where a reason says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from onrecord.read.dates import PATTERNS, timestamp

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of line: `pattern` matches all of it, `facts` says what it tells, `reason` why it is one."""

    name: str
    pattern: re.Pattern[str]
    reason: str
    facts: Callable[[re.Match[str]], Facts | None] = lambda match: {}


def _rule(name: str, pattern: str, reason: str, facts: Callable[[re.Match[str]], Facts | None] | None = None) -> Rule:
    compiled = re.compile(rf"(?:{pattern})\Z")
    return Rule(name, compiled, reason, facts) if facts else Rule(name, compiled, reason)


def _date(match: re.Match[str]) -> Facts | None:
    """A date that fills its line: nothing but names of places and separators stands beside it."""
    words = match["date"].strip()
    stamp = timestamp(words)
    if stamp is None or stamp.value is None:
        return None
    found = next((m for pattern in PATTERNS if (m := pattern.search(words))), None)
    if found is not None and re.search(r"[^\W\d_]{3,}", words[: found.start()] + words[found.end() :]):
        return None
    return {"updated" if (match["label"] or "").lower().startswith(("upd", "last", "mod")) else "published": stamp}


def _names(match: re.Match[str]) -> Facts:
    pieces = re.split(r"\s*(?:,|;|&|\band\b)\s*", match["names"])
    return {"byline": tuple(piece.strip() for piece in pieces if piece.strip())}


def _capitals(match: re.Match[str]) -> Facts:
    return {"byline": (" ".join(word.capitalize() for word in match["names"].split()),)}


def _count(match: re.Match[str]) -> Facts:
    number = match["number"].lower()
    return {"comment_count": 0 if number == "no" else int(number)}


_GENRES = "BREAKING NEWS|BREAKING|OPINION|EXCLUSIVE|ANALYSIS|EDITORIAL|INTERVIEW|EXPLAINER|FACT CHECK|FEATURE|LIVE"
_NAME = r"[A-Z][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]*){0,4}"

HEADER: tuple[Rule, ...] = (
    _rule("address", r"(?P<url>https?://\S+)", "savers put the page's address on top", lambda m: {"url": m["url"]}),
    _rule(
        "address without scheme",
        r"(?P<url>www\.\S+\.\S+)",
        "browsers hide the scheme, and some tools escape the slashes",
        lambda m: {"url": unquote(m["url"])},
    ),
    _rule(
        "comment count",
        r"(?:(?P<number>\d{1,5}|[Nn]o) [Cc]omments?|[Cc]omments?\s*[:(]\s*(?P<n>\d{1,5})\)?)",
        "the counter beside a comment icon, with its word",
        lambda m: {"comment_count": 0 if (m["number"] or m["n"]).lower() == "no" else int(m["number"] or m["n"])},
    ),
    _rule(
        "story code",
        r"(?i:story|news|article)\s*(?i:code|id|no\.?|number)\s*[:#]\s*(?P<code>[\w-]{2,24})",
        "agencies number their stories and print the number under the headline",
        lambda m: {"code": m["code"]},
    ),
    _rule(
        "date line",
        r"(?:(?P<label>(?i:(?:first )?published|posted|updated|last (?:updated?|modified)|modified|date|issued))"
        r"(?: on| at)?\s*[:\-–]?\s*)?(?P<date>.{6,60})",
        "the date of publication, with or without weekday, time, zone and label",
        _date,
    ),
    _rule(
        "byline",
        r"(?:(?i:by|written by|story by|reported by)|[Aa]uthor\s*:)\s+"
        rf"(?P<names>{_NAME}(?:(?:,| and| &|;) {_NAME})*)(?:\s*[|,–-]\s*[^.]{{2,40}})?",
        "who wrote it, introduced by a word",
        _names,
    ),
    _rule(
        "byline in capitals",
        rf"(?P<names>(?!(?:{_GENRES})\b)[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){{1,3}})",
        "some outlets print the writer's name alone, in capitals; taken after the first line, never before it",
        _capitals,
    ),
    _rule(
        "kicker",
        rf"(?P<kicker>(?i:{_GENRES}))\s*[:|]?",
        "a label of genre above the headline",
        lambda m: {"kicker": m["kicker"]},
    ),
    _rule(
        "breadcrumb",
        r"(?:Home|News)(?:\s*(?:[>»›/|])\s*(?P<section>[\w &'-]{2,40}))+",
        "the way to the page through the outlet's sections",
        lambda m: {"section": m["section"].strip()},
    ),
    _rule(
        "section",
        r"(?:[Ss]ection|[Cc]ategory|[Tt]opic)\s*:\s*(?P<section>.{2,40})",
        "the section, with its label",
        lambda m: {"section": m["section"]},
    ),
    _rule(
        "outlet",
        r"(?:[Ss]ource|[Oo]utlet|[Pp]ublisher)\s*:\s*(?P<outlet>[^.]{2,60}(?:\.\w{2,3})?)",
        "the outlet, with its label",
        lambda m: {"outlet": m["outlet"]},
    ),
    _rule(
        "furniture",
        r"(?i:share(?: this(?: \w+)?| on \w+)?|tweet|print|e-?mail|facebook|twitter|whatsapp|linkedin|telegram|save"
        r"|listen|copy link|advertisement|follow us.{0,40}|skip to (?:main )?content|a a a|a[+-]"
        r"|\d+ ?-?min(?:ute)?s? read|font size.{0,20})",
        "buttons of the page, no words of the story",
    ),
)

BARE_COUNT = _rule(
    "bare comment count",
    r"(?P<number>\d{1,5})",
    "the counter beside a comment icon, without a word; only as the first line of all",
    _count,
)

FOOTER: tuple[Rule, ...] = (
    _rule(
        "form label",
        r"(?i:(?:your )?(?:comments?|name|e-?mail|website)\s*(?:none|\*|:)*|send|submit|captcha|post comment"
        r"|leave a (?:comment|reply)|add (?:a )?comment|write a comment)",
        "labels of the form under a story",
    ),
    _rule(
        "links",
        r"(?i:related(?: \w+)?|read (?:also|more|next)|see also|more (?:stories|news)|tags?|keywords|topics)"
        r"\s*(?::.{0,200})?",
        "what else the outlet offers: the label alone, or with a colon and what follows",
    ),
    _rule(
        "copyright",
        r"(?:©|\(c\)|[Cc]opyright\s*(?:©|\(c\)|\d{4})).{0,160}|.{0,80}(?i:all rights reserved)\.?",
        "the notice of rights",
    ),
    *(rule for rule in HEADER if rule.name in ("story code", "comment count", "furniture")),
)

GLUED = re.compile(
    r"(?<=[.!?”\"»…])\s*(?:Your )?Comments?\s*(?:none|\*)?\Z|(?<=[.!?”\"»…])\s*Leave a (?:Comment|Reply)\Z"
)
"""A form label that extraction glued to the end of the last paragraph, after its full stop."""

GLUED_ADDRESS = re.compile(r"(https?://\S*\d)(?=[A-Z][a-z]*\s)")
"""An address whose number runs into the first word of the story: `/2003781903Police said`."""

DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:, [A-Z][\w. ]+)?\s*(?:/[A-Z]+/|\([A-Z][\w /]+\))?\s*(?:[–—:]|-{1,2}\s)"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*(?:, [^–—:]{2,40})?\s*(?:/[A-Z]+/|\([A-Z][\w /]+\))?\s*[–—])\s*\S"
)
"""The place, and often the date and agency, that open the first paragraph: `TEHRAN –`."""

CAPTION = re.compile(
    r".{10,400}(?:\b(?:Photo|PHOTO|Photograph|Image|Picture|Credit|FILE PHOTO)\s*[:/]|\[(?:File|Photo)\b).{2,80}"
    r"|(?:File photo|FILE PHOTO|Photo):.{10,300}"
)
"""A picture's caption, which extraction leaves as a line of its own."""
