"""Writing Turtle so that the same graph is always the same text, and a small change a small difference.

Blank nodes stand where they are named, siblings are sorted by their own text, and nothing depends on the order or the
labels of the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from ..errors import Place, SyntaxFault
from ..terms import OWL, RDF, RDFS, SKOS, Fact, Term
from .comments import Comments, comments_of
from .editors import essential
from .grammar import take_apart
from .read import read_text
from .shape import Shape, shape_of
from .spelling import Spelling

_WIDTH = 100
_INDENT = 4
_KINDS = (
    frozenset({OWL.Ontology}),
    frozenset({OWL.Class, RDFS.Class, RDFS.Datatype}),
    frozenset({OWL.ObjectProperty}),
    frozenset({OWL.DatatypeProperty}),
    frozenset({OWL.AnnotationProperty, RDF.Property}),
)
_FIRST_PREDICATES = {RDF.type: 0, RDFS.label: 1, SKOS.prefLabel: 2}


def format_turtle(text: str, *, file: str, former: str | None = None) -> str:
    """Rewrite a text in Turtle in the one form of its graph; comments stay with the subject they stand above.

    What an editor added without saying anything is left out: see :mod:`llika.turtle.editors`.

    :param file: the name used in messages
    :param former: an earlier version, whose comments come back where this one has none: editors drop them
    :raises SyntaxFault: as :func:`llika.turtle.read_text` and :func:`format_facts` do; ``nested-too-deep``

    >>> print(format_turtle("<http://example.org/a> a  <http://example.org/B>. # why", file="a.ttl"), end="")
    # why
    <http://example.org/a> a <http://example.org/B> .
    """
    prefixes = read_text(text, file=file).prefixes
    facts, comments = _taken_apart(text, file)
    try:
        if former is not None:
            former_facts, former_comments = _taken_apart(former, file)
            is_nameless = any(isinstance(subject, BlankNode) for subject in former_comments.above)
            comments = comments.completed(former_comments, _twins(former_facts, facts) if is_nameless else {})
        return format_facts(facts, prefixes, comments)
    except SyntaxFault as fault:
        raise SyntaxFault(fault.code, fault.message, fault.hint, place=Place(file)) from fault


def _taken_apart(text: str, file: str) -> tuple[list[Fact], Comments]:
    text = text.removeprefix("\ufeff")
    source = take_apart(text, file=file)
    return essential(triple.fact for triple in source.triples), comments_of(text, source)


def _twins(former: Iterable[Fact], facts: Iterable[Fact]) -> dict[Term, Term]:
    """Return for each former subject without a name the one that says the same now."""
    then, now = (_Writer(shape_of(each), Spelling({})) for each in (former, facts))
    written = now.nameless()
    return {node: written[text] for text, node in then.nameless().items() if text in written}


def format_facts(facts: Iterable[Fact], prefixes: Mapping[str, str], comments: Comments | None = None) -> str:
    """Write a graph in Turtle: the same bytes for the same graph, in whatever order lists that stand for sets come.

    :param prefixes: prefix to IRI stem; those that are not needed are left out
    :raises SyntaxFault: ``blank-node-shared`` for a knot of look-alike blank nodes that cannot be told apart in time

    >>> from llika.terms import RDFS
    >>> fact = (NamedNode("http://example.org/a"), RDFS.label, Literal("red", language="es"))
    >>> print(format_facts([fact], {"rdfs": RDFS}), end="")
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    <http://example.org/a> rdfs:label "red"@es .
    """
    comments = comments or Comments()
    spelling = Spelling(prefixes)
    writer = _Writer(shape_of(facts), spelling)
    above, homeless = writer.housed(comments.above)
    statements = writer.statements(above)
    heads = [f"@prefix {prefix}: <{prefixes[prefix]}> ." for prefix in sorted(spelling.used)]
    blocks = [_lines(comments.head), _lines(heads), *statements, _lines((*homeless, *comments.tail))]
    return "\n".join(f"{block}\n" for block in blocks if block)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


class _Writer:
    """Lays out the statements of one graph."""

    def __init__(self, shape: Shape, spelling: Spelling) -> None:
        self._shape = shape
        self._spelling = spelling
        self._written: dict[Term, str] = {}

    def housed(self, above: Mapping[Term, Iterable[str]]) -> tuple[dict[Term, list[str]], list[str]]:
        """Return the comments by the statement they stand above, and those whose subject has none."""
        tops = set(self._shape.tops())
        housed: dict[Term, list[str]] = {}
        homeless: list[str] = []
        for subject, lines in above.items():
            top = self._shape.top_of(subject)
            (housed.setdefault(top, []) if top in tops else homeless).extend(lines)
        return housed, homeless

    def nameless(self) -> dict[str, BlankNode]:
        """Return the blank nodes with a statement of their own by what it says."""
        tops = (top for top in self._shape.tops() if isinstance(top, BlankNode))
        return {self._pairs(top, _INDENT): top for top in tops}

    def statements(self, above: Mapping[Term, list[str]]) -> list[str]:
        """Return the text of each statement, its comments above it, in the order of the file."""
        tops = sorted(self._shape.tops(), key=lambda top: (*self._rank(top), above.get(top, [])))
        return [_lines([*above.get(top, ()), self._statement(top)]) for top in tops]

    def _rank(self, top: Term) -> tuple[int, int, str]:
        if isinstance(top, BlankNode):
            number = self._shape.labels.get(top)
            return (len(_KINDS) + 2, number, "") if number else (len(_KINDS) + 1, 0, self._line(top))
        types = {o for p, o in self._shape.arcs[top] if p == RDF.type}
        kind = next((rank for rank, kind in enumerate(_KINDS) if types & kind), len(_KINDS))
        return kind, 0, self._line(top)

    def _statement(self, top: Term) -> str:
        is_anonymous = isinstance(top, BlankNode) and top not in self._shape.labels
        return f"{'[]' if is_anonymous else self._line(top)} {self._pairs(top, _INDENT)} ."

    def _pairs(self, subject: Term, indent: int) -> str:
        """Return the predicates of a subject with their objects, a line for each."""
        continued = f" ,\n{' ' * (indent + _INDENT)}"
        pairs = (
            f"{verb} {continued.join(self._block(o, indent + _INDENT) for o in objects)}"
            for verb, objects in self._sorted_pairs(subject)
        )
        return f" ;\n{' ' * indent}".join(pairs)

    def _block(self, term: Term, indent: int) -> str:
        """Return an object in one line if it is short, else spread out; a later line never depends on the first."""
        line = self._line(term)
        is_short = len(line) <= _WIDTH and "\n" not in line
        if is_short or not isinstance(term, BlankNode):
            return line
        inner = indent + _INDENT
        pad = f"\n{' ' * inner}"
        if term in self._shape.cells:
            items = "".join(f"{pad}{self._block(item, inner)}" for item in self._items(term))
            return f"({items}\n{' ' * indent})"
        return f"[{pad}{self._pairs(term, inner)}\n{' ' * indent}]"

    def _line(self, term: Term) -> str:
        """Return a term in one line."""
        if term not in self._written:
            self._written[term] = self._composed(term)
        return self._written[term]

    def _composed(self, term: Term) -> str:
        if isinstance(term, Literal):
            return self._spelling.literal(term)
        if isinstance(term, NamedNode):
            return "()" if term == RDF.nil else self._spelling.name(term)
        if term in self._shape.labels:
            return f"_:b{self._shape.labels[term]}"
        if term in self._shape.cells:
            return f"( {' '.join(map(self._line, self._items(term)))} )"
        pairs = (f"{verb} {' , '.join(map(self._line, objects))}" for verb, objects in self._sorted_pairs(term))
        return f"[ {' ; '.join(pairs)} ]" if term in self._shape.arcs else "[]"

    def _items(self, head: Term) -> list[Term]:
        items = self._shape.items(head)
        return sorted(items, key=self._place_among_objects) if head in self._shape.sets else list(items)

    def _sorted_pairs(self, subject: Term) -> list[tuple[str, list[Term]]]:
        objects: dict[NamedNode, list[Term]] = {}
        for p, o in self._shape.arcs.get(subject, ()):
            objects.setdefault(p, []).append(o)
        verbs = sorted((_FIRST_PREDICATES.get(p, len(_FIRST_PREDICATES)), self._spelling.verb(p), p) for p in objects)
        return [(verb, sorted(objects[p], key=self._place_among_objects)) for _, verb, p in verbs]

    def _place_among_objects(self, term: Term) -> tuple[int, str, str]:
        kind = (NamedNode, Literal, BlankNode).index(type(term))
        language = term.language if isinstance(term, Literal) else None
        return kind, language or "", self._line(term)
