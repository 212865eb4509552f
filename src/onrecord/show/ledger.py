"""The ledger as a person reads it in a terminal, and its days as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model.event import OUTLET
from onrecord.model.ledger import LedgerEntry, LedgerRow, Resolution
from onrecord.model.outlook import TracedOutlook
from onrecord.model.score import LEAST, Score
from onrecord.show.atom import FeedEntry, atom
from onrecord.show.icalendar import Days, calendar_of
from onrecord.show.terminal import SHORT_ID

_STYLES = {"open": "bold", "due": "bold yellow", "true": "bold green", "false": "bold red"}


def ledger_view(entries: Sequence[LedgerEntry]) -> RenderableType:
    """Each entry with its state, whose it is, its question, and where it was said."""
    lines: list[RenderableType] = []
    for entry in entries:
        outlook = entry.outlook
        head = Text(f"{entry.number}  ").append(entry.state, style=_STYLES.get(entry.state, "bold magenta"))
        head.append(f" · {outlook.kind} by {speaker(outlook)}", style="cyan")
        if outlook.check_on and entry.resolution is None:
            head.append(f" · to be checked on {outlook.check_on}")
        told = [Text(outlook.question)]
        told += [Text(f"{name}: {value}") for name, value in _more(outlook)]
        if entry.resolution is not None:
            told.append(Text(_ending(entry.resolution), style="green"))
        told.append(Text(_said(outlook), style="dim"))
        lines += [head, *(Padding(line, (0, 0, 0, 3), expand=False) for line in told)]
    return Group(*lines)


def outlook_view(outlook: TracedOutlook) -> RenderableType:
    """An outlook with its kind, whose it is, how sure and by when, and what to follow it by."""
    head = Text(outlook.kind, style="bold").append(f" by {speaker(outlook)}", style="cyan not bold")
    if outlook.check_on:
        head.append(f" · to be checked on {outlook.check_on}", style="not bold")
    told = [Text(outlook.words), *(Text(f"{name}: {value}") for name, value in _more(outlook))]
    told.append(Text(f"{_said(outlook)} {outlook.outlook}", style="dim"))
    return Group(head, *(Padding(line, (0, 0, 0, 3), expand=False) for line in told))


def _said(outlook: TracedOutlook) -> str:
    facts = [f"said {outlook.said}" if outlook.said else "", " → ".join(outlook.chain)]
    return " · ".join([*filter(None, facts), outlook.story[:SHORT_ID]])


def speaker(outlook: TracedOutlook) -> str:
    """Who answers for an outlook, in words."""
    if outlook.by == OUTLET:
        return outlook.outlet or "the outlet"
    return (outlook.by or "nobody named") + (f", {outlook.role}" if outlook.role else "")


def _more(outlook: TracedOutlook) -> list[tuple[str, str]]:
    told = [("criterion", outlook.criterion), ("condition", outlook.condition), ("horizon", outlook.horizon)]
    if outlook.certainty is not None:
        told.append(("certainty", f"{outlook.certainty} ({_phrase(outlook)})"))
    if outlook.question != outlook.words:
        told.insert(0, ("words", f"“{outlook.words}”"))
    return [(name, value) for name, value in told if value]


def _phrase(outlook: TracedOutlook) -> str:
    """The words that carry how sure an outlook is, and what they mean in per cent."""
    chance = outlook.chance
    shown = f"“{outlook.phrase}”" if outlook.phrase else "unhedged"
    if chance is None or chance.scale == "stated":
        return shown
    return f"{shown}: {chance.low:g} to {chance.high:g} %, {chance.scale}"


def _ending(resolution: Resolution) -> str:
    evidence = resolution.evidence
    where = f" ({evidence.url or (evidence.story or '')[:SHORT_ID]})" if evidence else ""
    shown = f"“{evidence.words}”{where}" if evidence else ""
    return f"{resolution.verdict}: " + " · ".join(filter(None, [resolution.why, shown]))


def history_view(rows: Iterable[LedgerRow]) -> RenderableType:
    """Rows of the ledger, one a line: when, who, what, and the beginning of the digest."""
    lines = []
    for row in rows:
        line = Text(f"{row.number}  ").append(row.digest[:SHORT_ID], style="dim")
        line.append(f"  {row.made_at}  {row.who}: ")
        line.append(f"{row.act} {row.entry}", style="bold")
        line.append(f"  {_done(row)}")
        lines.append(line)
    return Group(*lines)


def score_table(scores: Sequence[Score]) -> Table:
    """What came of each speaker's outlooks, kind by kind; a rate with its interval where enough were judged."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("kind", "by"):
        table.add_column(column, overflow="fold")
    for column in ("true", "partly", "false", "unresolvable", "others", "open"):
        table.add_column(column, justify="right")
    table.add_column("came true")
    for score in scores:
        counts = (score.true, score.partly, score.false, score.unresolvable, score.others, score.open)
        rate = f"under {LEAST} judged"
        if score.rate is not None and score.low is not None and score.high is not None:
            rate = f"{score.rate:.0%} (95 % interval {score.low:.0%} to {score.high:.0%})"
        if score.brier is not None:
            rate += f", Brier {score.brier:.2f} of {score.mapped} in words of likelihood"
        if score.brier_stated is not None:
            rate += f", Brier {score.brier_stated:.2f} of {score.stated} in numbers"
        table.add_row(score.kind, score.by or "not named", *map(str, counts), rate)
    return table


def _done(row: LedgerRow) -> str:
    if row.act == "follow":
        return str(row.detail["question"])
    if row.act == "amend":
        return ", ".join(f"{name}: {value}" for name, value in row.detail.items())
    return str(row.detail["verdict"])


def ledger_calendar(entries: Iterable[LedgerEntry]) -> bytes:
    """The days on which open entries are to be checked, as an iCalendar."""
    return calendar_of(
        Days(
            f"ledger-{entry.number}-{entry.outlook.story[:SHORT_ID]}",
            entry.outlook.check_on,
            entry.outlook.check_on,
            f"Did it come true? {entry.outlook.question}",
            f"{entry.outlook.kind} by {speaker(entry.outlook)}: “{entry.outlook.words}”",
        )
        for entry in entries
        if entry.outlook.check_on is not None and entry.resolution is None
    )


def due_in_feed(entries: Iterable[LedgerEntry], link: Callable[[int], str]) -> list[FeedEntry]:
    """What is due as entries of a feed, the last first; `link` gives the address of an entry by its number."""
    due = sorted((e for e in entries if e.state == "due"), key=lambda e: e.outlook.check_on or "", reverse=True)
    return [
        FeedEntry(
            f"urn:onrecord:ledger:{e.number}",
            e.outlook.question,
            link(e.number),
            e.outlook.check_on or "1970-01-01",
            f"{e.outlook.kind} by {speaker(e.outlook)}: “{e.outlook.words}”",
        )
        for e in due
    ]


def ledger_atom(entries: Iterable[LedgerEntry]) -> bytes:
    """What is due as an Atom feed."""
    due = due_in_feed(entries, lambda number: f"urn:onrecord:ledger:{number}")
    updated = max((entry.updated for entry in due), default="1970-01-01")
    return atom("urn:onrecord:ledger", "Due in the ledger", "urn:onrecord:ledger", updated, due)
