"""Closed-world rules for readers."""

from __future__ import annotations

from ..derive import ClosedWorldRule
from ..explain import Json, Labels
from ..sparql import iris
from ..terms import NamedNode


def rule_as_json(rule: ClosedWorldRule, labels: Labels) -> Json:
    """Return what a rule concludes, from what absence, and why that may be concluded."""
    concluded = dict.fromkeys(iri for iri, _, _ in iris(f"{rule.prologue} CONSTRUCT {{ {rule.head} }} WHERE {{}}"))
    return {
        "name": rule.name,
        "basis": rule.basis.label,
        "sentence": {language: _said(words) for language, words in rule.sentence._asdict().items()},
        "justification": rule.justification._asdict(),
        "concludes": [{"iri": iri, "label": labels.shown(NamedNode(iri))} for iri in concluded],
        "head": " ".join(rule.head.split()),
        "where": rule.where,
    }


def _said(words: str) -> str:
    return words.replace("{", "").replace("}", "")
