"""The closure as owlrl computes it: the second engine, and the witness that tests compare ours with."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from ..errors import InputError
from ..terms import OWL, RDF, RDFS, REFLEXIVE, Fact, Namespace, Text
from .rdflib import from_rdflib, to_rdflib

_ERROR_NOTES = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource})


def close_with_owlrl(facts: Iterable[Fact]) -> frozenset[Fact]:
    """Return what owlrl adds to the facts, without noise.

    Noise is what relates a term to itself, being an ``owl:Thing`` or ``rdfs:Resource``, and the messages that owlrl
    writes into the graph when it finds a contradiction. Triples with a literal as subject are left out as well.

    :raises InputError: if owlrl gives up, as it does on a list that runs in a circle
    """
    from owlrl import DeductiveClosure, OWLRL_Semantics

    asserted = frozenset(facts)
    graph = to_rdflib(asserted)
    closure = DeductiveClosure(OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own deprecated names, and literals that it cannot read
        try:
            closure.expand(graph)
        except ValueError as error:  # rdflib's complaint about a list; other faults are ours and pass through
            raise _cannot_close(error) from error
    return frozenset(fact for fact in from_rdflib(graph) if fact not in asserted and not _is_noise(fact))


def _cannot_close(error: ValueError) -> InputError:
    return InputError(
        "owlrl-gave-up",
        Text(f"owlrl could not close these facts: {error}.", f"owlrl no pudo cerrar estos hechos: {error}."),
        Text(
            "Mend the list, or use the native engine, which leaves broken lists out.",
            "Corrija la lista o use el motor nativo, que deja fuera las listas rotas.",
        ),
    )


def _is_noise(fact: Fact) -> bool:
    subject, predicate, value = fact
    return (
        (subject == value and predicate in REFLEXIVE)
        or (predicate == RDF.type and value in _EVERYTHING)
        or predicate == _ERROR_NOTES.error
        or value == _ERROR_NOTES.ErrorMessage
    )
