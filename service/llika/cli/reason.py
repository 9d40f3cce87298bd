"""``llika reason``: the reasoner alone, on any RDF files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from itertools import chain
from textwrap import indent

from rich.markup import escape

from .. import infer
from ..budget import DEFAULT, Budget
from ..errors import NotFound, UsageError
from ..files import replace_file
from ..rules.forms import as_jsonld, as_markdown, as_text
from ..terms import PREFIXES, Fact, Lines, Text, quad
from ..turtle import read_any, read_text
from .output import Output


def _budget(arguments: Namespace) -> Budget:
    """Return the limits that the command line gives, and the usual ones for the rest."""
    given = {name: getattr(arguments, name) for name in ("facts", "pairs", "same", "seconds", "memory")}
    return replace(DEFAULT, **{name: limit for name, limit in given.items() if limit is not None})


def run(arguments: Namespace, output: Output) -> int:
    """Close RDF files and print what they say and what follows, or one proof."""
    if arguments.explain:
        return _prove(arguments, output)
    with output.counting() as progress:
        closure = infer(
            arguments.files,
            engine=arguments.engine,
            trivial=arguments.trivial,
            budget=_budget(arguments),
            progress=progress,
        )
    if output.as_json:
        output.json({"clashes": [{"rule": c.rule, "sentence": c.sentence()._asdict()} for c in closure.clashes]})
    for clash in closure.clashes:
        output.err.print(f"[red]inconsistent[/] by {clash.rule}: {escape(clash.sentence().en)}")
        for proof in closure.explain_clash(clash):
            output.err.print(indent(as_text(proof), "  "), markup=False)
    wanted = [closure.entailed] if arguments.inferred_only else [closure.asserted, closure.entailed]
    lines = chain.from_iterable(map(_lines, wanted))
    if arguments.out:
        replace_file(arguments.out, lines)
    elif not output.as_json:
        output.lines(lines)
    if arguments.stats:
        output.err.print(f"{len(closure.asserted)} asserted, {len(closure.entailed)} entailed", markup=False)
    return 1 if closure.clashes else 0


def _lines(facts: Set[Fact]) -> Iterable[str]:
    """Return facts as lines of N-Triples, always in the same order; those in columns are never made into terms."""
    return facts.lines() if isinstance(facts, Lines) else sorted(f"{quad(fact)} .\n" for fact in facts)


def _prove(arguments: Namespace, output: Output) -> int:
    """Prove one fact from the files, in the names that their prefixes give."""
    budget = _budget(arguments)
    with output.counting() as progress:
        documents = [read_any(path, budget=budget, progress=progress) for path in arguments.files]
    prefixes = {**PREFIXES, **{prefix: stem for document in documents for prefix, stem in document.prefixes.items()}}
    fact = _fact_of_turtle(arguments.explain, prefixes)
    with output.counting() as progress:
        facts = (one for document in documents for one in document.facts)
        closure = infer(facts, engine=arguments.engine, budget=budget, progress=progress)
        first = closure.explain(fact)
        proofs = [first] if first and arguments.most < 2 else closure.explain_all(fact)[: arguments.most]
    if not proofs:
        raise _not_entailed(" ".join(arguments.explain))
    if output.as_json or arguments.form == "jsonld":
        output.text(as_jsonld(*proofs))
    else:
        write = as_markdown if arguments.form == "markdown" else as_text
        output.text("\n\n".join(write(proof, prefixes, language=arguments.lang) for proof in proofs))
    return 0


def _fact_of_turtle(words: list[str], prefixes: Mapping[str, str]) -> Fact:
    declared = "".join(f"PREFIX {prefix}: <{stem}> " for prefix, stem in prefixes.items())
    facts = read_text(f"{declared}\n{' '.join(words)} .", file="--explain").facts
    if len(facts) != 1:
        raise UsageError(
            "one-fact",
            Text("--explain takes one fact.", "--explain toma un solo hecho."),
            Text("Give a subject, a predicate and an object.", "Dé un sujeto, un predicado y un objeto."),
        )
    return facts[0]


def _not_entailed(told: str) -> NotFound:
    return NotFound(
        "fact-unknown",
        Text(f"The files do not entail: {told}.", f"Los archivos no implican: {told}."),
        Text(
            "Check the names and prefixes; OWL 2 RL cannot conclude that something exists or is absent.",
            "Revise los nombres y prefijos; OWL 2 RL no puede concluir que algo exista o falte.",
        ),
    )
