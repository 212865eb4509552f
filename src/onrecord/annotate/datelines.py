"""What opens a story and is nobody's words: `MARN, May 3 (Tarn Agency) - `."""

from __future__ import annotations

import re

_PLACE = r"[A-Z][A-Z .’'-]*[A-Z](?:, [A-Z][\w.]+){0,2}"
_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d\d?(?:,? \d{4})?"
_AGENCY = r" ?\([A-Z][^()\n]{1,30}\)"
_DASH = r" ?(?:[–—]|--?)"
_DATELINE = re.compile(
    rf"(?m:^)(?:[A-Z][\w .,’'-]{{2,40}}, {_DAY}{_AGENCY}(?:{_DASH}|:)|{_PLACE}(?:, {_DAY})?(?:{_AGENCY})?{_DASH}) ?"
    r"(?=.{0,12}[a-z])"
)
"""A place and a day and an agency, or a place in capitals; what follows is not all capitals as a headline is."""


def end_of_dateline(text: str, at: int) -> int:
    """The place behind a dateline that begins at a place; that place where none does.

    >>> text = "MARN, May 3 (Tarn Agency) - The dam will close."
    >>> text[end_of_dateline(text, 0):]
    'The dam will close.'
    """
    dateline = _DATELINE.match(text, at)
    return dateline.end() if dateline else at
