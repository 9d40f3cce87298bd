"""``llika explain``."""

from __future__ import annotations

from argparse import Namespace

from ..evidence import Basis, Claim, basis_of_graph, basis_of_name
from ..explain import Explainer, Grounds, Views, condense
from ..terms import Text
from .dataset import dataset_of
from .output import Output

_LAYERS = {
    "asserted": Text("asserted", "afirmado"),
    "entailed": Text("entailed", "inferido"),
    "derived": Text("derived", "derivado"),
}


def run(arguments: Namespace, output: Output) -> int:
    """Say why a fact holds, or that it does not."""
    basis = basis_of_name(arguments.basis)
    dataset = dataset_of(arguments, output)
    explainer = Explainer(dataset)
    fact = dataset.fact(arguments.subject, arguments.predicate, arguments.object)
    explanation = explainer.explain(fact, basis)
    views = Views(explainer)
    if output.as_json:
        output.json(views.explanation(explanation))
        return 0
    language = arguments.lang
    basis_words = explanation.basis.words.said_in(language) if explanation.basis is not None else ""
    where = f" [{_LAYERS[explanation.layer].said_in(language)}, {basis_words}]" if basis_words else ""
    output.text(explanation.sentence.said_in(language) + where)
    if explanation.grounds:
        grounds = explanation.grounds if arguments.full else condense(explanation.grounds)
        output.text("\n".join(_tree(views, grounds, language, 1, with_axioms=arguments.full)))
    if explanation.against:
        output.text("\n".join(_tree(views, condense(explanation.against), language, 1, with_axioms=False)))
    for claim in explanation.denials:
        denied = views.labels.sentence(claim.fact).said_in(language) if claim.fact else ""
        by = Text("denied by", "negado por").said_in(language)
        output.text(f"  × {denied} — {by} {_cited_at(views, claim, language)}")
    for gap in explanation.gaps:
        output.text(f"  ? {gap.reason.said_in(language)}")
    return 0 if explanation.basis is not None else 1


def _tree(views: Views, grounds: Grounds, language: str, depth: int, *, with_axioms: bool) -> list[str]:
    indent = "  " * depth
    told = _told(views, grounds, language)
    if grounds.rule == "absent":
        told = Text(f"not found: {told}", f"no se halla: {told}").said_in(language)
    weakest = max((axiom.basis for axiom in grounds.axioms), default=Basis.STATED)
    by = f"{grounds.rule}; {weakest.words.said_in(language)}" if weakest else grounds.rule
    why = "" if grounds.claims else f"\n{indent}  = {grounds.wording.said_in(language)} ({by})"
    lines = [f"{indent}- {told}{why}"]
    for step in (*grounds.premises, *(grounds.axioms if with_axioms else ())):
        lines += _tree(views, step, language, depth + 1, with_axioms=with_axioms)
    return lines + [f"{indent}  @ {_cited_at(views, claim, language)}" for claim in grounds.claims]


def _told(views: Views, grounds: Grounds, language: str) -> str:
    return views.explainer.told(grounds).said_in(language)


def _cited_at(views: Views, claim: Claim, language: str) -> str:
    records, basis = views.dataset.records, basis_of_graph(claim.graph)
    document = records.document_of(claim.support) or claim.support
    passage = records.passages.get(claim.support)
    where = Text(document.value, document.value)
    if passage is not None:
        where = Text(
            f"§ {passage.section}, line {passage.line_start}", f"§ {passage.section}, línea {passage.line_start}"
        )
    certain = Text(f"confidence {claim.confidence}", f"confianza {str(claim.confidence).replace('.', ',')}")
    title = views.dataset.title_of(document) or document.value
    parts = (where, basis.words, certain)
    place, known, certainty = (part.said_in(language) for part in parts)
    return f"{title}, {place} ({known}, {certainty})"
