"""What is it? Frozen dataclasses, one noun a module; no I/O."""

from onrecord.model.actor import Actor, Role
from onrecord.model.chain import Link, chain_of
from onrecord.model.corrected import corrected
from onrecord.model.correction import Correction, Parts
from onrecord.model.event import Event
from onrecord.model.judgement import Judgement
from onrecord.model.ledger import Evidence, LedgerEntry, LedgerRow, Resolution
from onrecord.model.moment import Moment
from onrecord.model.name import Name
from onrecord.model.outlook import Horizon, Outlook, TracedOutlook
from onrecord.model.page import Page, PageReference
from onrecord.model.question import Answer, Question
from onrecord.model.record import MadeBy, Record
from onrecord.model.span import Span, Spans
from onrecord.model.statement import Statement
from onrecord.model.story import Comment, Part, Story, Timestamp

__all__ = [
    "Actor",
    "Answer",
    "Comment",
    "Correction",
    "Event",
    "Evidence",
    "Horizon",
    "Judgement",
    "LedgerEntry",
    "LedgerRow",
    "Link",
    "MadeBy",
    "Moment",
    "Name",
    "Outlook",
    "Page",
    "PageReference",
    "Part",
    "Parts",
    "Question",
    "Record",
    "Resolution",
    "Role",
    "Span",
    "Spans",
    "Statement",
    "Story",
    "Timestamp",
    "TracedOutlook",
    "chain_of",
    "corrected",
]
