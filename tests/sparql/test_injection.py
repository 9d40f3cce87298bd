"""No text that is bound as a term becomes part of the query; and a binder that let one would be found out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from tests.sparql.injections import HUGE, POSITIONS, TEXTS, Bindable, Binder, World, asked, faults

from llika.sparql import bind, check_template, print_term, tokens
from llika.terms import XSD, Term


def _terms() -> list[Bindable]:
    """Return every text as a string, every third as a tagged and as a typed literal, and as an IRI where it is one."""
    found: list[Bindable] = []
    for number, text in enumerate(TEXTS):
        with suppress(ValueError):
            found.append(NamedNode(text))
        try:
            found.append(Literal(text))
        except ValueError:  # half a surrogate pair
            continue
        if number % 3 == 0:
            found += [Literal(text, language="es-PE"), Literal(text, datatype=NamedNode("urn:x:datatype'"))]
    numbers = [Literal(7), Literal(-7), Literal("07", datatype=XSD.integer), Literal(2.5), Literal(float("nan"))]
    dates = [Literal("2017-04-21", datatype=XSD.date), Literal("2017-04-21T08:30:00Z", datatype=XSD.dateTime)]
    return [*found, *numbers, *dates, Literal("2.50", datatype=XSD.decimal), Literal(True)]


TERMS = _terms()
SOME = World(TERMS[::2])
"""Has every other term, so that each query has either rows or none."""


@pytest.mark.parametrize("part", range(4))
def test_every_text_in_every_place_is_the_term_and_nothing_else(part: int) -> None:
    assert next(faults(bind, SOME, TERMS[part::4]), None) is None


def test_half_of_the_terms_are_found_and_half_are_not() -> None:
    found = [bool(SOME.who_has(term)) for term in TERMS]
    assert len(found) > 500
    assert 0.4 < found.count(True) / len(found) < 0.6


def test_every_place_is_one_where_a_parameter_may_stand() -> None:
    for position in POSITIONS:
        check_template(position.template, {"_x": NamedNode("urn:x")})
        if not position.only_iris:
            check_template(position.template, {"_x": Literal("x")})


def test_a_text_of_a_million_characters_is_one_term() -> None:
    assert len(HUGE) > 1_000_000
    assert next(faults(bind, World([Literal(HUGE)]), [Literal(HUGE)], POSITIONS[:1]), None) is None


_iris = st.text("abcé?_#/'()*+,;=:@!$&-.~", max_size=30).map("urn:x:".__add__).filter(lambda text: _is_iri(text))
_texts = st.one_of(st.sampled_from(TEXTS), st.text(), st.lists(st.sampled_from(TEXTS), max_size=4).map("".join)).filter(
    lambda text: text.isprintable() or not re.search("[\ud800-\udfff]", text)
)
_any_term = st.one_of(
    _iris.map(NamedNode),
    _texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), _texts, st.sampled_from(["en", "es-PE", "zh-latn-x-a1"])),
    st.builds(lambda text, iri: Literal(text, datatype=NamedNode(iri)), _texts, _iris),
    st.builds(
        lambda text, name: Literal(text, datatype=XSD.term(name)),
        _texts,
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "dateTime", "string", "token"]),
    ),
    st.integers().map(Literal),
    st.floats().map(Literal),
    st.booleans().map(Literal),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: Literal(f"{number:f}", datatype=XSD.decimal)),
    st.dates().map(lambda date: Literal(date.isoformat(), datatype=XSD.date)),
    st.datetimes(timezones=st.timezones()).map(lambda time: Literal(time.isoformat(), datatype=XSD.dateTime)),
)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@given(term=_any_term, other=_any_term, is_there=st.booleans())
def test_any_term_in_every_place_is_the_term_and_nothing_else(
    term: Bindable, other: Bindable, *, is_there: bool
) -> None:
    world = World([term, other] if is_there else [other])
    assert next(faults(bind, world, [term]), None) is None


# a second reading of the query: rdflib's parser, which undoes \u escapes before it parses, as the standard has it


Tree = object


def _tree(query: str) -> Tree:
    return _plain(parseQuery(query))


def _plain(node: object) -> Tree:
    """Return rdflib's parse tree in lists and tuples that can be compared."""
    if isinstance(node, CompValue):
        return node.name, [(key, _plain(node[key])) for key in sorted(node)]
    if isinstance(node, str):
        return type(node).__name__, str(node)
    return [_plain(part) for part in node] if hasattr(node, "__iter__") else repr(node)


def _with(tree: Tree, term: Tree) -> Tree:
    """Return a tree with the tree of a term wherever the IRI of the slot stands."""
    match tree:
        case (_, "urn:slot"):
            return term
        case list() | tuple():
            return type(tree)(_with(part, term) for part in tree)
    return tree


def _tree_of(term: Bindable) -> Tree:
    """Return what rdflib makes of a term, put together by hand."""
    if isinstance(term, NamedNode):
        return _plain(URIRef(term.value))
    parts: list[Tree] = [("string", ("Literal", term.value))]
    if term.language:
        parts = [("lang", ("str", term.language)), *parts]
    elif term.datatype != XSD.string:
        parts = [("datatype", _plain(URIRef(term.datatype.value))), *parts]
    return "literal", parts


_FOR_ALL = "ASK { VALUES(?n ?m){(1?_x)} ?s <urn:p> ?_x,?o.FILTER(?o<?_x||'?_y'>?_x) } # ?_y"
_FOR_IRIS = "ASK { ?_x (?_x|^?_x)* ?s GRAPH ?_x { ?s ?_x ?_x } }"


@pytest.mark.parametrize("part", range(4))
def test_another_parser_sees_no_difference_but_the_term(part: int) -> None:
    trees = {template: _tree(template.replace("?_x", "<urn:slot>")) for template in (_FOR_ALL, _FOR_IRIS)}
    for term in TERMS[part::4]:
        for template in trees if isinstance(term, NamedNode) else [_FOR_ALL]:
            assert _tree(bind(template, {"_x": term})) == _with(trees[template], _tree_of(term)), term


# binders that are wrong, each in one way


def _printing(show: Callable[[Bindable], str]) -> Binder:
    """Return a binder that finds its places as ours does and prints terms otherwise."""

    def wrong(template: str, values: Mapping[str, Term]) -> str:
        term = values["_x"]
        assert isinstance(term, NamedNode | Literal)
        pieces, place = [], 0
        for token in tokens(template):
            if token.text in ("?_x", "$_x"):
                pieces += [template[place : token.start], f" {show(term)} "]
                place = token.end
        return "".join(pieces) + template[place:]

    return wrong


def _changed(change: Callable[[str], str]) -> Binder:
    """Return a binder that changes what it prints."""
    return _printing(lambda term: change(print_term(term)))


def _pasted(term: Bindable) -> str:
    return f'"{term.value}"' if isinstance(term, Literal) else f"<{term.value}>"


def _in_single_quotes(term: Bindable) -> str:
    return re.sub(r'^"(.*)"', r"'\1'", print_term(term), flags=re.DOTALL)


def _without_escape_of(character: str) -> Binder:
    return _changed(lambda text: text.replace(print_term(Literal(character))[1:-1], character))


def _everywhere(template: str, values: Mapping[str, Term]) -> str:
    """Replace the name wherever it is read, in strings and comments too."""
    return re.sub(r"[?$]_x\b", lambda _: f" {_printed(values)} ", template)


def _expanded(template: str, values: Mapping[str, Term]) -> str:
    """Let the language of replacements read the value."""
    return bind(template.replace("_x", "_y"), {"_y": NamedNode("urn:slot")}).replace(
        "<urn:slot>", re.sub("x", _printed(values), "x")
    )


def _in_a_template(template: str, values: Mapping[str, Term]) -> str:
    """Let a language of templates see the query and the value, twice."""
    once = bind(template.replace("_x", "_y"), {"_y": NamedNode("urn:slot")}).replace("<urn:slot>", _printed(values))
    return Template(once).safe_substitute(x="", _x="").replace("%%", "%")


def _halving(template: str, values: Mapping[str, Term]) -> str:
    return bind(template, values).replace("''", "'")


def _printed(values: Mapping[str, Term]) -> str:
    term = values["_x"]
    assert isinstance(term, NamedNode | Literal)
    return print_term(term)


BROKEN: dict[str, Binder] = {
    "pastes": _printing(_pasted),
    "pastes and doubles quotes": _printing(lambda term: _pasted(term).replace('"', '""')),
    "quotes with the other quote": _printing(_in_single_quotes),
    "forgets the backslash": _changed(lambda text: text.replace("\\\\", "\\")),
    "forgets the quote": _without_escape_of('"'),
    "forgets the line feed": _without_escape_of("\n"),
    "forgets the carriage return": _without_escape_of("\r"),
    "forgets the language": _printing(lambda term: print_term(term).removesuffix("@es-pe")),
    "forgets the datatype": _printing(lambda term: re.sub(r"\^\^<[^>]*>$", "", print_term(term))),
    "writes bare words": _printing(lambda term: term.value if len(term.value) < 4 else print_term(term)),
    "joins what is composed": _changed(lambda text: unicodedata.normalize("NFC", text)),
    "takes full-width signs for plain ones": _changed(lambda text: unicodedata.normalize("NFKC", text)),
    "drops what cannot be seen": _changed(lambda text: re.sub("[\xad\u200b\u200f\u202e\u2060\u2066\ufeff]", "", text)),
    "ends at NUL": _changed(lambda text: re.sub(r'\\U00000000[^"]*', "", text)),
    "cuts": _changed(lambda text: re.sub(r'^("[^"\\]{255})[^"\\]*', r"\1", text)),
    "trims": _changed(lambda text: re.sub(r'^" *', '"', text)),
    "decodes percent signs": _changed(lambda text: text.replace("%22", '"')),
    "takes entities for signs": _changed(lambda text: text.replace("&quot;", '"')),
    "knows no characters beyond U+FFFF": _changed(lambda text: re.sub("[\U00010000-\U0010ffff]", "\ufffd", text)),
    "replaces everywhere": _everywhere,
    "expands what replaces": _expanded,
    "goes through templates": _in_a_template,
    "halves quotes": _halving,
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_binder_that_is_wrong_is_found_out(name: str) -> None:
    some = [POSITIONS[1], POSITIONS[9]]  # with the name in a comment, and in strings
    assert next(faults(BROKEN[name], SOME, TERMS, some), None) is not None


def test_a_printer_that_leaves_u_after_a_backslash_is_found_out_by_the_other_parser() -> None:
    careless = _changed(lambda text: text.replace("\\U00000075", "u"))
    template, term = "ASK { ?s <urn:p> ?_x }", Literal("\\u0022 } #")
    slotted = _tree(template.replace("?_x", "<urn:slot>"))
    assert next(faults(careless, World([term]), [term]), None) is None
    assert _tree(careless(template, {"_x": term})) != _with(slotted, _tree_of(term))
    assert _tree(bind(template, {"_x": term})) == _with(slotted, _tree_of(term))


def test_a_parameter_that_is_pasted_gives_what_it_should_not() -> None:
    """The oldest of these attacks, spelt out: everybody's rows for a name that nobody has."""
    query = "SELECT ?s { ?s <urn:p> ?o FILTER(?o = ?_x) }"
    attack = Literal('x" || "1"="1')
    world = World([Literal("a"), Literal("b")])
    assert len(asked(world.store, BROKEN["pastes"](query, {"_x": attack}))) == 2
    assert asked(world.store, bind(query, {"_x": attack})) == []
