"""Names of terms for people: labels in both languages, and facts as short sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..terms import PREFIXES, RDF, RDFS, SKOS, XSD, BlankNode, Fact, Literal, NamedNode, Term, Text, local_name, shorten

_LABELS = (RDFS.label, SKOS.prefLabel)
_DEFINITIONS = (SKOS.definition, RDFS.comment)


class Labels:
    """The labels and definitions that a dataset's graphs give."""

    def __init__(self, facts: Iterable[Fact], prefixes: Mapping[str, str] = PREFIXES) -> None:
        self._prefixes = prefixes
        self._labels: dict[Term, dict[str, str]] = defaultdict(dict)
        self._definitions: dict[Term, dict[str, str]] = defaultdict(dict)
        for subject, predicate, value in facts:
            for found, predicates in ((self._labels, _LABELS), (self._definitions, _DEFINITIONS)):
                if predicate in predicates and isinstance(value, Literal):
                    tag = (value.language or "").split("-")[0]
                    found[subject][tag] = min(value.value, found[subject].get(tag, value.value))

    def of(self, term: Term) -> Text:
        """Return the label of a term; without one, its literal value or local name."""
        if isinstance(term, Literal):
            return Text(term.value, term.value)
        if isinstance(term, BlankNode):
            return Text("an unnamed class", "una clase sin nombre")
        return _in_both(self._labels.get(term, {})) or _unlabelled(term)

    def has(self, term: Term) -> bool:
        """Tell whether a term has a label of its own."""
        return term in self._labels

    def definition(self, term: Term) -> Text | None:
        """Return the definition of a term, if it has one."""
        return _in_both(self._definitions.get(term, {}))

    def sentence(self, fact: Fact) -> Text:
        """Return a fact as a short sentence: subject, verb, object by their labels."""
        subject, predicate, value = (self.of(term) for term in fact)
        verb = Text("is a", "es") if fact[1] == RDF.type else predicate
        if isinstance(fact[2], Literal) and fact[2].datatype == XSD.boolean:
            truth = {"true": Text("yes", "sí"), "false": Text("no", "no")}
            value = truth.get(fact[2].value, value)
        return Text(f"{subject.en} — {verb.en} — {value.en}", f"{subject.es} — {verb.es} — {value.es}")

    def short(self, term: Term) -> str:
        """Return a term as a CURIE, a literal as Turtle writes it."""
        return shorten(term.value, self._prefixes) if isinstance(term, NamedNode) else str(term)


def _in_both(texts: Mapping[str, str]) -> Text | None:
    if not texts:
        return None
    english = texts.get("en") or texts.get("") or next(iter(texts.values()))
    return Text(english, texts.get("es") or english)


def _unlabelled(term: NamedNode) -> Text:
    name = local_name(term.value) or term.value
    return Text(name, name)
