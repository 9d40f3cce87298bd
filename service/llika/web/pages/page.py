"""One page for one request: what templates can ask for. Words, texts of a view, addresses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from unicodedata import combining, normalize
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from ...explain import is_figure
from ...project import Licence
from ...terms import RDF, Text, shorten
from ..http.preferences import PATH_SIGNS
from . import numbers
from .addresses import data_path, name_of, page_path
from .citation import Citation
from .diagram import Drawing
from .model import DATATYPES, led_to, part_drawing
from .tables import Column, columns
from .words import LANGUAGE_NAMES, WORDS

_NO_IRI = re.compile(r"""[\s<>"{}|\\^`]""")
_EXAMPLE = "SELECT ?class (COUNT(?thing) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
_BASES = {"stated": "stated", "documents": "reading", "context": "context"}
_LONG_CHARS = 60
_FORMATS = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "json": "JSON",
}
_Item = TypeVar("_Item", bound=Mapping[str, object])


@dataclass(frozen=True, slots=True)
class Page:
    """One request, as templates see it.

    :param basis: the dataset that was asked: ``stated``, ``documents`` or ``context``
    :param url: the address that was asked, without its query
    :param root: the path under which the world knows the service, as `/llika`; empty where it has a host of its own
    :param query: the parameters of that address
    :param base: the stem of the project's IRIs, all of which this service answers for
    :param style: the address of the style sheet
    :param publisher: who is named in a citation
    :param licence: of the data
    :param headings: what columns of saved queries are called
    """

    language: str
    languages: tuple[str, ...]
    basis: str
    url: str
    query: Mapping[str, str]
    title: Text
    base: str
    prefixes: Mapping[str, str]
    style: str
    publisher: str | None
    licence: Licence | None
    version: str | None = None
    root: str = ""
    describes: Callable[[str], bool] | None = None
    headings: Mapping[str, Text] = field(default_factory=dict)

    @property
    def language_names(self) -> Mapping[str, str]:
        """What the languages of the interface call themselves."""
        return {language: LANGUAGE_NAMES[language] for language in self.languages}

    @property
    def bases(self) -> Mapping[str, str]:
        """The datasets, the narrowest first, each with the basis that it adds."""
        return _BASES

    @property
    def type_iri(self) -> str:
        """The predicate between a thing and its class."""
        return RDF.type.value

    def t(self, key: str, **values: object) -> str:
        """Return words of the interface in the language of the page."""
        return WORDS[key].said_in(self.language).format_map(values)

    def knows(self, key: str) -> bool:
        """Tell whether there are words of the interface for a key."""
        return key in WORDS

    def say(self, text: Mapping[str, str] | str | None) -> str:
        """Return a text of a view in the language of the page, or in English where it lacks that language."""
        if isinstance(text, Mapping):
            return text.get(self.language) or text.get("en", "")
        return text or ""

    def foreign(self, text: Mapping[str, str]) -> str | None:
        """Return the language of a text that there is not in the language of the page, None where there is."""
        only = text.get("only")
        return None if only == self.language else only

    def kind(self, kind: str) -> str:
        """Return the kind of a parameter in words, or the name of its datatype where there are none."""
        return self.t(f"kind_{kind}") if f"kind_{kind}" in WORDS else kind

    def number(self, number: int) -> str:
        """Return a whole number with its thousands apart: 1,234 in English, 1 234 in Spanish."""
        return numbers.whole(number, self.language)

    def decimal(self, number: float) -> str:
        """Return a number with the decimal sign of the language."""
        return numbers.decimal(number, self.language)

    # A request may name its parameters as it likes, "target" and "self" included: ours are positional only.
    def link(self, target: str, /, **parameters: str | None) -> str:
        """Return the address of a page of this service, in this language and on this basis unless others are named."""
        return self.root + _address(target, {"basis": self.basis, "lang": self.language, **parameters})

    def data(self, target: str, /, **parameters: str | None) -> str:
        """Return the address of data, which holds both languages."""
        return self.root + _address(target, {"basis": self.basis, **parameters})

    def here(self, /, **parameters: str | None) -> str:
        """Return the address of this page with some parameters changed, or left out where they are None."""
        path = urlsplit(self.url).path.removeprefix(self.root)
        return self.link(path, **{**self.query, "basis": self.basis, **parameters})

    def is_below(self, target: str, /) -> bool:
        """Tell whether this page is the one at a path, or one below it."""
        path = urlsplit(self.url).path.removeprefix(self.root)
        return path == target or path.startswith(f"{target}/")

    def rows(self, path: str, ending: str) -> str:
        """Return the address of the rows that this page shows, in another format."""
        return self.data(f"{path}.{ending}", **{**self.query, "basis": self.basis, "lang": None, "format": None})

    def format(self, ending: str) -> str:
        """Return what the format of a file is called."""
        return _FORMATS.get(ending, ending)

    def example(self, language: str | None = None) -> str:
        """Return the address of an answer of the SPARQL endpoint."""
        return self.data("/sparql", query=_EXAMPLE, lang=language)

    def twin(self) -> str:
        """Return the address of this page as JSON."""
        return self.here(format="json", lang=None)

    def plain(self, target: str, /) -> str:
        """Return the address of what has neither a language nor a basis: a file, the manual."""
        return self.root + _address(target, {})

    def permalink(self) -> str:
        """Return the address to cite: of this page, its basis and the version of the dataset, in no language."""
        asked = urlsplit(self.url)
        origin = f"{asked.scheme}://{asked.netloc}" if asked.netloc else ""
        return origin + self.here(lang=None, version=self.version)

    def citation(self, heading: str) -> Citation:
        """Return this page as it is cited.

        :param heading: what the page is about
        """
        title = self.title.said_in(self.language)
        return Citation(heading, title, self.publisher, self.version or "", self.permalink(), self.language)

    def address(self, value: object) -> str | None:
        """Return where an IRI leads: here for what the project describes, to the web for others; None for a text.

        What an IRI names after a ``#`` has a page of its own too.
        """
        if not isinstance(value, str) or _NO_IRI.search(value):
            return None
        name = name_of(value, self.base)
        if name is not None:
            return self.page_for(value) if set(name) & set("#?") else self.link(f"/{value.removeprefix(self.base)}")
        if value.startswith(self.base) or (self.describes and self.describes(value)):
            return self.link("/page", iri=value)
        return value if value.startswith(("http://", "https://")) else None

    def is_elsewhere(self, iri: str) -> bool:
        """Tell whether an IRI is an address of the web that is not below the project's base."""
        return iri.startswith(("http://", "https://")) and not iri.startswith(self.base)

    def texts(self, found: Mapping[str, list[str]]) -> list[tuple[str, str | None]]:
        """Return texts in the language of the page, or those in others with the tag of their language."""
        own = [*found.get(self.language, ()), *found.get("und", ())]
        foreign = [(text, tag) for tag, texts in found.items() for text in texts]
        return [(text, None) for text in own] or [*foreign]

    def verb(self, fact: Mapping[str, Mapping[str, str]]) -> str | None:
        """Return what a fact's sentence says between its thing and its value; None where it is not so built."""
        words, thing, value = (self.say(fact[key]) for key in ("sentence", "subject_label", "object_label"))
        if words.startswith(thing) and words.endswith(value) and len(words) > len(thing) + len(value):
            return words[len(thing) : len(words) - len(value)]
        return None

    def page_for(self, iri: str) -> str:
        """Return the address of the page of a thing of whatever base."""
        return self.link(page_path(iri, self.base))

    def data_of(self, iri: str, ending: str) -> str:
        """Return the address of the data of a thing in one format."""
        return self.data(data_path(iri, self.base, ending))

    def curie(self, iri: str) -> str:
        """Return an IRI as the project abbreviates it."""
        return shorten(iri, self.prefixes).strip("<>")

    def why(self, address: str) -> str:
        """Return the address of an explanation as a view gives it, in this language."""
        return self.link(address.removeprefix(self.root))

    def file(self, address: str) -> str:
        """Return the address of a file as a view gives it."""
        return self.plain(address.removeprefix(self.root))

    def explain(self, fact: Mapping[str, object]) -> str:
        """Return the address of the explanation of a fact."""
        return self.link("/explain", **{part: str(fact[part]) for part in ("subject", "predicate", "object")})

    def columns(self, names: Iterable[str]) -> list[str]:
        """Return the columns to show: of those that come in several languages, the one in the language of the page."""
        known = list(names)
        foreign = [f"_{language}" for language in self.languages if language != self.language]
        return [
            name
            for name in known
            if not any(name.endswith(end) and name.removesuffix(end) + f"_{self.language}" in known for end in foreign)
        ]

    def told(
        self, columns: Iterable[str], rows: Sequence[Mapping[str, object]], labels: Mapping[str, Mapping[str, str]]
    ) -> list[str]:
        """Return the columns that say more than the labels of the IRIs beside them, or that are empty.

        A column for labels that holds none is left out where the column of what they name is shown.

        :param labels: of the IRIs in the rows, which are shown with them
        """
        known = list(columns)
        said = [{self.say(labels.get(str(value))) for value in row.values()} for row in rows]

        def says_more(name: str) -> bool:
            """Tell whether a column is more than labels."""
            if any(row[name] is not None for row in rows):
                return any(
                    row[name] is not None and row[name] not in words for row, words in zip(rows, said, strict=True)
                )
            of = name.removesuffix(f"_{self.language}")
            return of == name or of not in known

        return [name for name in known if says_more(name)]

    def idle(self, columns: Iterable[str], rows: Sequence[Mapping[str, object]]) -> list[str]:
        """Return the columns without a value in any row, unless all are."""
        known = list(columns)
        empty = [name for name in known if all(row[name] is None for row in rows)]
        return empty if len(empty) < len(known) else []

    def heading(self, column: str) -> str:
        """Return what a column is called, or else its name; the language of the page goes without saying."""
        name = column.removesuffix(f"_{self.language}")
        known = self.headings.get(column) or self.headings.get(name)
        return known.said_in(self.language) if known else name.replace("_", " ")

    def look(self, value: object) -> str:
        """Return how a value is set in a table: ``number``, ``long`` (a text that needs room) or ``short``."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return "number"
        return "long" if isinstance(value, str) and len(value) > _LONG_CHARS else "short"

    def by_predicate(self, facts: Iterable[_Item], other: str) -> list[tuple[_Item, list[_Item]]]:
        """Return facts in groups of one predicate, each with its first fact, ordered by their labels.

        What is written comes before what follows from it, and the classes of a thing come last.

        :param other: the end of a fact that differs within a group: ``subject`` or ``object``
        """
        groups: dict[object, list[_Item]] = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: self._label(fact, other)):
            groups[fact["predicate"]].append(fact)
        return [(group[0], group) for group in sorted(groups.values(), key=self._place)]

    def _place(self, group: Sequence[_Item]) -> tuple[bool, bool, str]:
        is_written = any(fact["layer"] == "asserted" for fact in group)
        return group[0]["predicate"] == RDF.type.value, not is_written, self._label(group[0], "predicate")

    def besides(
        self, facts: Iterable[_Item], types: Iterable[Mapping[str, object]], kinds: Iterable[Mapping[str, object]]
    ) -> list[_Item]:
        """Return the facts that neither repeat one of the types nor follow from a narrower one.

        :param kinds: the narrowest classes of the thing
        """
        told, narrowest = {found["iri"] for found in types}, {found["iri"] for found in kinds}
        return [
            fact
            for fact in facts
            if fact["predicate"] != RDF.type.value
            or (fact["object"] not in told and (fact["layer"] == "asserted" or fact["object"] in narrowest))
        ]

    def shared(self, facts: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Return the claims by which all written facts rest on the same passages, to be cited once; else none."""
        cited = [{_cited(claim): claim for claim in fact["claims"]} for fact in facts if fact["claims"]]
        same = len(cited) > 1 and all(one.keys() == cited[0].keys() for one in cited)
        return list(cited[0].values()) if same else []

    def sides(self, entity: Mapping[str, Any]) -> list[Any]:
        """Return the nodes that a thing sets side by side: those that one property leads to, where one says something.

        Figures come before other values.
        """
        targets = entity["targets"]
        firsts = Counter(node["link"]["predicate"] for node in targets)
        found = [node for node in targets if firsts[node["link"]["predicate"]] > 1]
        return [
            {**node, "facts": sorted(node["facts"], key=lambda one: not is_figure(one))}
            for node in self.by_label(found)
        ]

    def same_reason(self, found: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
        """Return gaps in groups of one reason and the same documents, in the order of their first."""
        groups: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for gap in found:
            groups[self.say(gap["reason"]), *(one["document"] for one in gap["searched"])].append(gap)
        return list(groups.values())

    def in_order(self, nodes: Iterable[_Item]) -> list[_Item]:
        """Return nodes in the order of their numbers, and of their labels where these are alike."""
        return sorted(self.by_label(nodes), key=lambda node: cast("int", node["rank"]))

    def in_language(self, facts: Iterable[_Item]) -> list[_Item]:
        """Return facts without the texts in another language than that of the page, where there are any in it."""
        known = list(facts)
        tags = {(fact["predicate"], _tag(fact)) for fact in known}
        return [
            fact
            for fact in known
            if _tag(fact) in (None, self.language) or (fact["predicate"], self.language) not in tags
        ]

    def not_told(self, facts: Iterable[_Item], groups: Iterable[Mapping[str, Sequence[_Item]]]) -> list[_Item]:
        """Return the facts that are more than the other end of what a node says."""
        told = {node["iri"] for group in groups for node in group["nodes"]}
        return [fact for fact in facts if fact["layer"] == "asserted" or fact["object"] not in told]

    def is_classified(self, types: Mapping[str, Sequence[object]]) -> bool:
        """Tell whether there is more to say of the types of a thing than the class of its collection."""
        return sum(len(types[status]) for status in ("types", "denied", "ruled_out", "not_stated", "unknown")) > 1

    def by_label(self, entries: Iterable[_Item]) -> list[_Item]:
        """Return entries as a dictionary of the language has them: without regard to capitals and accents."""
        return sorted(entries, key=lambda entry: self._label({"it_label": entry["label"]}, "it"))

    def drawing(self, part: Mapping[str, Any]) -> Drawing:
        """Return the diagram of a part of the model."""
        words = {name: self.t(f"datatype_{name}") for name in DATATYPES}
        return part_drawing(part, lambda label: self.say(label), self.page_for, words)

    def led_to(self, parts: Sequence[Mapping[str, Any]], number: int) -> list[int]:
        """Return the other parts of the model that the properties of one lead to."""
        return led_to(parts, number)

    def any_classified(self, members: Iterable[Mapping[str, Any]]) -> bool:
        """Tell whether there is more to say of the types of any member of a list."""
        return any(self.is_classified(member["types"]) for member in members)

    def table(self, group: Mapping[str, Any]) -> list[Column] | None:
        """Return the columns of the table that shows a group of nodes best; None where a list does."""
        return columns(group)

    def figure(self, lexical: str) -> str:
        """Return a number as it is written in the data, with the signs of the language and no idle decimals."""
        return numbers.figure(lexical, self.language)

    def _label(self, fact: Mapping[str, object], part: str) -> str:
        label = fact[f"{part}_label"]
        return _plain(self.say(label)) if isinstance(label, Mapping) else str(label)


def _cited(claim: Mapping[str, Any]) -> tuple[object, ...]:
    return claim["passage"]["iri"], claim["basis"], claim["confidence"]


def _plain(text: str) -> str:
    """Return a text in small letters without its accents and the signs before its first word.

    >>> sorted(["zona", "¿Ámbito?", "Actor"], key=_plain)
    ['Actor', '¿Ámbito?', 'zona']
    """
    return "".join(sign for sign in normalize("NFD", text.casefold()) if not combining(sign)).lstrip("¿¡“«'\" ")


def _tag(fact: Mapping[str, object]) -> object:
    """Return the only language of the value of a fact."""
    label = fact["object_label"]
    return label.get("only") if isinstance(label, Mapping) else None


def _address(target: str, parameters: Mapping[str, str | None]) -> str:
    """Return a path on this service, never on another host, with its own parameters and those given.

    >>> _address("//elsewhere.example/x?page=2#end", {"page": None, "lang": "es"})
    '/elsewhere.example/x?lang=es#end'
    """
    whole, hash_sign, fragment = target.partition("#")
    path, _, own = whole.partition("?")
    merged = {**dict(parse_qsl(own, keep_blank_values=True)), **parameters}
    kept = urlencode({name: value for name, value in merged.items() if value is not None})
    place = "/" + quote(path.lstrip("/\\"), safe=PATH_SIGNS)
    return f"{place}{'?' if kept else ''}{kept}{hash_sign}{quote(fragment, safe=PATH_SIGNS)}"
