"""The values that the data has for a parameter: what its variable is bound to where the query's pattern holds.

They suggest; a list in the file restricts. The other parameters are left open, so a pattern that compares with one of
them finds fewer values, or none. A sub-select that names the parameter is asked by itself; where the parameter is
compared in ``COALESCE(?__n, ?x)`` or ``COALESCE(?__n = ?x, …)``, the values are those of ``?x``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import QueryError
from ..evidence import Basis
from ..sparql import Form, Kind, Token, tokens
from ..sparql.outline import read_prologue
from ..store import RowStore
from ..terms import Literal, NamedNode, Term, shorten
from .kinds import IRI, NUMBER, ParameterKind
from .query import Parameter, SavedQuery
from .values import number

MOST_VALUES = 500
_VALUE = "___"
"""What a value is called: no parameter, for it lacks a name, and no other variable begins like one."""
_DEPTH = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


class Suggestions:
    """The values that a store has for parameters, looked up when they are first asked for."""

    def __init__(self, store: RowStore) -> None:
        self._store = store
        self._known: dict[tuple[str, str, Basis], tuple[Term, ...]] = {}

    def of(self, query: SavedQuery, parameter: Parameter, basis: Basis) -> tuple[Term, ...]:
        """Return the values that the data has for a parameter, in order, the first 500."""
        key = query.name, parameter.name, basis
        if key not in self._known:
            self._known[key] = tuple(self._ask(query, parameter, basis))
        return self._known[key]

    def _ask(self, query: SavedQuery, parameter: Parameter, basis: Basis) -> list[Term]:
        text = values_query(query, parameter)
        if text is None:
            return []
        try:
            found = self._store.select(text, basis).rows
        except QueryError:  # a pattern in which no variable may stand for the parameter
            return []
        terms = (row[_VALUE] for row in found)
        return [term for term in terms if term is not None and _fits(term, parameter.kind)]


def values_query(query: SavedQuery, parameter: Parameter) -> str | None:
    """Return the query for the values of a parameter; None for a query without a pattern."""
    _, body = read_prologue(query.text, list(tokens(query.text)))
    groups = _groups(body)
    if query.form is Form.CONSTRUCT and body[1].text == "{":
        groups = groups[1:]
    if not groups:
        return None
    first, _ = groups[0]
    asked = _asked(body, range(first, len(body)), parameter.variable)
    found = [f"{{ {_select(query.text, body[part.start : part.stop], variable)} }}" for part, variable in asked.items()]
    parts = [
        query.text[: body[0].start],
        f"SELECT DISTINCT ?{_VALUE}",
        _text(query.text, _from(body[:first])),
        f"WHERE {{ {' UNION '.join(found)} }}",
        f"ORDER BY ?{_VALUE} LIMIT {MOST_VALUES}",
    ]
    return "\n".join(part for part in parts if part)


def value_text(term: Term, query: SavedQuery) -> str:
    """Return a term as a caller gives it: a literal by its text, an IRI as short as prefixes allow."""
    return shorten(term.value, query.prefixes).strip("<>") if isinstance(term, NamedNode) else term.value


def _asked(body: Sequence[Token], whole: range, parameter: str) -> dict[range, str]:
    """Return the parts of a query that name a parameter, itself or sub-selects, each with the variable to ask for."""
    parts, found = [whole, *_sub_selects(body)], dict[range, str]()
    for place in whole:
        if body[place].kind is Kind.VARIABLE and body[place].text[1:] == parameter:
            part = min((one for one in parts if place in one), key=len)
            found[part] = _compared(body, place) or found.get(part, body[place].text)
    return found


def _sub_selects(body: Sequence[Token]) -> list[range]:
    """Return where sub-selects stand, without their braces."""
    found, begun = [], list[int]()
    for place, token in enumerate(body):
        if token.text == "{":
            begun.append(place + 1)
        elif token.text == "}" and body[begin := begun.pop()].keyword == "SELECT":
            found.append(range(begin, place))
    return found


def _compared(body: Sequence[Token], place: int) -> str | None:
    """Return the variable with which COALESCE compares the parameter at a place."""
    before, after = body[place - 2 : place], body[place + 1 : place + 3]
    if [one.text.upper() for one in before] == ["COALESCE", "("] and after[0].text in (",", "="):
        return after[1].text if after[1].kind is Kind.VARIABLE else None
    return None


def _select(text: str, part: Sequence[Token], variable: str) -> str:
    """Return a sub-select of the values of a variable by the pattern of a part of a query."""
    first, last = _groups(part)[0]
    values = _text(text, _from(part[last + 1 :], "VALUES"))
    return f"SELECT ({variable} AS ?{_VALUE}) WHERE {_text(text, part[first : last + 1])} {values}"


def _groups(body: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where the outermost groups in braces begin and end."""
    found, depth, start = [], 0, 0
    for place, token in enumerate(body):
        if depth == 0 and token.text == "{":
            start = place
        depth += _DEPTH.get(token.text, 0)
        if depth == 0 and token.text == "}":
            found.append((start, place))
    return found


def _from(part: Sequence[Token], keyword: str = "FROM") -> Sequence[Token]:
    """Return tokens from a keyword outside of brackets on, without a WHERE at the end."""
    depth = 0
    for place, token in enumerate(part):
        depth += _DEPTH.get(token.text, 0)
        if depth == 0 and token.keyword == keyword:
            return part[place:-1] if part[-1].keyword == "WHERE" else part[place:]
    return ()


def _text(text: str, part: Sequence[Token]) -> str:
    return text[part[0].start : part[-1].end] if part else ""


def _fits(term: Term, kind: ParameterKind) -> bool:
    """Return whether a caller could give a term for a parameter of this kind."""
    if kind == IRI:
        return isinstance(term, NamedNode)
    if not isinstance(term, Literal):
        return False
    if kind == NUMBER:
        return number(term) is not None
    return term.language == kind.language and (kind.datatype is None or term.datatype == kind.datatype)
