"""A library in Turtle, as people lay it out, with a known share of faults: data for checking against shapes.

    python -m benchmarks.library 20000 library.ttl

Nothing is random: which record has which fault follows from its number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

SHAPES = Path(__file__).with_name("library-shapes.ttl")
SHAPES_IN_ALL = 30
"""How many shapes the file names."""
_TRIPLES_PER_LOAN = 13
"""On average, with the share that each loan has of books, authors and readers."""
_PREFIXES = """\
@prefix : <https://example.org/library#> .
@prefix i: <https://example.org/library/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_GENRES = ("novel", "poetry", "essay", "history")


def write(path: Path, triples: int) -> None:
    """Write a library of about so many triples."""
    loans = range(triples // _TRIPLES_PER_LOAN)
    statements = chain(
        (_branch(number) for number in range(5)),
        (statement for number in loans for statement in _around(number)),
    )
    path.write_text("\n".join((_PREFIXES, *statements)), encoding="utf-8")


def _around(number: int) -> Iterator[str]:
    """Yield a loan, and at every second one a book, at every fourth a reader and an author."""
    yield _loan(number)
    if number % 2 == 0:
        yield _book(number // 2)
    if number % 4 == 0:
        yield _reader(number // 4)
        yield _author(number // 4)


def _branch(number: int) -> str:
    return f"i:branch-{number} a :Branch .\n"


def _loan(number: int) -> str:
    day = number % 27 + 1
    values = [
        f":of i:book-{number // 2}",
        f":by i:reader-{number // 4}",
        f':from "2026-03-{day:02}"^^xsd:date',
        f':until "2026-0{2 if _is(number, 89) else 4}-{day:02}"^^xsd:date',
    ]
    if _is(number, 101):
        values.append(':colour "red"')
    return _statement(f"i:loan-{number}", ":Loan", values)


def _book(number: int) -> str:
    values = [
        f'rdfs:label "Book {number}"@en ,\n        "Libro {number}"@{"fr" if _is(number, 83) else "es"}',
        f':isbn "{"979" if _is(number, 61) else "978"}{number:010}"',
        f":year {'1' if _is(number, 97) else 1900 + number % 120}",
        f":pages {number % 900 + 1}",
        f":author i:{'reader' if _is(number, 71) else 'author'}-{number // 2}",
        f":heldAt i:branch-{number % 5}",
        f':genre "{"novela" if _is(number, 79) else _GENRES[number % 4]}"',
        f':note "{"very " * (20 if _is(number, 107) else 1)}well kept"',
        f":price {number % 50}.{'5' if number % 3 else '0'}",
        f":copies {number % 7 + 1}",
    ]
    if number % 5 == 4:
        values.append(f":sequelOf i:book-{number - 1}")
    return _statement(f"i:book-{number}", ":Book", values)


def _reader(number: int) -> str:
    mail = [] if _is(number, 59) else [f':mail "reader{number}@example.org"']
    card = f':card "{"x" if _is(number, 67) else "LI"}{number:05}"'
    return _statement(f"i:reader-{number}", ":Reader", [card, *mail])


def _author(number: int) -> str:
    born = 1850 + number % 100
    died = born + (-1 if _is(number, 53) else 60)
    name = [] if _is(number, 73) else [f':name "Author {number}"']
    return _statement(f"i:author-{number}", ":Author", [*name, f":born {born}", f":died {died}"])


def _is(number: int, every: int) -> bool:
    """Tell whether a record has the fault that every so many have."""
    return number % every == every - 1


def _statement(subject: str, kind: str, values: list[str]) -> str:
    return f"{subject} a {kind} ;\n    " + " ;\n    ".join(values) + " .\n"


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
