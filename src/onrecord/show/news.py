"""What is new of saved searches: as a feed, and as an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from onrecord.keep import Hit
from onrecord.model.saved import SavedSearch
from onrecord.show.atom import FeedEntry, atom
from onrecord.show.terminal import SHORT_ID, title, when

News = Sequence[tuple[SavedSearch, Sequence[Hit]]]
"""Saved searches with what is new of each."""

_AROUND = 100


def news_atom(news: News) -> bytes:
    """What is new as an Atom feed; each story names the search that found it."""
    entries = [
        FeedEntry(
            f"urn:onrecord:search:{search.name}:{hit.story.id}",
            title(hit.story),
            hit.story.url or f"urn:onrecord:story:{hit.story.id}",
            hit.story.day or "1970-01-01",
            f"{search.name}: {passage_of(hit)}",
        )
        for search, hits in news
        for hit in hits
    ]
    updated = max((entry.updated for entry in entries), default="1970-01-01")
    return atom("urn:onrecord:news", "New of saved searches", "urn:onrecord:news", updated, entries)


def news_mail(news: News, to: str | None = None) -> bytes:
    """What is new as an e-mail of plain text, to be handed to a mailer."""
    mail = EmailMessage(policy=SMTP)
    many = sum(len(hits) for _, hits in news)
    mail["Subject"] = f"On Record: {many} new {'story' if many == 1 else 'stories'}"
    if to:
        mail["To"] = to
    lines: list[str] = []
    for search, hits in news:
        if hits:
            lines += [f"{search.name} ({search.words})", ""]
        for hit in hits:
            told = (hit.story.outlet, when(hit.story.published), hit.story.url, hit.story.id[:SHORT_ID])
            lines += [title(hit.story), "  " + ", ".join(fact for fact in told if fact), f"  {passage_of(hit)}", ""]
    mail.set_content("\n".join(lines or ["Nothing new."]) + "\n")
    return bytes(mail)


def passage_of(hit: Hit) -> str:
    """The words around the first place of a hit, or the beginning of its story."""
    text = hit.story.text
    start = hit.spans[0][0] if hit.spans else 0
    low = text.rfind(" ", 0, max(0, start - _AROUND)) + 1
    high = text.find(" ", min(len(text), start + _AROUND))
    return " ".join(text[low : high if high >= 0 else len(text)].split())
