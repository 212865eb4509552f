"""What is it? Frozen dataclasses, one noun a module; no I/O."""

from onrecord.model.actor import Actor
from onrecord.model.chain import Link, chain_of
from onrecord.model.page import Page, PageReference
from onrecord.model.record import MadeBy, Record
from onrecord.model.span import Span, Spans
from onrecord.model.statement import Statement
from onrecord.model.story import Comment, Part, Story, Timestamp

__all__ = [
    "Actor",
    "Comment",
    "Link",
    "MadeBy",
    "Page",
    "PageReference",
    "Part",
    "Record",
    "Span",
    "Spans",
    "Statement",
    "Story",
    "Timestamp",
    "chain_of",
]
