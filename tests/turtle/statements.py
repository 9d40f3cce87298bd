"""Statements under one set of prefixes, and what the formatter makes of them."""

from __future__ import annotations

from llika.terms import OWL, RDFS, XSD
from llika.turtle import format_turtle

A = "http://example.org/"
PREFIXES = {"": A, "owl": str(OWL), "rdfs": str(RDFS), "xsd": str(XSD)}
HEAD = "".join(f"@prefix {prefix}: <{stem}> .\n" for prefix, stem in PREFIXES.items())


def formatted(body: str) -> str:
    """Return what the formatter makes of statements, without its prefixes."""
    text = format_turtle(HEAD + body, file="a.ttl")
    return "".join(f"{line}\n" for line in text.splitlines() if not line.startswith("@prefix")).lstrip("\n")
