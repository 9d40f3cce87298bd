"""The glossary: what each concept and class means, and whose definition that is.

A term names its source (``dcterms:source``) and, where that is a document of the project, the line (``ev:locator``,
such as ``000:24``). So a reader sees whether a document defines it, a source outside, or nobody but the project.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ..dataset import Dataset
from ..evidence import Basis, Passage
from ..explain import Json
from ..terms import EV, NamedNode, local_name
from .axioms import Axioms
from .reference import Reference

CLASSES = "classes"
"""The name under which classes are asked for, as concepts are by their scheme."""
_LOCATOR = re.compile(r"(.+):(\d+)")


class Glossary:
    """The concepts and classes of a dataset's ontology with their definitions."""

    def __init__(self, dataset: Dataset, reference: Reference) -> None:
        self._dataset = dataset
        self._reference = reference
        self._axioms = Axioms(dataset.sources.modules)
        self._known: list[Json] | None = None

    def view(self, basis: Basis, scheme: str | None = None) -> Json:
        """Return the entries in the order of their English labels.

        :param scheme: the IRI of a concept scheme, or ``classes``; by default everything
        """
        entries = self._entries()
        counts = Counter(str(one["iri"]) for entry in entries for one in _schemes(entry))
        named = {str(one["iri"]): one for entry in entries for one in _schemes(entry)}
        return {
            "version": self._dataset.version,
            "basis": basis.dataset,
            "scheme": scheme,
            "classes": sum(entry["kind"] == "class" for entry in entries),
            "schemes": [{"iri": iri, "label": named[iri]["label"], "count": counts[iri]} for iri in sorted(named)],
            "entries": [entry for entry in entries if _is_in(entry, scheme)],
        }

    def _entries(self) -> list[Json]:
        if self._known is None:
            found = self._reference.ontology(self._dataset.published[0])
            concepts = [one for scheme in _list(found, "schemes") for one in _list(scheme, "concepts")]
            terms = {str(one["iri"]): one for one in (*_list(found, "classes"), *concepts) if one["definition"]}
            self._known = sorted(map(self._entry, terms.values()), key=_english)
        return self._known

    def _entry(self, term: Json) -> Json:
        iri = NamedNode(str(term["iri"]))
        kept = ("iri", "anchor", "label", "definition", "kind")
        return {
            **{key: term[key] for key in kept},
            "alternative": cast("Json", term["notes"]).get("alternative", {}),
            "schemes": term.get("schemes", []),
            "by": [self._by(source, iri) for source in _list(term, "sources")],
        }

    def _by(self, source: Json, term: NamedNode) -> Json:
        """Return who defines a term: a document with its passage, a source outside them, the web, or the project."""
        iri = NamedNode(str(source["iri"]))
        document = self._dataset.records.documents.get(iri)
        if document is None:
            modules = _list(self._reference.ontology(self._dataset.published[0]), "modules")
            is_own = any(one["iri"] == iri.value for one in modules)
            return {**self._named(source), "kind": "project" if is_own else "web"}
        return {
            **self._named(source),
            "label": self._titled(iri, source),
            "kind": "outside" if document.web_address else "document",
            "places": [place for line in self._lines(term, iri) for place in self._places(iri, line)],
        }

    def _named(self, source: Json) -> Json:
        return {"iri": source["iri"], "label": source["label"]}

    def _titled(self, document: NamedNode, source: Json) -> object:
        title = self._dataset.title_of(document)
        return {"en": title, "es": title} if title else source["label"]

    def _lines(self, term: NamedNode, document: NamedNode) -> Iterator[int]:
        for value, _ in self._axioms.values(term, EV.locator):
            found = _LOCATOR.fullmatch(value.value)
            if found and found[1] == local_name(document.value):
                yield int(found[2])

    def _places(self, document: NamedNode, line: int) -> list[Json]:
        """Return a line of a document with its section, and the shortest passage that is kept of it, if one is."""
        passages = self._dataset.records.passages.values()
        here = [one for one in passages if one.document == document and one.line_start <= line <= one.line_end]
        best = min(here, key=_length, default=None)
        return [{"line": line, "section": best.section if best else None, "passage": best.iri.value if best else None}]


def _schemes(entry: Mapping[str, object]) -> list[Json]:
    return _list(entry, "schemes")


def _list(view: Mapping[str, object], key: str) -> list[Json]:
    return cast("list[Json]", view[key])


def _is_in(entry: Mapping[str, object], scheme: str | None) -> bool:
    if scheme is None:
        return True
    return entry["kind"] == "class" if scheme == CLASSES else _names(_schemes(entry), scheme)


def _names(found: Iterable[Json], iri: str) -> bool:
    return any(one["iri"] == iri for one in found)


def _english(entry: Json) -> tuple[str, str]:
    return str(cast("Json", entry["label"])["en"]).casefold(), str(entry["iri"])


def _length(passage: Passage) -> int:
    return passage.char_end - passage.char_start
