"""A rule of the table: its atoms, and how the text of the table becomes rules.

The notation, one rule to a paragraph::

    cax-sco | ?c rdfs:subClassOf ?d ; ?x a ?c => ?x a ?d
      en every {c} is a {d}
      es todo lo que es {c} es {d}

* ``=> false`` makes an inconsistency rule; nothing before ``=>`` makes an axiom.
* ``(?m)`` as an object reads an RDF list. ``?m_i`` then stands for any one member, ``?m_i`` with ``?m_j`` for any two
  (i < j), and an atom after ``all`` is repeated for every member: there ``?u_i`` and ``?u_next`` are fresh variables
  for this member and the next, and ``?u_0`` and ``?u_n`` name the first and the last of them.
* Predicates of the prefix ``value:`` test literals by value (:mod:`llika.rules.datatypes`); integers are literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ..terms import PREFIXES, RDF, Fact, Namespace, Term, Text, expand

VALUE = Namespace("https://w3id.org/llika/value-test#")
"""Predicates of the tests on literal values; they occur in rules only, never in facts."""

Pattern = Term | str
"""A place in an atom: a term, or the name of a variable."""

Atom = tuple[Pattern, Pattern, Pattern]
Binding = dict[str, Term]
"""What the variables of a rule stand for."""

_PREFIXES = {**PREFIXES, "value": VALUE}
_RULE = re.compile(r"(?P<name>[\w-]+) \|(?P<body>.*)=>(?P<head>.*)\n\s+en (?P<en>.*)\n\s+es (?P<es>.*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of OWL 2 RL/RDF.

    :param name: the name in the recommendation; a rule with variants comes as several rules of one name
    :param body: what must hold; all of it
    :param head: what follows; nothing if the body is a contradiction
    :param wording: the reason in words, with the rule's variables in braces
    :param members: the name of the variable that stands for a list, if the rule reads one
    :param each: atoms of the body repeated for every member of that list
    """

    name: str
    body: tuple[Atom, ...]
    head: tuple[Atom, ...]
    wording: Text
    members: str | None = None
    each: tuple[Atom, ...] = ()


def parse_rules(text: str) -> Iterator[Rule]:
    """Yield the rules of a text in the notation above.

    :raises ValueError: if a paragraph is not in that notation
    """
    for paragraph in filter(None, map(str.strip, text.split("\n\n"))):
        found = _RULE.fullmatch(paragraph)
        if not found:
            raise ValueError(f"not a rule: {paragraph}")
        yield _parse_rule(found)


def variables(atom: Atom) -> set[str]:
    """Return the names of the variables of an atom."""
    return {part for part in atom if isinstance(part, str)}


def substitute(atom: Atom, binding: Mapping[str, Pattern]) -> Atom:
    """Return the atom with its variables replaced where the mapping has them."""
    subject, predicate, value = (binding.get(part, part) if isinstance(part, str) else part for part in atom)
    return subject, predicate, value


def ground(atom: Atom, binding: Binding) -> Fact:
    """Return the fact that an atom stands for under a binding of all its variables.

    Inside the reasoner a predicate may be a blank node (an anonymous inverse) and a subject a literal: generalised RDF.
    """
    subject, predicate, value = (binding[part] if isinstance(part, str) else part for part in atom)
    return subject, predicate, value  # type: ignore[return-value]


def _parse_rule(found: re.Match[str]) -> Rule:
    parts = [part.strip() for part in found["body"].split(";") if part.strip()]
    lists = re.search(r"\(\?(\w+)\)", found["body"])
    return Rule(
        name=found["name"],
        body=tuple(_parse_atom(part) for part in parts if not part.startswith("all ")),
        head=() if found["head"].strip() == "false" else tuple(_parse_atom(part) for part in found["head"].split(";")),
        wording=Text(found["en"].strip(), found["es"].strip()),
        members=lists[1] if lists else None,
        each=tuple(_parse_atom(part.removeprefix("all ")) for part in parts if part.startswith("all ")),
    )


def _parse_atom(text: str) -> Atom:
    subject, predicate, value = map(_parse_pattern, text.split())
    return subject, predicate, value


def _parse_pattern(token: str) -> Pattern:
    if token.strip("()").startswith("?"):
        return token.strip("()")[1:]
    if token.isdigit():
        return Literal(int(token))
    term: NamedNode | None = RDF.type if token == "a" else expand(token, _PREFIXES)  # noqa: S105
    if term is None:
        raise ValueError(f"not a term: {token}")
    return term
