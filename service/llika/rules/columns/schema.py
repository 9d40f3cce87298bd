"""Which relations are about the schema, and their facts as the compiler reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...terms import OWL, Fact
from ..compile import META_CLASSES, SCHEMA_PREDICATES, is_schema
from ..facts import FactIndex
from .codes import Codes, unpair, without
from .dictionary import TYPE, Dictionary
from .equality import Equality
from .relations import ANY, Key, Relation


def schema_keys(dictionary: Dictionary, equality: Equality) -> set[Key]:
    """Return the keys of the relations whose facts decide what is compiled."""
    read = SCHEMA_PREDICATES | {OWL.disjointWith, OWL.complementOf}
    predicates = {(equality.find(dictionary.number(term)), ANY) for term in read}
    return predicates | {(TYPE, equality.find(dictionary.number(term))) for term in META_CLASSES}


def schema_index(relations: Mapping[Key, Relation], dictionary: Dictionary, equality: Equality) -> FactIndex:
    """Return an index of the facts about the schema that no others imply, under every name."""
    index = FactIndex()
    for key in sorted(schema_keys(dictionary, equality) & relations.keys()):
        relation = relations[key]
        for fact in _facts(key[0], equality.expand(without(relation.rows, relation.implied)), dictionary, equality):
            if is_schema(fact) and index.learn(fact):
                index.insert(fact)
    return index


def _facts(predicate: int, codes: Codes, dictionary: Dictionary, equality: Equality) -> Iterator[Fact]:
    subjects, objects = ([dictionary.term(number) for number in part.tolist()] for part in unpair(codes))
    for name in equality.names(predicate):
        verb = dictionary.term(name)
        for one, other in zip(subjects, objects, strict=True):
            yield one, verb, other  # type: ignore[misc]  # generalised RDF
