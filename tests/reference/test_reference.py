"""The reference of the bundled project, and of small ones with what the bundled one lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from llika.dataset import Dataset, build
from llika.evidence import STRATA, Basis
from llika.explain import Explainer, Json, Labels
from llika.project import Project
from llika.reference import Reference, module_of
from llika.saved import load_all
from llika.terms import OWL, RDF, NamedNode

Make = Callable[[Mapping[str, str]], Explainer]

TERM = "https://w3id.org/llika/ontology#"
B = "https://example.org/b/ontology#"
ROOT = Path(__file__).resolve().parent.parent
SMALL = """
<https://example.org/b/ontology> a owl:Ontology .
:Bridge a owl:Class ; rdfs:label "puente"@es ; skos:example "uno de piedra"@es ; owl:hasKey ( :number :river ) .
:Ford a owl:Class ; owl:deprecated true . :Ferry a owl:Class .
[] a owl:AllDisjointClasses ; owl:members ( :Bridge :Ford :Ferry ) .
:Round a owl:Class ; rdfs:subClassOf :Circular . :Circular a owl:Class ; rdfs:subClassOf :Round .
:number a owl:DatatypeProperty , owl:FunctionalProperty ; rdfs:domain :Bridge ; rdfs:range xsd:integer .
:river a owl:ObjectProperty . :crosses a owl:ObjectProperty ; rdfs:subPropertyOf :river .
:meets a owl:ObjectProperty , owl:SymmetricProperty , owl:TransitiveProperty ; owl:inverseOf :metBy .
:metBy a owl:ObjectProperty .
:near a owl:ObjectProperty ; owl:propertyChainAxiom ( :meets :crosses ) .
[ a owl:Restriction ; owl:onProperty :river ; owl:someValuesFrom :Ford ] rdfs:subClassOf
    [ a owl:Class ; owl:intersectionOf ( :Bridge :Ferry ) ] .
"""


@pytest.fixture(scope="module")
def reference(dataset: Dataset) -> Reference:
    """Return the reference of the bundled project."""
    return Reference(dataset, Explainer(dataset).labels, load_all(dataset.project))


@pytest.fixture
def small(explain_project: Make) -> Reference:
    """Return the reference of a small ontology with every other kind of axiom."""
    explainer = explain_project({"ontology/b.ttl": SMALL})
    return Reference(explainer.dataset, explainer.labels, {})


def term(reference: Reference, iri: str, basis: Basis = Basis.READING) -> Json:
    """Return what is said of a term that there is."""
    found = reference.term(NamedNode(iri), basis)
    assert found is not None
    return found


def said(listed: object, key: str = "en") -> list[str]:
    """Return the words of a list of phrases, or the local names of a list of terms."""
    assert isinstance(listed, list)
    return [str(one[key]).rpartition("#")[2] if key == "iri" else one[key] for one in listed]


def test_a_defined_class_is_said_in_words_with_its_parents_and_members(reference: Reference) -> None:
    found = term(reference, f"{TERM}FacilitatingNetwork")
    assert said(found["equivalent"]) == ["network that “performs the function”: facilitating"]
    assert said(found["equivalent"], "es") == ["red que «cumple la función»: facilitar"]
    assert said(found["parents"], "iri") == ["Network"]
    assert found["members"] == 2
    assert term(reference, f"{TERM}FacilitatingNetwork", Basis.STATED)["members"] == 0


def test_what_a_reading_adds_has_its_basis_and_its_reason(reference: Reference) -> None:
    found = term(reference, f"{TERM}TechnicalAssistance")
    assert [(one["en"], one["basis"]) for one in found["requires"]] == [("“realises”: facilitating", "reading")]  # type: ignore[attr-defined]
    notes = found["notes"]
    assert isinstance(notes, dict)
    assert set(notes["editorial"]) == {"en", "es"}
    assert all(one["basis"] == "stated" for one in found["parents"])  # type: ignore[attr-defined]


def test_a_property_says_how_it_is_concluded_and_which_queries_use_it(reference: Reference) -> None:
    found = term(reference, f"{TERM}performsFunction")
    sentence = (
        "whatever is a collective and “carries out”: something that “realises”: convening, "
        "“performs the function”: convening"
    )
    assert sentence in said(found["concluded"])
    assert "functions-of-body" in [query["name"] for query in found["queries"]]  # type: ignore[attr-defined]
    assert found["kind"] == "object"


def test_a_concept_has_its_scheme_its_class_and_its_uses(reference: Reference) -> None:
    found = term(reference, "https://w3id.org/llika/concept/facilitating")
    assert said(found["types"], "iri") == ["NetworkFunction"]
    assert [one["iri"].rpartition("/")[2] for one in found["schemes"]] == ["scheme-functions"]  # type: ignore[attr-defined]
    uses = found["uses"]
    assert isinstance(uses, int)
    assert uses > 0


def test_a_thing_that_is_no_term_has_no_entry(reference: Reference) -> None:
    assert reference.term(NamedNode("https://w3id.org/llika/id/remurpe"), Basis.READING) is None


def test_the_whole_reference_has_every_term_that_the_project_declares(reference: Reference, dataset: Dataset) -> None:
    found = reference.ontology(Basis.CONTEXT)
    kinds = {"classes": {OWL.Class}, "properties": {OWL.ObjectProperty, OWL.DatatypeProperty}}
    own = [file for file in dataset.sources.ontology if "llika-" in file.path.name]
    assert own
    for part, types in kinds.items():
        declared = {s.value for f in own for s, p, o in f.document.facts if p == RDF.type and o in types}
        named = {iri for iri in declared if iri.startswith("http")}
        listed = found[part]
        assert isinstance(listed, list)
        assert named == {one["iri"] for one in listed if one["kind"] != "annotation"}
    assert len(set(reference.anchors.values())) == len(reference.anchors)
    assert reference.anchors[f"{TERM}Network"] == "Network"


def test_the_tree_opens_every_class_once_and_names_it_below_each_parent(reference: Reference) -> None:
    opened: list[str] = []
    named: list[str] = []

    def walk(nodes: object) -> None:
        assert isinstance(nodes, list)
        for node in nodes:
            named.append(node["anchor"])
            if node["children"]:
                opened.append(node["anchor"])
            walk(node["children"])

    walk(reference.ontology(Basis.READING)["tree"])
    assert len(opened) == len(set(opened))
    assert named.count("MixedRoleNetwork") == 2
    assert len(set(named)) == len(reference.ontology(Basis.READING)["classes"])  # type: ignore[arg-type]


def test_closed_world_rules_are_told_with_what_they_conclude(reference: Reference) -> None:
    rules = reference.ontology(Basis.STATED)["rules"]
    assert isinstance(rules, list)
    [rule] = [rule for rule in rules if rule["name"] == "committee-without-government"]
    assert said(rule["concludes"], "iri") == ["CommitteeWithoutGovernment"]
    assert "{" not in rule["sentence"]["en"]
    assert rule["justification"]["es"] != rule["justification"]["en"]
    assert term(reference, f"{TERM}CommitteeWithoutGovernment")["rules"] == ["committee-without-government"]


def test_modules_come_with_their_basis_the_named_ontology_first(reference: Reference, dataset: Dataset) -> None:
    modules = reference.ontology(Basis.STATED)["modules"]
    assert isinstance(modules, list)
    assert modules[0]["iri"] == dataset.project.ontology
    bases = {module["iri"].rpartition("/")[2]: module["basis"] for module in modules if module["own"]}
    assert (bases["readings"], bases["context"], bases["core"]) == ("reading", "context", "stated")
    assert any(not module["own"] for module in modules)
    assert module_of(dataset.sources, "https://w3id.org/llika/ontology/core") is not None
    assert module_of(dataset.sources, "https://w3id.org/llika/ontology/none") is None


def test_disjointness_keys_and_deprecation_are_told(small: Reference) -> None:
    bridge = term(small, f"{B}Bridge")
    assert said(bridge["disjoint"], "iri") == ["Ferry", "Ford"]
    assert said(bridge["keys"]) == ["“number”, “river”"]
    assert said(bridge["domain_of"], "iri") == ["number"]
    assert (bridge["deprecated"], term(small, f"{B}Ford")["deprecated"]) == (False, True)


def test_a_label_in_one_language_says_which(small: Reference) -> None:
    assert term(small, f"{B}Bridge")["label"] == {"en": "puente", "es": "puente", "only": "es"}
    assert term(small, f"{B}Bridge")["notes"] == {"example": {"es": ["uno de piedra"]}}
    assert term(small, f"{B}Ford")["label"] == {"en": "Ford", "es": "Ford"}


def test_properties_tell_their_characteristics_chains_and_other_ends(small: Reference) -> None:
    meets = term(small, f"{B}meets")
    assert meets["characteristics"] == ["transitive", "symmetric"]
    assert said(meets["inverse"], "iri") == ["metBy"]
    assert said(term(small, f"{B}metBy")["inverse"], "iri") == ["meets"]
    assert said(term(small, f"{B}near")["chains"]) == ["“meets” → “crosses”"]
    number = term(small, f"{B}number")
    assert (said(number["domain"]), said(number["range"])) == (["puente"], ["integer"])
    assert (number["kind"], number["characteristics"]) == ("data", ["functional"])
    assert said(term(small, f"{B}crosses")["parents"], "iri") == ["river"]
    assert said(term(small, f"{B}river")["children"], "iri") == ["crosses"]


def test_an_axiom_that_concludes_no_single_property_stands_by_itself(small: Reference) -> None:
    axioms = small.ontology(Basis.STATED)["axioms"]
    assert said(axioms) == ["whatever “river”: something that is a Ford, is a puente and is a Ferry"]


def test_classes_in_a_circle_are_in_the_tree(small: Reference) -> None:
    tree = small.ontology(Basis.STATED)["tree"]
    assert isinstance(tree, list)
    assert {"Circular", "Round"} & {node["anchor"] for node in tree}


@pytest.mark.parametrize("name", ["garden", "bridges"])
def test_projects_of_another_kind_have_a_reference_too(name: str) -> None:
    dataset = build(Project.open(ROOT / "projects" / name))
    found = Reference(dataset, Explainer(dataset).labels, {}).ontology(STRATA[0])
    classes = found["classes"]
    assert isinstance(classes, list)
    assert {"Herb", "Plant"} <= {c["anchor"] for c in classes} or "Bridge" in {c["anchor"] for c in classes}


def test_two_terms_with_one_local_name_have_anchors_of_their_own(explain_project: Make) -> None:
    explainer = explain_project({"ontology/b.ttl": ":A a owl:Class . <https://other.example/A> a owl:Class ."})
    anchors = Reference(explainer.dataset, explainer.labels, {}).anchors
    assert anchors == {f"{B}A": f"{B}A", "https://other.example/A": "https://other.example/A"}


def test_labels_tell_a_tag_only_where_a_language_is_missing() -> None:
    assert Labels([]).shown(NamedNode("https://example.org/x")) == {"en": "x", "es": "x"}
