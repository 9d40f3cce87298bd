"""N-Triples straight into columns.

A line in canonical form whose terms were met before costs three look-ups and no object of pyoxigraph's. A term is
checked when it is met first; a line that is not plainly canonical (escapes, comments, odd spacing, unusual IRIs) is
read by pyoxigraph.
"""

from __future__ import annotations

import gzip
import re
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO, cast

import numpy as np
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ...budget import DEFAULT, Budget, Meter, Progress
from ...errors import Place, SyntaxFault
from ...terms import RDF, XSD, Fact
from ...turtle.faults import damaged_gzip, not_utf8, syntax_fault, triple_term, unreadable
from .dictionary import Dictionary
from .encode import Columns
from .relations import group

_END = " .\n"
_SAFE = re.compile(r"<https?://[a-zA-Z0-9.-]+(?:/[\w.~/-]*)?(?:#[\w.~/-]*)?>", re.ASCII)
"""IRIs that need no closer look: those that most data use."""
_IRI = re.compile(r'<[^\x00-\x20<>"{}|^`\\]+>')
_NODE = re.compile(r"_:[A-Za-z0-9]+")
_LITERAL = re.compile(
    r'"[^"\\\x00-\x1f\x7f\ufffe\uffff]*"(?:@[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\^\^(?P<datatype><[^>]+>))?'
)
_WRITTEN_OTHERWISE = {f"<{name.value}>" for name in (XSD.string, RDF.langString, RDF.dirLangString)}
"""Datatypes that canonical N-Triples does not write, or that not every literal may have."""


def read_ntriples(path: Path, *, budget: Budget = DEFAULT, progress: Progress | None = None) -> Columns:
    """Read an N-Triples file, packed with gzip if its name ends in ``.gz``.

    Blank nodes keep their labels.

    :param progress: told how many lines were read, now and then
    :raises InputError: ``file-unreadable``, ``not-utf8``
    :raises SyntaxFault: ``rdf-syntax``, ``triple-term``, with the line
    """
    try:
        with _open(path) as file:
            return _Loader(str(path)).load(Meter(budget, progress).watch(file, "reading"))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged_gzip(str(path)) from error
    except OSError as error:
        raise unreadable(error, str(path)) from error
    except UnicodeDecodeError as error:
        raise _bad_bytes(path) from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


class _Loader:
    """Numbers the terms of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._dictionary = Dictionary()
        self._numbers = array("q")
        self._subjects: dict[str, int] = {}
        self._verbs: dict[str, int] = {}

    def load(self, lines: Iterable[str]) -> Columns:
        """Return the facts of the lines."""
        subjects, verbs, values = self._subjects, self._verbs, self._dictionary.by_text
        append = self._numbers.append
        for at, line in enumerate(lines, 1):
            try:
                one, verb, other = line[:-3].split(" ", 2)
                subject, predicate, value = subjects[one], verbs[verb], values[other]
            except (KeyError, ValueError):
                self._read(line, at)
                continue
            if line[-3:] != _END:
                self._read(line, at)
                continue
            append(subject)
            append(predicate)
            append(value)
        table = np.frombuffer(self._numbers, np.int64).reshape(-1, 3)
        return Columns(self._dictionary, group(table[:, 0], table[:, 1], table[:, 2]))

    def _read(self, line: str, at: int) -> None:
        """Read a line with a term that is new, or that is not in canonical form."""
        parts = line[:-3].split(" ", 2)
        if line.endswith(_END) and len(parts) == 3 and self._are_plain(*parts):
            one, verb, other = parts
            number = self._dictionary.number_text
            subject, predicate = self._subjects[one], self._verbs[verb] = number(one), number(verb)
            self._numbers.extend((subject, predicate, number(other)))
        else:
            self._parse(line.removeprefix("\ufeff") if at == 1 else line, at)

    def _are_plain(self, one: str, verb: str, other: str) -> bool:
        """Return whether these are a subject, a predicate and an object, written as pyoxigraph writes them."""
        known = self._dictionary.by_text
        return (
            (one in self._subjects or (one[:1] != '"' and (one in known or _is_iri(one) or _is_node(one))))
            and (verb in self._verbs or (verb[:1] == "<" and (verb in known or _is_iri(verb))))
            and (other in known or _is_iri(other) or _is_node(other) or _is_literal(other))
        )

    def _parse(self, line: str, at: int) -> None:
        try:
            triples = list(parse(line, format=RdfFormat.N_TRIPLES))
        except SyntaxError as error:
            place, reason = Place(self._file, at, error.offset), error.msg.partition(": ")[2] or error.msg
            raise syntax_fault(reason, place, code="rdf-syntax", text=line) from error
        for triple in triples:
            terms = (triple.subject, triple.predicate, triple.object)
            if any(isinstance(term, Triple) for term in terms):
                raise triple_term(Place(self._file, at))
            self._numbers.extend(map(self._dictionary.number, cast("Fact", terms)))


def _is_iri(text: str) -> bool:
    if _SAFE.fullmatch(text):
        return True
    try:
        return bool(_IRI.fullmatch(text) and NamedNode(text[1:-1]))
    except ValueError:
        return False


def _is_node(text: str) -> bool:
    return _NODE.fullmatch(text) is not None


def _is_literal(text: str) -> bool:
    found = _LITERAL.fullmatch(text)
    datatype = found and found["datatype"]
    return found is not None and (not datatype or (_is_iri(datatype) and datatype not in _WRITTEN_OTHERWISE))


def _bad_bytes(path: Path) -> SyntaxFault:
    """Return the error for a file that is not UTF-8: read again, line by line, to find the place."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for at, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                return not_utf8(line, error.start, str(path), first_line=at)
    raise AssertionError("what could not be decoded can be now")
