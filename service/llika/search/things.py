"""What can be found: the things of a dataset and its saved queries, each with all that is said of it in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..dataset import Dataset
from ..evidence import Basis, basis_of_graph
from ..explain import KINDS, Labels
from ..saved import SavedQuery, query_iri
from ..terms import DCTERMS, EV, OWL, RDF, RDFS, SH, SKOS, XSD, Fact, Literal, NamedNode, Term, Text, local_name

QUERY = SH.SPARQLExecutable
"""The kind of a saved query."""

SCHEMA: Mapping[Term, Text] = KINDS
"""Kinds that come with the standards and the service; no other word of RDF, RDFS and OWL is a kind."""


class Field(StrEnum):
    """What a text is to its thing; the first weigh most."""

    LABEL = "label"
    ALTERNATIVE = "alternative"
    HIDDEN = "hidden"
    WRITTEN = "written"
    NAME = "name"
    DEFINITION = "definition"
    TEXT = "text"
    KIND = "kind"


NAMES = (Field.LABEL, Field.ALTERNATIVE, Field.HIDDEN, Field.WRITTEN, Field.NAME)
"""The fields that say what a thing is called."""

_FIELDS: Mapping[Term, Field] = {
    RDFS.label: Field.LABEL,
    SKOS.prefLabel: Field.LABEL,
    DCTERMS.term("title"): Field.LABEL,
    SKOS.altLabel: Field.ALTERNATIVE,
    SKOS.hiddenLabel: Field.HIDDEN,
    SKOS.notation: Field.NAME,
    DCTERMS.identifier: Field.NAME,
    SKOS.definition: Field.DEFINITION,
    RDFS.comment: Field.DEFINITION,
    DCTERMS.description: Field.DEFINITION,
}
_BUILT_IN = (RDF, RDFS, OWL)
_RECORDS = {EV.Passage, EV.Claim, EV.Gap, EV.Mention}
"""Evidence is reached from what it is about."""
_UNNAMED = Text("", "")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Said:
    """A text about a thing; without a language where it is a name of no language."""

    field: Field
    text: str
    language: str | None = None


@dataclass(slots=True)
class Thing:
    """Something to be found.

    :param kinds: its classes on the basis, from axioms too
    """

    iri: NamedNode
    kinds: set[NamedNode] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    label: Text = _UNNAMED


def things_of(dataset: Dataset, labels: Labels, queries: Mapping[str, SavedQuery], basis: Basis) -> Iterator[Thing]:
    """Yield what can be found on a basis; texts that stand only on a weaker one are left out."""
    found, records = _gather(dataset.merged(basis).facts)
    for mention in dataset.records.mentions:
        if mention.thing in found and basis_of_graph(mention.graph) <= basis:
            found[mention.thing].said.append(Said(Field.WRITTEN, mention.written))
    about_itself = {subject for subject, _, _ in dataset.graphs["service"]}
    for thing in found.values():
        if thing.iri not in records | about_itself and (thing.said or thing.kinds - {OWL.Ontology}):
            thing.label = _label(thing, labels)
            yield _with_names(thing, labels)
    for query in queries.values():
        yield _of_query(query, dataset.project.base)


def kind_label(kind: NamedNode, labels: Labels) -> Text:
    """Return what a kind of thing is called."""
    return SCHEMA.get(kind) or labels.of(kind)


def _gather(facts: Iterable[Fact]) -> tuple[dict[Term, Thing], set[Term]]:
    """Return the things that facts are about, and those among their subjects that are evidence."""
    found: dict[Term, Thing] = {}
    records: set[Term] = set()
    for subject, predicate, value in facts:
        if not isinstance(subject, NamedNode):
            continue
        if isinstance(value, Literal):
            if said := _said(predicate, value):
                _at(found, subject).said.append(said)
        elif predicate == RDF.type and isinstance(value, NamedNode):
            if value in _RECORDS:
                records.add(subject)
            elif value in SCHEMA or not value.value.startswith(_BUILT_IN):
                _at(found, subject).kinds.add(value)
    return found, records


def _at(found: dict[Term, Thing], iri: NamedNode) -> Thing:
    thing = found.get(iri)
    if thing is None:
        thing = found[iri] = Thing(iri)
    return thing


def _said(predicate: NamedNode, value: Literal) -> Said | None:
    """Return a literal as a text that people may look for: no numbers or dates, nothing from within the evidence."""
    known = _FIELDS.get(predicate)
    if known is None:
        if (value.language is None and value.datatype != XSD.string) or predicate.value.startswith(EV):
            return None
        known = Field.TEXT
    return Said(known, value.value, value.language)


def _label(thing: Thing, labels: Labels) -> Text:
    """Return what a thing is called: a title where it has one and no label."""
    called = labels.of(thing.iri)
    if called.en != local_name(thing.iri.value):
        return called
    named = sorted((one for one in thing.said if one.field is Field.LABEL), key=lambda one: one.text, reverse=True)
    titles = {(one.language or "").split("-")[0]: one.text for one in named}
    first = titles.get("en") or titles.get("") or next(iter(titles.values()), called.en)
    return Text(first, titles.get("es") or first)


def _with_names(thing: Thing, labels: Labels) -> Thing:
    thing.said.append(Said(Field.NAME, local_name(thing.iri.value)))
    for kind in thing.kinds:
        called = kind_label(kind, labels)
        thing.said += (Said(Field.KIND, called.en, "en"), Said(Field.KIND, called.es, "es"))
    thing.said.sort(key=lambda one: (one.field, one.text, one.language or ""))
    return thing


def _of_query(query: SavedQuery, base: str) -> Thing:
    texts = ((Field.LABEL, query.summary), (Field.DEFINITION, query.description))
    said = [Said(part, getattr(text, tag), tag) for part, text in texts for tag in ("en", "es")]
    said += (Said(Field.NAME, name) for name in (query.name, *query.tags))
    return Thing(query_iri(base, query.name), {QUERY}, said, query.summary)


def columns_of(thing: Thing) -> dict[Field, str]:
    """Return the texts of a thing by field, for the index; names that join words are taken apart."""
    columns: dict[Field, dict[str, None]] = defaultdict(dict)
    for one in thing.said:
        columns[one.field][one.text] = None
        if one.field is Field.NAME:
            columns[one.field][_HUMP.sub(" ", one.text)] = None
    return {part: "\n".join(texts) for part, texts in columns.items()}
