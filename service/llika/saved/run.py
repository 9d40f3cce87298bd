"""Run a saved query: arguments in, one page of rows out, or a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from ..evidence import DEFAULT, Basis
from ..sparql import Form, Table, bind, rows
from ..store import RowStore
from ..terms import Fact, Term
from .arguments import bound_text, not_allowed
from .query import SavedQuery
from .values import order

PAGE_SIZE = 100
"""Rows of a page where neither the request nor the query says how many."""
MAX_PAGE_SIZE = 10_000
TRIPLE = ("subject", "predicate", "object")
"""The columns of a graph that is shown as rows."""

Row = dict[str, Term | None]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of an answer, and what it answers.

    :param parameters: the terms the query was run with, by parameter name
    :param total: how many rows all pages have together
    :param form: SELECT or ASK
    """

    query: str
    version: str
    basis: Basis
    parameters: Mapping[str, Term]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    page: int
    page_size: int
    total: int
    form: Form = Form.SELECT

    @property
    def last(self) -> int:
        """The number of the last page; there is always a first one."""
        return max(1, -(-self.total // self.page_size))

    @property
    def next(self) -> int | None:
        """The number of the next page; None on the last and past it."""
        return self.page + 1 if self.page < self.last else None

    @property
    def previous(self) -> int | None:
        """The number of the page before; past the end, of the last one; None on the first."""
        return min(self.page - 1, self.last) or None


def run(
    query: SavedQuery,
    store: RowStore,
    arguments: Mapping[str, Term],
    *,
    basis: Basis = DEFAULT,
    page: int = 1,
    page_size: int | None = None,
    sort: str | None = None,
    whole: bool = False,
) -> ResultPage:
    """Return one page of the rows of a SELECT or ASK; one past the end is empty.

    :param arguments: what `parse_arguments` returns
    :param page: from 1
    :param page_size: 1 to 10,000
    :param whole: all rows on one page, whatever `page` and `page_size` are
    :param sort: columns to order by, joined by commas, ``-`` before one for descending; the query's own order otherwise
    :raises ParameterError: ``parameter-missing``, ``parameter-unknown``; ``parameter-value`` for page, page_size, sort
    :raises QueryError: the query fails; ``query-form-differs``, its answer is a graph
    """
    size = page_size if page_size is not None else query.page_size or PAGE_SIZE
    if page < 1:
        raise not_allowed("page", page, "1, 2, 3 …")
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise not_allowed("page_size", size, f"1 … {MAX_PAGE_SIZE}")
    table = select(query, store, arguments, basis=basis)
    ordered = sort_rows(table, sort) if sort else table.rows
    if whole:
        page, size = 1, max(len(ordered), 1)
    start = (page - 1) * size
    return ResultPage(
        query=query.name,
        version=store.version,
        basis=basis,
        parameters=dict(arguments),
        columns=table.columns,
        rows=tuple(ordered[start : start + size]),
        page=page,
        page_size=size,
        total=len(ordered),
        form=query.form,
    )


def select(query: SavedQuery, store: RowStore, arguments: Mapping[str, Term], *, basis: Basis = DEFAULT) -> Table:
    """Return all rows of a query, in its own order, or else in the order of their N-Triples text.

    An optional parameter that was left a variable is no column.

    :raises ParameterError: ``parameter-missing``, ``parameter-unknown``
    :raises QueryError: the query fails; ``query-form-differs``, its answer is a graph
    """
    found = store.select(bound_text(query, arguments), basis)
    columns = tuple(name for name in found.columns if not name.startswith("_"))
    shown = [{name: row.get(name) for name in columns} for row in found.rows]
    return Table(columns, shown if query.ordered else sorted(shown, key=_text_of))


def columns_of(query: SavedQuery) -> tuple[str, ...]:
    """Return the columns that the rows of a SELECT or ASK have, whatever it is given."""
    samples = {one.variable: one.kind.sample for one in query.parameters}
    found = rows(Store(), bind(query.text, samples))
    return tuple(name for name in found.columns if not name.startswith("_"))


def construct(
    query: SavedQuery, store: RowStore, arguments: Mapping[str, Term], *, basis: Basis = DEFAULT
) -> list[Fact]:
    """Return the facts of a CONSTRUCT or DESCRIBE, in the order of their N-Triples text.

    :raises ParameterError: ``parameter-missing``, ``parameter-unknown``
    :raises QueryError: the query fails; ``query-form-differs``, its answer is rows
    """
    return sorted(store.construct(bound_text(query, arguments), basis), key=_triple)


def as_rows(query: SavedQuery, store: RowStore, arguments: Mapping[str, Term], *, basis: Basis = DEFAULT) -> Table:
    """Return what a query of any form answers as rows: a graph as its triples.

    :raises ParameterError: ``parameter-missing``, ``parameter-unknown``
    :raises QueryError: the query fails
    """
    if not query.form.answers_graph:
        return select(query, store, arguments, basis=basis)
    found = construct(query, store, arguments, basis=basis)
    return Table(TRIPLE, [dict(zip(TRIPLE, fact, strict=True)) for fact in found])


def sort_rows(table: Table, sort: str) -> list[Row]:
    """Return rows ordered by columns: numbers by value, then texts without case and accents, what is unbound last.

    :param sort: as in `run`
    :raises ParameterError: ``parameter-value``, no such column
    """
    found = sorted(table.rows, key=_text_of)
    for part in reversed(sort.split(",")):
        column = part.strip().removeprefix("-")
        if column not in table.columns:
            raise not_allowed("sort", part, ", ".join(table.columns))
        found = _sort_by(found, column, descending=part.strip().startswith("-"))
    return found


def _sort_by(found: Sequence[Row], column: str, *, descending: bool) -> list[Row]:
    bound = [(order(term), row) for row in found if (term := row[column]) is not None]
    bound.sort(key=lambda pair: pair[0][:3], reverse=descending)
    return [row for _, row in bound] + [row for row in found if row[column] is None]


def _triple(fact: Fact) -> tuple[str, str, str]:
    return str(fact[0]), str(fact[1]), str(fact[2])


def _text_of(row: Row) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row.values())
