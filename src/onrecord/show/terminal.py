"""Records and hits as a person reads them in a terminal; styles and signs both, so that it reads without colour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.keep import Hit
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET, Event, edtf_of
from onrecord.model.outlook import Outlook
from onrecord.model.question import Answer
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, line_of
from onrecord.model.statement import Statement
from onrecord.model.story import Story, Timestamp
from onrecord.show.days import in_words

STYLES = {"source": "bold cyan", "cue": "italic yellow", "content": "underline"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AROUND = 60
"""Characters shown to either side of a hit."""
SHORT_ID = 8


def card(record: Record, outcome: str | None) -> Text:
    """A story in three lines: headline, where and when, what was found."""
    story = record.story
    lines = Text(title(story), style="bold")
    lines.append("\n  " + " · ".join(_facts(story)), style="dim not bold")
    found = record.skipped.get("statements")
    summary = f"statements not attempted: {found}" if found else _summary(record.statements)
    lines.append(f"\n  {summary}", style="not bold")
    if outcome:
        lines.append(f" · {outcome}", style="green not bold")
    return lines


def reading_view(record: Record) -> RenderableType:
    """The whole record: the story with its statements marked and numbered, then the statements in a list."""
    story = record.story
    numbers = {s.id: i for i, s in enumerate(record.statements, 1)}
    pieces: list[RenderableType] = [Text(title(story), style="bold"), Text(" · ".join(_facts(story)), style="dim")]
    if story.byline:
        pieces.append(Text("By " + ", ".join(story.byline), style="dim"))
    pieces.append(Text())
    for part in story.parts:
        if part.kind in ("headline", "kicker"):
            continue
        marked = _marked(record, part.span, numbers)
        pieces += [Padding(marked, (0, 0, 0, 4), expand=False) if part.kind == "quotation" else marked, Text()]
    skipped = record.skipped.get("statements")
    heading = f"Statements not attempted: {skipped}" if skipped else _summary(record.statements)
    pieces += [Text(heading, style="bold"), Text()]
    pieces.append(_statement_list(record, numbers))
    if record.events:
        pieces += [Text("Dated happenings", style="bold"), Text(), *map(partial(_event_line, record), record.events)]
    if record.question and record.question.answers:
        pieces += [Text("\nWhat speaks to the headline's question", style="bold"), Text()]
        pieces += [_answer_line(record, answer) for answer in record.question.answers]
    if record.outlooks:
        pieces += [Text("\nOutlooks", style="bold"), Text(), *map(partial(_outlook_line, record), record.outlooks)]
    if story.comments:
        pieces.append(Text(f"\n{len(story.comments)} readers' comments, as published with the story", style="bold"))
        for comment in story.comments:
            pieces.append(Text(f"  {comment.author or 'a reader'}: {comment.text}", style="dim"))
    return Group(*pieces)


def event_day(record: Record, event: Event) -> str:
    """When an event was, as EDTF where that is known, else as its moment has it."""
    moment = record.moments[event.moment]
    until = record.moments[event.until].edtf if event.until is not None else None
    return edtf_of(moment.edtf, until, event.open) or moment.timex


def _event_line(record: Record, event: Event) -> RenderableType:
    """An event: when, what, and in whose voice."""
    line = Text(in_words(event_day(record, event)), style="bold magenta")
    return _told(record, line, (event.span,), event.voice)


def _answer_line(record: Record, answer: Answer) -> RenderableType:
    """An answer: whether it says yes or no, what it says, and who answers for it."""
    outlook = next(o for o in record.outlooks if o.id == answer.outlook)
    line = Text({"for": "yes", "against": "no"}.get(answer.side or "", "·"), style="bold green")
    return _told(record, line, outlook.spans, outlook.by)


def _outlook_line(record: Record, outlook: Outlook) -> RenderableType:
    """An outlook: its kind, what it says, who answers for it, and when it can be judged."""
    line = Text(f"{outlook.id} {outlook.kind}", style="bold green")
    day = outlook.horizon.latest if outlook.horizon else None
    return _told(record, line, outlook.spans, outlook.by, f"to be checked on {day}" if day else None)


def _told(record: Record, line: Text, spans: Spans, voice: str | None, more: str | None = None) -> RenderableType:
    """A line that goes on with some words, and whose they are where they are not the outlet's."""
    line.append(": " + line_of(record.story.text, spans), style="default not bold")
    if voice != OUTLET:
        name = next((actor.name for actor in record.actors if actor.id == voice), "somebody")
        line.append(f" · by {name}", style="cyan not bold")
    if more:
        line.append(f" · {more}", style="dim not bold")
    return Padding(line, (0, 0, 0, 2), expand=False)


def hit_view(hit: Hit) -> RenderableType:
    """A story that a search found, with the words shown in their place."""
    story = hit.story
    pieces: list[RenderableType] = [
        Text(title(story), style="bold"),
        Text("  " + " · ".join(_facts(story)), style="dim"),
    ]
    if hit.statements:
        for statement in hit.statements:
            pieces.append(Padding(_in_words(story, statement), (0, 0, 0, 2), expand=False))
    else:
        pieces += [Padding(passage, (0, 0, 0, 2), expand=False) for passage in _passages(story, hit.spans)]
    return Group(*pieces, Text())


def when(stamp: Timestamp | None) -> str | None:
    """A date for people, at its own precision.

    >>> when(Timestamp("18/03/24", "2024-03-18T21:00", "+03:00"))
    '18 March 2024, 21:00 +03:00'
    """
    if stamp is None:
        return None
    if stamp.value is None:
        return stamp.text
    moment = datetime.fromisoformat(stamp.value)
    day = f"{moment.day} {moment:%B %Y}"
    if "T" not in stamp.value:
        return day
    return f"{day}, {moment:%H:%M}" + (f" {stamp.zone}" if stamp.zone else "")


def title(story: Story) -> str:
    """The headline, else the opening words."""
    if story.headline:
        return story.headline
    opening = " ".join(story.text[:_OPENING].split())
    return opening.rsplit(" ", 1)[0] + "…" if len(story.text) > _OPENING else opening


_OPENING = 90
"""Characters of a text that stand for a headline."""


def _facts(story: Story) -> list[str]:
    """Where and when, as far as known; the id last."""
    told = [story.kicker, story.outlet, when(story.published), story.section]
    if story.code:
        told.append(f"story code {story.code}")
    if story.comment_count is not None:
        told.append("1 comment" if story.comment_count == 1 else f"{story.comment_count} comments")
    return [fact for fact in told if fact] + [story.id[:SHORT_ID]]


def _summary(statements: tuple[Statement, ...]) -> str:
    if not statements:
        return "no statements"
    forms = [s.form for s in statements]
    counts = ", ".join(f"{forms.count(f)} {f}" for f in ("direct", "indirect", "mixed") if f in forms)
    return f"{len(statements)} {'statement' if len(statements) == 1 else 'statements'}: {counts}"


def _marked(record: Record, within: Span, numbers: dict[str, int]) -> Text:
    """A passage with sources, cues and contents styled, and each cue followed by its statement's number."""
    start, end = within
    text = Text(record.story.text[start:end])
    signs: list[tuple[int, str]] = []
    for statement in record.statements:
        for role, style in STYLES.items():
            for a, b in getattr(statement, role):
                if a < end and b > start:
                    text.stylize(style, max(a, start) - start, min(b, end) - start)
        place = (statement.cue or statement.content)[-1][1]
        if start < place <= end:
            signs.append((place - start, str(numbers[statement.id]).translate(_SUPERSCRIPT)))
    result, at = Text(), 0
    for place, sign in sorted(signs):
        result += text[at:place]
        result.append(sign, style="bold magenta")
        at = place
    return result + text[at:]


def _statement_list(record: Record, numbers: dict[str, int]) -> RenderableType:
    rows: list[RenderableType] = []
    for s in record.statements:
        line = Text(f"{numbers[s.id]:>3} ", style="bold magenta")
        line.append_text(_who_and_how(record.story, s, _meant(record, s)))
        if passed_on := _through(record, s):
            line.append(f" · through {passed_on}", style="default not bold")
        line.append(f"  {s.form} {s.confidence:.2f}", style="dim not bold")
        content = line_of(record.story.text, s.content)
        rows += [line, Padding(Text(content), (0, 0, 0, 6), expand=False), Text()]
    return Group(*rows)


def _meant(record: Record, statement: Statement) -> str:
    """Who is meant by a source that says it in other words: the name, or the names that are about as likely."""
    names = {actor.id: actor.name for actor in record.actors}
    if statement.speaker is None:
        return " or ".join(names[candidate] for candidate in statement.candidates) + "?" * bool(statement.candidates)
    source = line_of(record.story.text, statement.source)
    return "" if names[statement.speaker] in source else names[statement.speaker]


def _who_and_how(story: Story, statement: Statement, meant: str = "") -> Text:
    source, cue = (line_of(story.text, spans) for spans in (statement.source, statement.cue))
    line = Text(source or "nobody named", style=STYLES["source"] if source else "dim")
    if meant:
        line.append(f" = {meant}", style="cyan not bold not dim")
    line.append(" · ", style="default not bold")
    return line.append(cue, style="italic yellow not bold not dim")


def _through(record: Record, statement: Statement) -> str:
    """Those who passed the words on, from the speaker outwards, without the outlet itself."""
    passed_on = [" ".join(link.name.split()) or "nobody named" for link in chain_of(record, statement)[1:-1]]
    return " → ".join(passed_on)


def _in_words(story: Story, statement: Statement) -> Text:
    line = _who_and_how(story, statement)
    return line.append(": " + line_of(story.text, statement.content), style="default not bold")


def _passages(story: Story, spans: Iterable[Span], most: int = 3) -> list[Text]:
    """The first few stretches of text around hits, each hit between signs and in bold."""
    stretches: list[tuple[int, int, list[Span]]] = []
    for start, end in spans:
        a, b = _whole_words(story.text, start - _AROUND, end + _AROUND)
        if stretches and a <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], b, [*stretches[-1][2], (start, end)])
        else:
            stretches.append((a, b, [(start, end)]))
    passages = []
    for a, b, hits in stretches[:most]:
        line, at = Text("…" if a else ""), a
        for start, end in hits:
            line.append(" ".join(story.text[at:start].split("\n")))
            line.append(f"‹{story.text[start:end]}›", style="bold reverse")
            at = end
        line.append(" ".join(story.text[at:b].split("\n")) + ("…" if b < len(story.text) else ""))
        passages.append(line)
    if len(stretches) > most:
        passages.append(Text(f"and {len(stretches) - most} more in this story", style="dim"))
    return passages


def _whole_words(text: str, start: int, end: int) -> Span:
    """A stretch of text, made shorter so that it cuts no word."""
    start, end = max(0, start), min(len(text), end)
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    while start < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end
