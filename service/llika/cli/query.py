"""``llika query``."""

from __future__ import annotations

from argparse import Namespace

from ..evidence import basis_of_name
from ..explain import Labels
from ..project import Project
from ..saved import (
    ResultPage,
    as_csv,
    as_json,
    find_query,
    load_all,
    parse_arguments,
    read_pairs,
)
from ..saved import run as run_query
from ..store import EmbeddedStore
from ..terms import NamedNode, Term
from .dataset import dataset_of
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Run a saved query, or list them."""
    project = Project.open(arguments.project)
    queries = load_all(project)
    if arguments.name is None:
        listed = [{"name": name, "summary": query.summary._asdict()} for name, query in queries.items()]
        if output.as_json:
            output.json({"queries": listed})
        else:
            output.table(["name", "summary"], [[name, query.summary.en] for name, query in queries.items()])
        return 0
    query = find_query(queries, arguments.name)
    given = read_pairs((name, text) for name, _, text in (pair.partition("=") for pair in arguments.parameters))
    basis = basis_of_name(arguments.basis)
    if arguments.endpoint:
        from ..store.remote import RemoteStore  # brings a client of HTTP along

        terms = parse_arguments(query, given, project.term)
        page = run_query(query, RemoteStore(arguments.endpoint), terms, basis=basis, whole=True)
    else:
        dataset = dataset_of(arguments, output)
        terms = parse_arguments(query, given, dataset.resolve)
        page = run_query(query, EmbeddedStore(dataset), terms, basis=basis, whole=True)
    if output.as_json:
        output.json(as_json(page))
    elif arguments.csv:
        output.raw(as_csv(page))
    else:
        labels = Labels([], project.prefixes)
        columns = _shown_columns(page, arguments.lang)
        output.table(columns, [[_cell(labels, row[column]) for column in columns] for row in page.rows])
    return 0


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
