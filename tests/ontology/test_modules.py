"""The files of the ontology: catalog, imports, headers, stubs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from llika.terms import DCTERMS, EV, OWL, RDF, RDFS, SKOS, Fact

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
BASE = "https://w3id.org/llika/ontology"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
Modules = Mapping[str, list[Fact]]


def imports_of(module: Iterable[Fact]) -> set[str]:
    return {o.value for _, p, o in module if p == OWL.imports and isinstance(o, NamedNode)}


def unresolved_imports(modules: Modules) -> set[str]:
    """Return the imports that no module of the catalog answers to."""
    return {name for module in modules.values() for name in imports_of(module)} - set(modules)


def misnamed(modules: Modules) -> set[str]:
    """Return the catalog's names whose file is headed by another ontology, or by none, or by several."""
    headers = {
        name: [s for s, p, o in module if (p, o) == (RDF.type, OWL.Ontology)] for name, module in modules.items()
    }
    return {name for name, found in headers.items() if found != [NamedNode(name)]}


def declared_in(module: Iterable[Fact]) -> set[NamedNode]:
    return {s for s, p, o in module if p == RDF.type and o in KINDS and isinstance(s, NamedNode)}


def unused_stubs(modules: Modules) -> set[NamedNode]:
    """Return the terms that a stub declares and no module proper uses."""
    stubs = {name: module for name, module in modules.items() if "/external/" in name}
    used = {term for name in set(modules) - set(stubs) for fact in modules[name] for term in fact}
    return {term for module in stubs.values() for term in declared_in(module)} - used


def unexplained_axioms(module: list[Fact], language: str) -> set[NamedNode]:
    """Return what a module says axioms of without a note why.

    An axiom about a named term is explained there; one about an unnamed class, at the value that the class asks for, or
    failing that at the value or the property that it is given.
    """
    noted = {s for s, p, o in module if p == SKOS.editorialNote and isinstance(o, Literal) and o.language == language}
    found: set[NamedNode] = set()
    for subject, predicate, above in module:
        if predicate not in (RDFS.subClassOf, RDFS.subPropertyOf):
            continue
        given = [o for s, p, o in module if s == above and p in (OWL.hasValue, OWL.onProperty)]
        asked = [o for s, p, o in module if s == subject and p == OWL.hasValue]
        places = {one for one in asked or given if isinstance(one, NamedNode)}
        if isinstance(subject, NamedNode):
            places = {subject}
        if not places & noted:
            found |= places
    return found


def headers_without(modules: Modules, predicate: NamedNode, language: str = "") -> set[str]:
    """Return the modules whose header lacks a property, or a value of it in a language."""
    values: dict[str, set[str]] = {name: set() for name in modules}
    for name, module in modules.items():
        for s, p, o in module:
            if s == NamedNode(name) and p == predicate:
                values[name].add((o.language or "") if isinstance(o, Literal) else "")
    return {name for name, languages in values.items() if language not in languages}


def test_every_catalog_entry_is_a_file(catalog: Mapping[str, Path]) -> None:
    assert {name for name, file in catalog.items() if not file.is_file()} == set()


def test_every_catalog_entry_names_the_ontology_in_its_file(
    catalog: Mapping[str, Path], read: Callable[[Path], list[Fact]]
) -> None:
    assert misnamed({name: read(file) for name, file in catalog.items()}) == set()


def test_a_file_under_another_name_is_found(modules: Modules) -> None:
    assert misnamed({f"{BASE}/elsewhere": modules[f"{BASE}/core"]}) == {f"{BASE}/elsewhere"}


def test_every_turtle_file_is_in_the_catalog(catalog: Mapping[str, Path]) -> None:
    assert {file.resolve() for file in ONTOLOGY.rglob("*.ttl")} <= set(catalog.values())


def test_every_import_resolves_through_the_catalog(modules: Modules) -> None:
    assert unresolved_imports(modules) == set()


@pytest.mark.parametrize("name", ["core", "external/skos"])
def test_an_import_missing_from_the_catalog_is_found(modules: Modules, name: str) -> None:
    rest = {other: module for other, module in modules.items() if other != f"{BASE}/{name}"}
    assert unresolved_imports(rest) == {f"{BASE}/{name}"}


def test_opening_the_umbrella_opens_every_module(modules: Modules) -> None:
    reached, waiting = set[str](), {BASE}
    while waiting:
        reached |= waiting
        waiting = {name for known in waiting for name in imports_of(modules[known])} - reached
    assert reached == set(modules)


def test_the_umbrella_only_imports(modules: Modules) -> None:
    assert {s for s, _, _ in modules[BASE]} == {NamedNode(BASE)}


def test_no_w3c_vocabulary_is_imported_whole(modules: Modules) -> None:
    assert {name for module in modules.values() for name in imports_of(module)} == {
        name for name in modules if name != BASE
    }


def test_only_readings_and_context_declare_a_basis(modules: Modules) -> None:
    bases = {(name, o) for name, module in modules.items() for _, p, o in module if p == EV.basis}
    assert bases == {(f"{BASE}/readings", EV.reading), (f"{BASE}/context", EV.context)}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reading_gives_its_reason(modules: Modules, language: str) -> None:
    readings = modules[f"{BASE}/readings"]
    assert len({s for s, p, _ in readings if p in (RDFS.subClassOf, RDFS.subPropertyOf)}) == 23
    assert unexplained_axioms(readings, language) == set()


@pytest.mark.parametrize(
    "name", ["ontology#Training", "ontology#editionOf", "concept/one-actor", "concept/institution"]
)
def test_a_reading_without_a_reason_is_found(modules: Modules, name: str) -> None:
    term = NamedNode(f"https://w3id.org/llika/{name}")
    silent = [fact for fact in modules[f"{BASE}/readings"] if (fact[0], fact[1]) != (term, SKOS.editorialNote)]
    assert term in unexplained_axioms(silent, "en")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("predicate", [DCTERMS.term("title"), DCTERMS.description])
def test_every_header_is_in_both_languages(modules: Modules, predicate: NamedNode, language: str) -> None:
    assert headers_without(own(modules), predicate, language) == set()


@pytest.mark.parametrize(
    "predicate",
    [DCTERMS.creator, DCTERMS.license, DCTERMS.created, DCTERMS.modified, OWL.versionIRI, OWL.versionInfo],
)
def test_every_header_says_who_when_which_version_and_under_what_licence(
    modules: Modules, predicate: NamedNode
) -> None:
    assert headers_without(own(modules), predicate) == set()


def test_a_header_without_a_spanish_title_is_found(read: Callable[[str], list[Fact]]) -> None:
    english = read('<x:y> <http://purl.org/dc/terms/title> "only English"@en .')
    assert headers_without({"x:y": english}, DCTERMS.term("title"), "es") == {"x:y"}
    assert headers_without({"x:y": english}, DCTERMS.term("title"), "en") == set()


def test_the_version_of_the_ontology_is_the_version_of_the_package(modules: Modules) -> None:
    versions = {str(o.value) for _, p, o in modules[BASE] if p == OWL.versionInfo and isinstance(o, Literal)}
    stated = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert stated is not None
    assert versions == {stated[1]}


def test_stubs_hold_only_terms_that_are_used(modules: Modules) -> None:
    assert unused_stubs(modules) == set()


def test_an_unused_stub_is_found(modules: Modules) -> None:
    idle = NamedNode("http://www.w3.org/ns/org#Role")
    external = f"{BASE}/external/org"
    grown = {**modules, external: [*modules[external], (idle, RDF.type, OWL.Class)]}
    assert unused_stubs(grown) == {idle}


def test_every_stub_says_which_vocabulary_defines_its_terms(modules: Modules) -> None:
    for name in (name for name in modules if "/external/" in name):
        homes = {s: o.value for s, p, o in modules[name] if p == RDFS.isDefinedBy and isinstance(o, NamedNode)}
        assert set(homes) == declared_in(modules[name])
        assert all(term.value.startswith(homes[term].rstrip("#")) for term in declared_in(modules[name]))


def own(modules: Modules) -> Modules:
    """Return the modules without the stubs of other people's vocabularies."""
    return {name: module for name, module in modules.items() if "/external/" not in name}
