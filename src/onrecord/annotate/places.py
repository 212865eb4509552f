"""For whom places and buildings speak, and names of one thing in several spellings; the tables are in places.toml."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLES = tomllib.loads((files(__package__) / "places.toml").read_text(encoding="utf-8"))
_SPEAKS_FOR: dict[str, str] = {
    place.casefold(): state for state, some in _TABLES["speaks_for"].items() for place in some
}
_SAME: dict[str, str] = {name.casefold(): names[0] for names in _TABLES["same"]["names"] for name in names}
_STEMS: dict[str, str] = {}
for _country in _TABLES["speaks_for"]:
    _STEMS.setdefault(_country.casefold()[:4], _country)
_DEMONYMS: dict[str, str] = {
    people.casefold(): country for country, some in _TABLES["people"].items() for people in some
}
_COUNTRIES: dict[str, str] = {country.casefold(): country for country in _TABLES["speaks_for"]}
_PEOPLE = re.compile(r"(?:an|i|ese|ish|ian)s?$")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


def speaks_for(name: str) -> str | None:
    """The state or body for which a place or building stands where it speaks; null where no table says so.

    >>> speaks_for("Washington"), speaks_for("the Pentagon"), speaks_for("Tarn")
    ('United States', 'United States Department of Defense', None)
    """
    return _SPEAKS_FOR.get(_ARTICLE.sub("", name, count=1).casefold())


def usual_name(name: str) -> str:
    """The one of several spellings of a name that all of them are shown as; other names stay as they are.

    >>> usual_name("U.S."), usual_name("the UK"), usual_name("Tarn")
    ('United States', 'United Kingdom', 'Tarn')
    """
    return _SAME.get(_ARTICLE.sub("", name, count=1).casefold(), name)


def country_of(name: str) -> str | None:
    """The country that a place's or a people's name says; null where it says none.

    >>> country_of("Cairo"), country_of("Iraqis"), country_of("the U.S."), country_of("Tarn")
    ('Egypt', 'Iraq', 'United States', None)
    """
    usual = _ARTICLE.sub("", usual_name(name), count=1).casefold()
    if usual in _COUNTRIES:
        return _COUNTRIES[usual]
    return _SPEAKS_FOR.get(usual) or _DEMONYMS.get(usual.removesuffix("s")) or _by_stem(usual)


def _by_stem(name: str) -> str | None:
    """`Egyptian` is of Egypt: one word that begins as a country does and ends as a people."""
    country = _STEMS.get(name[:4]) if " " not in name and _PEOPLE.search(name) else None
    return country if country and " " not in country else None
