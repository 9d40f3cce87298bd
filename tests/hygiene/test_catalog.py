"""The catalog: every import leads to a file, every file to its entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llika.findings import Finding, Level
from llika.hygiene import check_catalog
from llika.hygiene.catalog import CATALOG
from llika.project import Project
from llika.sources import Sources

from .conftest import Edit

Check = Callable[[], list[Finding]]

FILE = f"ontology/{CATALOG}"
ORCHARD = "ontology/orchard.ttl"
IMPORT = "owl:imports <https://example.org/orchard/external/place> ;"
ENTRY = '<uri name="https://example.org/orchard" uri="orchard.ttl"/>'
UNLISTED = ("catalog-entry-missing", ORCHARD, 8, 1)
BOMB = '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<catalog'


def told(findings: list[Finding]) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.rule, one.place.file, one.place.line, one.place.column) for one in findings if one.place]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (FILE, 'uri="orchard.ttl"', 'uri="orchid.ttl"', [("catalog-file-missing", FILE, 3, 5)]),
        (FILE, 'uri="place.ttl"', 'uri="places.ttl"', [("catalog-file-missing", FILE, 5, 9)]),
        (FILE, 'xml:base="external/"', 'xml:base=""', [("catalog-file-missing", FILE, 5, 9)]),
        (FILE, 'uri="place.ttl"', 'uri="../external/places.ttl"', [("catalog-file-missing", FILE, 5, 9)]),
        (FILE, 'xml:base="external/"', 'xml:base="external"', [("catalog-file-missing", FILE, 5, 9)]),
        (FILE, 'uri="orchard.ttl"', 'uri="file:///orchid.ttl"', [("catalog-file-missing", FILE, 3, 5)]),
        (FILE, 'orchard" uri', 'orchid" uri', [("catalog-name-differs", FILE, 3, 5), UNLISTED]),
        (FILE, ENTRY, "", [UNLISTED]),
        (FILE, ENTRY, "<uri/>", [UNLISTED]),
        (ORCHARD, IMPORT, "owl:imports <https://example.org/unheard-of> ;", [("import-unresolved", ORCHARD, 14, 17)]),
        (FILE, 'uri="place.ttl"', 'uri="http://[::1/place.ttl"', [("catalog-syntax", FILE, 5, 9)]),
        (FILE, 'uri="place.ttl"', 'uri="place%00.ttl"', [("catalog-syntax", FILE, 5, 9)]),
        (FILE, 'uri="place.ttl"', 'uri="place%FF.ttl"', [("catalog-syntax", FILE, 5, 9)]),
        (FILE, "<catalog", BOMB, [("catalog-syntax", FILE, 2, 13)]),
        (FILE, "</catalog>", "", [("catalog-syntax", FILE, 10, 1)]),
        (FILE, ENTRY, ENTRY.replace("/>", ">"), [("catalog-syntax", FILE, 9, 3)]),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place(
    edit: Edit, findings: Check, file: str, old: str, new: str, expected: list[tuple[str, str, int, int]]
) -> None:
    edit(file, old, new)
    assert told(findings()) == expected


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/orchard/external/place",
        "https://example.org/orchard/1",
        "https://example.org/elsewhere",
        "https://w3id.org/llika/evidence",
    ],
    ids=["a file", "a version", "an entry", "the vocabulary of the engine"],
)
def test_what_can_be_imported(edit: Edit, findings: Check, iri: str) -> None:
    edit(ORCHARD, IMPORT, f"owl:imports <{iri}> ;")
    assert findings() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('uri="place.ttl"', 'uri="../external/place.ttl"'),
        ('uri="place.ttl"', 'uri="pl%61ce.ttl"'),
        ('xml:base="external/"', 'xml:base="external/index.html"'),
        ('xml:base="external/"', 'xml:base="https://example.org/"'),
    ],
)
def test_ways_to_name_a_file(edit: Edit, findings: Check, old: str, new: str) -> None:
    edit(FILE, old, new)
    assert findings() == []


def test_an_import_of_a_data_file_is_looked_at_too(edit: Edit, findings: Check) -> None:
    header = "<https://example.org/trees> a owl:Ontology ; owl:imports <https://example.org/orchid> ."
    edit("graph_data/trees.ttl", "i:old a", f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{header}\n\ni:old a")
    assert told(findings()) == [("import-unresolved", "graph_data/trees.ttl", 5, 58)]


def test_a_project_without_a_catalog_needs_none(orchard: Path) -> None:
    (orchard / FILE).unlink()
    assert check_catalog(Sources(Project.open(orchard))) == []


def test_a_broken_catalog_and_a_missing_file_forbid_more_than_a_missing_entry(edit: Edit, findings: Check) -> None:
    edit(FILE, 'orchard" uri="orchard.ttl"', 'orchid" uri="orchid.ttl"')
    assert {one.rule: one.level for one in findings()} == {
        "catalog-file-missing": Level.VIOLATION,
        "catalog-entry-missing": Level.WARNING,
    }
