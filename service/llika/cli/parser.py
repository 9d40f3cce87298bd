"""The arguments of every command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..budget import DEFAULT
from ..closing import ENGINES
from ..evidence import STRATA
from ..shapes import Validator
from .cite_options import add_cite

_WORDS = {"query": "parameters", "cite": "terms"}
"""Commands that end in any number of words, and what these are called."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line; exits with status 2 and a usage line when it is wrong."""
    parser = argparse.ArgumentParser(prog="llika", description="Knowledge graphs that answer with evidence.")
    parser.add_argument("--version", action="version", version=f"llika {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--project", type=Path, metavar="DIR", help="a knowledge project; default: the bundled one")
    common.add_argument("--json", action="store_true", help="print JSON")
    basis = argparse.ArgumentParser(add_help=False)
    names = ", ".join(stratum.dataset for stratum in STRATA)
    basis.add_argument("--basis", default="documents", help=f"{names}; default: documents")
    build = argparse.ArgumentParser(add_help=False)
    build.add_argument("--engine", choices=["native", "owlrl"], default="native", help="which reasoner")
    build.add_argument("--no-cache", action="store_true", help="build anew and keep nothing")

    serve = commands.add_parser("serve", parents=[common, build], help="build if needed, then serve on loopback")
    serve.add_argument("--listen", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.add_argument("--public-url", metavar="URL", help="the address that answers name; default: as asked")
    serve.add_argument("--scratch", action="store_true", help="an empty store that takes updates; loopback only")
    serve.add_argument("--sources", type=Path, metavar="DIR", help="show passages with their text; loopback only")
    commands.add_parser("build", parents=[common, build], help="check, infer and keep the dataset")
    check = commands.add_parser("check", parents=[common, build], help="say what is wrong, where, and what to do")
    check.add_argument("--as", dest="form", choices=["text", "github"], default="text", help="github: for its reviews")
    check.add_argument("--validator", choices=list(Validator), help="what checks shapes; default: the fastest there is")
    check.add_argument("--watch", action="store_true", help="check again after every change, and say what it changed")
    check.add_argument("--coverage", type=Path, metavar="FILE.csv", help="a list of what the data should hold")
    check.add_argument("--lang", choices=["en", "es"], default="en")
    check.add_argument("--sources", type=Path, metavar="DIR", help="compare passages with the documents there")
    add_cite(commands.add_parser("cite", parents=[common], help="write facts, claims, passages, gaps"))
    form = commands.add_parser("format", parents=[common], help="bring Turtle into its one form")
    form.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all Turtle of the project")
    form.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file would change")
    form.add_argument("--comments-from", metavar="REVISION", help="take comments that an editor dropped back from git")
    query = commands.add_parser("query", parents=[common, basis, build], help="run a saved query")
    query.add_argument("name", nargs="?", help="default: list the queries")
    query.add_argument("parameters", nargs="*", metavar="name=value")
    query.add_argument("--lang", choices=["en", "es"], default="en")
    query.add_argument("--csv", action="store_true", help="print CSV")
    query.add_argument("--endpoint", metavar="URL", help="ask a SPARQL endpoint instead of the project's dataset")
    explain = commands.add_parser("explain", parents=[common, basis, build], help="why a fact holds")
    explain.add_argument("subject")
    explain.add_argument("predicate", help="`a` for rdf:type")
    explain.add_argument("object")
    explain.add_argument("--full", action="store_true", help="every rule and axiom")
    explain.add_argument("--lang", choices=["en", "es"], default="en")
    reason = commands.add_parser("reason", parents=[common], help="close any RDF files under OWL 2 RL")
    reason.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reason.add_argument("--engine", choices=ENGINES, default="native", help="which reasoner")
    reason.add_argument("--out", type=Path, metavar="FILE.nt", help="default: standard output")
    reason.add_argument("--inferred-only", action="store_true", help="leave out what the files say")
    reason.add_argument("--trivial", action="store_true", help="list reflexive and axiomatic facts as well")
    reason.add_argument("--stats", action="store_true", help="print counts to standard error")
    reason.add_argument(
        "--explain", nargs=3, metavar=("SUBJECT", "PREDICATE", "OBJECT"), help="prove one fact, written as in Turtle"
    )
    reason.add_argument(
        "--most", type=int, default=1, metavar="N", help="up to N proofs that differ in their last step"
    )
    reason.add_argument("--as", dest="form", choices=["text", "markdown", "jsonld"], default="text", help="of a proof")
    reason.add_argument("--lang", choices=["en", "es"], default="en", help="of a proof")
    _add_limits(reason.add_argument_group("limits", "each ends the run with an error that names it"))
    return _with_the_rest(parser, argv)


def _add_limits(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--max-facts", dest="facts", type=_limit, metavar="N", help=f"default: {DEFAULT.facts:,}")
    group.add_argument(
        "--max-pairs", dest="pairs", type=_limit, metavar="N", help=f"rows of one join; default: {DEFAULT.pairs:,}"
    )
    group.add_argument(
        "--max-same", dest="same", type=_limit, metavar="N", help=f"names of one thing; default: {DEFAULT.same:,}"
    )
    group.add_argument("--max-seconds", dest="seconds", type=_limit, metavar="S", help="of CPU time; default: any")
    group.add_argument(
        "--max-memory", dest="memory", type=_megabytes, metavar="MB", help="default: four fifths of what is free"
    )


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _megabytes(text: str) -> int:
    return _limit(text) << 20


def _with_the_rest(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line whose words may stand on both sides of an option, where argparse ends a list of words."""
    arguments, rest = parser.parse_known_args(argv)
    words = getattr(arguments, _WORDS.get(arguments.command, ""), None)
    if rest and (words is None or any(word.startswith("-") for word in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if words is not None:
        words += rest
    return arguments
