"""Llika: knowledge graphs that answer with evidence.

>>> import llika
>>> closure = llika.infer([])
>>> closure.clashes
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

    from .errors import UsageError
    from .rules import Closure
    from .terms import Fact

__version__ = "0.1.0"
__all__ = ["__version__", "infer"]


ENGINES = ("native", "simple", "owlrl")
"""The reasoners: ours for graphs of any size, ours as plain as the recommendation, the reference implementation."""


def infer(data: str | Path | Iterable[object], *, engine: str = "native") -> Closure:
    """Close RDF under the rules of OWL 2 RL and return the closure, which explains its facts.

    :param data: a file or several (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, each also with .gz), an rdflib
        graph, a pyoxigraph store, or facts: tuples of terms, triples or quads
    :param engine: ``native``; ``simple`` for the same rules on plain sets, slower and easier to read; ``owlrl`` for the
        reference implementation
    :raises InputError: for a file that cannot be read
    :raises BudgetExceeded: when more follows than fits
    :raises UsageError: ``engine-unknown``
    """
    if engine not in ENGINES:
        raise _unknown_engine(engine)
    if engine == "native":
        return _close_with_columns(data)
    from .rules import close

    facts = frozenset(_facts(data))
    return close(facts) if engine == "simple" else _close_with_owlrl(facts)


def _close_with_columns(data: str | Path | Iterable[object]) -> Closure:
    from .rules.columns import close, read_ntriples

    file = _only_file(data)
    is_ntriples = file is not None and file.name.lower().endswith((".nt", ".nt.gz"))
    return close(read_ntriples(file)) if file and is_ntriples else close(_facts(data))


def _only_file(data: str | Path | Iterable[object]) -> Path | None:
    from pathlib import Path

    files = data if isinstance(data, list | tuple) else [data]
    return Path(files[0]) if len(files) == 1 and isinstance(files[0], str | Path) else None


def _close_with_owlrl(facts: frozenset[Fact]) -> Closure:
    """Return the closure as owlrl computes it, with the contradictions that our rules find there: it lists none."""
    from .adapters.owlrl import close_with_owlrl
    from .rules import close, is_trivial, restore

    entailed = frozenset(fact for fact in close_with_owlrl(facts) if not is_trivial(fact))
    return restore(facts, entailed, close(facts | entailed).clashes)


def _unknown_engine(engine: str) -> UsageError:
    from .errors import UsageError
    from .terms import Text

    return UsageError(
        "engine-unknown",
        Text(f"There is no engine “{engine}”.", f"No existe el motor «{engine}»."),
        Text("Use native, simple or owlrl.", "Use native, simple u owlrl."),
    )


def _facts(data: str | Path | Iterable[object]) -> Iterable[Fact]:
    from pathlib import Path

    if isinstance(data, str | Path):
        return _read_files([data])
    if type(data).__module__.partition(".")[0] == "rdflib":
        from .adapters.rdflib import from_rdflib

        return from_rdflib(cast("Iterable[tuple[Node, Node, Node]]", data))
    items = list(data)
    if items and all(isinstance(item, str | Path) for item in items):
        return _read_files(cast("list[str | Path]", items))
    return map(_fact, items)


def _fact(item: object) -> Fact:
    from pyoxigraph import Quad, Triple

    triple = item.triple if isinstance(item, Quad) else item
    if isinstance(triple, Triple):
        return cast("Fact", (triple.subject, triple.predicate, triple.object))
    return cast("Fact", triple)


def _read_files(paths: Iterable[str | Path]) -> Iterable[Fact]:
    from pathlib import Path

    from .turtle import read_any

    return [fact for path in paths for fact in read_any(Path(path)).facts]
