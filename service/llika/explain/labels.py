"""Names of terms for people: labels in both languages, class expressions in words, facts as short sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..rules.wording import word
from ..terms import (
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    XSD,
    BlankNode,
    Fact,
    Literal,
    NamedNode,
    Term,
    Text,
    local_name,
    shorten,
)
from .standard import STANDARD

_PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty}
_LABELS = (RDFS.label, SKOS.prefLabel)
_DEFINITIONS = (SKOS.definition, RDFS.comment)
_TRUTH = {"true": Text("yes", "sí"), "false": Text("no", "no")}
_BEFORE_SOMETHING = re.compile(r"\b[Aa] (?=something\b)")

_IS_A = Text("{thing} is a {kind}", "{thing} es {kind}")
_THAT = Text("something that ", "algo que ")
_ANYTHING = Text("anything", "cosa alguna")


class Labels:
    """The labels and definitions that a dataset's graphs give, and labels of the terms of standards."""

    def __init__(self, facts: Iterable[Fact], prefixes: Mapping[str, str] = PREFIXES) -> None:
        self._prefixes = prefixes
        self._labels: dict[Term, dict[str, str]] = defaultdict(dict)
        self._definitions: dict[Term, dict[str, str]] = defaultdict(dict)
        self._properties: set[Term] = set()
        self._anonymous: dict[Term, dict[Term, Term]] = defaultdict(dict)
        for subject, predicate, value in facts:
            if predicate == RDF.type and value in _PROPERTY_KINDS:
                self._properties.add(subject)
            if isinstance(subject, BlankNode):
                self._anonymous[subject][predicate] = value
            for found, predicates in ((self._labels, _LABELS), (self._definitions, _DEFINITIONS)):
                if predicate in predicates and isinstance(value, Literal):
                    tag = _primary(value.language or "")
                    found[subject][tag] = min(value.value, found[subject].get(tag, value.value))
        for term, words in STANDARD.items():
            self._labels[term] = {**words._asdict(), **self._labels.get(term, {})}

    def of(self, term: Term) -> Text:
        """Return the label of a term; without one, its literal value, its local name or its expression in words."""
        if isinstance(term, Literal):
            return _TRUTH[term.value] if _is_boolean(term) else Text(term.value, term.value)
        if isinstance(term, BlankNode):
            return self._expression(term)
        return _in_both(self._labels.get(term, {})) or _unlabelled(term)

    def own(self, term: NamedNode) -> Text | None:
        """Return the label of a term; None where none is written."""
        return _in_both(self._labels.get(term, {}))

    def shown(self, term: Term) -> dict[str, str]:
        """Return a label as answers give it: in both languages, with ``only`` where it is known in a single one.

        The other language then holds the same words; what has no language, as a name or a number, has no ``only``.
        """
        return {**self.of(term)._asdict(), **_only(self._tags(term))}

    def shown_definition(self, term: Term) -> dict[str, str] | None:
        """Return a definition in the same form."""
        found = self.definition(term)
        return {**found._asdict(), **_only(self._definitions[term])} if found else None

    def _tags(self, term: Term) -> Iterable[str]:
        if isinstance(term, Literal):
            return [_primary(term.language)] if term.language else []
        return self._labels.get(term, ())

    def in_rules(self, term: Term) -> Text:
        """Return a term as the wording of a rule names it: properties in quotation marks."""
        label = self.of(term)
        return Text(f"“{label.en}”", f"«{label.es}»") if term in self._properties else label

    def definition(self, term: Term) -> Text | None:
        """Return the definition of a term, if it has one."""
        return _in_both(self._definitions.get(term, {}))

    def sentence(self, fact: Fact) -> Text:
        """Return a fact as a short sentence: “X is a Y”, or “X — property: value”."""
        subject, predicate, value = (self.of(term) for term in fact)
        if fact[1] == RDF.type:
            return polish(word(_IS_A, (("thing", fact[0]), ("kind", fact[2])), self.of))
        return Text(f"{subject.en} — {predicate.en}: {value.en}", f"{subject.es} — {predicate.es}: {value.es}")

    def qualified(self, sentence: Text, qualifiers: Iterable[Term]) -> Text:
        """Return a sentence with the caution of the documents: “X — value: 30 (at least)”."""
        words = _joined([self.of(qualifier) for qualifier in qualifiers], ", ", ", ")
        return Text(f"{sentence.en} ({words.en})", f"{sentence.es} ({words.es})") if words.en else sentence

    def short(self, term: Term) -> str:
        """Return a term as a CURIE, a literal by its value."""
        return shorten(term.value, self._prefixes) if isinstance(term, NamedNode) else term.value

    def _expression(self, node: BlankNode) -> Text:
        """Return an anonymous class in words, as far as its parts are known."""
        parts = self._anonymous.get(node, {})
        if OWL.onProperty in parts:
            return self._restriction(parts)
        if RDF.first in parts:
            return _joined([self.of(member) for member in self._list(node)], ", ", ", ")
        if OWL.intersectionOf in parts:
            return self._intersection(list(self._list(parts[OWL.intersectionOf])))
        if OWL.unionOf in parts:
            return _joined([self.of(member) for member in self._list(parts[OWL.unionOf])], " or ", " o ")
        return _ANYTHING

    def _intersection(self, members: Sequence[Term]) -> Text:
        """Return what is in all of some classes: “network that “carries out” X and that “realises” Y”."""
        named = [self.of(member) for member in members if not isinstance(member, BlankNode)]
        asked = [self.of(member) for member in members if isinstance(member, BlankNode)]
        if not named or not asked or not all(one.en.startswith(_THAT.en) for one in asked):
            return _joined(named + asked, " and ", " y ")
        verbs = [Text(one.en.removeprefix(_THAT.en), one.es.removeprefix(_THAT.es)) for one in asked]
        return _joined([_joined(named, " and ", " y "), _joined(verbs, " and that ", " y que ")], " that ", " que ")

    def _restriction(self, parts: Mapping[Term, Term]) -> Text:
        verb = self.of(parts[OWL.onProperty])
        if OWL.hasValue in parts:
            value = self.of(parts[OWL.hasValue])
            return Text(f"{_THAT.en}“{verb.en}: {value.en}”", f"{_THAT.es}«{verb.es}: {value.es}»")
        if OWL.someValuesFrom in parts:
            value = self.of(parts[OWL.someValuesFrom])
            return Text(f"{_THAT.en}“{verb.en}” {value.en}", f"{_THAT.es}«{verb.es}» {value.es}")
        return Text(f"{_THAT.en}limits “{verb.en}”", f"{_THAT.es}limita «{verb.es}»")

    def _list(self, node: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while node in self._anonymous and node not in seen:
            seen.add(node)
            if RDF.first in self._anonymous[node]:
                yield self._anonymous[node][RDF.first]
            node = self._anonymous[node].get(RDF.rest, RDF.nil)


def _joined(members: list[Text], english: str, spanish: str) -> Text:
    return Text(english.join(member.en for member in members), spanish.join(member.es for member in members))


def polish(sentence: Text) -> Text:
    """Return a sentence about an unnamed class as people would write it.

    >>> polish(Text("every something that sings is an artist", "todo lo que es algo que canta es artista"))
    Text(en='whatever sings is an artist', es='todo lo que canta es artista')
    """
    english = _BEFORE_SOMETHING.sub("", sentence.en).replace("every something that", "whatever")
    return Text(english, sentence.es.replace("todo lo que es algo que", "todo lo que"))


def _primary(tag: str) -> str:
    return tag.split("-")[0]


def _only(tags: Iterable[str]) -> dict[str, str]:
    """Return the single language of a text, where it has one: ``en`` beside a Spanish wording that is missing.

    >>> _only(["en"]), _only(["en", "es"]), _only([""])
    ({'only': 'en'}, {}, {})
    """
    known = list(tags)
    if "" in known or {"en", "es"} <= set(known) or not known:
        return {}
    return {"only": "en" if "en" in known else known[0]}


def _is_boolean(term: Literal) -> bool:
    return term.datatype == XSD.boolean and term.value in _TRUTH


def _in_both(texts: Mapping[str, str]) -> Text | None:
    if not texts:
        return None
    english = texts.get("en") or texts.get("") or next(iter(texts.values()))
    return Text(english, texts.get("es") or english)


def _unlabelled(term: NamedNode) -> Text:
    name = local_name(term.value) or term.value
    return Text(name, name)
