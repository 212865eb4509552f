"""Records become rows and come back: Writer and View are different types."""

from onrecord.keep.known import Known, Proposal
from onrecord.keep.view import Filters, Hit, View, check_day
from onrecord.keep.writer import Outcome, Writer

__all__ = ["Filters", "Hit", "Known", "Outcome", "Proposal", "View", "Writer", "check_day"]
