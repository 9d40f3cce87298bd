"""Llika: knowledge graphs that answer with evidence.

>>> import llika
>>> closure = llika.infer([])
>>> closure.clashes
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .rules import Closure
    from .terms import Fact

__version__ = "0.1.0"
__all__ = ["__version__", "infer"]


def infer(data: object, *, engine: str = "native") -> Closure:
    """Close RDF under the rules of OWL 2 RL and return the closure, which explains its facts.

    :param data: a file or several (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, each also with .gz), an rdflib
        graph, a pyoxigraph store, or an iterable of facts
    :param engine: ``native``, or ``owlrl`` for the reference implementation
    :raises InputError: for a file that cannot be read
    :raises BudgetExceeded: when more follows than fits
    """
    from .rules import Closure, close

    facts = frozenset(_facts(data))
    if engine == "owlrl":
        from .adapters.owlrl import close_with_owlrl

        return Closure.restore(facts, close_with_owlrl(facts))
    return close(facts)


def _facts(data: object) -> Iterable[Fact]:
    from pathlib import Path

    if isinstance(data, str | Path):
        return _read_files([Path(data)])
    if type(data).__module__.split(".")[0] == "rdflib":
        from .adapters.rdflib import from_rdflib

        return from_rdflib(data)
    return _from_items(list(data))  # type: ignore[call-overload, no-any-return]


def _from_items(items: list[object]) -> Iterable[Fact]:
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    if items and all(isinstance(item, str | Path) for item in items):
        return _read_files([Path(str(item)) for item in items])
    whole = (item.triple if isinstance(item, Quad) else item for item in items)
    return [(t.subject, t.predicate, t.object) if isinstance(t, Triple) else t for t in whole]  # type: ignore[misc]


def _read_files(paths: list[Path]) -> Iterable[Fact]:
    from .turtle import read_any

    return [fact for path in paths for fact in read_any(path).facts]
