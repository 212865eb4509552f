"""Records become rows and come back: Writer and View are different types."""

from onrecord.keep.browse import Brief, OutletCount
from onrecord.keep.copying import copy_store
from onrecord.keep.known import Known, Proposal
from onrecord.keep.query import Filters, check_day, read_query
from onrecord.keep.store import StoreName, is_database, told
from onrecord.keep.tally import Searched, Tally
from onrecord.keep.tellings import Telling
from onrecord.keep.users import SESSION
from onrecord.keep.view import Hit, View
from onrecord.keep.writer import Outcome, Writer

__all__ = [
    "SESSION",
    "Brief",
    "Filters",
    "Hit",
    "Known",
    "Outcome",
    "OutletCount",
    "Proposal",
    "Searched",
    "StoreName",
    "Tally",
    "Telling",
    "View",
    "Writer",
    "check_day",
    "copy_store",
    "is_database",
    "read_query",
    "told",
]
