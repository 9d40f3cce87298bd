"""Closing RDF in whatever form people have it: files, graphs, stores, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from .budget import DEFAULT, Budget, Progress
from .errors import InputError, UsageError
from .rules import Closure, close, is_trivial, restore
from .terms import Fact, Text
from .turtle import read_any

if TYPE_CHECKING:
    from rdflib.term import Node

ENGINES = ("native", "simple", "owlrl")
"""The reasoners: ours for graphs of any size, ours as plain as the recommendation, the reference implementation."""

_TERMS = (NamedNode, BlankNode, Literal)


def infer(
    data: str | Path | Iterable[object],
    engine: str = "native",
    *,
    trivial: bool = False,
    budget: Budget = DEFAULT,
    progress: Progress | None = None,
) -> Closure:
    """Close RDF; see :func:`llika.infer`."""
    if engine not in ENGINES:
        raise _unknown_engine(engine)
    if engine == "owlrl":
        if trivial:
            raise _no_trivial()
        return _close_with_owlrl(frozenset(_facts(data, budget, progress)))
    if engine == "simple":
        return close(_facts(data, budget, progress), trivial=trivial, budget=budget, progress=progress)
    from .rules.columns import close as close_columns  # numpy is loaded when it is needed
    from .rules.columns import read_ntriples

    file = _only_ntriples(data)
    facts = read_ntriples(file, budget=budget, progress=progress) if file else _facts(data, budget, progress)
    return close_columns(facts, trivial=trivial, budget=budget, progress=progress)


def _only_ntriples(data: str | Path | Iterable[object]) -> Path | None:
    """Return the file if there is only one and it holds N-Triples, which the columns read themselves."""
    files = data if isinstance(data, list | tuple) else [data]
    only = files[0] if len(files) == 1 else None
    is_one = isinstance(only, str | Path) and str(only).lower().endswith((".nt", ".nt.gz"))
    return Path(str(only)) if is_one else None


def _close_with_owlrl(facts: frozenset[Fact]) -> Closure:
    """Return the closure as owlrl computes it, with the contradictions that our rules find there: it lists none."""
    from .adapters.owlrl import close_with_owlrl
    from .rules.columns import close

    entailed = frozenset(fact for fact in close_with_owlrl(facts) if not is_trivial(fact))
    return restore(facts, entailed, close(facts | entailed).clashes)


def _facts(data: str | Path | Iterable[object], budget: Budget, progress: Progress | None) -> Iterable[Fact]:
    if isinstance(data, str | Path):
        return read_any(Path(data), budget=budget, progress=progress).facts
    if type(data).__module__.partition(".")[0] == "rdflib":
        from .adapters.rdflib import from_rdflib

        return from_rdflib(cast("Iterable[tuple[Node, Node, Node]]", data))
    return _facts_of(iter(data), budget, progress)


def _facts_of(items: Iterator[object], budget: Budget, progress: Progress | None) -> Iterator[Fact]:
    """Yield what files say, where the first item names one, and otherwise the items."""
    first = next(items, None)
    everything = () if first is None else chain([first], items)
    for item in everything:
        if isinstance(first, str | Path) and isinstance(item, str | Path):
            yield from read_any(Path(item), budget=budget, progress=progress).facts
        else:
            yield _fact(item)


def _fact(item: object) -> Fact:
    triple = item.triple if isinstance(item, Quad) else item
    terms = (triple.subject, triple.predicate, triple.object) if isinstance(triple, Triple) else triple
    if isinstance(terms, tuple) and len(terms) == 3 and all(isinstance(term, _TERMS) for term in terms):
        return cast("Fact", terms)
    raise _no_fact(item)


def _no_fact(item: object) -> InputError:
    shown = repr(item)[:80]
    return InputError(
        "not-a-fact",
        Text(f"This is no fact of RDF 1.1: {shown}.", f"Esto no es un hecho de RDF 1.1: {shown}."),
        Text(
            "Give triples or quads of pyoxigraph, tuples of three terms, an rdflib graph, or names of files.",
            "Dé tripletas o cuádruplas de pyoxigraph, tuplas de tres términos, un grafo de rdflib o archivos.",
        ),
    )


def _no_trivial() -> UsageError:
    return UsageError(
        "trivial-unsupported",
        Text("owlrl's trivial facts are not passed on.", "Los hechos triviales de owlrl no se transmiten."),
        Text("Use the engine native or simple for them.", "Use para ellos el motor native o simple."),
    )


def _unknown_engine(engine: str) -> UsageError:
    return UsageError(
        "engine-unknown",
        Text(f"There is no engine “{engine}”.", f"No existe el motor «{engine}»."),
        Text("Use native, simple or owlrl.", "Use native, simple u owlrl."),
    )
