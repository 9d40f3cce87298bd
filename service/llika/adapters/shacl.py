"""SHACL validation by the package ``shacl``, written in Rust: the engine that checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ..terms import RDF, SH, BlankNode, Fact, NamedNode, Term, local_name, shorten
from .report import Report, ShapeResult, ShapesFault

if TYPE_CHECKING:
    from shacl import Shapes

_HOLD_ONE = frozenset({SH.property, SH.node, SH.term("not"), SH.qualifiedValueShape})
_HOLD_SEVERAL = frozenset({SH.term("and"), SH.term("or"), SH.xone})
_NAME = "urn:llika:blank:"


class EngineFault(Exception):
    """The engine failed where it should have answered; another one may do better."""


def is_installed() -> bool:
    """Return whether the package is there: it has no wheel for every machine."""
    return find_spec("shacl") is not None


def validate(data: Iterable[Fact], shapes: Iterable[Fact]) -> list[ShapeResult]:
    """Check data against shapes in SHACL Core and SHACL-SPARQL, without inference.

    :raises ShapesFault: when the shapes are not well-formed
    :raises EngineFault: when the engine breaks off
    """
    compiled, fault = _usable(tuple(shapes))
    if fault:
        raise ShapesFault(_told(fault), fault)
    return _check(data, compiled)


@lru_cache(maxsize=4)
def _usable(shapes: tuple[Fact, ...]) -> tuple[str, ShapeResult | None]:
    """Return shapes as text with names for all of them, and what is wrong with these shapes, if anything is.

    The same shapes check many data.
    """
    faults = _check(shapes, _named_text(_shapes_of_shacl()))
    return _named_text(shapes), min(faults, key=_told, default=None)


def _check(data: Iterable[Fact], shapes: str) -> list[ShapeResult]:
    try:
        report = _compiled(shapes).validate_text(_lines(data, {}), "ntriples").serialize("ntriples")
    except ValueError as error:
        raise ShapesFault(str(error).strip().partition("\n")[0]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic in Rust is no Exception in Python
            raise
        raise EngineFault(str(error)) from error
    return list(Report(_read(report)).results())


@lru_cache(maxsize=4)
def _compiled(shapes: str) -> Shapes:
    from shacl import Shapes

    return Shapes.from_text(shapes, "ntriples")


def _named_text(shapes: Sequence[Fact]) -> str:
    names: dict[Term, NamedNode] = {node: NamedNode(f"{_NAME}{node.value}") for node in _unnamed_shapes(shapes)}
    return _lines(shapes, names)


@cache
def _shapes_of_shacl() -> list[Fact]:
    """Return the shapes that shapes must have (SHACL, appendix C): the engine passes over some faults otherwise.

    pyshacl brings them along.
    """
    source = find_spec("pyshacl")
    if source is None or source.origin is None:
        return []
    text = Path(source.origin).with_name("assets").joinpath("shacl-shacl.ttl").read_bytes()
    return [(one.subject, one.predicate, one.object) for one in parse(text, format=RdfFormat.TURTLE)]


def _told(fault: ShapeResult) -> str:
    """Return what is wrong with a shape."""
    if fault.path is None and fault.component == SH.XoneConstraintComponent:
        return f"{fault.focus}: a shape of properties has one sh:path, which is a path; another shape has none"
    value = "" if fault.value in (None, fault.focus) else f" ({fault.value})"
    where = f"{shorten(fault.path.strip('<>'))}{value} of {fault.focus}" if fault.path else str(fault.focus)
    return f"{where}: {local_name(fault.component.value).removesuffix('ConstraintComponent')}"


def _unnamed_shapes(shapes: Sequence[Fact]) -> Iterator[BlankNode]:
    """Yield the blank nodes that are shapes: a report can name only what has a name."""
    firsts = {fact[0]: fact[2] for fact in shapes if fact[1] == RDF.first}
    rests = {fact[0]: fact[2] for fact in shapes if fact[1] == RDF.rest}
    held = [value for _, predicate, value in shapes if predicate in _HOLD_ONE]
    for _, predicate, value in shapes:
        if predicate in _HOLD_SEVERAL:
            held += _members(value, firsts, rests)
    yield from (node for node in dict.fromkeys(held) if isinstance(node, BlankNode))


def _members(cell: Term, firsts: Mapping[Term, Term], rests: Mapping[Term, Term]) -> Iterator[Term]:
    seen: set[Term] = set()
    while cell in firsts and cell not in seen:
        seen.add(cell)
        yield firsts[cell]
        cell = rests.get(cell, RDF.nil)


def _lines(facts: Iterable[Fact], names: Mapping[Term, NamedNode]) -> str:
    """Return facts as N-Triples, with some blank nodes named."""
    if not names:
        return "".join([f"{s} {p} {o} .\n" for s, p, o in facts])
    return "".join([f"{names.get(s, s)} {p} {names.get(o, o)} .\n" for s, p, o in facts])


def _read(report: str) -> Iterator[Fact]:
    """Yield the facts of a report, with the nodes that were named blank again."""
    for triple in parse(report, format=RdfFormat.N_TRIPLES, rename_blank_nodes=False):
        value = triple.object
        if isinstance(value, NamedNode) and value.value.startswith(_NAME):
            value = BlankNode(value.value.removeprefix(_NAME))
        yield triple.subject, triple.predicate, value
