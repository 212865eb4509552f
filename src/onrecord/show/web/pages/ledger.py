"""Outlooks, and those that are followed."""

from __future__ import annotations

from typing import get_args

from onrecord.errors import NotFound
from onrecord.model.ledger import Verdict, entries_of, faults_of
from onrecord.model.outlook import OutlookKind
from onrecord.model.score import calibration_of, scores_of
from onrecord.show.calibration import calibration_svg
from onrecord.show.ledger import due_in_feed, speaker
from onrecord.show.web.pages.shared import MANY, SVG_POLICY, feed, followed, foretold, limits_of, today, turns_of, where
from onrecord.show.web.visit import Answer, Raw, Visit, one_of


def outlooks(visit: Visit) -> Answer:
    """What is predicted, pledged, demanded and scheduled, by date."""
    asked, skip = visit.asked("q"), visit.number("from")
    kind: OutlookKind | None = one_of((*get_args(OutlookKind), None), visit.asked("kind"), "kind")
    words, limits = limits_of(visit, asked or "")
    found = visit.view.outlooks(words or None, kind, limits, MANY, skip)
    shown = [{**where(record.story), **foretold(record, o)} for record, o in found]
    context = {"asked": asked or "", "kind": kind, "kinds": get_args(OutlookKind), "found": shown}
    turns = turns_of(visit, "/outlooks", skip, len(shown))
    return Answer("outlooks.html", shown, {**context, "followed": followed(visit), "turns": turns})


def ledger(visit: Visit) -> Answer:
    """What is followed: due, open, resolved; and how often those came true of whom enough were judged."""
    rows = visit.view.ledger_rows()
    entries = entries_of(rows, today())
    scores = scores_of(entries, "speaker")
    groups = {
        "due": [e for e in entries if e.state == "due"],
        "open": [e for e in entries if e.state == "open"],
        "resolved": [e for e in entries if e.resolution],
    }
    faults = faults_of(rows)
    data = {"entries": entries, "scores": scores, "calibration": calibration_of(entries), "faults": faults}
    return Answer("ledger.html", data, {**data, "groups": groups, "speaker": speaker})


def calibration_picture(visit: Visit) -> Raw:
    """How often outlooks came true against how likely their words say they are, as a picture."""
    return Raw(calibration_svg(calibration_of(visit.view.ledger(today()))), "image/svg+xml", SVG_POLICY)


def entry(visit: Visit) -> Answer:
    """One entry with all that was done to it, and forms to put it better and to resolve it."""
    rows = [row for row in visit.view.ledger_rows() if row.entry == visit.path["entry"]]
    if not rows:
        raise NotFound(f"no entry {visit.path['entry']} in the ledger")
    (found,) = entries_of(rows, today())
    context = {"entry": found, "rows": rows, "verdicts": get_args(Verdict), "speaker": speaker}
    return Answer("entry.html", {"entry": found, "history": rows}, context)


def ledger_feed(visit: Visit) -> Raw:
    """What falls due, as a feed."""
    due = due_in_feed(visit.view.ledger(today()), lambda number: f"{visit.base}/ledger/{number}")
    return feed(visit, "Due in the ledger", "/ledger.atom", due)
