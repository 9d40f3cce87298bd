"""``llika build``."""

from __future__ import annotations

from argparse import Namespace

from ..dataset import Dataset
from ..findings import Finding, violations
from ..saved import check_queries, load_all
from ..store import EmbeddedStore
from .dataset import dataset_of
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Check, infer and keep the dataset, and tell its version and how many facts rest on what."""
    dataset = dataset_of(arguments, output)
    findings = [*dataset.findings, *_test_queries(dataset)]
    entailed = sum(len(stratum.fresh) for stratum in dataset.inference.strata)
    derived = len({one.fact for stratum in dataset.inference.strata for one in stratum.derived})
    counts = {basis.label: count for basis, count in dataset.counts().items()}
    if output.as_json:
        found = [finding.as_json() for finding in findings]
        output.json(
            {"version": dataset.version, "facts": counts, "entailed": entailed, "derived": derived, "findings": found}
        )
    else:
        output.findings(findings)
        told = ", ".join(f"{count} {label}" for label, count in counts.items())
        output.text(f"version {dataset.version}: {told} facts; {entailed} entailed, {derived} derived")
    return 1 if violations(findings) else 0


def _test_queries(dataset: Dataset) -> list[Finding]:
    """Return what the tests in query files find; a query that cannot be used stops here, not the service."""
    queries = load_all(dataset.project).values()
    bases = {test.basis for query in queries for test in query.tests}
    if not bases:
        return []
    return check_queries(queries, EmbeddedStore(dataset, bases, twice=False), dataset.resolve)
