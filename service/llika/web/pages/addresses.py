"""Where things are found: the paths of their pages and data, without the path of the service itself."""

from __future__ import annotations

from urllib.parse import quote


def name_of(iri: str, base: str) -> str | None:
    """Return what a thing is called in addresses; None for one of another base, or with an escape.

    Proxies decode escapes in paths, some of them twice.

    >>> base = "https://example.org/"
    >>> [name_of(f"{base}{end}", base) for end in ("id/a", "ontology#A", "id/a%2Fb")]
    ['a', 'ontology#A', None]
    """
    name = iri.removeprefix(base)
    return None if name == iri or "%" in name else name.removeprefix("id/")


def page_path(iri: str, base: str) -> str:
    """Return the path of the page of a thing."""
    name = name_of(iri, base)
    return f"/page?iri={quote(iri, safe='')}" if name is None else f"/page/{quote(name)}"


def data_path(iri: str, base: str, ending: str) -> str:
    """Return the path of the data of a thing in a format."""
    name = name_of(iri, base)
    return f"/data?iri={quote(iri, safe='')}&format={ending}" if name is None else f"/data/{quote(name)}.{ending}"
