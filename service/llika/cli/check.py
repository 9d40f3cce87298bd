"""The command that says what is wrong, once or after every change."""

from __future__ import annotations

from argparse import Namespace

from ..check import Examination, Examiner
from ..dataset import Engine, default_cache
from ..findings import violations
from ..project import Project, bundled
from ..shapes import Validator
from .folders import sources_folder
from .output import Output
from .summary import coverage_as_json, coverage_summary, summary
from .watching import Watching


def run(arguments: Namespace, output: Output) -> int:
    """Say what is wrong with a project; with ``--watch``, again after every change until interrupted."""
    texts, root = sources_folder(arguments), arguments.project or bundled()
    examiner = Examiner(
        engine=Engine(arguments.engine),
        texts=texts,
        validator=Validator(arguments.validator) if arguments.validator else None,
        listed=arguments.coverage,
        cache=None if arguments.no_cache else default_cache(),
    )
    if arguments.watch:
        Watching(root, examiner, output).run(
            [place for place in (texts, arguments.coverage) if place]
        )  # ends when interrupted
    with output.working("checking"):
        found = examiner.examine(Project.open(root))
    _report(arguments, output, found)
    return 1 if violations(found.findings) else 0


def _report(arguments: Namespace, output: Output, found: Examination) -> None:
    if output.as_json:
        coverage = {"coverage": coverage_as_json(found.coverage)} if found.coverage else {}
        output.json({"findings": [finding.as_json() for finding in found.findings], **coverage})
    elif arguments.form == "github":
        output.annotations(found.findings)
    else:
        output.findings(found.findings)
        output.text(summary(found).said_in(output.language))
        if found.coverage:
            output.text(coverage_summary(found.coverage).said_in(output.language))
