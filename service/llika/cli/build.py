"""``llika build``."""

from __future__ import annotations

from argparse import Namespace

from ..findings import violations
from ..saved import load_all
from .dataset import dataset_of
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Check, infer and keep the dataset, and tell its version and how many facts rest on what."""
    dataset = dataset_of(arguments, output)
    load_all(dataset.project)  # a query that cannot be used stops here, not the service
    entailed = sum(len(stratum.fresh) for stratum in dataset.inference.strata)
    derived = len({one.fact for stratum in dataset.inference.strata for one in stratum.derived})
    counts = {basis.label: count for basis, count in dataset.counts().items()}
    if output.as_json:
        found = [finding.as_json() for finding in dataset.findings]
        output.json(
            {"version": dataset.version, "facts": counts, "entailed": entailed, "derived": derived, "findings": found}
        )
    else:
        output.findings(dataset.findings)
        told = ", ".join(f"{count} {label}" for label, count in counts.items())
        output.text(f"version {dataset.version}: {told} facts; {entailed} entailed, {derived} derived")
    return 1 if violations(dataset.findings) else 0
