"""What can go wrong, as one tree.

    OnRecordError
    ├── PageError       a page that cannot be read; the rest of a run goes on
    ├── InputError      a line of input that is no story
    ├── WeightsError    the encoder's weights are missing or damaged
    └── StoreError      the store cannot be opened or written
        └── NotFound    nothing in the store goes by that name

Each message is one line that says what and why, fit to be shown to a person.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Anything that this package raises on purpose."""


class PageError(OnRecordError):
    """A page that cannot be read."""


class InputError(OnRecordError):
    """A line of input that is no story."""


class WeightsError(OnRecordError):
    """The encoder's weights are missing or damaged."""


class StoreError(OnRecordError):
    """The store cannot be opened or written."""


class NotFound(StoreError):
    """Nothing in the store goes by that name."""
