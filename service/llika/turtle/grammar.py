"""A reader of Turtle that keeps the place of every term.

pyoxigraph decides what is Turtle; this reader is run on texts that passed, to tell where each triple stands and which
statement a comment belongs to. Source: RDF 1.1 Turtle, section 6.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode

from ..terms import RDF, XSD, Fact, Term
from .faults import nested_too_deep
from .outline import Outline
from .resolve import resolve
from .tokens import Token, fault_at, place_at, tokens, unescaped

_DEEPEST = 100
_NUMBERS = {"integer": XSD.integer, "decimal": XSD.decimal, "double": XSD.double}
_Link = Callable[[Term, int], None]


@dataclass(frozen=True, slots=True)
class Located:
    """A triple and where its three terms start (0-based offsets)."""

    fact: Fact
    subject: int
    predicate: int
    object: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What ends with a dot: where it starts and ends, and its subject; a directive has none."""

    start: int
    end: int
    subject: Term | None


@dataclass(frozen=True, slots=True)
class Source:
    """A text taken apart."""

    triples: list[Located] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    comments: list[Token] = field(default_factory=list)


def take_apart(text: str, *, file: str, base: str | None = None) -> Source:
    """Read a text in Turtle with the places of its terms, statements and comments.

    :raises SyntaxFault: ``turtle-syntax``, ``nested-too-deep``
    """
    return _Reader(text, file, base).run()


def take_apart_some(text: str, spans: Iterable[tuple[int, int]], within: Outline, *, file: str) -> list[Located]:
    """Return the triples of some statements of a text, with the places they have in it.

    :param within: the outline of the text, which tells what names mean

    :raises SyntaxFault: as :func:`take_apart` does
    """
    readers = (_Reader(text, file, within.base, within.prefixes, span) for span in spans)
    return [triple for reader in readers for triple in reader.run().triples]


class _Reader:
    """Recursive descent over the tokens; one token is looked ahead."""

    def __init__(
        self,
        text: str,
        file: str,
        base: str | None,
        prefixes: Mapping[str, str] = MappingProxyType({}),
        span: tuple[int, int] | None = None,
    ) -> None:
        start, end = span or (0, len(text))
        self._text = text
        self._file = file
        self._base = base
        self._prefixes = dict(prefixes)
        self._source = Source()
        self._tokens = tokens(text, file=file, start=start, end=end)
        self._nodes: dict[str, BlankNode] = {}
        self._depth = 0
        self._end = 0
        self._token = self._following()

    def run(self) -> Source:
        while self._token.kind != "end":
            start = self._token.start
            subject = None if self._directive() else self._triples()
            self._source.statements.append(Statement(start, self._end, subject))
        return self._source

    # tokens

    def _following(self) -> Token:
        for token in self._tokens:
            if token.kind != "comment":
                return token
            self._source.comments.append(token)
        return self._token

    def _take(self, *wanted: str) -> Token:
        """Return the token looked at, which must be of a kind wanted or a mark wanted, and look at the next one."""
        token = self._token
        if wanted and (token.text if token.kind == "mark" else token.kind) not in wanted:
            raise fault_at(self._text, token.start, self._file)
        self._end = token.end
        self._token = self._following()
        return token

    def _sees(self, *texts: str) -> bool:
        return self._token.text in texts

    # statements

    def _directive(self) -> bool:
        keyword = self._token.text.lower()
        if self._token.kind not in {"at", "word"} or keyword.lstrip("@") not in {"prefix", "base", "version"}:
            return False
        self._take()
        if keyword.endswith("prefix"):
            prefix = self._take("name").text.removesuffix(":")
            self._prefixes[prefix] = self._iri(self._take("iri").text)
        elif keyword.endswith("base"):
            self._base = self._iri(self._take("iri").text)
        else:
            self._take("string")
        if keyword.startswith("@"):
            self._take(".")
        return True

    def _triples(self) -> Term:
        at = self._token.start
        is_bracket = self._sees("[")
        subject = self._subject()
        if not (is_bracket and self._sees(".")):
            self._pairs(subject, at)
        self._take(".")
        return subject

    def _subject(self) -> Term:
        if self._sees("["):
            return self._bracket()
        if self._sees("("):
            heads: list[Term] = []
            self._collection(lambda head, _: heads.append(head))
            return heads[0]
        return self._resource()

    def _pairs(self, subject: Term, subject_at: int) -> None:
        while True:
            at = self._token.start
            predicate = self._predicate()
            self._object(self._link(subject, predicate, subject_at, at))
            while self._sees(","):
                self._take()
                self._object(self._link(subject, predicate, subject_at, at))
            while self._sees(";"):
                self._take()
                if not self._sees(";", ".", "]", ""):
                    break
            else:
                return

    def _predicate(self) -> NamedNode:
        if self._sees("a"):
            self._take()
            return RDF.type
        token = self._take("iri", "name")
        return self._node(token)

    # terms

    def _link(self, subject: Term, predicate: NamedNode, subject_at: int, predicate_at: int) -> _Link:
        """Return what is to be called with an object and its place once it is known."""

        def link(term: Term, at: int) -> None:
            self._source.triples.append(Located((subject, predicate, term), subject_at, predicate_at, at))

        return link

    def _object(self, link: _Link) -> None:
        at = self._token.start
        self._depth += 1
        if self._depth > _DEEPEST:
            raise nested_too_deep(place_at(self._text, at, self._file), _DEEPEST)
        if self._sees("["):
            link(self._bracket(), at)
        elif self._sees("("):
            self._collection(link)
        elif self._token.kind in {"iri", "name", "blank"}:
            link(self._resource(), at)
        else:
            link(self._literal(), at)
        self._depth -= 1

    def _bracket(self) -> BlankNode:
        at = self._take("[").start
        node = BlankNode()
        if not self._sees("]"):
            self._pairs(node, at)
        self._take("]")
        return node

    def _collection(self, link: _Link) -> None:
        at = self._take("(").start
        link_at = at
        while not self._sees(")"):
            cell, item_at = BlankNode(), self._token.start
            link(cell, link_at)
            self._object(self._link(cell, RDF.first, at, at))
            link, link_at = self._link(cell, RDF.rest, at, at), item_at
        self._take(")")
        link(RDF.nil, link_at)

    def _resource(self) -> NamedNode | BlankNode:
        token = self._take("iri", "name", "blank")
        if token.kind == "blank":
            return self._nodes.setdefault(token.text, BlankNode())
        return self._node(token)

    def _node(self, token: Token) -> NamedNode:
        if token.kind == "iri":
            return NamedNode(self._iri(token.text))
        prefix, _, local = token.text.partition(":")
        if prefix not in self._prefixes:
            raise fault_at(self._text, token.start, self._file)
        return NamedNode(self._prefixes[prefix] + unescaped(local))

    def _iri(self, text: str) -> str:
        iri = unescaped(text[1:-1])
        return iri if self._base is None else resolve(iri, self._base)

    def _literal(self) -> Literal:
        token = self._take("string", "word", *_NUMBERS)
        if token.kind in _NUMBERS:
            return Literal(token.text, datatype=_NUMBERS[token.kind])
        if token.text in {"true", "false"}:
            return Literal(token.text, datatype=XSD.boolean)
        if token.kind == "word":
            raise fault_at(self._text, token.start, self._file)
        return self._string(token.text)

    def _string(self, text: str) -> Literal:
        quotes = 3 if len(text) >= 6 and text[:3] in {'"""', "'''"} else 1
        value = unescaped(text[quotes:-quotes])
        if self._token.kind == "at":
            language, _, direction = self._take().text[1:].partition("--")
            return Literal(value, language=language, direction=BaseDirection(direction) if direction else None)
        if self._sees("^^"):
            self._take()
            return Literal(value, datatype=self._node(self._take("iri", "name")))
        return Literal(value)
