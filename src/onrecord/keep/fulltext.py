"""Search by words in both databases: the same words are found in the same places, and come in the same order.

SQLite has an index of its own (FTS5), which cuts and folds words and ranks by BM25. For PostgreSQL the same is done
here: words are cut and folded as SQLite's `unicode61` does, laid down as a tsvector with their places, and ranked by
the same formula (Robertson and Zaragoza 2009, with SQLite's k1 and b).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from math import log
from typing import Any, Self

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    Connection,
    TextualSelect,
    bindparam,
    column,
    delete,
    insert,
    null,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean

from onrecord.keep.query import Wanted
from onrecord.keep.tables import outlooks, statements, stories, word_tables
from onrecord.model.span import Span

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u0331]+[^\W_]*)*")
_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6
_HEAD_WEIGHT = 4.0
_LAST_PLACE, _MOST_PLACES = 16_383, 255
"""PostgreSQL keeps no places of words beyond these."""

_INDEXED = {
    "stories": (stories.c.headline, stories.c.text, null()),
    "statements": (null(), statements.c.content, statements.c.source),
    "outlooks": (null(), outlooks.c.words, null()),
}
"""What words are looked for in: a head, whose words count more, and a body; and what only makes a row longer."""


def tokens_of(words: str) -> Iterator[tuple[str, Span]]:
    """The words of a text as they are compared: small letters without accents; each with its place.

    >>> [token for token, _ in tokens_of("Él said: state-run, 2.5%")]
    ['el', 'said', 'state', 'run', '2', '5']
    """
    for match in _TOKEN.finditer(words):
        yield _folded(match.group()), match.span()


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def hits_in(words: str, wanted: Wanted) -> tuple[Span, ...]:
    """Where the phrases that are wanted stand in a text, in order, those that overlap joined.

    >>> hits_in("Dam plans: the dam fails.", Wanted((("dam",), ("the dam",)), ()))
    ((0, 3), (11, 18))
    """
    found = list(tokens_of(words))
    at: dict[str, list[int]] = defaultdict(list)
    for number, (token, _) in enumerate(found):
        at[token].append(number)
    spans: list[Span] = []
    for phrase in wanted.phrases:
        tokens = [token for token, _ in tokens_of(phrase)]
        for first in at.get(tokens[0], ()) if tokens else ():
            if [token for token, _ in found[first : first + len(tokens)]] == tokens:
                spans.append((found[first][1][0], found[first + len(tokens) - 1][1][1]))
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


class Matches(ColumnElement[bool]):
    """Whether the words of a row of a table pass what is wanted."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, table: str, wanted: Wanted) -> None:
        self.table = table
        column_ = "content" if table == "statements" else None
        self.fts5: BindParameter[str] = bindparam(f"fts5_{table}", wanted.fts5(column_), unique=True)
        self.tsquery: BindParameter[str] = bindparam(f"tsquery_{table}", tsquery(wanted), unique=True)

    def self_group(self, against: Any = None) -> Self:
        """Itself: SQLAlchemy would add `= 1`, and SQLite then goes through the whole table."""
        return self


@compiles(Matches, "sqlite")
def _matches_in_sqlite(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    table, asked = element.table, compiler.process(element.fts5, **options)
    return f"{table}.number IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH {asked})"


@compiles(Matches, "postgresql")
def _matches_in_postgresql(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    table, asked = element.table, compiler.process(element.tsquery, **options)
    return f"{table}.number IN (SELECT number FROM _{table}_words WHERE words @@ CAST({asked} AS tsquery))"


def tsquery(wanted: Wanted) -> str:
    """What is wanted as PostgreSQL writes it; what has no word in it at all is found nowhere.

    >>> tsquery(Wanted((("dam", "state-run"), ("flood",)), ("rain",)))
    "(('dam' & ('state' <-> 'run')) | ('flood')) & !'rain'"
    """
    groups = [" & ".join(found) for group in wanted.groups if (found := [t for t in map(_phrase, group) if t])]
    unwanted = [term for term in map(_phrase, wanted.unwanted) if term]
    return " & ".join(["(" + " | ".join(f"({group})" for group in groups) + ")", *(f"!{term}" for term in unwanted)])


def _phrase(words: str) -> str:
    tokens = [f"'{token}'" for token, _ in tokens_of(words)]
    return f"({' <-> '.join(tokens)})" if len(tokens) > 1 else "".join(tokens)


def ranked(connection: Connection, table: str, wanted: Wanted) -> TextualSelect:
    """The numbers of the rows of a table that pass, each with its rank; the best have the least."""
    columns: tuple[ColumnClause[Any], ...] = column("number"), column("rank")
    if connection.dialect.name == "sqlite":
        weights = f", {_HEAD_WEIGHT}, 1.0" if table == "stories" else ""
        asked = wanted.fts5("content" if table == "statements" else None)
        rank = f"SELECT rowid AS number, bm25({table}_fts{weights}) AS rank"
        return text(f"{rank} FROM {table}_fts WHERE {table}_fts MATCH :asked").bindparams(asked=asked).columns(*columns)
    words = f"_{table}_words"
    rows, usual = connection.execute(text(f"SELECT count(*), avg(length) FROM {words}")).one()
    counts, scores, values = [], [], {"asked": tsquery(wanted), "usual": float(usual or 1)}
    for number, phrase in enumerate(wanted.phrases):
        tokens = [token for token, _ in tokens_of(phrase)]
        has = text(f"SELECT count(*) FROM {words} WHERE words @@ CAST(:one AS tsquery)").bindparams(one=_phrase(phrase))
        hits = connection.execute(has).scalar_one()
        idf = max(log((rows - hits + 0.5) / (hits + 0.5)), _LEAST_IDF)
        values |= {f"idf{number}": idf, f"tokens{number}": tokens}
        counts.append(f"_hits(words, CAST(:tokens{number} AS text[]), {_HEAD_WEIGHT}) AS hits{number}")
        damped = f"(hits{number} + {_K1} * (1 - {_B} + {_B} * length / :usual))"
        scores.append(f":idf{number} * hits{number} * {_K1 + 1} / {damped}")
    # OFFSET keeps the hits from being counted anew wherever the rank names them.
    passing = f"FROM {words} WHERE words @@ CAST(:asked AS tsquery) OFFSET 0"
    counted = f"SELECT number, length, {', '.join(counts)} {passing}"
    query = f"SELECT number, -({' + '.join(scores)}) AS rank FROM ({counted}) AS counted"
    return text(query).bindparams(**values).columns(*columns)


def index_words(connection: Connection, story: str) -> None:
    """Lay down the words of a story and of what was found in it; SQLite's index does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for name, (head, body, beside) in _INDEXED.items():
        table, words = body.table, word_tables[name]
        of_story = table.c.id if name == "stories" else table.c.story
        parts = (table.c.number, head.label("head"), body.label("body"), beside.label("beside"))
        missing = table.outerjoin(words, words.c.number == table.c.number)
        query = select(*parts).select_from(missing).where(of_story == story, words.c.number.is_(None))
        rows = []
        for row in connection.execute(query).all():
            vector, length = vector_of(row.head or "", row.body)
            rows.append({"number": row.number, "words": vector, "length": length + _many(row.beside or "")})
        if rows:
            connection.execute(insert(words), rows)


def _many(words: str) -> int:
    return sum(1 for _ in tokens_of(words))


def forget_words(connection: Connection, story: str) -> None:
    """Take away the words of a story that is written anew; those of findings go with them."""
    if connection.dialect.name != "sqlite":
        number = select(stories.c.number).where(stories.c.id == story)
        words = word_tables["stories"]
        connection.execute(delete(words).where(words.c.number.in_(number)))


def vector_of(head: str, body: str) -> tuple[str, int]:
    """The words of a row as a tsvector with their places, those of the head marked `A`, and how many there are.

    >>> vector_of("Rain", "Rain fell.")
    ("'rain':1A,3 'fell':4", 3)
    """
    places: dict[str, list[str]] = defaultdict(list)
    at = length = 0
    for words, mark in ((head, "A"), (body, "")):
        for token, _ in tokens_of(words):
            at += 1
            length += 1
            if at <= _LAST_PLACE and len(places[token]) < _MOST_PLACES:
                places[token].append(f"{at}{mark}")
        at += 1  # no phrase goes from one part into the next
    return " ".join(f"'{token}':{','.join(where)}" for token, where in places.items() if where), length
