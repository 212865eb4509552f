"""The language of a text, by py3langid on its first few hundred characters."""

from __future__ import annotations

ENOUGH = 100
_LOOKED_AT = 500


def language_of(text: str) -> str | None:
    """The two-letter code of a text's language; None for text too short to tell.

    >>> language_of("The river rose overnight, and the council closed both bridges before the morning traffic. " * 2)
    'en'
    """
    sample = text[:_LOOKED_AT].strip()
    if len(sample) < ENOUGH:
        return None
    import py3langid  # here, since it unpacks its model when imported

    return str(py3langid.classify(sample)[0])
