"""The engines that are compared, each cut into the same three stages: load a file, reason, hand out what follows.

An engine imports what it needs when it is made, so that a process pays for one engine only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from pyoxigraph import RdfFormat, parse

from llika.terms import Fact

Row = tuple[object, object, object]
"""A fact in the terms of whichever library the engine is built on."""


class Engine(Protocol):
    """What is measured."""

    def load(self, path: Path) -> None:
        """Read an N-Triples file into the form that the engine reasons over."""

    def reason(self) -> None:
        """Compute the closure."""

    def entailed(self) -> Iterable[Row]:
        """Yield what follows and was not given, as terms."""


class Explained(Protocol):
    """A closure of ours."""

    @property
    def asserted(self) -> Iterable[Fact]: ...
    @property
    def entailed(self) -> Iterable[Fact]: ...
    def __len__(self) -> int: ...

    def explain(self, fact: Fact) -> object | None:
        """Return a proof."""


class _Close(Protocol):
    def __call__(self, facts: Iterable[Fact]) -> Explained: ...


class _Native:
    """An engine of ours; both are called alike."""

    def __init__(self, module: str) -> None:
        self._close = cast("_Close", import_module(module).close)
        self._facts: list[Fact] = []

    def load(self, path: Path) -> None:
        triples = parse(path=str(path), format=RdfFormat.N_TRIPLES)
        self._facts = [(triple.subject, triple.predicate, triple.object) for triple in triples]

    def reason(self) -> None:
        self.closure = self._close(self._facts)

    def entailed(self) -> Iterable[Row]:
        return self.closure.entailed


class Columns(_Native):
    """The engine that counts, with the reader that numbers terms as it reads."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)

    def load(self, path: Path) -> None:
        from llika.rules.columns import read_ntriples

        self._read = read_ntriples(path)

    def reason(self) -> None:
        from llika.rules.columns import close

        self.closure = close(self._read)


class _Owlrl:
    """owlrl on an rdflib graph, with its lightest settings: no RDFS rules, no axiomatic triples."""

    def __init__(self) -> None:
        import owlrl
        import rdflib

        self._graph = rdflib.Graph(bind_namespaces="none")
        self._owlrl = owlrl

    def load(self, path: Path) -> None:
        self._graph.parse(path, format="nt")

    def reason(self) -> None:
        self._asserted = set(self._graph)
        semantics = self._owlrl.OWLRL_Semantics
        options = {"rdfs_closure": False, "axiomatic_triples": False, "datatype_axioms": False}
        self._owlrl.DeductiveClosure(semantics, **options).expand(self._graph)

    def entailed(self) -> Iterator[Row]:
        return (row for row in self._graph if row not in self._asserted)


class _PyReasoner(Protocol):
    def load_file(self, file: str) -> None: ...
    def reason(self) -> list[Row]: ...
    def get_base_triples(self) -> list[Row]: ...


class _Reasonable:
    """The Rust reasoner; its Python API returns rdflib terms, so that making them is part of its reasoning."""

    def __init__(self) -> None:
        self._reasoner = cast("_PyReasoner", import_module("reasonable").PyReasoner())
        self._closure: list[Row] = []

    def load(self, path: Path) -> None:
        with TemporaryDirectory() as folder:
            turtle = Path(folder) / "data.ttl"  # it reads no other suffix; N-Triples are Turtle
            turtle.symlink_to(path.resolve())
            self._reasoner.load_file(str(turtle))

    def reason(self) -> None:
        self._closure = self._reasoner.reason()

    def entailed(self) -> Iterator[Row]:
        asserted = set(self._reasoner.get_base_triples())
        return (row for row in self._closure if row not in asserted)


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine in the catalogue.

    :param module: what must be importable for the engine to run
    :param make: makes the engine; None for what is measured from its start to its end instead
    :param largest: the number of triples beyond which it is left out, unless asked for
    :param most_rounds: how often it runs at most; an engine hundreds of times slower need not run often
    :param gaps: rules that it is known not to have, each with a pattern of the classes and properties it then finds
        fewer facts with
    :param merges_wrongly: whether it finds things the same that are not, where a property is inverse functional
    """

    name: str
    module: str
    make: Callable[[], Engine] | None
    largest: int
    most_rounds: int = 100
    gaps: Mapping[str, str] = field(default_factory=dict)
    merges_wrongly: bool = False

    def may_lack(self, name: str) -> bool:
        """Return whether fewer facts with this class or property are a known gap."""
        return any(re.fullmatch(pattern, name) for pattern in self.gaps.values())

    def is_installed(self) -> bool:
        """Return whether the engine can run here; a folder without code is no module."""
        try:
            found = find_spec(self.module)
        except ModuleNotFoundError:  # the package that would hold it
            return False
        return found is not None and found.origin is not None


_GAPS = {"prp-spo2": "affiliatedWith", "scm-svf1": r"C\d+"}
_COLUMNS = "llika.rules.columns"
_SIMPLE = "llika.rules"

CATALOGUE = {
    entry.name: entry
    for entry in (
        Entry("columns", _COLUMNS, Columns, 10_000_000),
        Entry("simple", _SIMPLE, lambda: _Native(_SIMPLE), 100_000),
        Entry("reasonable", "reasonable", _Reasonable, 100_000, gaps=_GAPS, merges_wrongly=True),
        Entry("owlrl", "owlrl", _Owlrl, 20_000, most_rounds=1),
        Entry("llika reason", "llika.cli", None, 10_000_000),
        Entry("into a store", _COLUMNS, None, 10_000_000),
    )
}
"""The engines by name, ours first; the first that ran is what the others are compared with."""
