"""What people do in the reading room: follow, resolve, merge, split, rename, correct, add, note, undo.

Each is a row with who and when, and gives the path to go on at.
"""

from __future__ import annotations

from datetime import date
from typing import get_args
from urllib.parse import quote

from onrecord.annotate.by_hand import moment_meant, parts_marked, somebody
from onrecord.annotate.tracing import traced
from onrecord.errors import InputError, NotFound
from onrecord.keep import StoreName, Writer
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.correction import CHANGES, Correction
from onrecord.model.judgement import Judgement
from onrecord.model.ledger import AMENDABLE, Evidence, Resolution, Verdict, evidence_in
from onrecord.model.record import Record
from onrecord.model.saved import SavedSearch
from onrecord.model.statement import Statement
from onrecord.model.user import Role
from onrecord.show.web.citation import span_named
from onrecord.show.web.visit import Visit, one_of

Fields = dict[str, str]


def follow(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Follow an outlook of a story."""
    record = visit.view.record(_needed(fields, "story"))
    outlook = next((o for o in record.outlooks if o.id == fields.get("outlook")), None)
    if outlook is None:
        raise NotFound("the story has no such outlook any more")
    with Writer(store) as writer:
        number = writer.follow(traced(record, outlook), who)
    return f"/ledger/{number}"


def amend(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Put an entry's question, criterion, condition or day of check better; what is as it was is left alone."""
    number = visit.path["entry"]
    entry = next((e for e in visit.view.ledger(str(date.today())) if e.number == number), None)
    if entry is None:
        raise NotFound(f"no entry {number} in the ledger")
    changes = {name: fields[name] for name in AMENDABLE if fields.get(name)}
    changes = {name: value for name, value in changes.items() if value != getattr(entry.outlook, name)}
    if changes:
        with Writer(store) as writer:
            writer.amend(number, changes, who)
    return f"/ledger/{number}"


def resolve(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say how an entry ended, with words of a kept story or of a page elsewhere to show it."""
    number, verdict = visit.path["entry"], one_of(get_args(Verdict), fields.get("verdict"), "verdict")
    with Writer(store) as writer:
        writer.resolve(number, Resolution(verdict, _evidence(visit, fields), fields.get("why") or None), who)
    return f"/ledger/{number}"


def _evidence(visit: Visit, fields: Fields) -> Evidence | None:
    words, story, url = (fields.get(name) or None for name in ("words", "story", "url"))
    if words is None and story is None and url is None:
        return None
    if words is None or (story is None) == (url is None):
        raise InputError("evidence is words, and either the story or the address of the page that has them")
    return Evidence(words, url=url) if story is None else evidence_in(visit.view.record(story).story, words)


def merge(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say that one actor is another."""
    one, other = (visit.view.actor(_needed(fields, name)) for name in ("actor", "into"))
    if one.identity == other.identity:
        raise InputError(f"they are one already: {one.name}")
    return _judged(store, Judgement("merge", who, one.identity, other.identity), other.identity)


def split(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say that an actor is somebody else in some stories."""
    known, told = visit.view.actor(_needed(fields, "actor")), tuple(_needed(fields, "apart").split())
    return _judged(store, Judgement("split", who, known.identity, name=fields.get("name") or None, stories=told), "")


def rename(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say what an actor is called."""
    known = visit.view.actor(_needed(fields, "actor"))
    return _judged(store, Judgement("rename", who, known.identity, name=_needed(fields, "name")), known.identity)


def undo(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Take a judgement back."""
    with Writer(store) as writer:
        writer.judge(Judgement("undo", who, undoes=_number(fields)))
    return "/judgements"


def correct(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say who says a statement, an actor of its story or nobody known."""
    record, statement = _statement(visit, fields)
    name, actor = _speaker(fields, record.story.text)
    correction = Correction("speaker", who, record.story.id, statement.cue, statement.content, name, actor=actor)
    return _corrected(store, correction, statement.id)


def reject(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say that what was found is no statement."""
    record, statement = _statement(visit, fields)
    return _corrected(store, Correction("reject", who, record.story.id, statement.cue, statement.content))


def words(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say which words a statement is, its source, cue and content a stretch a line."""
    record, statement = _statement(visit, fields)
    near = (statement.content or statement.cue or statement.source)[0][0]
    parts = parts_marked(record.story.text, near, *_stretches(fields))
    correction = Correction("words", who, record.story.id, statement.cue, statement.content, parts=parts)
    return _corrected(store, correction, statement.id)


def missed(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Add a statement that was not found."""
    told = visit.view.record(_needed(fields, "story")).story
    near = span_named(_needed(fields, "s"), told)[0]
    parts = parts_marked(told.text, near, *_stretches(fields))
    name, actor = _speaker(fields, told.text)
    correction = Correction("missed", who, told.id, parts.cue, parts.content, name, parts=parts, actor=actor)
    return _corrected(store, correction)


def _speaker(fields: Fields, text: str) -> tuple[str | None, Actor | None]:
    """The name of who speaks, and who that is where nobody in the story goes by it."""
    other = " ".join(fields.get("other", "").split())
    if not other:
        return fields.get("name") or None, None
    return other, somebody(text, other, one_of(get_args(ActorKind), fields.get("kind"), "kind of actor"))


def _stretches(fields: Fields) -> list[list[str]]:
    return [fields.get(part, "").splitlines() for part in ("source", "cue", "content")]


def redate(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say what a time expression means."""
    record = visit.view.record(_needed(fields, "story"))
    span = span_named(_needed(fields, "s"), record.story)
    moment = next((m for m in record.moments if m.span == span), None)
    if moment is None:
        raise NotFound("the story has no such time expression any more")
    meant = moment_meant(moment, _needed(fields, "value"))
    return _corrected(store, Correction("date", who, record.story.id, content=(span,), moment=meant))


def change(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Say what changed since the speaker of a statement said the same before."""
    record, statement = _statement(visit, fields)
    name = one_of((*CHANGES, None), fields.get("change") or None, "change")
    _corrected(store, Correction("change", who, record.story.id, statement.cue, statement.content, name))
    return f"/actor/{quote(_needed(fields, 'actor'))}?q={quote(fields.get('q', ''))}"


def note(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Note something on a passage of a story."""
    story = visit.view.record(_needed(fields, "story")).story
    span = span_named(_needed(fields, "s"), story)
    return _corrected(store, Correction("note", who, story.id, content=(span,), words=_needed(fields, "words")))


def undo_correction(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Take a correction or a note back."""
    with Writer(store) as writer:
        writer.undo_correction(_number(fields), who)
    return "/judgements"


def save_search(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Save a search under a name."""
    name = _needed(fields, "name")
    with Writer(store) as writer:
        writer.save_search(SavedSearch(name, _needed(fields, "words"), who))
    return f"/watch/{quote(name)}"


def look(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Note that all which a saved search finds was seen."""
    with Writer(store) as writer:
        writer.look(_needed(fields, "name"))
    return "/"


def forget_search(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Forget a saved search."""
    with Writer(store) as writer:
        writer.forget_search(_needed(fields, "name"))
    return "/"


def add_user(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Let somebody in."""
    role = one_of(get_args(Role), fields.get("role"), "role")
    with Writer(store) as writer:
        writer.add_user(_needed(fields, "name"), role, fields.get("password", ""))
    return "/users"


def change_user(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Give somebody another role, or another password."""
    role = one_of((*get_args(Role), None), fields.get("role") or None, "role")
    with Writer(store) as writer:
        writer.change_user(_needed(fields, "name"), role, fields.get("password") or None)
    return "/users"


def remove_user(visit: Visit, fields: Fields, store: StoreName, who: str) -> str:
    """Let somebody in no more."""
    with Writer(store) as writer:
        writer.remove_user(_needed(fields, "name"))
    return "/users"


def _statement(visit: Visit, fields: Fields) -> tuple[Record, Statement]:
    record = visit.view.record(_needed(fields, "story"))
    statement = next((s for s in record.statements if s.id == fields.get("statement")), None)
    if statement is None:
        raise NotFound("the story has no such statement any more")
    return record, statement


def _corrected(store: StoreName, correction: Correction, statement: str | None = None) -> str:
    with Writer(store) as writer:
        writer.correct(correction)
    return f"/story/{correction.story}" + (f"?s={statement}" if statement else "")


def _number(fields: Fields) -> int:
    number = _needed(fields, "number")
    if not (number.isascii() and number.isdigit() and len(number) < _DIGITS):
        raise InputError(f"{number!r} is no number of the list")
    return int(number)


_DIGITS = 10


def _judged(store: StoreName, judgement: Judgement, identity: str) -> str:
    with Writer(store) as writer:
        writer.judge(judgement)
    return f"/actor/{quote(identity)}" if identity else "/judgements"


def _needed(fields: Fields, name: str) -> str:
    if not fields.get(name):
        raise InputError(f"the form lacks its field {name!r}")
    return fields[name]
