"""The index of words: SQLite's FTS5, in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from threading import Lock

from .question import Question
from .things import NAMES, Field, Thing, columns_of

_WEIGHTS = {
    Field.LABEL: 10,
    Field.ALTERNATIVE: 6,
    Field.HIDDEN: 6,
    Field.WRITTEN: 4,
    Field.NAME: 3,
    Field.DEFINITION: 2,
    Field.TEXT: 1,
    Field.KIND: 1,
}
_TABLES = {"names": NAMES, "texts": tuple(_WEIGHTS)}
_CREATE = "CREATE VIRTUAL TABLE {} USING fts5({}, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
_BY_NAME = """
    SELECT texts.rowid, -coalesce(named.score, bm25(texts, {texts})) FROM texts
    LEFT JOIN (SELECT rowid AS number, bm25(names, {names}) AS score FROM names WHERE names MATCH :asked) AS named
    ON named.number = texts.rowid
    WHERE texts MATCH :asked ORDER BY named.score IS NULL, named.score, bm25(texts, {texts}), texts.rowid"""
_BY_ALL = """
    SELECT rowid, -bm25(texts, {texts}) FROM texts WHERE texts MATCH :asked ORDER BY bm25(texts, {texts}), rowid"""


class Index:
    """Things by the words that are said of them; any thread may ask.

    Two tables, since BM25 measures a thing's texts as one: a long definition would put off whoever knows the name.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        rows = [columns_of(thing) for thing in things]
        for table, fields in _TABLES.items():
            self._database.execute(_CREATE.format(table, ", ".join(f'"{field}"' for field in fields)))
            filled = ((number, *(row.get(field) for field in fields)) for number, row in enumerate(rows))
            holes = ", ".join("?" * (len(fields) + 1))
            columns = ", ".join(("rowid", *(f'"{field}"' for field in fields)))
            self._database.executemany(f"INSERT INTO {table}({columns}) VALUES ({holes})", filled)  # noqa: S608 - ours
        weights = {table: ", ".join(str(_WEIGHTS[field]) for field in fields) for table, fields in _TABLES.items()}
        self._by_name, self._by_all = _BY_NAME.format_map(weights), _BY_ALL.format_map(weights)

    def find(self, question: Question, *, every: bool = True) -> list[tuple[int, float]]:
        """Return the numbers of the things that answer a question, the best first, with their scores.

        :param every: all words must be there, and things whose names hold them come first; else any word will do
        """
        if not question.wanted:
            return []
        with self._lock:
            asked = {"asked": question.expression(every=every)}
            return self._database.execute(self._by_name if every else self._by_all, asked).fetchall()
