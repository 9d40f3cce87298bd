"""The formatter: one text for one graph, nothing lost, small changes small."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from tests.effort import examples
from tests.turtle.statements import HEAD, PREFIXES, A, formatted

from llika.errors import SyntaxFault
from llika.terms import RDF, RDFS, XSD, Fact, Term
from llika.turtle import Comments, format_facts, format_turtle, read_text
from llika.turtle.spelling import language_tag, quoted

SameGraph = Callable[[Iterable[Fact], Iterable[Fact]], bool]


def test_a_file_has_the_house_style() -> None:
    body = """
    :finn :knows :ada . [ a owl:AllDisjointClasses ; owl:members ( :Body :Seat ) ] .
    :of a owl:ObjectProperty . :size a owl:DatatypeProperty . :note a owl:AnnotationProperty .
    :Seat rdfs:label "asiento"@es , "seat"@en ; a owl:Class .
    :Body rdfs:subClassOf [ owl:someValuesFrom :Seat ; owl:onProperty :has ; a owl:Restriction ] , :Agent ;
        a owl:Class .
    <http://example.org/> a owl:Ontology .
    """
    assert formatted(body) == (
        ": a owl:Ontology .\n\n"
        ":Body a owl:Class ;\n"
        "    rdfs:subClassOf :Agent ,\n"
        "        [ a owl:Restriction ; owl:onProperty :has ; owl:someValuesFrom :Seat ] .\n\n"
        ':Seat a owl:Class ;\n    rdfs:label "seat"@en ,\n        "asiento"@es .\n\n'
        ":of a owl:ObjectProperty .\n\n"
        ":size a owl:DatatypeProperty .\n\n"
        ":note a owl:AnnotationProperty .\n\n"
        ":finn :knows :ada .\n\n"
        "[] a owl:AllDisjointClasses ;\n    owl:members ( :Body :Seat ) .\n"
    )


def test_what_is_too_long_for_a_line_is_spread_out() -> None:
    long = " ".join(f":Member{number:03}" for number in range(12))
    assert formatted(f":s :p [ :q ( {long} ) ] .").startswith(
        ":s :p [\n            :q (\n                    :Member000\n                    :Member001\n"
    )


def test_prefixes_are_sorted_and_unused_ones_dropped() -> None:
    text = "@prefix z: <http://z/> . @prefix unused: <http://u/> . @prefix b: <http://b/> . z:s b:p 1 ."
    assert format_turtle(text, file="a.ttl") == ("@prefix b: <http://b/> .\n@prefix z: <http://z/> .\n\nz:s b:p 1 .\n")


def test_of_two_prefixes_the_longer_stem_wins_and_then_the_first_by_name() -> None:
    facts = [(NamedNode("http://a/b#c"), RDF.type, NamedNode("http://a/d"))]
    one = {"z": "http://a/", "y": "http://a/b#", "x": "http://a/b#"}
    assert format_facts(facts, one).endswith("\nx:c a z:d .\n")
    assert format_facts(facts, dict(reversed(one.items()))) == format_facts(facts, one)


@pytest.mark.parametrize(
    "spelled",
    [
        "530.0",
        "1",
        "-007",
        "1.5E3",
        "true",
        '"1."^^xsd:decimal',
        '"one"^^xsd:integer',
        '"1"^^xsd:boolean',
        '"1"^^xsd:decimal',
        '"2016-01-01"^^xsd:date',
        '"red"@es-PE',
        r'"tab\tquote\"backslash\\return\rbell\u0007"',
        '"""two\nlines"""',
        r'"""ends with a quote' + "\n" + r'\""""',
        ":ñandú",
        ":a.b",
        ":%41",
        "<http://example.org/a/b>",
        "<http://example.org/(a)>",
        "()",
        "( 1 ( 2 ) [] )",
        "[]",
    ],
)
def test_a_term_in_its_shortest_faithful_form_stays_as_it_is(spelled: str) -> None:
    assert formatted(f":s :p {spelled} .") == f":s :p {spelled} .\n"


@pytest.mark.parametrize(
    ("spelled", "shorter"),
    [
        ('"530.0"^^xsd:decimal', "530.0"),
        ("<http://example.org/o>", ":o"),
        (r":a\-b", ":a-b"),
        (r'"\u00F1and\u00FA"', '"ñandú"'),
        ("'it''s'".replace("''", r"\'"), '"it\'s"'),
        ('"red"@ES-pe', '"red"@es-PE'),
        ('"a"^^xsd:string', '"a"'),
        ('"a\\nb"', '"""a\nb"""'),
    ],
)
def test_a_term_in_another_form_is_rewritten(spelled: str, shorter: str) -> None:
    assert formatted(f":s :p {spelled} .") == f":s :p {shorter} .\n"


def test_objects_are_sorted_by_language_then_text() -> None:
    written = formatted(':s :p "b"@es, "a"@es, "z"@en, 10, 9, "plain", :o .')
    assert written.replace("\n       ", "") == ':s :p :o , "plain" , 10 , 9 , "z"@en , "a"@es , "b"@es .\n'


def test_the_base_is_resolved_away() -> None:
    assert format_turtle(f"@base <{A}> . <s> <p> <#o> .", file="a.ttl") == f"<{A}s> <{A}p> <{A}#o> .\n"


def test_an_empty_text_stays_empty() -> None:
    assert format_turtle("", file="a.ttl") == ""


# blank nodes


def test_a_blank_node_named_twice_has_a_label_that_does_not_depend_on_the_input() -> None:
    one = formatted(":s :p _:x , _:y . :t :p _:x , _:y . _:x :q 1 . _:y :q 2 .")
    other = formatted("_:x :q 2 . _:y :q 1 . :t :p _:y , _:x . :s :p _:y , _:x .")
    assert one == other
    assert "_:b1 :q 1 ." in one


def test_blank_nodes_in_a_circle_have_labels() -> None:
    assert formatted("_:x :p _:y . _:y :p _:x .") == "_:b1 :p _:b2 .\n\n_:b2 :p _:b1 .\n"


def test_circles_of_different_length_are_told_apart() -> None:
    triangle = "_:a :p _:b . _:b :p _:c . _:c :p _:a ."
    square = "_:w :p _:x . _:x :p _:y . _:y :p _:z . _:z :p _:w ."
    links = ":s :q _:a, _:b, _:c, _:w, _:x, _:y, _:z ."
    assert formatted(f"{triangle} {square} {links}") == formatted(f"{links} {square} {triangle}")


def test_a_shared_list_keeps_its_graph(same_graph: SameGraph) -> None:
    text = HEAD + f":s :p _:l . :t :p _:l . _:l <{RDF}first> 1 ; <{RDF}rest> ( 2 3 ) ."
    result = format_turtle(text, file="a.ttl")
    assert same_graph(read_text(result, file="a.ttl").facts, read_text(text, file="a.ttl").facts)
    assert "( 2 3 )" in result


@pytest.mark.parametrize(
    "extra",
    ["_:l :note 1 .", f"_:l <{RDF}first> 9 .", f"_:l <{RDF}rest> () ."],
)
def test_a_list_with_something_more_is_not_written_with_parentheses(extra: str, same_graph: SameGraph) -> None:
    text = f"{HEAD} :s :p _:l . _:l <{RDF}first> 1 ; <{RDF}rest> ( 2 ) . {extra}"
    result = format_turtle(text, file="a.ttl")
    assert same_graph(read_text(result, file="a.ttl").facts, read_text(text, file="a.ttl").facts)


def test_very_deep_structures_are_cut_by_labels(same_graph: SameGraph) -> None:
    p = NamedNode(A + "p")
    nodes: list[NamedNode | BlankNode] = [NamedNode(A + "s"), *(BlankNode() for _ in range(120))]
    facts: list[Fact] = [(one, p, other) for one, other in pairwise(nodes)]
    result = format_facts(facts, PREFIXES)
    assert same_graph(read_text(result, file="a.ttl").facts, facts)
    assert format_turtle(result, file="a.ttl") == result


def test_a_long_list_is_written_without_recursion() -> None:
    items = " ".join(str(number) for number in range(3000))
    assert formatted(f":s :p ( {items} ) .").count("\n") == 3002


def test_a_knot_that_defeats_canonical_labels_is_refused() -> None:
    p = NamedNode(A + "p")
    nodes = [BlankNode() for _ in range(9)]
    with pytest.raises(SyntaxFault) as caught:
        format_facts([(one, p, other) for one in nodes for other in nodes if one != other], PREFIXES)
    assert caught.value.code == "blank-node-shared"


def test_the_refusal_names_the_file() -> None:
    knot = " ".join(f"_:n{one} :p _:n{other} ." for one in range(9) for other in range(9) if one != other)
    with pytest.raises(SyntaxFault) as caught:
        format_turtle(HEAD + knot, file="a.ttl")
    assert str(caught.value.place) == "a.ttl"


# comments


def test_comments_above_a_subject_move_with_it() -> None:
    body = "# the second\n# letter\n:b :p 1 .\n\n# the first letter\n:a :p 1 .\n"
    assert formatted(body) == "# the first letter\n:a :p 1 .\n\n# the second\n# letter\n:b :p 1 .\n"


def test_comments_inside_a_statement_and_at_line_ends_move_above_it() -> None:
    body = ":b :p 1 ; # one\n  :q [ # two\n  :r 2 ] . # three\n:a :p 1 .\n"
    assert formatted(body) == ":a :p 1 .\n\n# one\n# two\n# three\n:b :p 1 ;\n    :q [ :r 2 ] .\n"


def test_comments_of_a_subject_written_in_parts_are_joined_in_order() -> None:
    assert formatted("# one\n:a :p 1 .\n:b :p 1 .\n# two\n:a :q 2 .\n").startswith(
        "# one\n# two\n:a :p 1 ;\n    :q 2 .\n"
    )


def test_comments_of_a_blank_node_go_where_it_is_written() -> None:
    assert formatted("# inner\n_:x :q 1 .\n:a :p _:x .\n") == "# inner\n:a :p [ :q 1 ] .\n"


def test_comments_at_the_head_and_at_the_end_stay_there() -> None:
    text = f"# licence\n\n@prefix : <{A}> . # ours\n\n# about a\n:a :p 1 .\n\n# the end\n"
    assert format_turtle(text, file="a.ttl") == (
        f"# licence\n# ours\n\n@prefix : <{A}> .\n\n# about a\n:a :p 1 .\n\n# the end\n"
    )


def test_without_prefixes_a_blank_line_parts_the_head_from_the_first_subject() -> None:
    text = f"# head\n\n# about s\n<{A}s> <{A}p> 1 .\n"
    assert format_turtle(text, file="a.ttl") == text


def test_a_file_of_comments_alone_keeps_them() -> None:
    assert format_turtle("# one\n\n#two  \n", file="a.ttl") == "# one\n#two\n"


def test_a_number_sign_in_a_term_is_no_comment() -> None:
    assert formatted(":a :p <http://example.org/x#y/z> , \"# no\" , '''\n# no''' .").count("# ") == 2


def test_comments_for_a_subject_without_facts_are_not_lost() -> None:
    facts = [(NamedNode(A + "a"), RDF.type, NamedNode(A + "B"))]
    comments = Comments(above={NamedNode(A + "gone"): ("# kept",)})
    assert format_facts(facts, PREFIXES, comments).endswith(":a a :B .\n\n# kept\n")


# any comments

_comment = st.sampled_from(["# a", "#b ", "  # c # d", "#"])
_piece = st.sampled_from(
    [
        ":a :p 1 .",
        ":a :q 2 ;\n# in\n :r 3 .",
        "[] :p 1 .",
        "[] :p 1 .\n",
        "_:x :p 1 .",
        "_:y :p _:z .",
        "_:z :p _:y .",
        "_:v :p 1 .",
        "_:w :p 1 .",
        ":c :p _:v , _:w .",
        ":d :p _:v , _:w .",
        ":b :p _:x .",
        "",
        "@prefix x: <http://x/> .",
        "x:c :p 1 .",
    ]
)


@given(st.lists(st.one_of(_comment, _piece, st.just("\n")), max_size=12))
@examples(200)
def test_no_comment_is_lost_and_formatting_again_changes_nothing(pieces: list[str]) -> None:
    text = f"@prefix : <{A}> . @prefix x: <http://x/> .\n" + "\n".join(pieces)
    once = format_turtle(text, file="a.ttl")
    assert format_turtle(once, file="a.ttl") == once
    assert sorted(_comment_lines(once)) == sorted(_comment_lines(text))


def _comment_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


# any graph

_nodes = st.sampled_from([NamedNode(A + name) for name in ("a", "b", "é", "x/y", "")])
_blanks = st.sampled_from([BlankNode(name) for name in "klmn"])
_texts = st.text(st.characters(codec="utf-8"), max_size=8)
_literals = st.one_of(
    st.builds(Literal, _texts),
    st.builds(lambda value, tag: Literal(value, language=tag), _texts, st.sampled_from(["en", "es-PE", "zh-Hant"])),
    st.builds(
        lambda value, datatype: Literal(value, datatype=datatype),
        st.one_of(st.sampled_from(["1", "+1", "1.0", ".5", "1.", "1e3", "true", "0", "1.e5", "\n"]), _texts),
        st.sampled_from([XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.string, XSD.date, NamedNode(A + "d")]),
    ),
)
_predicates = st.sampled_from([RDF.type, RDFS.label, NamedNode(A + "p"), NamedNode("http://other.org/q"), RDF.first])
_facts = st.tuples(st.one_of(_nodes, _blanks), _predicates, st.one_of(_nodes, _blanks, _literals))


@st.composite
def _trees(draw: st.DrawFn, depth: int = 3) -> tuple[Term, list[Fact]]:
    """Draw a term with the facts that describe it: nested blank nodes and lists of them."""
    kind = draw(st.sampled_from(["leaf", "node", "list"])) if depth else "leaf"
    if kind == "leaf":
        return draw(st.one_of(_nodes, _literals)), []
    parts = draw(st.lists(st.tuples(_predicates, _trees(depth - 1)), max_size=3))
    facts = [fact for _, (_, inner) in parts for fact in inner]
    if kind == "node":
        node = BlankNode()
        return node, [*facts, *((node, p, o) for p, (o, _) in parts)]
    cells: list[NamedNode | BlankNode] = [*(BlankNode() for _ in parts), RDF.nil]
    firsts = [(cell, RDF.first, item) for cell, (_, (item, _)) in zip(cells, parts, strict=False)]
    rests = [(cell, RDF.rest, following) for cell, following in pairwise(cells)]
    return cells[0], [*facts, *firsts, *rests]


@st.composite
def _graphs(draw: st.DrawFn) -> list[Fact]:
    trees = draw(st.lists(st.tuples(_nodes, _predicates, _trees()), max_size=3))
    facts: list[Fact] = [fact for _, _, (_, inner) in trees for fact in inner]
    return [*draw(st.lists(_facts, max_size=8)), *((s, p, top) for s, p, (top, _) in trees), *facts]


def _shuffled(facts: list[Fact], random: Random) -> list[Fact]:
    names: dict[Term, Term] = {}
    numbers = list(range(1000))
    random.shuffle(numbers)

    def renamed(term: Term) -> Term:
        return names.setdefault(term, BlankNode(f"z{numbers.pop()}")) if isinstance(term, BlankNode) else term

    facts = [(renamed(s), p, renamed(o)) for s, p, o in facts]
    random.shuffle(facts)
    return facts


@given(_graphs(), st.randoms(use_true_random=False))
@examples(200)
def test_any_graph_has_one_text_that_holds_it(same_graph: SameGraph, facts: list[Fact], random: Random) -> None:
    text = format_facts(facts, PREFIXES)
    assert same_graph(read_text(text, file="a.ttl").facts, facts)
    assert format_turtle(text, file="a.ttl") == text
    assert format_facts(_shuffled(facts, random), dict(reversed(PREFIXES.items()))) == text


_links = st.tuples(_blanks, st.just(NamedNode(A + "p")), _blanks)


@given(st.lists(_links, max_size=9), st.randoms(use_true_random=False))
@examples(200)
def test_blank_nodes_alone_are_labelled_by_structure(links: list[Fact], random: Random) -> None:
    assert format_facts(_shuffled(links, random), PREFIXES) == format_facts(links, PREFIXES)


# differences

_ONTOLOGY = HEAD + "\n".join(
    f""":C{number} a owl:Class ; rdfs:label "class {number}"@en , "clase {number}"@es ;
    rdfs:subClassOf :C{number // 2} , [ a owl:Restriction ; owl:onProperty :p{number % 7} ; owl:someValuesFrom
        [ a owl:Class ; owl:unionOf ( :C{number + 1} :C{number + 2}
            [ a owl:Class ; owl:complementOf :C{number + 3} ] ) ] ] .
    [ a owl:AllDisjointClasses ; owl:members ( :C{number} :C{number + 50} ) ] ."""
    for number in range(1, 40)
)


@pytest.mark.parametrize(
    "restriction",
    [
        "[ a owl:Restriction ; owl:onProperty :a ; owl:someValuesFrom :B ]",
        "[ a owl:Restriction ; owl:onProperty :z ; owl:allValuesFrom [ owl:unionOf ( :A :B :C ) ] ]",
        "[ a owl:Restriction ; owl:onProperty :p1 ; owl:minCardinality 1 ]",
    ],
)
def test_one_added_restriction_changes_at_most_ten_lines(restriction: str) -> None:
    before = format_turtle(_ONTOLOGY, file="a.ttl")
    after = format_turtle(f"{_ONTOLOGY}\n:C20 rdfs:subClassOf {restriction} .", file="a.ttl")
    assert 1 <= _changed_lines(before, after) <= 10


def _changed_lines(before: str, after: str) -> int:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return sum(line[:1] in {"+", "-"} and line[:3] not in {"+++", "---"} for line in lines)


# terms


@pytest.mark.parametrize(("tag", "written"), [("es-pe", "es-PE"), ("zh-hant-tw", "zh-Hant-TW"), ("en-x-ab", "en-x-ab")])
def test_language_tags_have_the_case_of_rfc_5646(tag: str, written: str) -> None:
    assert language_tag(tag) == written


def test_quotes_inside_a_long_string_never_close_it() -> None:
    text = '"""\n"" """" "'
    facts = read_text(f"<{A}s> <{A}p> {quoted(text)} .", file="a.ttl").facts
    assert facts[0][2] == Literal(text)


def test_look_alike_nodes_keep_their_own_comments() -> None:
    text = formatted(
        "# y\n_:y :p _:x .\n# x\n_:x :p _:y .\n# v\n_:v :p 1 .\n# w\n_:w :p 1 .\n:c :p _:v , _:w ; :q _:v , _:w ."
    )
    for _ in range(5):
        text, before = formatted(text), text
        assert text == before
