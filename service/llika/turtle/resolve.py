"""Resolving relative IRIs.

Source: RFC 3986, sections 5.2 and 5.3, with IRIs for URIs.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_Parts = tuple[str | None, str | None, str, str | None, str | None]


def resolve(reference: str, base: str) -> str:
    """Return the IRI that a reference means where a base holds.

    >>> resolve("../c?d", "http://example.org/a/b")
    'http://example.org/c?d'
    """
    scheme, authority, path, query, fragment = _split(reference)
    if scheme is not None:
        return _joined((scheme, authority, _without_dots(path), query, fragment))
    base_scheme, base_authority, base_path, base_query, _ = _split(base)
    if authority is not None:
        return _joined((base_scheme, authority, _without_dots(path), query, fragment))
    if not path:
        return _joined((base_scheme, base_authority, base_path, base_query if query is None else query, fragment))
    if not path.startswith("/"):
        path = _merged(path, base_authority, base_path)
    return _joined((base_scheme, base_authority, _without_dots(path), query, fragment))


def _split(iri: str) -> _Parts:
    found = _PARTS.fullmatch(iri)
    return (found[1], found[2], found[3], found[4], found[5]) if found else (None, None, iri, None, None)


def _merged(path: str, base_authority: str | None, base_path: str) -> str:
    if base_authority is not None and not base_path:
        return f"/{path}"
    return base_path[: base_path.rfind("/") + 1] + path


def _without_dots(path: str) -> str:
    """Remove the segments ``.`` and ``..`` (section 5.2.4)."""
    *segments, last = path.split("/")
    kept: list[str] = []
    for segment in segments:
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in {".", ".."}:
            kept.append(segment)
    if last == ".." and len(kept) > 1:
        kept.pop()
    return "/".join([*kept, "" if last in {".", ".."} else last])


def _joined(parts: _Parts) -> str:
    scheme, authority, path, query, fragment = parts
    before = ("" if scheme is None else f"{scheme}:") + ("" if authority is None else f"//{authority}")
    return before + path + ("" if query is None else f"?{query}") + ("" if fragment is None else f"#{fragment}")
