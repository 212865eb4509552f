"""A quotation from a story as others cite it: plain text, Markdown, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.model.span import Span
from onrecord.model.story import Story
from onrecord.show.terminal import SHORT_ID, title, when

_CHARS = re.compile(r"chars:(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a story with where they are from; `link` leads to them in this archive."""

    story: Story
    span: Span
    link: str

    @property
    def words(self) -> str:
        """The quotation on one line."""
        return " ".join(self.story.words(self.span).split())

    @property
    def source_line(self) -> str:
        """Who published it, under which headline, when and where."""
        story = self.story
        told = [", ".join(story.byline), title(story), story.outlet, when(story.published), story.url]
        return ", ".join(fact for fact in told if fact)

    def forms(self) -> dict[str, str]:
        """The citation in each form, by the form's name."""
        return {
            "Text": f"“{self.words}” ({self.source_line})",
            "Markdown": self._markdown(),
            "BibTeX": self._bibtex(),
            "CSL-JSON": json.dumps(self.csl(), ensure_ascii=False, indent=1),
        }

    def _markdown(self) -> str:
        words, named = (re.sub(r"([\\`*_\[\]<>])", r"\\\1", part) for part in (self.words, self.source_line))
        return f"> {words}\n>\n> [{named}]({self.story.url or self.link})"

    def _bibtex(self) -> str:
        story = self.story
        fields = {
            "author": " and ".join(story.byline),
            "title": title(story),
            "journal": story.outlet,
            "date": story.day,
            "url": story.url,
            "note": f"characters {self.span[0]} to {self.span[1]}",
            "annote": self.words,
        }
        lines = [f"  {name} = {{{_escaped(value)}}}" for name, value in fields.items() if value]
        return f"@article{{{story.id[:SHORT_ID]},\n" + ",\n".join(lines) + "\n}"

    def csl(self) -> dict[str, object]:
        """The citation as an item of CSL-JSON (Citation Style Language 1.0.2)."""
        story, day = self.story, self.story.day
        item: dict[str, object] = {
            "id": story.id[:SHORT_ID],
            "type": "article-newspaper",
            "title": title(story),
            "container-title": story.outlet,
            "URL": story.url,
            "locator": f"characters {self.span[0]}-{self.span[1]}",
            "note": self.words,
        }
        if story.byline:
            item["author"] = [{"literal": name} for name in story.byline]
        if day:
            item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
        return {name: value for name, value in item.items() if value}


def span_named(name: str, story: Story) -> Span:
    """The span that `chars:1204-1311` names; raises InputError where the story has no such characters."""
    match = _CHARS.fullmatch(name)
    span = (int(match[1]), int(match[2])) if match else (0, 0)
    if not span[0] < span[1] <= len(story.text):
        raise InputError(f"no characters {name!r} in this story; it has {len(story.text)}")
    return span


def _escaped(value: str) -> str:
    return re.sub(r"([{}\\%&#$_])", r"\\\1", value)
