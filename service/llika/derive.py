"""Closed-world rules: what follows from something being absent, where a document entitles us to close the world.

A rule is one file, ``ontology/rules/NAME.rq``: a CONSTRUCT query whose ``#+`` header says what to show of it.

    #+ order: 10                     rules run in this order; a later one sees what earlier ones derived
    #+ basis: stated                 the strongest stratum it may run in
    #+ sentence: {en: …, es: …}      its wording; {committee} stands for the variable ?committee
    #+ closed_world: {en: …, es: …}  why closing the world is justified here
    #+ because: |                    triple patterns whose matches are shown as premises
    #+ absent: |                     triple patterns, with the CONSTRUCT's variables only, that hold nowhere

Rules run once per stratum over its closure. What they derive is not reasoned over again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from .errors import Place, SyntaxFault
from .evidence import Basis, basis_of_name
from .sparql import Kind, Token, bind, tokens
from .sparql import facts as construct
from .sparql import rows as select
from .sparql.header import header_text, read_header
from .terms import Fact, Term, Text, quad


@dataclass(frozen=True, slots=True)
class ClosedWorldRule:
    """A rule as its file gives it, cut into the parts that are run one by one."""

    name: str
    order: int
    basis: Basis
    sentence: Text
    justification: Text
    prologue: str
    head: str
    where: str
    because: str
    absent: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived fact: the rule, what it matched and what was absent.

    :param sentence: the rule's wording, with ``{name}`` for what is in ``bindings``
    """

    fact: Fact
    rule: str
    sentence: Text
    justification: Text
    bindings: tuple[tuple[str, Term], ...]
    premises: tuple[Fact, ...]
    absent: tuple[Fact, ...]


def read_rule(path: Path, *, shown_as: str) -> ClosedWorldRule:
    """Read a rule file.

    :raises SyntaxFault: ``query-header``, ``rule-form``
    """
    text = path.read_text("utf-8")
    header = read_header(text, file=shown_as)
    found = list(tokens(text))
    start = next((n for n, token in enumerate(found) if token.keyword == "CONSTRUCT"), None)
    if start is None or start + 1 >= len(found) or found[start + 1].text != "{":
        raise _not_a_rule(shown_as)
    head_end = _closing(found, start + 1, shown_as)
    where = next((n for n in range(head_end + 1, len(found)) if found[n].text == "{"), None)
    if where is None:
        raise _not_a_rule(shown_as)
    where_end = _closing(found, where, shown_as)
    head = found[start + 1 : head_end + 1]
    return ClosedWorldRule(
        name=str(header.get("name", path.stem)),
        order=int(str(header.get("order", 0))),
        basis=basis_of_name(str(header.get("basis", "stated"))),
        sentence=header_text(header.get("sentence"), path.stem),
        justification=header_text(header.get("closed_world")),
        prologue=text[: found[start].start],
        head=text[head[0].start + 1 : head[-1].start],
        where=text[found[where].start : found[where_end].end],
        because=str(header.get("because", "")),
        absent=str(header.get("absent", "")),
        variables=tuple(sorted({token.text[1:] for token in head if token.kind is Kind.VARIABLE})),
    )


def derive(rules: Iterable[ClosedWorldRule], facts: Iterable[Fact], basis: Basis) -> list[Derivation]:
    """Run the rules of a stratum over its closure, in their order.

    A fact that several rules derive is listed once, with the first.
    """
    store = Store()
    store.bulk_extend(quad(fact) for fact in facts)
    found: dict[Fact, Derivation] = {}
    for rule in sorted(rules, key=lambda rule: (rule.order, rule.name)):
        if rule.basis <= basis:
            new = [one for one in _run(rule, store) if quad(one.fact) not in store]
            for one in new:
                found.setdefault(one.fact, one)
            store.extend(quad(one.fact) for one in new)
    return sorted(found.values(), key=lambda one: str(one.fact))


def _run(rule: ClosedWorldRule, store: Store) -> Iterator[Derivation]:
    names = " ".join(f"?{name}" for name in rule.variables)
    matches = select(store, f"{rule.prologue} SELECT DISTINCT {names} WHERE {rule.where}")
    for row in sorted(matches.rows, key=lambda row: [str(row[name]) for name in rule.variables]):
        values = {name: term for name, term in row.items() if term is not None}
        premises = _construct(rule, store, rule.because, rule.because, values)
        absent = _construct(rule, store, rule.absent, "", values)
        for fact in _construct(rule, store, rule.head, "", values):
            yield Derivation(
                fact, rule.name, rule.sentence, rule.justification, tuple(values.items()), premises, absent
            )


def _construct(rule: ClosedWorldRule, store: Store, head: str, where: str, values: dict[str, Term]) -> tuple[Fact, ...]:
    """Return the instances of some triple patterns for one match of a rule, sorted."""
    query = bind(f"CONSTRUCT {{ {head} }} WHERE {{ {where} }}", values)
    return tuple(sorted(construct(store, rule.prologue + query), key=str))


def _closing(tokens: list[Token], opening: int, file: str) -> int:
    depth = 0
    for number in range(opening, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[number].text, 0)
        if depth == 0:
            return number
    raise _not_a_rule(file)


def _not_a_rule(file: str) -> SyntaxFault:
    return SyntaxFault(
        "rule-form",
        Text("A rule is CONSTRUCT { … } WHERE { … }.", "Una regla es CONSTRUCT { … } WHERE { … }."),
        Text("See docs/rules.md for the form of a rule.", "Vea la forma de una regla en docs/rules.md."),
        place=Place(file),
    )
