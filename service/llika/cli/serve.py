"""``llika serve``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from ..errors import UsageError
from ..evidence import read_documents
from ..findings import Finding, violations
from ..terms import Text
from .dataset import dataset_of
from .folders import sources_folder
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Build the dataset and serve it until interrupted."""
    from ..web import Address, public_address, serve

    if arguments.scratch:
        return _scratch(arguments, output)
    address = Address.parse(arguments.listen)
    public = public_address(arguments.public_url) if arguments.public_url else None
    dataset = dataset_of(arguments, output)
    output.findings(violations(dataset.findings))
    folder = sources_folder(arguments)
    found = read_documents(dataset.records, folder) if folder else {}
    texts = {document: text for document, (text, _) in found.items()}

    def ready(refused: Sequence[Finding]) -> None:
        output.findings(refused)
        output.err.print(f"{dataset.project.title.en}, version {dataset.version}: {address}", markup=False)

    serve(dataset, address, texts=texts, public=public, ready=ready)
    return 0


def _scratch(arguments: Namespace, output: Output) -> int:
    """Serve an empty dataset in memory until interrupted."""
    from ..web import Address, serve_scratch

    if arguments.project or arguments.sources or arguments.public_url:
        raise UsageError(
            "scratch-alone",
            Text("--scratch serves no project.", "--scratch no sirve ningún proyecto."),
            Text(
                "Leave out --project, --sources and --public-url, or --scratch.",
                "Quite --project, --sources y --public-url, o --scratch.",
            ),
        )
    address = Address.parse(arguments.listen)
    serve_scratch(address, ready=lambda: output.err.print(f"scratch server: {address}", markup=False))
    return 0
