"""Run the tests that query files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..errors import LlikaError
from ..findings import Finding, Level
from ..sparql import Form, Table, bind
from ..store import RowStore
from ..terms import RDFS, SKOS, NamedNode, Term, Text, expand
from .answers import Answer, answers, matches
from .arguments import Resolve, parse_arguments
from .query import QueryTest, SavedQuery
from .run import as_rows
from .values import plain

GAP = "gap"
"""The column in which a query names the gap, where it has no answer."""

_LABELS = f"""SELECT ?label {{
  VALUES ?property {{ {RDFS.label} {SKOS.prefLabel} {SKOS.altLabel} }}
  ?_thing ?property ?label
}}"""


def check_queries(
    queries: Iterable[SavedQuery],
    store: RowStore,
    resolve: Resolve,
    questions: Mapping[str, Answer] | None = None,
) -> list[Finding]:
    """Return what the tests of some queries find wrong, as violations of the rule ``query-test``.

    :param questions: question id → answer; without them the tests that name a question are passed over
    """
    return [
        _finding(query, test, problem)
        for query in queries
        for test in query.tests
        for problem in _Run(query, test, store, resolve).problems(questions)
    ]


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


class _Run:
    """One test of one query."""

    def __init__(self, query: SavedQuery, test: QueryTest, store: RowStore, resolve: Resolve) -> None:
        self._query = query
        self._test = test
        self._store = store
        self._resolve = resolve

    def problems(self, questions: Mapping[str, Answer] | None) -> Iterator[Text]:
        try:
            terms = parse_arguments(self._query, self._test.arguments, self._resolve)
            table = as_rows(self._query, self._store, terms, basis=self._test.basis)
        except LlikaError as error:
            yield error.message
            return
        column = self._test.column or table.columns[0]
        if column not in table.columns:
            yield Text(f"there is no column “{column}”", f"no hay columna «{column}»")
            return
        yield from self._count_problems(table, column)
        yield from self._row_problems(table)
        if questions is not None and self._test.question is not None:
            yield from self._answer_problems(table, column, questions.get(self._test.question))

    def _count_problems(self, table: Table, column: str) -> Iterator[Text]:
        expected, found = self._test.rows, len(table.rows)
        if expected is not None and found != expected:
            yield Text(f"{found} rows instead of {expected}", f"{found} filas en lugar de {expected}")
        if self._query.form is Form.ASK:
            yield from self._truth_problems(table)
            return
        answered = any(row[column] is not None for row in table.rows)
        if self._test.answered is True and not answered:
            yield Text(f"“{column}” is empty in every row", f"«{column}» está vacía en todas las filas")
        if self._test.answered is False and answered:
            yield Text(f"“{column}” has a value", f"«{column}» tiene un valor")

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

    def _answer_problems(self, table: Table, column: str, expected: Answer | None) -> Iterator[Text]:
        question = self._test.question
        found = [term for row in table.rows if (term := row[column]) is not None]
        if expected is None:
            yield Text(f"the question {question} has no answer on file", f"la pregunta {question} no tiene respuesta")
        elif expected.is_not_stated:
            if found or not any(row.get(GAP) for row in table.rows):
                yield Text(
                    f"{question}: a gap and no answer was expected", f"{question}: se esperaba una laguna sin respuesta"
                )
        elif not answers(expected, found, self._labels):
            told = ", ".join(sorted({str(plain(term)) for term in found})) or "∅"
            yield Text(f"{question}: the answer found is {told}", f"{question}: la respuesta hallada es {told}")

    def _labels(self, thing: NamedNode) -> list[str]:
        table = self._store.select(bind(_LABELS, {"_thing": thing}), self._test.basis)
        return [str(plain(row["label"])) for row in table.rows]


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
