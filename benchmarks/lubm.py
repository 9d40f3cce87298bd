"""Write universities as N-Triples: benchmark data of any size, the same on every machine.

    python -m benchmarks.lubm 20000 universities.nt

The idea is that of the Lehigh University Benchmark (Guo, Pan and Heflin 2005), the vocabulary is our own
(``university.ttl``). Whole departments follow one another until the size is reached, and each has its own random
numbers, so a smaller set is a prefix of a larger one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from pathlib import Path
from random import Random

from pyoxigraph import RdfFormat, parse

from llika.terms import OWL, RDF, BlankNode, Fact, Literal, NamedNode, Namespace, Term

VOCABULARY = Namespace("http://example.org/university#")
DATA = "http://example.org/id/"
SIZES = {"5k": 5_000, "20k": 20_000, "100k": 100_000, "1M": 1_000_000}
SEED = 2005

_SCHEMA = Path(__file__).with_name("university.ttl")
_DEPARTMENTS = 12
_UNIVERSITIES_WITH_ALUMNI = 500
_POSTS = {"FullProfessor": 8, "AssociateProfessor": 10, "AssistantProfessor": 8, "Lecturer": 6}
_TYPE = RDF.type
_U = VOCABULARY


def generate(size: int, *, seed: int = SEED, inverse_functional: bool = False) -> Iterator[Fact]:
    """Yield as many distinct facts as asked for, the schema first.

    :param inverse_functional: declare that a mailbox belongs to one person; some people, known by two names, are then
        found to be the same

    >>> sum(1 for _ in generate(5_000))
    5000
    """
    universities = chain.from_iterable(_university(number, seed) for number in count())
    return islice(chain(schema(inverse_functional=inverse_functional), universities), size)


def schema(*, inverse_functional: bool = False) -> Iterator[Fact]:
    """Yield the axioms; anonymous nodes are numbered, so that they are called the same in every run."""
    names: dict[Term, BlankNode] = {}
    for triple in parse(path=str(_SCHEMA), format=RdfFormat.TURTLE):
        subject, value = (
            names.setdefault(term, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term
            for term in (triple.subject, triple.object)
        )
        yield subject, triple.predicate, value
    if inverse_functional:
        yield _U.mailbox, _TYPE, OWL.InverseFunctionalProperty


def _university(number: int, seed: int) -> Iterator[Fact]:
    university = NamedNode(f"{DATA}u{number}")
    yield university, _TYPE, _U.University
    yield university, _U.name, Literal(f"University {number}")
    for index in range(_DEPARTMENTS):
        yield from _Department(university, index, seed).facts()


class _Department:
    """One department with its staff, students, courses, research groups and publications."""

    def __init__(self, university: NamedNode, index: int, seed: int) -> None:
        self._university = university
        self._iri = NamedNode(f"{university.value}/d{index}")
        self._random = Random(f"{seed} {self._iri.value}")  # noqa: S311 - data that repeats, nothing secret
        self._staff = [(post, self._node(post, i)) for post, number in _POSTS.items() for i in range(number)]
        self._professors = [person for post, person in self._staff if post != "Lecturer"]
        self._courses = [self._node("Course", i) for i in range(len(self._staff))]
        self._advanced = [self._node("AdvancedCourse", i) for i in range(len(self._professors))]

    def facts(self) -> Iterator[Fact]:
        """Yield the facts of the department."""
        yield self._iri, _TYPE, _U.Department
        yield self._iri, _U.subOrganizationOf, self._university
        yield self._professors[0], _U.headOf, self._iri
        yield from self._groups()
        yield from self._teaching()
        for post, person in self._staff:
            yield from self._employee(post, person)
        for professor in self._professors:
            yield from self._publications(professor)
        yield from self._alias()
        for index in range(40):
            yield from self._graduate(self._node("GraduateStudent", index))
        for index in range(120):
            yield from self._undergraduate(self._node("UndergraduateStudent", index))

    def _node(self, kind: str, index: int) -> NamedNode:
        return NamedNode(f"{self._iri.value}/{kind}{index}")

    def _below(self, limit: int) -> int:
        return int(self._random.random() * limit)  # random() alone is promised to stay the same between Pythons

    def _pick(self, nodes: list[NamedNode], number: int = 1) -> list[NamedNode]:
        """Return that many different nodes at most."""
        return list(dict.fromkeys(nodes[self._below(len(nodes))] for _ in range(number)))

    def _some_university(self) -> NamedNode:
        return NamedNode(f"{DATA}u{self._below(_UNIVERSITIES_WITH_ALUMNI)}")

    def _groups(self) -> Iterator[Fact]:
        for index in range(6):
            group = self._node("ResearchGroup", index)
            yield group, _TYPE, _U.ResearchGroup
            yield group, _U.subOrganizationOf, self._iri
            yield self._professors[index + 1], _U.worksFor, group

    def _teaching(self) -> Iterator[Fact]:
        for (_, teacher), course in zip(self._staff, self._courses, strict=True):
            yield teacher, _U.teaches, course
            yield course, _TYPE, _U.Course
            if self._below(5) == 0:
                yield course, _U.taughtThrough, _U.internet
        for teacher, course in zip(self._professors, self._advanced, strict=True):
            yield teacher, _U.teaches, course
            if self._below(4) == 0:
                yield course, _TYPE, _U.RemoteCourse

    def _employee(self, post: str, person: NamedNode) -> Iterator[Fact]:
        yield person, _TYPE, _U.term(post)
        yield person, _U.worksFor, self._iri
        yield person, _U.firstDegreeFrom, self._some_university()
        yield person, _U.doctorateFrom, self._some_university()
        yield from self._described(person)
        for other in self._pick(self._professors, 2):
            if other != person:
                yield person, _U.collaboratesWith, other

    def _described(self, person: NamedNode) -> Iterator[Fact]:
        local = person.value.removeprefix(DATA)
        yield person, _U.name, Literal(local.rpartition("/")[2])
        yield person, _U.mailbox, _mailbox(person)

    def _publications(self, professor: NamedNode) -> Iterator[Fact]:
        for index in range(3 + self._below(5)):
            publication = NamedNode(f"{professor.value}/p{index}")
            yield publication, _U.author, professor
            yield publication, _U.name, Literal(f"Publication {index}")

    def _alias(self) -> Iterator[Fact]:
        """One professor goes by a second name, known by the mailbox."""
        professor = self._professors[-1]
        alias = NamedNode(f"{professor.value}/alias")
        yield alias, _U.mailbox, _mailbox(professor)
        yield alias, _U.doctorateFrom, self._some_university()

    def _graduate(self, person: NamedNode) -> Iterator[Fact]:
        yield person, _TYPE, _U.GraduateStudent
        yield person, _U.memberOf, self._iri
        yield person, _U.firstDegreeFrom, self._some_university()
        yield from ((person, _U.advisor, advisor) for advisor in self._pick(self._professors))
        yield from ((person, _U.takesCourse, course) for course in self._pick(self._advanced, 3))
        yield from self._described(person)

    def _undergraduate(self, person: NamedNode) -> Iterator[Fact]:
        if self._below(2) == 0:
            yield person, _TYPE, _U.Person  # a student only by the courses taken
        else:
            yield person, _TYPE, _U.UndergraduateStudent
        yield person, _U.memberOf, self._iri
        yield from ((person, _U.takesCourse, course) for course in self._pick(self._courses, 4))
        yield from self._described(person)


def _mailbox(person: NamedNode) -> NamedNode:
    return NamedNode(f"mailto:{person.value.removeprefix(DATA).replace('/', '.')}@example.org")


def write(path: Path, facts: Iterable[Fact]) -> None:
    """Write facts as canonical N-Triples."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{subject} {predicate} {value} .\n" for subject, predicate, value in facts)


def _size(text: str) -> int:
    return SIZES[text] if text in SIZES else int(text)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lubm", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("size", type=_size, help=f"number of triples, or {', '.join(SIZES)}")
    parser.add_argument("file", type=Path, help="N-Triples file to write")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--inverse-functional", action="store_true", help="a mailbox belongs to one person only")
    options = parser.parse_args(arguments)
    write(options.file, generate(options.size, seed=options.seed, inverse_functional=options.inverse_functional))
    return 0


if __name__ == "__main__":
    sys.exit(main())
