"""On what basis something is known: stated by a document, read by the curator, or taken from context.

The three strata are cumulative: the closure of a stratum is built from its own facts and axioms and those of the
stronger ones. The basis of a fact is the first stratum whose closure holds it.
"""

from __future__ import annotations

import re
from enum import IntEnum

from ..errors import UsageError
from ..terms import EV, NamedNode, Text


class Basis(IntEnum):
    """How a fact is known, the strongest first."""

    STATED = 0
    READING = 1
    CONTEXT = 2

    @property
    def label(self) -> str:
        """The word for it in answers: ``stated``, ``reading`` or ``context``."""
        return self.name.lower()

    @property
    def words(self) -> Text:
        """The word for it in sentences."""
        return (Text("stated", "consta"), Text("reading", "lectura"), Text("context", "contexto"))[self]

    @property
    def dataset(self) -> str:
        """The name of the dataset that holds everything up to this basis, as `basis=` takes it."""
        return "documents" if self is Basis.READING else self.label

    @property
    def suffix(self) -> str:
        """What the names of the built graphs of this stratum end in.

        >>> f"entailed{Basis.READING.suffix}"
        'entailed/readings'
        """
        return ("", "/readings", "/context")[self]


STRATA = tuple(Basis)
DEFAULT = Basis.READING

_BY_TERM = {EV.stated: Basis.STATED, EV.reading: Basis.READING, EV.context: Basis.CONTEXT}
_LEADING_NUMBER = re.compile(r"(\d+)-")


def basis_of_term(term: object) -> Basis:
    """Return the basis an ontology module's ``ev:basis`` names; a module without one is stated."""
    return _BY_TERM.get(term, Basis.STATED) if isinstance(term, NamedNode) else Basis.STATED


def basis_of_graph(name: str) -> Basis:
    """Return the basis of a graph by its name: context or reading if a segment says so, stated otherwise.

    >>> basis_of_graph("claims/context/cies").label
    'context'
    """
    segments = name.split("/")
    if "context" in segments:
        return Basis.CONTEXT
    return Basis.READING if "readings" in segments else Basis.STATED


def basis_of_name(name: str) -> Basis:
    """Return the basis that ``basis=`` names in a request: ``stated``, ``documents`` or ``context``.

    :raises UsageError: ``unknown-basis``
    """
    for basis in STRATA:
        if name in (basis.dataset, basis.label):
            return basis
    raise UsageError(
        "unknown-basis",
        Text(f"There is no basis “{name}”.", f"No existe la base «{name}»."),
        Text("Use stated, documents or context.", "Use stated, documents o context."),
    )


def graph_of_file(relative: str) -> str:
    """Return the name of the graph a data file belongs to; a leading document number stands for the document.

    >>> graph_of_file("claims/003-scaling-up.ttl"), graph_of_file("context/cies.ttl")
    ('claims/003', 'context/cies')
    """
    folder, _, file = relative.rpartition("/")
    stem = file.removesuffix(".ttl")
    number = _LEADING_NUMBER.match(stem)
    return "/".join(filter(None, (folder, number[1] if number else stem)))
