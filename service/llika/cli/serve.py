"""``llika serve``."""

from __future__ import annotations

from argparse import Namespace

from ..evidence import read_documents
from ..findings import violations
from .dataset import dataset_of
from .folders import sources_folder
from .output import Output


def run(arguments: Namespace, output: Output) -> int:
    """Build the dataset and serve it until interrupted."""
    from ..web import Address, serve

    address = Address.parse(arguments.listen)
    dataset = dataset_of(arguments, output)
    output.findings(violations(dataset.findings))
    folder = sources_folder(arguments)
    found = read_documents(dataset.records, folder) if folder else {}
    texts = {document: text for document, (text, _) in found.items()}

    def ready() -> None:
        output.err.print(f"{dataset.project.title.en}, version {dataset.version}: {address}", markup=False)

    serve(dataset, address, texts=texts, public=arguments.public_url, ready=ready)
    return 0
