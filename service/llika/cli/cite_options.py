"""The options of ``llika cite``."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ..evidence import CONFIDENCES, QUALIFIERS, STRATA


def _confidence(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from error


def add_cite(cite: argparse.ArgumentParser) -> None:
    """Add the options of ``llika cite``."""
    cite.add_argument(
        "terms", nargs="*", metavar="TERM", help="SUBJECT PREDICATE OBJECT; for --gap: SUBJECT PREDICATE [OBJECT]"
    )
    what = cite.add_mutually_exclusive_group()
    what.add_argument("--node", metavar="IRI", help="claim all facts of a node that have no claim of their own")
    what.add_argument("--mention", nargs=2, metavar=("THING", "WORDS"), help="a name as a passage writes it")
    what.add_argument("--gap", action="store_true", help="what was looked for and not found")
    what.add_argument("--find", metavar="WORDS", help="print where words stand in the documents, ready to be cited")
    what.add_argument("--from", dest="table_file", type=Path, metavar="FILE.csv", help="cite every row, or none")
    what.add_argument("--repair", action="store_true", help="recompute offsets, digests and IRIs")
    what.add_argument("--undo", action="store_true", help="take the last citation back")
    cite.add_argument(
        "--at",
        metavar="DOC:LINE",
        help="003:890, 003:890-892, the cell 003:table5:r2c4, or a document without kept text",
    )
    cite.add_argument("--words", metavar="'first … last'", help="the clause that says so; default: the whole line")
    cite.add_argument("--basis", choices=[stratum.label for stratum in STRATA], default="stated")
    cite.add_argument("--deny", action="store_true", help="the passage denies the fact")
    cite.add_argument(
        "--confidence", type=_confidence, choices=CONFIDENCES, default=CONFIDENCES[0], metavar="1.0|0.8|0.5"
    )
    cite.add_argument("--qualifier", choices=QUALIFIERS)
    for cell in ("table", "row", "column"):
        cite.add_argument(f"--{cell}", type=int, metavar="N", help=f"{cell} of a printed table, from 1")
    cite.add_argument("--in", dest="searched", metavar="000,001", help="documents searched, for a gap or with --find")
    cite.add_argument("--reason-en", metavar="TEXT", help="why nothing was found, or why the passage is read so")
    cite.add_argument("--reason-es", metavar="TEXT")
    cite.add_argument("--by", default="curator", metavar="TERM", help="who checked; default: curator")
    cite.add_argument("--sources", type=Path, metavar="DIR", help="folder of the documents; default: LLIKA_SOURCES")
    cite.add_argument("--skip-existing", action="store_true", help="with --from: pass over what is cited already")
    cite.add_argument("--dry-run", action="store_true", help="print what would be written, and write nothing")
