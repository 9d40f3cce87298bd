"""What a saved query is answered with: a suffix of its address comes before ``format=``, and that before ``Accept``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from ...sparql import Form, MediaType, by_name, not_acceptable, offered, prefer
from ...terms import Text

Format = MediaType | Literal["html", "json", "csv"]
"""A page, our JSON or CSV of rows, or a format of the standards."""

SUFFIXES = ("json", "csv", "tsv", "srj", "xml", "ttl", "nt", "jsonld", "rdf", "html")


def split(name: str) -> tuple[str, str]:
    """Return a name without its suffix, and the suffix; empty where there is none.

    >>> split("people.csv"), split("v1.people")
    (('people', 'csv'), ('v1.people', ''))
    """
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in SUFFIXES else (name, "")


def choose(form: Form, *, asked: str, accept: str, typed: bool = False) -> Format:
    """Return what a query of some form is answered with.

    :param asked: a suffix or the value of ``format=``; empty where there is neither
    :param accept: the ``Accept`` header (RFC 9110, section 12.5.1)
    :param typed: whether JSON and CSV are those of SPARQL, as grlc's clients expect
    :raises NotAcceptable: ``not-acceptable``
    """
    if asked:
        return _by_name(asked.lower(), form, typed=typed)
    offers = formats(form, typed=typed)
    name = prefer(accept, tuple(offers))
    if name is not None:
        return offers[name]
    names = list(offers)
    what = Text("The answer of this query", "La respuesta de esta consulta")
    raise not_acceptable(accept, names[: names.index("text/html") + 1], what)  # what follows are names for these


def formats(form: Form, *, typed: bool = False) -> dict[str, Format]:
    """Return what queries of some form are answered with, by media type, what comes first without a wish first."""
    found: dict[str, Format] = {}
    if not form.answers_graph:
        found = {"application/json": _plain_json(form) if typed else "json"}
        found |= {} if typed else {"text/csv": "csv"}
    standard = {media.essence: media for media in offered(form)}
    aliases = {alias: media for media in offered(form) for alias in sorted(media.aliases)}
    return {**found, **_missing(standard, found), "text/html": "html", **_missing(aliases, {**found, **standard})}


def _by_name(name: str, form: Form, *, typed: bool) -> Format:
    if name == "html":
        return "html"
    if name == "json" and not form.answers_graph:
        return _plain_json(form) if typed else "json"
    return "csv" if name == "csv" and not typed and not form.answers_graph else by_name(name, form)


def _plain_json(form: Form) -> MediaType:
    """Return SPARQL JSON under the type that asks for it."""
    return replace(by_name("json", form), content_type="application/json")


def _missing(found: Mapping[str, MediaType], known: Mapping[str, object]) -> dict[str, MediaType]:
    return {name: media for name, media in found.items() if name not in known}
