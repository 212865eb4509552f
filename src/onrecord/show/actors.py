"""Actors, what they said, proposals and judgements, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.keep import Known, Proposal
from onrecord.model.chain import chain_of
from onrecord.model.correction import Correction
from onrecord.model.judgement import Judgement
from onrecord.model.record import Record
from onrecord.model.span import line_of
from onrecord.model.statement import Statement
from onrecord.model.story import Story
from onrecord.show.terminal import SHORT_ID, when

if TYPE_CHECKING:
    from onrecord.annotate.positions import Position

_MOST_NAMES = 4


def actor_table(actors: Sequence[Known]) -> Table:
    """Name, kind, numbers and other names of each actor, a row an actor."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("name", style="bold cyan", overflow="fold")
    table.add_column("kind")
    table.add_column("statements", justify="right")
    table.add_column("stories", justify="right")
    table.add_column("also", style="dim", overflow="fold")
    for actor in actors:
        also = [name for name in actor.names if name.casefold() != actor.name.casefold()]
        told = ", ".join(also[:_MOST_NAMES]) + (
            f" and {len(also) - _MOST_NAMES} more" if len(also) > _MOST_NAMES else ""
        )
        table.add_row(actor.name, actor.kind, str(actor.statements), str(actor.stories), told)
    return table


def counted(known: Known) -> str:
    """In how many statements and stories an actor is, in words."""
    statements = "1 statement" if known.statements == 1 else f"{known.statements} statements"
    return f"{statements}, {known.stories} {'story' if known.stories == 1 else 'stories'}"


def said_view(record: Record, statement: Statement) -> RenderableType:
    """A statement with its date, outlet, headline and chain."""
    story = record.story
    facts = [fact for fact in (when(story.published), story.outlet, story.headline) if fact]
    head = Text(" · ".join([*facts, story.id[:SHORT_ID]]), style="dim")
    content = line_of(story.text, statement.content)
    cue = line_of(story.text, statement.cue)
    said = Text(cue, style="italic yellow").append(": ", style="default not italic")
    said.append(content, style="default not italic")
    chain = Text(chain_words(record, statement), style="cyan")
    return Group(head, Padding(said, (0, 0, 0, 2), expand=False), Padding(chain, (0, 0, 0, 2), expand=False), Text())


def position_view(number: int, position: Position) -> RenderableType:
    """A position with its number, its date, and what changed since which earlier one."""
    head = Text(f"{number}  ", style="bold")
    if position.change:
        head.append(f"{position.change}{'' if position.by else '?'} ", style="bold magenta")
        told = [f"since {position.since + 1}"] if position.since is not None else []
        head.append(", ".join([*told, *([f"says {position.by}"] if position.by else [])]), style="dim")
    return Group(head, Padding(said_view(position.record, position.statement), (0, 0, 0, 3), expand=False))


def chain_words(record: Record, statement: Statement) -> str:
    """The chain of a statement in words, the speaker first: `US officials → Politico → Tarn Herald`."""
    links = [link for link in chain_of(record, statement) if link.name or link.part != "outlet"]
    names = [" ".join(link.name.split()) or "nobody named" for link in links]
    # Whoever tells of his own words is one link of the chain in words.
    return " → ".join(name for name, _ in groupby(names))


def proposal_view(proposals: Iterable[Proposal]) -> RenderableType:
    """Pairs that may be one, each with the ids that a merge takes."""
    rows: list[RenderableType] = []
    for proposal in proposals:
        line = Text()
        for i, known in enumerate((proposal.one, proposal.other)):
            line.append(" and " if i else "", style="dim")
            line.append(known.name, style="bold cyan")
            line.append(f" ({counted(known)})", style="dim")
        line.append(f": {proposal.why}")
        ids = Text(f"{proposal.one.identity}  {proposal.other.identity}", style="dim")
        rows += [line, Padding(ids, (0, 0, 0, 2), expand=False)]
    return Group(*rows)


def judgement_line(judgement: Judgement) -> Text:
    """One judgement: its number, when and by whom, and what it says."""
    line = Text(f"{judgement.number:>4}  {judgement.made_at[:10]} {judgement.who}: ", style="dim")
    line.append(_in_words(judgement), style="strike" if judgement.undone else "default")
    if judgement.undone:
        line.append("  (undone)", style="dim")
    return line


def correction_view(correction: Correction, story: Story) -> Text:
    """One correction: its number, when and by whom, what it says, and of what."""
    said = {
        "speaker": f"said by {correction.name or 'nobody known'}",
        "words": "other words",
        "missed": f"a statement that was missed, by {correction.name or 'nobody known'}",
        "reject": "no statement",
        "change": f"{correction.name or 'nothing changed'} since it was said before",
        "date": correction.moment.edtf if correction.moment else "",
        "note": f"“{correction.words}”",
    }
    line = Text(f"{correction.number:>4}  {correction.made_at[:10]} {correction.who}: ", style="dim")
    line.append(said[correction.kind] or "", style="strike" if correction.undone else "default")
    words = line_of(story.text, correction.content or correction.cue)
    line.append(f"  on “{words}”, {story.id[:SHORT_ID]}", style="dim not strike")
    if correction.undone:
        line.append("  (undone)", style="dim not strike")
    return line


def _in_words(judgement: Judgement) -> str:
    j = judgement
    ways = {
        "merge": f"{j.identity} is {j.other}",
        "split": f"{j.identity} in {', '.join(s[:SHORT_ID] for s in j.stories)} is another, {j.name or 'unnamed'}",
        "rename": f"{j.identity} is called {j.name}",
        "names": f"{j.identity} goes by {', '.join(j.names) or 'no other name'}"
        + (f", {j.wikidata} in Wikidata" if j.wikidata else ""),
        "apart": f"{j.identity} is not {j.other}",
        "undo": f"{j.undoes} holds no more",
    }
    return ways[j.kind]
