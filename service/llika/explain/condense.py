"""Proofs for people: the steps through unnamed classes folded into the axiom they belong to.

“REMURPE is an agency network” takes ten rule instances, most of them about classes that only exist as part of a
definition. Folded, it is three steps: the definition, the axiom behind it, and what the documents say.
"""

from __future__ import annotations

from dataclasses import replace

from ..terms import RDF, BlankNode, Text
from .grounds import Grounds

_SAYS_WHY = ("cax-", "scm-", "prp-")


def condense(grounds: Grounds) -> Grounds:
    """Return the same explanation with every step about an unnamed class folded into the step that uses it."""
    premises, axioms, rules, words = _fold(grounds)
    return replace(
        grounds,
        rule=" · ".join(dict.fromkeys(rules)),
        wording=words,
        axioms=tuple(dict.fromkeys(axioms)),
        premises=tuple(dict.fromkeys(condense(premise) for premise in premises)),
    )


def _fold(step: Grounds) -> tuple[list[Grounds], list[Grounds], list[str], Text]:
    """Return the named premises under a step, the axioms on the way, the rules used, and the words that say why."""
    premises: list[Grounds] = []
    axioms = list(step.axioms)
    rules = [step.rule]
    words = step.wording
    has_words = step.rule.startswith(_SAYS_WHY)
    for premise in step.premises:
        if not _is_unnamed(premise):
            premises.append(premise)
            continue
        inner_premises, inner_axioms, inner_rules, inner_words = _fold(premise)
        premises += inner_premises
        axioms += inner_axioms
        rules += inner_rules
        if not has_words:
            words, has_words = inner_words, True
    return premises, axioms, rules, words


def _is_unnamed(step: Grounds) -> bool:
    """Tell whether a step says that something belongs to a class without a name."""
    _, predicate, value = step.fact
    return predicate == RDF.type and isinstance(value, BlankNode)
