"""Proofs: every entailed fact has one, its leaves are asserted, and every step is an instance of its rule.

The checker here knows nothing of how the engine compiles or joins: it takes a step and the text of the table, and tries
to make the one out of the other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal

from llika.errors import BudgetExceeded
from llika.rules import RULES, Closure, Proof, Rule, close
from llika.rules.datatypes import are_equal, is_inside
from llika.rules.rule import VALUE, Atom
from llika.terms import OWL, RDF, RDFS, Fact, NamedNode, Namespace, Term, Text, local_name

if TYPE_CHECKING:
    from tests.rules.conftest import Case

EX = Namespace("https://example.org/#")
Names = Mapping[str, Term]


def read_list(node: Term, facts: Set[Fact]) -> list[Term]:
    """Return the members of a list by following its cells."""
    rest = {subject: value for subject, predicate, value in facts if predicate == RDF.rest}
    first = {subject: value for subject, predicate, value in facts if predicate == RDF.first}
    members = []
    while node != RDF.nil:
        members.append(first[node])
        node = rest[node]
    return members


def match(atom: Atom, fact: Fact, names: Names) -> Names | None:
    """Return the names extended so that the atom reads as the fact."""
    found = dict(names)
    for part, term in zip(atom, fact, strict=True):
        if isinstance(part, str) and found.setdefault(part, term) != term:
            return None
        if not isinstance(part, str) and part != term:
            return None
    return found


def readings(body: tuple[Atom, ...], premises: list[Fact], names: Names) -> Iterator[Names]:
    """Yield the ways of reading the body as exactly these premises, in this order; tests of values are left out."""
    if not body:
        if not premises:
            yield names
        return
    if isinstance(body[0][1], NamedNode) and body[0][1].value.startswith(VALUE):
        yield from readings(body[1:], premises, names)
        return
    for at, premise in enumerate(premises):
        found = match(body[0], premise, names)
        if found is not None:
            yield from readings(body[1:], premises[:at] + premises[at + 1 :], found)


def numbered(atom: Atom, at: int, member: Term) -> Atom:
    """Return an atom of an ``all`` part as it reads for one member of the list."""

    def rename(part: Term | str) -> Term | str:
        if not isinstance(part, str) or "_" not in part:
            return part
        stem, suffix = part.split("_")
        return member if (stem, suffix) == ("m", "i") else f"{stem}_{at + 1 if suffix == 'next' else at}"

    subject, predicate, value = map(rename, atom)
    return subject, predicate, value


def is_instance(step: Proof, rule: Rule, facts: Set[Fact]) -> bool:
    """Return whether a step is what the rule says, with the lists as they were asserted."""
    premises = [proof.fact for proof in (*step.axioms, *step.premises)]
    return any(_reads_as(step.fact, premises, rule, head, facts) for head in rule.head)


def _reads_as(fact: Fact, premises: list[Fact], rule: Rule, head: Atom, facts: Set[Fact]) -> bool:
    if rule.members is None:
        names = match(head, fact, {})
        return names is not None and any(True for _ in readings(rule.body, premises, names))
    list_atom = next(atom for atom in rule.body if atom[2] == "m")
    axiom = next(premise for premise in premises if premise[1] == list_atom[1] and isinstance(premise[2], BlankNode))
    members = read_list(axiom[2], facts)
    repeated = tuple(numbered(atom, at, member) for at, member in enumerate(members) for atom in rule.each)
    last = f"u_{len(members)}"
    ended = tuple(last if part == "u_n" else part for part in head)
    names = match((ended[0], ended[1], ended[2]), fact, {})
    found = [] if names is None else list(readings(rule.body + repeated, premises, names))
    return any(reading.get("m_i", members[0]) in members for reading in found)


def check(proof: Proof, closure: Closure) -> None:
    """Fail unless the proof is one."""
    for step in proof.steps():
        if step.rule == "asserted":
            assert step.fact in closure.asserted
            assert not step.axioms
            assert not step.premises
        elif step.rule == "dt-type2":
            assert is_inside(step.fact[0], step.fact[2])
        elif step.rule == "dt-eq":
            assert are_equal(step.fact[0], step.fact[2])
        else:
            variants = [rule for rule in RULES if rule.name == step.rule]
            assert any(is_instance(step, rule, closure.asserted) for rule in variants), step
    _check_not_circular(proof, frozenset())


def _check_not_circular(proof: Proof, above: frozenset[Fact]) -> None:
    assert proof.fact not in above
    for part in (*proof.axioms, *proof.premises):
        _check_not_circular(part, above | {proof.fact})


def test_every_entailed_fact_has_a_proof_that_a_second_reader_accepts(case: Case) -> None:
    for fact in case.closure.entailed | case.entailed:
        proof = case.closure.explain(fact)
        assert proof is not None
        assert proof.fact == fact
        check(proof, case.closure)


def test_what_does_not_follow_has_no_proof(case: Case) -> None:
    assert [fact for fact in case.absent if case.closure.explain(fact) is not None] == []
    assert [fact for fact in case.absent if case.closure.explain_all(fact)] == []


def test_all_proofs_are_proofs_and_differ_in_their_last_step(case: Case) -> None:
    for fact in case.closure.entailed:
        proofs = case.closure.explain_all(fact)
        last_steps = [(proof.rule, [part.fact for part in (*proof.axioms, *proof.premises)]) for proof in proofs]
        assert all(last_steps.count(one) == 1 for one in last_steps)
        assert [len(list(proof.steps())) for proof in proofs] == sorted(len(list(proof.steps())) for proof in proofs)
        assert proofs
        for proof in proofs:
            assert proof.fact == fact
            check(proof, case.closure)


def test_all_proofs_of_an_asserted_fact_begin_with_its_being_asserted() -> None:
    facts: list[Fact] = [(EX.C, RDFS.subClassOf, EX.D), (EX.a, RDF.type, EX.C), (EX.a, RDF.type, EX.D)]
    assert [proof.rule for proof in close(facts).explain_all(facts[2])] == ["asserted", "cax-sco"]


def test_no_proof_goes_through_what_it_proves() -> None:
    facts: list[Fact] = [
        (EX.C, OWL.equivalentClass, EX.D),
        (EX.D, OWL.equivalentClass, EX.E),
        (EX.a, RDF.type, EX.C),
        (EX.p, RDFS.domain, EX.E),
        (EX.a, EX.p, EX.b),
    ]
    goal = (EX.a, RDF.type, EX.D)
    closure = close(facts)
    proofs = closure.explain_all(goal)
    assert len(proofs) > 2
    for proof in proofs:
        check(proof, closure)
        assert sum(step.fact == goal for step in proof.steps()) == 1
    assert len(closure.explain_all(goal, limit=1)) < len(proofs)


def test_every_contradiction_is_proved_fact_by_fact(case: Case) -> None:
    for clash in case.closure.clashes:
        proofs = case.closure.explain_clash(clash)
        assert [proof.fact for proof in proofs] == list(clash.facts)
        for proof in proofs:
            check(proof, case.closure)


def test_the_checker_refuses_a_step_that_is_no_instance_of_its_rule() -> None:
    axiom = Proof((EX.C, RDFS.subClassOf, EX.D), "asserted")
    premise = Proof((EX.a, RDF.type, EX.C), "asserted")
    closure = close([axiom.fact, premise.fact])
    check(Proof((EX.a, RDF.type, EX.D), "cax-sco", (axiom,), (premise,)), closure)
    with pytest.raises(AssertionError):
        check(Proof((EX.a, RDF.type, EX.E), "cax-sco", (axiom,), (premise,)), closure)
    with pytest.raises(AssertionError):
        check(Proof((EX.a, RDF.type, EX.D), "cax-sco", (), (premise,)), closure)
    with pytest.raises(AssertionError):
        check(Proof((EX.a, RDF.type, EX.D), "asserted"), closure)


def test_an_asserted_fact_is_its_own_proof_even_if_it_follows() -> None:
    facts: list[Fact] = [(EX.C, RDFS.subClassOf, EX.D), (EX.a, RDF.type, EX.C), (EX.a, RDF.type, EX.D)]
    assert close(facts).explain(facts[2]) == Proof(facts[2], "asserted")


def test_the_proof_with_the_fewest_levels_is_preferred() -> None:
    facts: list[Fact] = [
        (EX.A, RDFS.subClassOf, EX.B),
        (EX.B, RDFS.subClassOf, EX.C),
        (EX.a, RDF.type, EX.A),
        (EX.p, RDFS.domain, EX.C),
        (EX.a, EX.p, EX.b),
    ]
    proof = close(facts).explain((EX.a, RDF.type, EX.C))
    assert proof is not None
    assert proof.rule == "prp-dom"
    assert set(proof.leaves()) == {facts[3], facts[4]}


def test_of_proofs_with_as_many_levels_the_one_with_fewer_steps_is_preferred() -> None:
    facts: list[Fact] = [
        (EX.R, OWL.someValuesFrom, EX.D),
        (EX.R, OWL.onProperty, EX.p),
        (EX.a, EX.p, EX.b),
        (EX.b, RDF.type, EX.D),
        (EX.C, RDFS.subClassOf, EX.R),
        (EX.a, RDF.type, EX.C),
    ]
    proof = close(facts).explain((EX.a, RDF.type, EX.R))
    assert proof is not None
    assert proof.rule == "cax-sco"


def test_a_pair_of_inverses_does_not_prove_itself() -> None:
    closure = close([(EX.p, OWL.inverseOf, EX.q), (EX.q, OWL.inverseOf, EX.p), (EX.a, EX.p, EX.b)])
    proof = closure.explain((EX.b, EX.q, EX.a))
    assert proof is not None
    assert (EX.a, EX.p, EX.b) in set(proof.leaves())
    assert closure.explain((EX.a, EX.q, EX.b)) is None


def test_a_long_proof_does_not_exhaust_the_stack() -> None:
    people = [EX.term(f"p{number}") for number in range(1500)]
    heirs: list[Fact] = [
        (EX.R, OWL.allValuesFrom, EX.Noble),
        (EX.R, OWL.onProperty, EX.child),
        (EX.Noble, RDFS.subClassOf, EX.R),
    ]
    lineage: list[Fact] = [(one, EX.child, other) for one, other in pairwise(people)]
    closure = close([*heirs, *lineage, (people[0], RDF.type, EX.Noble)])
    proof = closure.explain((people[-1], RDF.type, EX.Noble))
    assert proof is not None
    assert len(set(proof.leaves())) == 3 + 1499 + 1


def test_too_small_a_limit_is_an_error_and_not_a_no() -> None:
    closure = close([(EX.A, RDFS.subClassOf, EX.B), (EX.B, RDFS.subClassOf, EX.C), (EX.C, RDFS.subClassOf, EX.D)])
    with pytest.raises(BudgetExceeded) as raised:
        closure.explain((EX.A, RDFS.subClassOf, EX.D), limit=0)
    assert raised.value.code == "proof-not-found"
    assert closure.explain((EX.D, RDFS.subClassOf, EX.A), limit=0) is None


def test_a_step_says_its_reason_in_both_languages() -> None:
    closure = close([(EX.Network, RDFS.subClassOf, EX.Body), (EX.n, RDF.type, EX.Network)])
    proof = closure.explain((EX.n, RDF.type, EX.Body))
    assert proof is not None
    assert proof.sentence() == Text("every Network is a Body", "todo lo que es Network es Body")
    spanish = {"Network": "red", "Body": "colectivo"}

    def name(term: Term) -> Text:
        local = local_name(term.value)
        return Text(local.lower(), spanish.get(local, local))

    assert proof.sentence(name) == Text("every network is a body", "todo lo que es red es colectivo")
    assert proof.premises[0].sentence().en == "it is stated"


@pytest.mark.parametrize(("name", "article"), [("Actor", "an"), ("Network", "a"), ("Unit", "a"), ("idea", "an")])
def test_an_english_wording_has_the_article_that_the_name_asks_for(name: str, article: str) -> None:
    axiom: Fact = (EX.C, RDFS.subClassOf, EX.term(name))
    proof = close([axiom, (EX.c, RDF.type, EX.C)]).explain((EX.c, RDF.type, EX.term(name)))
    assert proof is not None
    assert proof.sentence().en == f"every C is {article} {name}"


def test_a_contradiction_says_what_is_wrong() -> None:
    closure = close([(EX.p, RDF.type, OWL.FunctionalProperty), *((EX.a, EX.p, Literal(n)) for n in (1, 2))])
    (clash,) = closure.clashes
    assert clash.sentence().en == "1 and 2 are different values and would have to be the same"


_SCRIPT = """
import sys
from pyoxigraph import parse
from llika.rules import close
facts = [(q.subject, q.predicate, q.object) for path in sys.argv[1:] for q in parse(path=path)]
closure = close(facts)
for fact in sorted(closure.entailed, key=str):
    for step in closure.explain(fact).steps():
        print(step.rule, *step.fact)
print(closure.clashes)
"""


def test_another_process_finds_the_same_proofs(tmp_path: Path) -> None:
    facts = [
        f"<https://example.org/#{one}> <{predicate}> <https://example.org/#{other}> ."
        for predicate in (RDFS.subClassOf.value, OWL.sameAs.value, OWL.differentFrom.value)
        for one, other in ("ab", "bc", "cd", "ae", "ed", "da")
    ]
    given = tmp_path / "facts.nt"
    given.write_text("\n".join(facts), encoding="utf-8")
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(given)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
