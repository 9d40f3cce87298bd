"""``llika query``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from functools import partial

from ..evidence import basis_of_name
from ..explain import Labels
from ..project import Project
from ..saved import (
    Resolve,
    ResultPage,
    SavedQuery,
    as_csv,
    as_json,
    construct,
    find_query,
    load_all,
    parse_arguments,
    read_pairs,
)
from ..saved import run as run_query
from ..sparql import by_name
from ..store import EmbeddedStore, RowStore
from ..terms import NamedNode, Term
from ..turtle import write_bytes
from .dataset import dataset_of
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Run a saved query, or list them."""
    project = Project.open(arguments.project)
    queries = load_all(project)
    if arguments.name is None:
        _list(queries.values(), output)
        return 0
    query = find_query(queries, arguments.name)
    given = read_pairs((name, text) for name, _, text in (pair.partition("=") for pair in arguments.parameters))
    basis = basis_of_name(arguments.basis)
    store, resolve = _store(arguments, project, output)
    terms = parse_arguments(query, given, resolve)
    if query.form.answers_graph and not arguments.csv:  # rows of a graph are an error, which the next line tells
        media = by_name("jsonld" if output.as_json else "ttl", query.form)
        output.raw(write_bytes(construct(query, store, terms, basis=basis), media.syntax, query.prefixes))
        return 0
    _show(run_query(query, store, terms, basis=basis, whole=True), Labels([], project.prefixes), arguments, output)
    return 0


def _list(queries: Iterable[SavedQuery], output: Output) -> None:
    if output.as_json:
        output.json({"queries": [{"name": one.name, "summary": one.summary._asdict()} for one in queries]})
    else:
        output.table(["name", "summary"], [[one.name, one.summary.en] for one in queries])


def _store(arguments: Namespace, project: Project, output: Output) -> tuple[RowStore, Resolve]:
    """Return what answers, and what finds the things that slugs name."""
    if arguments.endpoint:
        from ..store.remote import RemoteStore  # brings a client of HTTP along

        remote = RemoteStore(arguments.endpoint)
        return remote, partial(remote.resolve, stems=project.stems)
    dataset = dataset_of(arguments, output)
    return EmbeddedStore(dataset, [basis_of_name(arguments.basis)], twice=False), dataset.resolve


def _show(page: ResultPage, labels: Labels, arguments: Namespace, output: Output) -> None:
    if output.as_json:
        output.json(as_json(page))
    elif arguments.csv:
        output.raw(as_csv(page))
    else:
        columns = _shown_columns(page, arguments.lang)
        output.table(columns, [[_cell(labels, row[column]) for column in columns] for row in page.rows])


def _shown_columns(page: ResultPage, language: str) -> list[str]:
    """Return the columns a terminal has room for: those with a value, and of a text in two languages one."""
    other = {"en": "es", "es": "en"}[language]
    filled = [column for column in page.columns if any(row[column] is not None for row in page.rows)]
    twins = {f"{column.removesuffix(language)}{other}" for column in filled if column.endswith(f"_{language}")}
    return [column for column in filled or page.columns if column not in twins]


def _cell(labels: Labels, term: Term | None) -> str:
    if term is None:
        return ""
    return labels.short(term) if isinstance(term, NamedNode) else term.value
