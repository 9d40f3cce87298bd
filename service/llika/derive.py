"""Closed-world rules: what follows from something being absent, where a document entitles us to close the world.

A rule is one file, ``ontology/rules/NAME.rq``: a CONSTRUCT query whose ``#+`` header says what to show of it.

    #+ order: 10                     rules run in this order; a later one sees what earlier ones derived
    #+ basis: stated                 the strongest stratum it may run in
    #+ sentence: {en: …, es: …}      its wording; {committee} stands for the variable ?committee
    #+ closed_world: {en: …, es: …}  why closing the world is justified here
    #+ because: |                    triple patterns whose matches are shown as premises
    #+ absent: |                     triple patterns that hold nowhere; a variable of the rule's own stands for anything

Rules run once per stratum over its closure. What they derive is not reasoned over again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from .adapters.oxigraph import fill
from .errors import Place, QueryError, SyntaxFault, UsageError
from .evidence import Basis, basis_of_name
from .sparql import Kind, Token, bind, tokens
from .sparql import facts as construct
from .sparql import rows as select
from .sparql.header import header_text, read_header, slots_of
from .terms import RDF, XSD, BlankNode, Fact, Literal, NamedNode, Term, Text, quad
from .turtle import contents, decoded


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

    :raises InputError: ``not-utf8``
    :raises SyntaxFault: ``query-header``, ``rule-form``, ``query-syntax``
    """
    text = _read(path, shown_as)
    header = read_header(text, file=shown_as)
    try:
        rule = _taken_apart(text, header, path.stem, shown_as)
        construct(Store(), text)
        for patterns in (rule.because, rule.absent):
            construct(Store(), f"{rule.prologue} CONSTRUCT {{ {patterns} }} WHERE {{}}")
    except QueryError as error:
        at = (error.place.line, error.place.column) if error.place else ()
        raise SyntaxFault(error.code, error.message, error.hint, place=Place(shown_as, *at)) from error
    try:
        named = {slot for words in rule.sentence for slot in slots_of(words)}
    except ValueError as error:
        raise SyntaxFault(
            "rule-form",
            Text(
                "The sentence has a lone brace, or more than a name between braces.",
                "La frase tiene una llave suelta, o más que un nombre entre llaves.",
            ),
            Text("Use the variables of the CONSTRUCT in braces.", "Use entre llaves las variables del CONSTRUCT."),
            place=Place(shown_as),
        ) from error
    if not named <= set(rule.variables):
        wrong = ", ".join(sorted(named - set(rule.variables)))
        raise SyntaxFault(
            "rule-form",
            Text(
                f"The sentence names {{{wrong}}}, which the rule does not conclude about.",
                f"La frase nombra {{{wrong}}}, sobre lo que la regla no concluye.",
            ),
            Text("Use the variables of the CONSTRUCT in braces.", "Use entre llaves las variables del CONSTRUCT."),
            place=Place(shown_as),
        )
    return rule


def derive(
    rules: Iterable[ClosedWorldRule], facts: Iterable[Fact], basis: Basis, world: World | None = None
) -> list[Derivation]:
    """Run the rules of a stratum over its closure, in their order.

    A fact that several rules derive is listed once, with the first. Nothing is derived about anonymous things.

    :param world: what the rules of the stronger strata ran over, which is part of these facts
    """
    world = world or World()
    world.grow(facts)
    found: dict[Fact, Derivation] = {}
    for rule in sorted(rules, key=lambda rule: (rule.order, rule.name)):
        if rule.basis <= basis:
            new = [one for one in _run(rule, world) if quad(one.fact) not in world.store]
            for one in new:
                found.setdefault(one.fact, one)
            world.store.extend(quad(one.fact) for one in new)
    for fact in found:  # with more facts a rule may no longer derive it
        world.store.remove(quad(fact))
    return sorted(found.values(), key=lambda one: str(one.fact))


class World:
    """What rules run over: facts in a store, and how their literals are written, which the store does not keep.

    A store holds numbers by value: it returns ``530.0`` as ``530`` and an ``xsd:int`` as an ``xsd:integer``.
    """

    def __init__(self) -> None:
        self.store = Store()
        self._given: set[Fact] = set()
        self._written: Mapping[Term, list[Term]] = {}

    def grow(self, facts: Iterable[Fact]) -> None:
        """Add facts to those given before."""
        new = set(facts) - self._given
        fill(self.store, new)
        self._given |= new
        self._written = _spellings(self._given)

    def written(self, term: Term) -> Term:
        """Return a term of the store as the facts write it."""
        return self._written.get(term, (term,))[0]

    def written_fact(self, fact: Fact) -> Fact:
        """Return a fact of the store as it was given; one that was not, with its terms as others write them."""
        subject, predicate, value = fact
        spelled = [(subject, predicate, spelling) for spelling in self._written.get(value, (value,))]
        return next((one for one in spelled if one in self._given), spelled[0])


def _spellings(facts: Iterable[Fact]) -> Mapping[Term, list[Term]]:
    """Return, for each literal as a store returns it, the ways the facts write it, sorted."""
    typed = {o for _, _, o in facts if isinstance(o, Literal) and o.datatype not in (XSD.string, RDF.langString)}
    numbered = {NamedNode(f"urn:n:{n}"): literal for n, literal in enumerate(sorted(typed, key=str))}
    store = Store()
    store.bulk_extend(quad((name, RDF.value, literal)) for name, literal in numbered.items())
    spellings: dict[Term, list[Term]] = defaultdict(list)
    for name, literal in numbered.items():
        for kept in store.quads_for_pattern(name, RDF.value, None):
            spellings[kept.object].append(literal)  # type: ignore[index]
    return spellings


def _run(rule: ClosedWorldRule, world: World) -> Iterator[Derivation]:
    names = " ".join(f"?{name}" for name in rule.variables) or "(true AS ?holds)"
    matches = select(world.store, f"{rule.prologue} SELECT DISTINCT {names} WHERE {rule.where}")
    for row in sorted(matches.rows, key=lambda row: [str(row[name]) for name in rule.variables]):
        values = {name: world.written(term) for name in rule.variables if (term := row[name]) is not None}
        if any(isinstance(term, BlankNode) for term in values.values()):
            continue
        premises = _construct(rule, world, rule.because, rule.because, values)
        absent = tuple(map(_anything, _construct(rule, world, _anonymise(rule.absent, values), "", values)))
        for fact in _construct(rule, world, rule.head, "", values):
            yield Derivation(
                fact, rule.name, rule.sentence, rule.justification, tuple(values.items()), premises, absent
            )


def _construct(
    rule: ClosedWorldRule, world: World, head: str, where: str, values: Mapping[str, Term]
) -> tuple[Fact, ...]:
    """Return the instances of some triple patterns for one match of a rule, sorted."""
    template = f"CONSTRUCT {{ {head} }} WHERE {{ {where} }}"
    named = {token.text[1:] for token in tokens(template) if token.kind is Kind.VARIABLE}
    query = bind(template, {name: term for name, term in values.items() if name in named})
    return tuple(sorted(map(world.written_fact, construct(world.store, rule.prologue + query)), key=str))


def _anything(fact: Fact) -> Fact:
    """Return a fact with its blank nodes under one name: the engine's are new at every run."""
    subject, _, value = (BlankNode("anything") if isinstance(term, BlankNode) else term for term in fact)
    return subject, fact[1], value


def _anonymise(patterns: str, values: Mapping[str, Term]) -> str:
    """Return triple patterns with ``[]`` for every variable that has no value: anything at all."""
    parts, end = [], 0
    for token in tokens(patterns):
        if token.kind is Kind.VARIABLE and token.text[1:] not in values:
            parts += [patterns[end : token.start], "[]"]
            end = token.end
    return "".join([*parts, patterns[end:]])


def _read(path: Path, shown_as: str) -> str:
    return decoded(contents(path, shown_as), shown_as)


def _taken_apart(text: str, header: Mapping[str, object], name: str, file: str) -> ClosedWorldRule:
    found = list(tokens(text))
    start = next((n for n, token in enumerate(found) if token.keyword == "CONSTRUCT"), None)
    if start is None:
        raise _not_a_rule(file)
    head_end = _closing(found, start + 1, file)
    where = head_end + 1 + (head_end + 1 < len(found) and found[head_end + 1].keyword == "WHERE")
    where_end = _closing(found, where, file)
    if where_end + 1 != len(found):
        raise _not_a_rule(file)
    head = found[start + 1 : head_end + 1]
    return ClosedWorldRule(
        name=str(header.get("name", name)),
        order=_order(header, file),
        basis=_basis(header, file),
        sentence=header_text(header.get("sentence"), name),
        justification=header_text(header.get("closed_world")),
        prologue=text[: found[start].start],
        head=text[head[0].start + 1 : head[-1].start],
        where=text[found[where].start : found[where_end].end],
        because=str(header.get("because", "")),
        absent=str(header.get("absent", "")),
        variables=tuple(sorted({token.text[1:] for token in head if token.kind is Kind.VARIABLE})),
    )


def _order(header: Mapping[str, object], file: str) -> int:
    order = header.get("order", 0)
    if not isinstance(order, int):
        problem = Text(f"`order` is {order}, no integer.", f"`order` es {order}, no un entero.")
        raise SyntaxFault(
            "query-header", problem, Text("Write `order: 10`.", "Escriba `order: 10`."), place=Place(file)
        )
    return order


def _basis(header: Mapping[str, object], file: str) -> Basis:
    try:
        return basis_of_name(str(header.get("basis", "stated")))
    except UsageError as error:
        raise SyntaxFault("query-header", error.message, error.hint, place=Place(file)) from error


def _closing(found: list[Token], opening: int, file: str) -> int:
    """Return the number of the token that closes the group that must open at a number."""
    depth = 0
    for number in range(opening, len(found)):
        depth += {"{": 1, "}": -1}.get(found[number].text, 0)
        if depth == 0 and found[number].text == "}":
            return number
        if depth == 0:
            break
    raise _not_a_rule(file)


def _not_a_rule(file: str) -> SyntaxFault:
    return SyntaxFault(
        "rule-form",
        Text("A rule is CONSTRUCT { … } WHERE { … }.", "Una regla es CONSTRUCT { … } WHERE { … }."),
        Text("See docs/rules.md for the form of a rule.", "Vea la forma de una regla en docs/rules.md."),
        place=Place(file),
    )
