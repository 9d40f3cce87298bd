"""What a finding of a shape says: the shape's own words, or plain ones for its constraint component."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..adapters.pyshacl import ShapeResult
from ..terms import SH, Fact, Literal, NamedNode, Term, Text, local_name, shorten

_MAX_SHOWN_CHARS = 80
_IRI = re.compile(r"<([^>]*)>")


class Wording:
    """The texts of shapes, by shape.

    :param shapes: all triples of the shapes
    :param prefixes: what names are shortened with
    """

    def __init__(self, shapes: Iterable[Fact], prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._owners: dict[Term, Term] = {}
        self._texts: dict[tuple[Term, NamedNode], dict[str, str]] = defaultdict(dict)
        for subject, predicate, value in shapes:
            if isinstance(value, Literal):
                self._texts[subject, predicate][_language(value)] = value.value
            elif predicate != SH.node:
                self._owners.setdefault(value, subject)

    def named_shape(self, shape: Term) -> NamedNode | None:
        """Return the shape, or the nearest named one around a shape without a name."""
        return next((term for term in self._around(shape) if isinstance(term, NamedNode)), None)

    def message(self, result: ShapeResult) -> Text:
        """Return what is wrong, with the value at fault."""
        own = dict(result.messages)
        if not self._texts.get((result.source_shape, SH.message)):
            own.pop("", None)  # the engine's own words, in English only
        said = _both(own) or _COMPONENTS.get(local_name(result.component.value), _ANY_COMPONENT)
        if result.value is None or result.value == result.focus:
            return said
        value = self._shown(result.value)
        return Text(f"{said.en} Found: {value}", f"{said.es} Se encontró: {value}")

    def advice(self, shape: Term) -> Text:
        """Return what to do: the description of the shape or of the nearest one around it."""
        for term in self._around(shape):
            if said := _both(self._texts.get((term, SH.description), {})):
                return said
        return _ANY_ADVICE

    def subject(self, result: ShapeResult) -> str:
        """Return the focus node and the path, as people write them."""
        path = f" {_IRI.sub(lambda iri: shorten(iri[1], self._prefixes), result.path)}" if result.path else ""
        return self._shown(result.focus) + path

    def _shown(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return shorten(term.value, self._prefixes)
        text = str(getattr(term, "value", term))
        return f"“{text[:_MAX_SHOWN_CHARS]}{'…' * (len(text) > _MAX_SHOWN_CHARS)}”"

    def _around(self, shape: Term) -> Iterable[Term]:
        seen: list[Term] = []
        term: Term | None = shape
        while term is not None and term not in seen:
            seen.append(term)
            term = self._owners.get(term)
        return seen


def _language(text: Literal) -> str:
    return (text.language or "").lower().split("-")[0]


def _both(texts: Mapping[str, str]) -> Text | None:
    """Return the English and the Spanish wording, one standing in for the other; None without any."""
    english = texts.get("en") or texts.get("") or texts.get("es")
    return Text(english, texts.get("es") or english) if english else None


_ANY_COMPONENT = Text("The shape does not hold.", "No se cumple la forma.")
_ANY_ADVICE = Text("See the shape of this name in shapes/.", "Vea la forma de ese nombre en shapes/.")
_COMPONENTS = {
    "MinCountConstraintComponent": Text("A required value is missing.", "Falta un valor obligatorio."),
}
