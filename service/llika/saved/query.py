"""A saved query: one ``.rq`` file that is an operation, its documentation, an example and a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote

from ..errors import NotFound, Place
from ..evidence import DEFAULT, Basis
from ..sparql import Form
from ..terms import NamedNode, Text
from .kinds import ParameterKind


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value to be given when the query is run.

    :param name: what callers give it by
    :param variable: what it is called in the query text, without ``?``
    :param default: taken where nothing is given
    :param enumeration: the only values it takes; any, where empty
    :param value_labels: what some of these are called
    :param from_data: whether the values that the data has for it are to be suggested
    """

    name: str
    variable: str
    kind: ParameterKind
    required: bool
    default: str | None
    label: Text
    enumeration: tuple[str, ...] = ()
    value_labels: Mapping[str, Text] = field(default_factory=dict, hash=False)
    from_data: bool = False


class Reading(StrEnum):
    """How columns answer a question; the key under which a test names them."""

    COLUMN = "column"
    """Each term is a value."""
    COLUMNS = "columns"
    """Each row is a value, which names all its terms."""
    CELLS = "cells"
    """Each term of any of them is named in a value."""
    COUNTS = "counts"
    """The number of different terms is the value."""

    @property
    def takes_several(self) -> bool:
        """Whether a list of columns is given."""
        return self in (Reading.COLUMNS, Reading.CELLS)


@dataclass(frozen=True, slots=True)
class QueryTest:
    """What must hold of the query's rows for some arguments; the triples of a graph are rows of three columns.

    :param question: the columns answer this competency question; its answer is kept elsewhere
    :param columns: those of the answer; the first one of the query where none is named
    :param answered: whether one of them has a value in some row; for ASK, whether the answer is true
    :param rows: how many rows there are
    :param contains: values that stand together in some row
    """

    arguments: Mapping[str, str]
    place: Place
    question: str | None = None
    reading: Reading = Reading.COLUMN
    columns: tuple[str, ...] = ()
    answered: bool | None = None
    rows: int | None = None
    contains: Mapping[str, str] | None = None
    basis: Basis = DEFAULT


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query file, read and checked.

    :param text: the whole file; its parameters are variables that begin with ``_``
    :param ordered: whether the query itself orders its rows
    :param prefixes: those of the project and of the query, for CURIEs in arguments
    :param by_post: whether its file asks for POST; every query answers GET too
    :param passed_over: keys of its header that are not followed, with their places
    """

    name: str
    summary: Text
    description: Text
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    form: Form
    text: str
    ordered: bool
    page_size: int | None
    tests: tuple[QueryTest, ...]
    file: str
    prefixes: Mapping[str, str]
    by_post: bool = False
    passed_over: tuple[tuple[str, Place], ...] = ()


def find_query(queries: Mapping[str, SavedQuery], name: str) -> SavedQuery:
    """Return a saved query by its name.

    :raises NotFound: ``query-unknown``
    """
    if name not in queries:
        raise NotFound(
            "query-unknown",
            Text(f"There is no saved query “{name}”.", f"No existe la consulta guardada «{name}»."),
            Text("See /queries or llika query for the list.", "Vea la lista en /queries o con llika query."),
        )
    return queries[name]


def query_iri(base: str, name: str) -> NamedNode:
    """Return what a saved query is called as a thing, whatever signs its file's name has.

    >>> query_iri("https://example.org/", "a <b>").value
    'https://example.org/queries/a%20%3Cb%3E'
    """
    return NamedNode(f"{base}queries/{quote(name, safe='')}")
