"""Reading RDF files into facts, with errors that say where.

pyoxigraph is the gate: what it accepts is accepted, and lexical forms stay as they are written (``530.0`` is not
``530``). Only language tags are folded to lower case, as RDF 1.1 allows.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.parsers import expat

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from ..budget import DEFAULT, Budget, Meter, Progress
from ..errors import Place
from ..terms import Fact
from .faults import (
    damaged_gzip,
    nested_entity,
    not_utf8,
    other_syntax,
    syntax_fault,
    triple_term,
    unknown_format,
    unreadable,
)
from .sniff import Syntax, syntax_of

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
_NESTED_ENTITY = re.compile(r"""<!ENTITY[^>"']*(?:"[^">]*&(?!#)|'[^'>]*&(?!#))""")
"""An XML entity made of others: a few lines of these become gigabytes."""
_BOM = "\ufeff"
_COPIES = 4
"""How many times its size a file takes at least while it is read: bytes, text, the parser's bytes, facts."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What one file says; two of them are the same only if they are one: the lines of their facts may differ.

    :param file: the file as it is shown to people
    :param facts: the distinct triples in the order of the text; graph names are dropped
    :param prefixes: the prefixes as they stand at the end of the file
    :param base: the base IRI at the end of the file
    """

    file: str
    facts: tuple[Fact, ...]
    prefixes: dict[str, str]
    base: str | None


def read(path: Path, *, shown_as: str | None = None, base: str | None = None) -> Document:
    """Read a Turtle file.

    :param shown_as: the name used in messages; the path when not given
    :param base: the IRI that relative IRIs are resolved against until the file declares its own
    :raises InputError: ``file-missing``, ``file-unreadable``
    :raises SyntaxFault: as :func:`read_text` does; ``not-utf8``
    """
    file = shown_as or str(path)
    return read_text(text_of(path, file), file=file, base=base)


def text_of(path: Path, file: str) -> str:
    """Return the text of a file.

    :raises InputError: ``file-missing``, ``file-unreadable``
    :raises SyntaxFault: ``not-utf8``
    """
    return decoded(contents(path, file), file)


def read_text(text: str, *, file: str, base: str | None = None) -> Document:
    """Read a text in Turtle.

    Blank nodes are labelled by a digest of the text and a running number: those of different texts never clash, and
    :func:`llika.turtle.places` finds them again.

    >>> read_text("<http://example.org/a> a <http://example.org/B> .", file="a.ttl").facts[0][2]
    <NamedNode value=http://example.org/B>

    :raises SyntaxFault: ``turtle-syntax``, ``unknown-prefix``, ``relative-iri``, ``binary-file``, ``triple-term``, each
        with its line and column as far as the parser tells them; ``saved-in-other-syntax``
    """
    return parsed(text.removeprefix(_BOM), RdfFormat.TURTLE, file, base)


def read_any(
    path: Path,
    *,
    shown_as: str | None = None,
    base: str | None = None,
    budget: Budget = DEFAULT,
    progress: Progress | None = None,
) -> Document:
    """Read an RDF file in the syntax its suffix stands for, packed with gzip or not.

    Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD; the facts of all named graphs are taken together.

    :param progress: told how many facts were read, now and then
    :raises BudgetExceeded: when the budget's memory or seconds do not suffice
    :raises InputError: ``unknown-format``, ``gzip-damaged``, and as :func:`read` does
    :raises SyntaxFault: ``rdf-syntax`` where the file is not Turtle, ``entity-nested``, and as :func:`read` does
    """
    file = shown_as or str(path)
    is_packed = path.suffix.lower() == ".gz"
    syntax = _FORMATS.get((path.with_suffix("") if is_packed else path).suffix.lower())
    if syntax is None:
        raise unknown_format(file, " ".join(_FORMATS))
    meter = Meter(budget, progress)
    text = decoded(_unpacked(path, file, meter) if is_packed else contents(path, file, meter), file)
    if syntax == RdfFormat.RDF_XML:
        refuse_nested_entities(text, file)
    return parsed(text, syntax, file, base, meter)


def read_bytes(data: bytes, syntax: RdfFormat, *, file: str, base: str | None = None) -> Document:
    """Read what was sent in a syntax of RDF.

    :param file: what it is called in messages
    :raises SyntaxFault: as :func:`read_any` does
    """
    text = decoded(data, file)
    if syntax == RdfFormat.RDF_XML:
        refuse_nested_entities(text, file)
        _namespaces(text, file)  # which knows the place of what is no XML
    return parsed(text, syntax, file, base)


def refuse_nested_entities(text: str, file: str) -> None:
    """Refuse XML whose entities are made of others.

    :raises SyntaxFault: ``entity-nested``
    """
    if nested := _NESTED_ENTITY.search(text):
        raise nested_entity(Place(file, text.count("\n", 0, nested.start()) + 1))


def label_stem(text: str, base: str | None = None) -> str:
    """Return the stem of the labels of a text's blank nodes."""
    digest = hashlib.sha256(f"{base or ''}\n{text}".encode()).hexdigest()
    return f"d{digest[:16]}n"


def contents(path: Path, file: str, meter: Meter | None = None) -> bytes:
    """Return the bytes of a file.

    :raises InputError: ``file-missing``, ``file-unreadable``
    """
    try:
        if meter and path.is_file():
            meter.check_memory(path.stat().st_size * _COPIES)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error, file) from error


def _unpacked(path: Path, file: str, meter: Meter) -> bytes:
    """Return what a packed file unpacks to, piece by piece: a small file may unpack to a very large one."""
    pieces: list[bytes] = []
    try:
        with gzip.open(path) as packed:
            while piece := packed.read(_PIECE):
                pieces.append(piece)
                meter.check_memory(len(pieces) * _PIECE * _COPIES)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged_gzip(file) from error
    except OSError as error:
        raise unreadable(error, file) from error
    return b"".join(pieces)


def decoded(data: bytes, file: str) -> str:
    """Return bytes as text, without a byte order mark.

    :raises SyntaxFault: ``not-utf8``
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(data, error.start, file) from error


def parsed(text: str, syntax: RdfFormat, file: str, base: str | None = None, meter: Meter | None = None) -> Document:
    """Read a text in a syntax of RDF.

    :raises SyntaxFault: ``turtle-syntax``, ``rdf-syntax`` and the like; ``saved-in-other-syntax``
    """
    parser = parse(text.encode(), format=syntax, base_iri=base)
    try:
        found = _facts(parser, label_stem(text, base), file)
        facts = tuple(dict.fromkeys(meter.watch(found, "reading") if meter else found))
    except SyntaxError as error:
        if syntax == RdfFormat.TURTLE and (other := syntax_of(text)) != Syntax.TURTLE:
            raise other_syntax(other, Place(file, 1)) from error
        reason = error.msg.partition(": ")[2] if error.lineno else error.msg
        code = "turtle-syntax" if syntax == RdfFormat.TURTLE else "rdf-syntax"
        raise syntax_fault(reason, Place(file, error.lineno, error.offset), code=code, text=text) from error
    prefixes = _namespaces(text, file) if syntax == RdfFormat.RDF_XML else dict(parser.prefixes)
    return Document(file, facts, prefixes, parser.base_iri)


def _namespaces(text: str, file: str) -> dict[str, str]:
    """Return the prefixes that an XML text declares; the first of each, for those of the root come first.

    pyoxigraph 0.5 tells none of them, and takes a text that breaks off in the middle for a whole one.
    """
    found: dict[str, str] = {}
    xml = expat.ParserCreate("UTF-8", " ")
    xml.StartNamespaceDeclHandler = lambda prefix, stem: found.setdefault(prefix or "", stem)
    try:
        xml.Parse(text.encode(), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "This is not XML"
        raise syntax_fault(
            reason.capitalize(), Place(file, error.lineno, error.offset + 1), code="rdf-syntax", text=text
        ) from error
    return found


def _facts(quads: Iterator[Quad], label: str, file: str) -> Iterator[Fact]:
    """Yield the triples with their blank nodes relabelled in the order they come."""
    numbers = count(1)
    known: dict[BlankNode, BlankNode] = {}

    def renamed(node: BlankNode) -> BlankNode:
        if node not in known:
            known[node] = BlankNode(f"{label}{next(numbers)}")
        return known[node]

    for s, predicate, o, _ in quads:
        if isinstance(s, Triple) or isinstance(o, Triple):
            raise triple_term(Place(file))
        subject = renamed(s) if isinstance(s, BlankNode) else s
        yield subject, predicate, renamed(o) if isinstance(o, BlankNode) else o
