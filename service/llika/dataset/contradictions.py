"""What contradicts what, as findings: within a stratum by the rules, between documents by their denials and gaps."""

from __future__ import annotations

from ..evidence import STRATA, Basis, Evidence
from ..findings import Finding, Level
from ..sources import Sources
from ..terms import Fact, Text
from .infer import Contradiction, Inference
from .support import Support


def inconsistencies(sources: Sources, inference: Inference) -> list[Finding]:
    """Return the contradictions of the stratum that ended the inference, each with what it comes down to."""
    if not inference.contradictions:
        return []
    support, basis = Support(sources.evidence), STRATA[len(inference.strata)]
    return [_inconsistency(sources, support, basis, found) for found in inference.contradictions]


def disagreements(sources: Sources, inference: Inference) -> list[Finding]:
    """Return where what is stated, or follows from it, is denied or said not to be stated."""
    return Support(sources.evidence).contradictions(inference.strata[0]) if inference.strata else []


def _inconsistency(sources: Sources, support: Support, basis: Basis, found: Contradiction) -> Finding:
    evidence, clash, wording = support.evidence, found.clash, found.clash.sentence()
    told = "; ".join(evidence.tell(fact) for fact in clash.facts)
    grounds = "; ".join(_cited(sources, support, fact) for fact in found.leaves)
    graph, fact = _home(evidence, found)
    return Finding(
        "inconsistent",
        Level.VIOLATION,
        Text(
            f"The stratum “{basis.words.en}” contradicts itself by {clash.rule}: {wording.en} ({told}). "
            f"It comes down to: {grounds}.",
            f"El estrato «{basis.words.es}» se contradice por {clash.rule}: {wording.es} ({told}). "
            f"Se reduce a: {grounds}.",
        ),
        Text("One of these facts or axioms is wrong.", "Uno de estos hechos o axiomas es erróneo."),
        evidence.place_of(graph, *fact),
        evidence.name(fact[0]),
    )


def _cited(sources: Sources, support: Support, fact: Fact) -> str:
    """Return an asserted fact or axiom with its place, and its claims where it has any."""
    evidence = support.evidence
    graphs = {**sources.modules, **sources.graphs}
    places = (evidence.place_of(graph, *fact) for graph, facts in graphs.items() if fact in facts)
    claims = (evidence.name(claim.iri) for claim in support.claims(fact))
    cited = ", ".join([*(str(place) for place in places if place), *claims])
    return f"{evidence.tell(fact)} [{cited}]" if cited else evidence.tell(fact)


def _home(evidence: Evidence, found: Contradiction) -> tuple[str, Fact]:
    """Return a graph of the data and a fact there: one that clashes, one it comes down to, or else any that clashes."""
    said: dict[Fact, str] = {fact: name for name, facts in evidence.graphs.items() for fact in facts}
    for fact in (*reversed(found.clash.facts), *found.leaves):
        if fact in said:
            return said[fact], fact
    return "", found.clash.facts[-1]
