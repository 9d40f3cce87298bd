"""What each command does: one call inward, its answer printed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from ..dataset import Dataset, Engine, build
from ..dataset.cache import default_cache
from ..evidence import Basis, Claim, basis_of_graph, basis_of_name, read_documents
from ..explain import Explainer, Grounds, Labels, Views, condense
from ..findings import violations
from ..project import Project
from ..saved import (
    ResultPage,
    as_csv,
    as_json,
    find_query,
    load_all,
    parse_arguments,
    read_pairs,
    run,
)
from ..store import EmbeddedStore, RemoteStore
from ..terms import NamedNode, Term, Text
from .check import check
from .cite import cite
from .folders import sources_folder
from .format import format_files
from .output import Output
from .reason import reason

_LAYERS = {
    "asserted": Text("asserted", "afirmado"),
    "entailed": Text("entailed", "inferido"),
    "derived": Text("derived", "derivado"),
}

Handler = Callable[[Namespace, Output], int]


def _project(arguments: Namespace) -> Project:
    return Project.open(arguments.project)


def _dataset(arguments: Namespace, output: Output) -> Dataset:
    cache = None if arguments.no_cache else default_cache()
    with output.working("building") as console:
        return build(
            _project(arguments),
            engine=Engine(arguments.engine),
            cache=cache,
            progress=lambda step: console.print(f"[dim]{step} …[/]") if console.is_terminal else None,
        )


def _build(arguments: Namespace, output: Output) -> int:
    dataset = _dataset(arguments, output)
    load_all(dataset.project)  # a query that cannot be used stops here, not the service
    entailed = sum(len(stratum.fresh) for stratum in dataset.inference.strata)
    derived = len({one.fact for stratum in dataset.inference.strata for one in stratum.derived})
    counts = {basis.label: count for basis, count in dataset.counts().items()}
    if output.as_json:
        found = [finding.as_json() for finding in dataset.findings]
        output.json(
            {"version": dataset.version, "facts": counts, "entailed": entailed, "derived": derived, "findings": found}
        )
    else:
        output.findings(dataset.findings)
        told = ", ".join(f"{count} {label}" for label, count in counts.items())
        output.text(f"version {dataset.version}: {told} facts; {entailed} entailed, {derived} derived")
    return 1 if violations(dataset.findings) else 0


def _serve(arguments: Namespace, output: Output) -> int:
    from ..web import Address, serve

    address = Address.parse(arguments.listen)
    dataset = _dataset(arguments, output)
    output.findings(violations(dataset.findings))
    folder = sources_folder(arguments)
    found = read_documents(dataset.records, folder) if folder else {}
    texts = {document: text for document, (text, _) in found.items()}

    def ready() -> None:
        output.err.print(f"{dataset.project.title.en}, version {dataset.version}: {address}", markup=False)

    serve(dataset, address, texts=texts, ready=ready)
    return 0


def _query(arguments: Namespace, output: Output) -> int:
    project = _project(arguments)
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
        terms = parse_arguments(query, given, project.term)
        page = run(query, RemoteStore(arguments.endpoint), terms, basis=basis, whole=True)
    else:
        dataset = _dataset(arguments, output)
        terms = parse_arguments(query, given, dataset.resolve)
        page = run(query, EmbeddedStore(dataset), terms, basis=basis, whole=True)
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


def _explain(arguments: Namespace, output: Output) -> int:
    basis = basis_of_name(arguments.basis)
    dataset = _dataset(arguments, output)
    explainer = Explainer(dataset)
    fact = dataset.fact(arguments.subject, arguments.predicate, arguments.object)
    explanation = explainer.explain(fact, basis)
    views = Views(explainer)
    if output.as_json:
        output.json(views.explanation(explanation))
        return 0
    language = arguments.lang
    basis_words = explanation.basis.words.said_in(language) if explanation.basis is not None else ""
    where = f" [{_LAYERS[explanation.layer].said_in(language)}, {basis_words}]" if basis_words else ""
    output.text(explanation.sentence.said_in(language) + where)
    if explanation.grounds:
        grounds = explanation.grounds if arguments.full else condense(explanation.grounds)
        output.text("\n".join(_tree(views, grounds, language, 1, with_axioms=arguments.full)))
    for claim in explanation.denials:
        denied = views.labels.sentence(claim.fact).said_in(language) if claim.fact else ""
        by = Text("denied by", "negado por").said_in(language)
        output.text(f"  × {denied} — {by} {_cited_at(views, claim, language)}")
    for gap in explanation.gaps:
        output.text(f"  ? {gap.reason.said_in(language)}")
    return 0 if explanation.basis is not None else 1


def _tree(views: Views, grounds: Grounds, language: str, depth: int, *, with_axioms: bool) -> list[str]:
    indent = "  " * depth
    told = _told(views, grounds, language)
    if grounds.rule == "absent":
        told = Text(f"not found: {told}", f"no se halla: {told}").said_in(language)
    weakest = max((axiom.basis for axiom in grounds.axioms), default=Basis.STATED)
    by = f"{grounds.rule}; {weakest.words.said_in(language)}" if weakest else grounds.rule
    why = "" if grounds.claims else f"\n{indent}  = {grounds.wording.said_in(language)} ({by})"
    lines = [f"{indent}- {told}{why}"]
    for step in (*grounds.premises, *(grounds.axioms if with_axioms else ())):
        lines += _tree(views, step, language, depth + 1, with_axioms=with_axioms)
    return lines + [f"{indent}  @ {_cited_at(views, claim, language)}" for claim in grounds.claims]


def _told(views: Views, grounds: Grounds, language: str) -> str:
    return views.labels.sentence(grounds.fact).said_in(language)


def _cited_at(views: Views, claim: Claim, language: str) -> str:
    records, basis = views.dataset.records, basis_of_graph(claim.graph)
    document = records.document_of(claim.support) or claim.support
    passage = records.passages.get(claim.support)
    where = Text(document.value, document.value)
    if passage is not None:
        where = Text(
            f"§ {passage.section}, line {passage.line_start}", f"§ {passage.section}, línea {passage.line_start}"
        )
    certain = Text(f"confidence {claim.confidence}", f"confianza {str(claim.confidence).replace('.', ',')}")
    title = views.dataset.title_of(document) or document.value
    parts = (where, basis.words, certain)
    place, known, certainty = (part.said_in(language) for part in parts)
    return f"{title}, {place} ({known}, {certainty})"


HANDLERS: dict[str, Handler] = {
    "build": _build,
    "check": check,
    "cite": cite,
    "explain": _explain,
    "format": format_files,
    "query": _query,
    "reason": reason,
    "serve": _serve,
}
