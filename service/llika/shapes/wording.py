"""What a finding of a shape says: the shape's own words, or plain ones for its constraint component."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..adapters.report import ShapeResult
from ..terms import SH, Fact, Literal, NamedNode, Term, Text, local_name, shorten
from .components import ANY_COMPONENT, COMPONENTS

_MAX_SHOWN_CHARS = 80
_IRI = re.compile(r"<([^>]*)>")


class Wording:
    """The texts of shapes.

    :param shapes: all triples of the shapes
    :param prefixes: what IRIs are shortened with
    """

    def __init__(self, shapes: Sequence[Fact], prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._owners: dict[Term, Term] = {}
        self._texts: dict[tuple[Term, NamedNode], dict[str, str]] = defaultdict(dict)
        for subject, predicate, value in shapes:
            if isinstance(value, Literal):
                self._texts[subject, predicate][_language(value)] = value.value
            elif predicate != SH.node:
                self._owners.setdefault(value, subject)
        self._worded = {shape for shape, predicate, _ in shapes if predicate == SH.message}
        self._worded |= {
            shape for shape, predicate, query in shapes if predicate == SH.sparql and query in self._worded
        }

    def rule(self, result: ShapeResult) -> str:
        """Return the name of the shape, or of the nearest one that has a name; failing that, of the component."""
        return local_name((self.named(result) or result.component).value)

    def named(self, result: ShapeResult) -> NamedNode | None:
        """Return the shape, or the nearest one around it that has a name."""
        around = self._around(result.source_shape)
        return next((term for term in around if isinstance(term, NamedNode)), None)

    def message(self, result: ShapeResult) -> Text:
        """Return what is wrong, with the value at fault."""
        said = _both(self._own_messages(result))
        said = said or COMPONENTS.get(local_name(result.component.value), ANY_COMPONENT)
        if result.value is None or result.value == result.focus:
            return said
        value = self._shown(result.value)
        return Text(f"{said.en} Found: {value}", f"{said.es} Se encontró: {value}")

    def advice(self, result: ShapeResult) -> Text:
        """Return what to do: the description of the shape, or of the nearest one around it that has any."""
        described = (self._texts.get((term, SH.description), {}) for term in self._around(result.source_shape))
        said = next((said for texts in described if (said := _both(texts))), None)
        rule = self.rule(result)
        return said or Text(f"See the shape “{rule}” in shapes/.", f"Vea la forma «{rule}» en shapes/.")

    def subject(self, result: ShapeResult) -> str:
        """Return the focus node and the path, as people write them."""
        path = _IRI.sub(lambda iri: shorten(iri[1], self._prefixes), result.path or "")
        return f"{self._shown(result.focus)} {path}".rstrip()

    def _own_messages(self, result: ShapeResult) -> Mapping[str, str]:
        """Return the messages without those that are the engine's, in English only."""
        own = result.source_shape in self._worded
        return {tag.split("-")[0]: text for tag, text in result.messages.items() if tag or own}

    def _shown(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return shorten(term.value, self._prefixes)
        text = term.value
        return f"“{text[:_MAX_SHOWN_CHARS]}{'…' * (len(text) > _MAX_SHOWN_CHARS)}”"

    def _around(self, shape: Term) -> Iterator[Term]:
        """Yield a shape and what it stands in: the list or the shape that refers to it, and so on outwards."""
        seen: set[Term] = set()
        term: Term | None = shape
        while term is not None and term not in seen:
            yield term
            seen.add(term)
            term = self._owners.get(term)


def _language(text: Literal) -> str:
    return (text.language or "").lower().split("-")[0]


def _both(texts: Mapping[str, str]) -> Text | None:
    """Return the English and the Spanish wording, one standing in for the other; None without any."""
    english = texts.get("en") or texts.get("") or texts.get("es")
    return Text(english, texts.get("es") or english) if english else None
