"""Time expressions become moments: found by rules as data, valued by the calendar, never guessed."""

from onrecord.annotate.moments.find import find_moments

__all__ = ["find_moments"]
