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

    from .budget import Budget, Progress
    from .rules import Closure

__version__ = "0.1.0"
__all__ = ["__version__", "infer"]


def infer(
    data: str | Path | Iterable[object],
    *,
    engine: str = "native",
    trivial: bool = False,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Closure:
    """Close RDF under the rules of OWL 2 RL and return the closure, which explains its facts.

    :param data: a file or several (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD, each also with .gz), an rdflib
        graph, a pyoxigraph store, or facts: tuples of terms, triples or quads
    :param engine: ``native``; ``simple`` for the same rules on plain sets, slower and easier to read; ``owlrl`` for the
        reference implementation
    :param trivial: whether facts are listed that hold in every graph with these terms, as that a thing is the same as
        itself; they are answered in any case. Not for ``owlrl``
    :param budget: limits (:class:`llika.budget.Budget`); ``simple`` observes those of facts, seconds and memory,
        ``owlrl`` observes these while reading
    :param progress: told what is being done, and how many lines or facts there are so far, now and then
    :raises InputError: for a file that cannot be read, and for what is no RDF
    :raises BudgetExceeded: when a limit of the budget is reached
    :raises UsageError: ``engine-unknown``, ``trivial-unsupported``
    """
    from .budget import DEFAULT  # what it takes is imported when it is used
    from .closing import infer as close

    return close(data, engine, trivial=trivial, budget=budget or DEFAULT, progress=progress)
