"""Faults in the ontology, its catalog, its rules and the style of the shapes.

An axiom or a text at fault is wanted on its own line; what is missing, on the line where the term begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.faults.bench import Bench, Fault
from tests.faults.sheets import Line, Statement, Value

CATALOG = "ontology/catalog-v001.xml"
RULE = "ontology/rules/committee-without-government.rq"
TEXTS = {"rdfs:label": "label-missing", "skos:definition": "definition-missing"}
"""The texts of a term, each with what is found where there is none."""
WORDS = {"sh:description": "advice-missing", "sh:message": "message-missing"}
"""The texts of a shape, likewise."""
EXPLOSIVE = {
    r'"\\S"': r'"(\\S+)+"',
    r'"^https?://\\S+$"': r'"^https?://(\\S+)*$"',
    '"^[12][0-9]{3}$"': '"^([12]?[0-9]+)+$"',
}
"""Patterns of the shapes, each with one that fits these texts too and may take exponential time."""
OUTSIDE = [
    *[(datatype, "owl-dl-datatype") for datatype in ("xsd:date", "xsd:duration", "xsd:gYear", "xsd:time")],
    ("[ a owl:Class ; owl:oneOf ( <https://w3id.org/llika/id/remurpe> ) ]", "owl-rl-superclass"),
    ("[ a owl:Class ; owl:unionOf ( :Network :Forum ) ]", "owl-rl-superclass"),
    ("[ a owl:Restriction ; owl:onProperty :ofBody ; owl:someValuesFrom :Seat ]", "owl-rl-superclass"),
    (
        '[ a owl:Restriction ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ; owl:onProperty :ofBody ]',
        "owl-rl-superclass",
    ),
    (
        '[ a owl:Restriction ; owl:minCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty :ofBody ]',
        "owl-rl-superclass",
    ),
]
"""Datatypes that OWL does not have, and what no class of OWL 2 RL may stand below."""
UNDECLARED = {
    "owl:Class": [
        *[("rdfs:subClassOf", ":Comittee"), ("owl:disjointWith", ":Netwrok"), ("owl:equivalentClass", ":Colective")],
        ("rdfs:subClassOf", "[ a owl:Restriction ; owl:allValuesFrom :Actr ; owl:onProperty :hasParty ]"),
        ("rdfs:subClassOf", "[ a owl:Restriction ; owl:allValuesFrom :Actor ; owl:onProperty :hasPrty ]"),
    ],
    "owl:ObjectProperty": [
        *[("rdfs:subPropertyOf", ":hasPrty"), ("owl:inverseOf", ":partyOff")],
        *[("rdfs:range", ":Actr"), ("rdfs:domain", ":Colective")],
    ],
}
"""Axioms with a term that is misspelt, by the kind of their subject."""
SECOND = {
    "owl:Class": [("rdfs:Datatype", "owl-dl-punning"), ("owl:ObjectProperty", "class-and-property")],
    "owl:ObjectProperty": [
        *[("owl:AnnotationProperty", "owl-dl-punning"), ("owl:DatatypeProperty", "owl-dl-punning")],
        ("owl:Class", "class-and-property"),
    ],
}
"""What a term of a kind cannot be at the same time."""
KINDS = (":CoordinationMeans", ":DecisionProcedure", ":Matter", ":MissingKind", ":Phase", ":UptakeStatus")
"""Classes of concepts of which no axiom speaks: one standing below another makes no fact a fault."""
_NAME = re.compile(r"\w*:[A-Za-z][\w-]*")
Fits = Callable[[Statement, Value], bool]


def text_of_a_term(bench: Bench) -> Fault:
    """A label or definition is missing, in one language or in both, or does not say its language."""
    one, value = _value(_terms(bench), bench, lambda one, value: value.predicate in TEXTS and _in_two(one, value))
    if bench.random.random() < 0.3:
        line = one.replace(value, value.term[:-3])
        return _fault(one, line, "text-untagged", follow_ups=frozenset({"text-untranslated"}))
    return _without(bench, one, value, TEXTS[value.predicate], "text-untranslated")


def style_of_a_shape(bench: Bench) -> Fault:
    """A shape does not say what is wrong or what to do, or not in both languages; or repeats a repetition."""
    if bench.random.random() < 0.4:
        one, value = _value(_shapes(bench), bench, lambda _, value: value.term in EXPLOSIVE)
        return _fault(one, one.replace(value, EXPLOSIVE[value.term]), "pattern-explosive")
    one, value = _value(_shapes(bench), bench, lambda one, value: value.predicate in WORDS and _in_two(one, value))
    return _without(bench, one, value, WORDS[value.predicate], "message-untranslated")


def circle_of_classes(bench: Bench) -> Fault:
    """Two or three classes stand below one another."""
    kinds = [one for one in _statements(bench, "ontology/llika-core") if one.subject in KINDS]
    members = [bench.pick(kinds, lambda one: one.subject) for _ in range(bench.random.randint(2, 3))]
    above = [*members[1:], members[0]]
    line, *others = [one.add("rdfs:subClassOf", two.subject) for one, two in zip(members, above, strict=True)]
    return _fault(members[0], line, "hierarchy-cycle", *others)


def term_of_two_kinds(bench: Bench) -> Fault:
    """A term is declared as two things that cannot share a name."""
    one = _declared(bench, SECOND)
    [first] = one.of("a")
    kind, rule = bench.random.choice(SECOND[first.term])
    line = one.add_value(first, kind)
    return _fault(one, line, rule, one.head, follow_ups=frozenset({"name-case"}))


def axiom_outside_the_profiles(bench: Bench) -> Fault:
    """A class stands below what the rules conclude nothing from, or has values that OWL does not have."""
    one = _leaf(bench)
    term, rule = bench.random.choice(OUTSIDE)
    if term.startswith("xsd:"):
        term = f"[ a owl:Restriction ; owl:allValuesFrom {term} ; owl:onProperty :part ]"
    line = one.add("rdfs:subClassOf", term)
    return _fault(one, line, rule, follow_ups=frozenset({"owl-rl-datatype"}))


def undeclared_in_an_axiom(bench: Bench) -> Fault:
    """An axiom names a term that is misspelt."""
    one = _declared(bench, UNDECLARED)
    line = one.add(*bench.random.choice(UNDECLARED[one.term("a") or ""]))
    return _fault(one, line, "owl-dl-undeclared")


def catalog_leads_astray(bench: Bench) -> Fault:
    """The catalog names a file that is not there, or gives a file another name than its header does."""
    sheet = bench.folder.sheets[CATALOG]
    lines = [line for line in sheet.lines if "<uri " in line.text and "/service/" not in line.text]
    line = bench.pick(lines, lambda line: line.text)
    name, file = re.findall(r'e?="(.*?)"', line.text)
    if bench.random.random() < 0.5:
        line.text = line.text.replace(file, file.replace(".ttl", "x.ttl"))
        return Fault(sheet, (line,), frozenset({"catalog-file-missing"}))
    line.text = line.text.replace(f'"{name}"', f'"{name}x"')
    follow_ups = frozenset({"catalog-entry-missing"})
    return Fault(sheet, (line,), frozenset({"catalog-name-differs"}), follow_ups, frozenset({f"<{name}>"}))


def deprecated_class(bench: Bench) -> Fault:
    """A deprecated class is still used, in an axiom and elsewhere."""
    terms = {one.subject: one for one in _terms(bench) if one.term("a") == "owl:Class"}
    places = [(one, value) for one in terms.values() for value in one.of("rdfs:subClassOf") if value.term in terms]
    one, value = bench.pick(places, lambda place: place[1].term)
    terms[value.term].add("owl:deprecated", "true")
    follow_ups = {"deprecated-used"}
    if bench.random.random() < 0.5:
        terms[value.term].add("dcterms:isReplacedBy", ":Collective")
        follow_ups.add("owl-dl-undeclared")  # the project has declared no such property so far
    else:
        follow_ups.add("deprecated-unreplaced")
    rules = frozenset({"deprecated-used"})
    return Fault(one.sheet, (value.line,), rules, frozenset(follow_ups), frozenset({value.term}))


def name_in_the_wrong_case(bench: Bench) -> Fault:
    """A class is named as a property is, or a property as a class, wherever it is named."""
    taken = {name for one in [*bench.data(), *bench.claims()] for name in one.names()}
    names = [one.subject for one in _terms(bench)]
    taken |= {_other_case(name) for name in names} | {name for name in names if names.count(name) > 1}
    one = _declared(bench, SECOND, lambda one: one.subject not in taken)
    written = re.compile(rf"(?<![\w:]){one.subject}(?![\w-])")
    other = _other_case(one.subject)
    for sheet in bench.folder.sheets.values():
        for line in sheet.lines:
            line.text = written.sub(other, line.text)
    return _fault(one, one.head, "name-case")


def term_of_a_rule(bench: Bench) -> Fault:
    """A closed-world rule names a term that is misspelt."""
    sheet = bench.folder.sheets[RULE]
    places = [(line, name) for line in sheet.lines for name in re.findall(r" (:[A-Za-z]+)", line.text)]
    line, name = bench.pick(places, lambda place: f"{RULE}:{sheet.number(place[0])} {place[1]}")
    line.text = line.text.replace(name, name[:4] + "x" + name[4:], 1)
    return Fault(sheet, (line,), frozenset({"undeclared-term"}))


def _without(bench: Bench, one: Statement, value: Value, missing: str, untranslated: str) -> Fault:
    """Take out a text, and its translation as often as not."""
    one.drop(value)
    [rest] = one.of(value.predicate)
    if bench.random.random() < 0.5:
        return _fault(one, rest.line, untranslated)
    one.drop(rest)
    return _fault(one, one.head, missing)


def _other_case(name: str) -> str:
    return f":{name[1].swapcase()}{name[2:]}"


def _in_two(one: Statement, value: Value) -> bool:
    return len(one.of(value.predicate)) == 2


def _statements(bench: Bench, start: str) -> list[Statement]:
    """Return the statements about things with a name in files whose names begin so."""
    found = [one for sheet in bench.folder.below(start, ".ttl") for one in sheet.statements()]
    return [one for one in found if _NAME.fullmatch(one.subject)]


def _terms(bench: Bench) -> list[Statement]:
    """Return the statements that declare the project's terms and concepts."""
    return [one for one in _statements(bench, "ontology/llika") if one.of("a")]


def _shapes(bench: Bench) -> list[Statement]:
    return _statements(bench, "shapes/")


def _value(statements: list[Statement], bench: Bench, fits: Fits) -> tuple[Statement, Value]:
    places = [(one, value) for one in statements for value in one.values]
    return bench.pick(places, lambda place: place[0].subject, lambda place: fits(*place))


def _declared(
    bench: Bench, kinds: dict[str, list[tuple[str, str]]], fits: Callable[[Statement], bool] = lambda _: True
) -> Statement:
    """Return a random term of one of the kinds; of the classes, only those on which nothing hangs."""
    kind = bench.random.choice(list(kinds))
    if kind == "owl:Class":
        return _leaf(bench, fits)
    terms = [one for one in _terms(bench) if one.term("a") == kind]
    return bench.pick(terms, lambda one: one.subject, fits)


def _leaf(bench: Bench, fits: Callable[[Statement], bool] = lambda _: True) -> Statement:
    """Return a random class that nothing else names: an axiom on it changes no conclusion from the facts."""
    named = {name for one in _statements(bench, "ontology/") for name in one.names() - {one.subject}}
    free = _idle(bench) - named - {*KINDS}
    classes = [one for one in _terms(bench) if one.term("a") == "owl:Class" and one.subject in free]
    return bench.pick(classes, lambda one: one.subject, fits)


def _idle(bench: Bench) -> set[str]:
    """Return the terms that neither facts nor shapes nor queries name."""
    others = [sheet for name, sheet in bench.folder.sheets.items() if not name.startswith("ontology/llika")]
    named = {name for sheet in others for name in _NAME.findall(sheet.text)}
    return {one.subject for one in _terms(bench)} - named


def _fault(one: Statement, line: Line, rule: str, *others: Line, follow_ups: frozenset[str] = frozenset()) -> Fault:
    return Fault(one.sheet, (line, *others), frozenset({rule}), follow_ups, frozenset({one.subject}))
