"""``llika.infer`` takes RDF in any form people have it, and gives the same closure."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

import llika
from llika.errors import InputError, UsageError
from llika.rules import Closure
from llika.terms import OWL, RDF, Fact, Literal, Namespace

EX = Namespace("https://example.org/")
TURTLE = """@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Bridge rdfs:subClassOf :Structure .
:old a :Bridge ; :name "Puente"@es .
"""
FACTS: list[Fact] = [(t.subject, t.predicate, t.object) for t in parse(TURTLE, format=RdfFormat.TURTLE)]
EXPECTED: Fact = (EX.old, RDF.type, EX.Structure)
TRIPLES = [Triple(s, p, o) for s, p, o in FACTS]  # type: ignore[arg-type]
QUADS = [Quad(s, p, o, NamedNode("https://example.org/g")) for s, p, o in FACTS]  # type: ignore[arg-type]


def _store() -> Store:
    store = Store()
    store.extend([*QUADS, Quad(*FACTS[0], DefaultGraph())])  # type: ignore[arg-type]
    return store


def _graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=TURTLE, format="turtle")


FORMS: dict[str, Callable[[], Iterable[object]]] = {
    "tuples": lambda: FACTS,
    "a set of tuples": lambda: frozenset(FACTS),
    "a generator": lambda: (fact for fact in FACTS),
    "triples": lambda: TRIPLES,
    "quads": lambda: QUADS,
    "triples, quads and tuples": lambda: [TRIPLES[0], *QUADS[1:], FACTS[0]],
    "a pyoxigraph store": _store,
    "an rdflib graph": _graph,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_data_in_memory_gives_the_same_closure(form: Callable[[], Iterable[object]]) -> None:
    closure = llika.infer(form())
    assert closure.asserted == frozenset(FACTS)
    assert EXPECTED in closure.entailed
    assert closure.clashes == ()


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_file_or_several_give_the_same_closure(tmp_path: Path, as_path: Callable[[str], str | Path]) -> None:
    whole, axioms, data = (tmp_path / name for name in ("whole.ttl", "axioms.ttl", "data.ttl.gz"))
    lines = TURTLE.splitlines(keepends=True)
    whole.write_text(TURTLE, "utf-8")
    axioms.write_text("".join(lines[:3]), "utf-8")
    data.write_bytes(gzip.compress("".join([*lines[:2], *lines[3:]]).encode()))
    one = llika.infer(as_path(str(whole)))
    several = llika.infer([as_path(str(axioms)), as_path(str(data))])
    assert one.asserted == several.asserted == frozenset(FACTS)
    assert one.entailed == several.entailed


def test_blank_nodes_of_two_files_are_two_things(tmp_path: Path) -> None:
    files = [tmp_path / "a.nt", tmp_path / "b.nt"]
    files[0].write_text("_:x <https://example.org/p> <https://example.org/a> .\n", "utf-8")
    files[1].write_text("_:x <https://example.org/p> <https://example.org/b> .\n", "utf-8")
    assert len({subject for subject, _, _ in llika.infer(files).asserted}) == 2


def test_nothing_gives_nothing() -> None:
    empty: list[Iterable[object]] = [[], (), Store(), rdflib.Graph()]
    for nothing in empty:
        assert len(llika.infer(nothing)) == 0


def test_a_conclusion_is_explained_down_to_what_was_given() -> None:
    closure = llika.infer(FACTS)
    proof = closure.explain(EXPECTED)
    assert proof is not None
    assert proof.rule == "cax-sco"
    assert set(proof.leaves()) <= set(FACTS)
    assert closure.explain((EX.old, RDF.type, EX.Nowhere)) is None


def test_the_engines_agree() -> None:
    native, oracle = (llika.infer(FACTS, engine=engine) for engine in ("native", "owlrl"))
    assert isinstance(oracle, Closure)
    assert native.entailed <= oracle.entailed
    assert oracle.explain(EXPECTED) == native.explain(EXPECTED)
    about = {fact for fact in oracle.entailed - native.entailed if fact[0] == EX.old}
    assert about == set()


@pytest.mark.parametrize("engine", ["native", "owlrl"])
def test_either_engine_finds_a_contradiction(engine: str) -> None:
    clash: list[Fact] = [(EX.Structure, OWL.disjointWith, EX.Person), (EX.old, RDF.type, EX.Person)]
    [found] = llika.infer([*FACTS, *clash], engine=engine).clashes
    assert found.rule == "cax-dw"
    assert llika.infer(FACTS, engine=engine).clashes == ()


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        llika.infer(FACTS, engine="guess")
    assert refused.value.code == "engine-unknown"
    assert "guess" in refused.value.message.es


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("missing.ttl", None, "file-missing"), ("bad.ttl", "a b", "turtle-syntax"), ("odd.docx", "x", None)],
)
def test_a_file_that_cannot_be_read_is_an_error_with_its_place(
    tmp_path: Path, name: str, content: str | None, code: str | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(InputError) as broken:
        llika.infer(path)
    assert code in (None, broken.value.code)
    assert broken.value.place is not None
    assert name in broken.value.place.file


def test_literals_keep_their_written_forms() -> None:
    number = Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    for form in ([(EX.a, EX.p, number)], [Triple(EX.a, EX.p, number)]):
        assert llika.infer(form).asserted == {(EX.a, EX.p, number)}


def test_what_is_public_is_what_is_listed() -> None:
    visible = {name for name, value in vars(llika).items() if not name.startswith("_") and _is_own(value)}
    assert visible | {"__version__"} == set(llika.__all__)
    assert llika.__version__.count(".") == 2


def _is_own(value: object) -> bool:
    """Tell whether a name of the package is defined there: not a room of it, nor a mark of the compiler."""
    return getattr(value, "__module__", None) == "llika"
