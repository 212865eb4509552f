"""What people call the facts of a story in the columns of their tables."""

from __future__ import annotations

from typing import Any

from onrecord.read.formats.containers import Mapping

NAMES = {
    "text": ("text", "body", "content", "article", "maintext", "fulltext", "full_text", "body_text", "article_text"),
    "html": ("html", "body_html", "content_html", "body_xhtml"),
    "headline": ("headline", "title", "heading"),
    "kicker": ("kicker",),
    "published": (
        "published",
        "date",
        "publish_date",
        "published_at",
        "date_publish",
        "pub_date",
        "pubdate",
        "datetime",
        "time",
    ),
    "updated": ("updated", "modified", "date_modify", "updated_at"),
    "outlet": ("outlet", "source", "publisher", "publication", "domain", "site", "source_domain", "newspaper"),
    "url": ("url", "link", "canonical_url", "uri"),
    "code": ("code", "story_code", "article_id", "id"),
    "byline": ("byline", "author", "authors", "by"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
}
"""What people call the facts of a story in tables and JSON, the likeliest first."""


def guessed(row: dict[str, Any]) -> Mapping:
    """Which column is what, by the names that people use.

    >>> guessed({"Title": "Rain", "body": "It fell."})
    {'text': 'body', 'headline': 'Title'}
    """
    columns = {str(column).strip().casefold(): str(column) for column in row}
    found = {name: next((columns[n] for n in names if n in columns), None) for name, names in NAMES.items()}
    return {name: column for name, column in found.items() if column is not None}
