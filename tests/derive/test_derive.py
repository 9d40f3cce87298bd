"""Closed-world rules: reading their files, running them, and what they show as premises and as absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llika.derive import ClosedWorldRule, Derivation, derive, read_rule
from llika.errors import InputError, SyntaxFault
from llika.evidence import Basis
from llika.terms import RDF, XSD, BlankNode, Fact, Literal, Namespace, Text
from llika.turtle import read_text

EX = Namespace("https://example.org/")
ReadRule = Callable[..., ClosedWorldRule]

DARK = """#+ order: 10
#+ basis: stated
#+ sentence: {en: "{light} has no keeper", es: "{light} no tiene guardián"}
#+ closed_world: {en: "The list is whole.", es: "La lista está completa."}
#+ because: "?light a :Light ; :listComplete true"
#+ absent: "?light :keptBy ?anyone"
PREFIX : <https://example.org/>
CONSTRUCT { ?light a :Unkept }
WHERE { ?light a :Light ; :listComplete true . FILTER NOT EXISTS { ?light :keptBy ?anyone } }
"""
PREFIX = "PREFIX : <https://example.org/>\n"


@pytest.fixture
def rule(tmp_path: Path) -> ReadRule:
    """Return what reads the text of a rule file."""

    def read(text: str, name: str = "rule") -> ClosedWorldRule:
        path = tmp_path / f"{name}.rq"
        path.write_text(text, "utf-8")
        return read_rule(path, shown_as=f"ontology/rules/{name}.rq")

    return read


def facts_of(turtle: str) -> list[Fact]:
    """Return the facts of a text in Turtle."""
    return list(read_text(f"@prefix : <{EX}> .\n{turtle}", file="data.ttl").facts)


def derived(rules: list[ClosedWorldRule], turtle: str, basis: Basis = Basis.CONTEXT) -> list[Derivation]:
    """Run rules over the facts of a text in Turtle."""
    return derive(rules, facts_of(turtle), basis)


LIGHTS = """
:dune a :Light ; :listComplete true .
:skerry a :Light ; :listComplete true ; :keptBy :ana .
:reef a :Light .
"""


def test_what_is_absent_is_derived_where_the_world_is_closed(rule: ReadRule) -> None:
    (found,) = derived([rule(DARK, "unkept")], LIGHTS)
    assert found.fact == (EX.dune, RDF.type, EX.Unkept)
    assert found.rule == "unkept"
    assert found.sentence == Text("{light} has no keeper", "{light} no tiene guardián")
    assert found.justification == Text("The list is whole.", "La lista está completa.")
    assert found.bindings == (("light", EX.dune),)


def test_premises_are_facts_and_what_is_absent_is_none(rule: ReadRule) -> None:
    (found,) = derived([rule(DARK)], LIGHTS)
    complete = (EX.dune, EX.listComplete, Literal("true", datatype=XSD.boolean))
    assert set(found.premises) == {(EX.dune, RDF.type, EX.Light), complete}
    ((subject, predicate, anyone),) = found.absent
    assert (subject, predicate) == (EX.dune, EX.keptBy)
    assert isinstance(anyone, BlankNode)


def test_a_rule_may_show_neither_premises_nor_what_is_absent(rule: ReadRule) -> None:
    (found,) = derived([rule(f"{PREFIX}CONSTRUCT {{ ?x a :Thing }} WHERE {{ ?x a :Light ; :keptBy [] }}")], LIGHTS)
    assert (found.fact[0], found.premises, found.absent) == (EX.skerry, (), ())
    assert found.sentence == Text("rule", "rule")


def test_premises_may_name_fewer_variables_than_the_conclusion(rule: ReadRule) -> None:
    text = f'#+ because: "?x :keptBy ?y"\n#+ absent: "?y a :Light"\n{PREFIX}CONSTRUCT {{ ?x :of ?y . ?y :has ?n }}'
    (found, more) = derived([rule(f"{text} WHERE {{ ?x :keptBy ?y BIND(1 AS ?n) }}")], LIGHTS)
    assert {found.fact[1], more.fact[1]} == {EX.of, EX.has}
    assert found.premises == more.premises == ((EX.skerry, EX.keptBy, EX.ana),)
    assert found.absent == ((EX.ana, RDF.type, EX.Light),)


def test_a_conclusion_without_variables_is_derived_once(rule: ReadRule) -> None:
    (found,) = derived([rule(f"{PREFIX}CONSTRUCT {{ :coast a :Lit }} WHERE {{ ?x a :Light }}")], LIGHTS)
    assert (found.fact, found.bindings) == ((EX.coast, RDF.type, EX.Lit), ())


def test_a_conclusion_with_an_unbound_variable_is_left_out(rule: ReadRule) -> None:
    text = f"{PREFIX}CONSTRUCT {{ ?x a :Seen ; :by ?who }} WHERE {{ ?x a :Light OPTIONAL {{ ?x :keptBy ?who }} }}"
    facts = {found.fact for found in derived([rule(text)], LIGHTS)}
    assert {fact for fact in facts if fact[1] == EX.by} == {(EX.skerry, EX.by, EX.ana)}
    assert len(facts) == 4


def test_what_is_known_already_is_not_derived(rule: ReadRule) -> None:
    assert derived([rule(DARK)], f"{LIGHTS} :dune a :Unkept .") == []


def test_rules_run_in_their_order_and_see_what_earlier_ones_derived(rule: ReadRule) -> None:
    second = '#+ order: 20\n#+ because: "?x a :Unkept"\n' + PREFIX + "CONSTRUCT { ?x a :Lonely } WHERE { ?x a :Unkept }"
    found = {one.fact[2]: one for one in derived([rule(second, "a-later-one"), rule(DARK, "z-first")], LIGHTS)}
    assert set(found) == {EX.Unkept, EX.Lonely}
    assert found[EX.Lonely].premises == (found[EX.Unkept].fact,)
    too_early = second.replace("20", "5")
    assert [one.rule for one in derived([rule(too_early, "early"), rule(DARK, "z-first")], LIGHTS)] == ["z-first"]


def test_rules_of_one_order_run_by_name_and_the_first_is_shown(rule: ReadRule) -> None:
    rules = [rule(DARK, name) for name in ("second", "first")]
    assert [one.rule for one in derived(rules, LIGHTS)] == ["first"]
    assert [one.rule for one in derived(rules[::-1], LIGHTS)] == ["first"]


def test_a_rule_does_not_run_in_a_stronger_stratum_than_its_own(rule: ReadRule) -> None:
    reading = rule(DARK.replace("basis: stated", "basis: reading"))
    assert derived([reading], LIGHTS, Basis.STATED) == []
    assert len(derived([reading], LIGHTS, Basis.READING)) == len(derived([reading], LIGHTS, Basis.CONTEXT)) == 1


@pytest.mark.parametrize(
    ("written", "datatype"),
    [
        ("530.0", XSD.decimal),
        ("01", XSD.integer),
        ("+5", XSD.int),
        ("1", XSD.boolean),
        ("1.50E2", XSD.double),
        ("many", XSD.integer),
        ("2026-05-01Z", XSD.date),
    ],
)
def test_premises_have_their_literals_as_the_facts_write_them(rule: ReadRule, written: str, datatype: object) -> None:
    value = Literal(written, datatype=XSD.term(str(datatype).rstrip(">").split("#")[1]))
    fact: Fact = (EX.skerry, EX.height, value)
    high = rule(f'#+ because: "?x :height ?h"\n{PREFIX}CONSTRUCT {{ ?x :tall ?h }} WHERE {{ ?x :height ?h }}')
    (found,) = derive([high], [fact], Basis.STATED)
    assert found.premises == (fact,)
    assert found.fact == (EX.skerry, EX.tall, value)
    assert dict(found.bindings)["h"] == value


def test_a_number_written_in_two_ways_is_the_premise_that_is_a_fact(rule: ReadRule) -> None:
    facts = facts_of(
        ':a :height 1.50 . :b :height 1.5 . :c :height "01.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    )
    high = rule(f'#+ because: "?x :height ?h"\n{PREFIX}CONSTRUCT {{ ?x a :Tall }} WHERE {{ ?x :height ?h }}')
    for found in derive([high], facts, Basis.STATED):
        assert set(found.premises) <= set(facts)
        assert len(found.premises) == 1


def test_premises_of_later_rules_have_their_literals_too(rule: ReadRule) -> None:
    first = rule(f"#+ order: 1\n{PREFIX}CONSTRUCT {{ ?x :tall ?h }} WHERE {{ ?x :height ?h }}", "first")
    text = f'#+ order: 2\n#+ because: "?x :tall ?h"\n{PREFIX}CONSTRUCT {{ ?x a :Tall }} WHERE {{ ?x :tall ?h }}'
    found = {one.rule: one for one in derived([first, rule(text, "second")], ":a :height 530.0 .")}
    assert found["second"].premises == (found["first"].fact,)


def test_nothing_is_derived_about_anonymous_things(rule: ReadRule) -> None:
    (found,) = derived([rule(DARK)], f"{LIGHTS} [] a :Light ; :listComplete true .")
    assert found.fact[0] == EX.dune


def test_no_facts_and_no_rules_derive_nothing(rule: ReadRule) -> None:
    assert derived([rule(DARK)], "") == []
    assert derived([], LIGHTS) == []


def test_a_rule_is_cut_into_its_parts(rule: ReadRule) -> None:
    text = DARK.replace("WHERE {", "{").replace("#+ order", "#+ name: no-keeper\n#+ order")
    one = rule(text)
    assert (one.name, one.order, one.basis) == ("no-keeper", 10, Basis.STATED)
    assert (one.prologue.strip().split("\n")[-1] + "\n", one.head.strip()) == (PREFIX, "?light a :Unkept")
    assert one.variables == ("light",)
    assert one.where.startswith("{ ?light")
    assert one.where.endswith("} }")


def test_braces_in_strings_and_comments_close_nothing(rule: ReadRule) -> None:
    text = PREFIX + "CONSTRUCT { ?x :says '}' # }\n } WHERE { ?x :says '{' }"
    (found,) = derived([rule(text)], ":a :says '{' .")
    assert found.fact == (EX.a, EX.says, Literal("}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a comment only",
        "SELECT * WHERE { ?s ?p ?o }",
        "CONSTRUCT",
        "CONSTRUCT {",
        "CONSTRUCT { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o",
        "CONSTRUCT { ?s ?p ?o } FROM <urn:g> WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_what_has_not_the_form_of_a_rule_is_refused(rule: ReadRule, text: str) -> None:
    with pytest.raises(SyntaxFault) as caught:
        rule(text)
    assert (caught.value.code, str(caught.value.place)) == ("rule-form", "ontology/rules/rule.rq")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("CONSTRUCT { ?s ?p ?o }\nWHERE {\n  ?s ?p ?o ?x }", 3),
        ("CONSTRUCT { ?s :unknown ?o }\nWHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT { ?s ?p ?o }\nWHERE { ?s ?p \\ }", 2),
    ],
)
def test_a_rule_that_does_not_parse_is_refused_with_its_line(rule: ReadRule, text: str, line: int) -> None:
    with pytest.raises(SyntaxFault) as caught:
        rule(text)
    assert caught.value.place is not None
    assert caught.value.code.startswith("query-")
    assert (caught.value.place.file, caught.value.place.line) == ("ontology/rules/rule.rq", line)


@pytest.mark.parametrize("key", ["because", "absent"])
@pytest.mark.parametrize("patterns", ["?s ?p", ":unprefixed a ?s", "[1, 2]"])
def test_patterns_that_do_not_parse_are_refused_when_the_rule_is_read(rule: ReadRule, key: str, patterns: str) -> None:
    with pytest.raises(SyntaxFault) as caught:
        rule(f"#+ {key}: '{patterns}'\nCONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}")
    assert caught.value.place is not None
    assert caught.value.place.file == "ontology/rules/rule.rq"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("#+ order: soon", "soon"),
        ("#+ order: 1.5", "1.5"),
        ("#+ basis: rumour", "rumour"),
        ("#+ just words", "mapping"),
        ("#+ sentence: [", "not readable"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused_with_its_file(rule: ReadRule, header: str, said: str) -> None:
    with pytest.raises(SyntaxFault, match=said) as caught:
        rule(f"{header}\nCONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}")
    assert caught.value.code == "query-header"
    assert caught.value.place is not None
    assert caught.value.place.file == "ontology/rules/rule.rq"


def test_a_rule_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rule.rq"
    path.write_bytes("# año".encode("latin-1"))
    with pytest.raises(InputError) as caught:
        read_rule(path, shown_as="rule.rq")
    assert (caught.value.code, str(caught.value.place)) == ("not-utf8", "rule.rq:1:4")
