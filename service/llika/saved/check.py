"""Run the tests that query files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from ..errors import LlikaError
from ..evidence import Basis
from ..findings import Finding, Level
from ..sparql import Form, Table, bind
from ..store import RowStore
from ..terms import RDFS, SKOS, NamedNode, Term, Text, expand
from .answers import Answer, Cells, Labels, answers, count_answers, matches, rows_answer
from .arguments import Resolve, parse_arguments
from .query import QueryTest, Reading, SavedQuery
from .run import as_rows
from .values import plain

GAP = "gap"
"""The column in which a query names the gap, where it has no answer."""

_LABELS = f"""SELECT ?label {{
  VALUES ?property {{ {RDFS.label} {SKOS.prefLabel} {SKOS.altLabel} }}
  ?_thing ?property ?label
}}"""


Ask = Callable[[SavedQuery, QueryTest], Table]
"""Finds the rows that a query has for the arguments of a test."""


def check_queries(
    queries: Iterable[SavedQuery],
    store: RowStore,
    resolve: Resolve,
    questions: Mapping[str, Answer] | None = None,
    *,
    ask: Ask | None = None,
) -> list[Finding]:
    """Return what the tests of some queries find wrong, as violations of the rule ``query-test``.

    :param questions: question id → answer; without them the tests that name a question are passed over
    :param ask: by default the store is asked, which in any case says what things are called
    """
    labels = cache(partial(_labels, store))
    found_by = _remembering(ask or partial(_rows, store, resolve))
    return [
        _finding(query, test, problem)
        for query in queries
        for test in query.tests
        for problem in _Run(query, test, partial(labels, test.basis)).problems(found_by, questions)
    ]


def _remembering(ask: Ask) -> Ask:
    """Return what asks the same question once, however many tests look at the answer."""
    known: dict[tuple[object, ...], Table] = {}

    def asked(query: SavedQuery, test: QueryTest) -> Table:
        question = query.name, test.basis, frozenset(test.arguments.items())
        if question not in known:
            known[question] = ask(query, test)
        return known[question]

    return asked


def notes(queries: Iterable[SavedQuery]) -> list[Finding]:
    """Return the keys of headers that are not followed here, for information."""
    return [
        Finding(
            "query-key-ignored",
            Level.INFO,
            Text(f"The key `{key}` is passed over.", f"La clave `{key}` no se toma en cuenta."),
            Text(
                "Queries are answered from this project’s own data, in the formats of the service.",
                "Las consultas se responden con los datos de este proyecto, en los formatos del servicio.",
            ),
            place=place,
            subject=query.name,
        )
        for query in queries
        for key, place in query.passed_over
    ]


def _rows(store: RowStore, resolve: Resolve, query: SavedQuery, test: QueryTest) -> Table:
    return as_rows(query, store, parse_arguments(query, test.arguments, resolve), basis=test.basis)


def _labels(store: RowStore, basis: Basis, thing: NamedNode) -> tuple[str, ...]:
    table = store.select(bind(_LABELS, {"_thing": thing}), basis)
    return tuple(str(plain(row["label"])) for row in table.rows)


class _Run:
    """One test of one query."""

    def __init__(self, query: SavedQuery, test: QueryTest, labels: Labels) -> None:
        self._query = query
        self._test = test
        self._labels = labels

    def problems(self, ask: Ask, questions: Mapping[str, Answer] | None) -> Iterator[Text]:
        try:
            table = ask(self._query, self._test)
        except LlikaError as error:
            yield error.message
            return
        columns = self._test.columns or table.columns[:1]
        if unknown := [column for column in columns if column not in table.columns]:
            yield Text(f"there is no column “{unknown[0]}”", f"no hay columna «{unknown[0]}»")
            return
        cells = [tuple(row[column] for column in columns) for row in table.rows]
        held = [row for row in cells if any(term is not None for term in row)]
        yield from self._count_problems(table, columns, answered=bool(held))
        yield from self._row_problems(table)
        if questions is not None and self._test.question is not None:
            yield from self._answer_problems(table, held, questions.get(self._test.question))

    def _count_problems(self, table: Table, columns: Sequence[str], *, answered: bool) -> Iterator[Text]:
        expected, found = self._test.rows, len(table.rows)
        if expected is not None and found != expected:
            yield Text(f"{found} rows instead of {expected}", f"{found} filas en lugar de {expected}")
        if self._query.form is Form.ASK:
            yield from self._truth_problems(table)
            return
        told = ", ".join(columns)
        if self._test.answered is True and not answered:
            yield Text(f"“{told}” is empty in every row", f"«{told}» está vacía en todas las filas")
        if self._test.answered is False and answered:
            yield Text(f"“{told}” has a value", f"«{told}» tiene un valor")

    def _truth_problems(self, table: Table) -> Iterator[Text]:
        found = any(plain(term) is True for row in table.rows for term in row.values())
        if self._test.answered is not None and self._test.answered is not found:
            yield (
                Text("the answer is yes", "la respuesta es sí")
                if found
                else Text("the answer is no", "la respuesta es no")
            )

    def _row_problems(self, table: Table) -> Iterator[Text]:
        wanted = self._test.contains
        if wanted is not None and not any(self._holds(row, wanted) for row in table.rows):
            told = ", ".join(f"{name}: {value}" for name, value in wanted.items())
            yield Text(f"no row holds {told}", f"ninguna fila contiene {told}")

    def _holds(self, row: Mapping[str, Term | None], wanted: Mapping[str, str]) -> bool:
        return all(self._is_called(row.get(name), value) for name, value in wanted.items())

    def _is_called(self, term: Term | None, name: str) -> bool:
        if term is None:
            return False
        return (
            term == expand(name, self._query.prefixes) or str(plain(term)) == name or matches(name, term, self._labels)
        )

    def _answer_problems(self, table: Table, held: Sequence[Cells], expected: Answer | None) -> Iterator[Text]:
        question = self._test.question
        if expected is None:
            yield Text(f"the question {question} has no answer on file", f"la pregunta {question} no tiene respuesta")
        elif expected.is_not_stated:
            if held or not any(row.get(GAP) for row in table.rows):
                yield Text(
                    f"{question}: a gap and no answer was expected", f"{question}: se esperaba una laguna sin respuesta"
                )
        elif not self._answers(expected, held):
            told = self._told(held) or "∅"
            yield Text(f"{question}: the answer found is {told}", f"{question}: la respuesta hallada es {told}")

    def _answers(self, expected: Answer, held: Sequence[Cells]) -> bool:
        terms = _terms(held)
        match self._test.reading:
            case Reading.COLUMN:
                return answers(expected, terms, self._labels)
            case Reading.COLUMNS:
                return rows_answer(expected, held, self._labels)
            case Reading.CELLS:
                return rows_answer(expected, [(term,) for term in terms], self._labels)
            case Reading.COUNTS:
                return count_answers(expected, terms)

    def _told(self, held: Sequence[Cells]) -> str:
        if self._test.reading is Reading.COUNTS:
            return str(len(set(_terms(held))))
        parts = held if self._test.reading is Reading.COLUMNS else [(term,) for term in _terms(held)]
        return ", ".join(sorted({" + ".join(str(plain(term)) for term in part) for part in parts}))


def _terms(held: Sequence[Cells]) -> list[Term]:
    return [term for row in held for term in row if term is not None]


def _finding(query: SavedQuery, test: QueryTest, problem: Text) -> Finding:
    given = ", ".join(f"{name}={value}" for name, value in test.arguments.items())
    return Finding(
        "query-test",
        Level.VIOLATION,
        Text(f"The test with {given} fails: {problem.en}.", f"La prueba con {given} falla: {problem.es}."),
        Text("Mend the query, the data or the test.", "Corrija la consulta, los datos o la prueba."),
        place=test.place,
        subject=query.name,
    )
