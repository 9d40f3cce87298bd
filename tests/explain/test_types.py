"""Which types a thing has, which are denied, not stated or unknown, and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from llika.cite import Citer, Locator, Manner
from llika.dataset import build
from llika.errors import NotFound
from llika.evidence import Basis
from llika.explain import Classifier, Explainer, Typing, Views
from llika.explain.types import STATUSES
from llika.project import Project
from llika.terms import RDF, Fact, NamedNode, Namespace, Text

BRIDGES = Path(__file__).resolve().parent.parent / "projects" / "bridges"
T = Namespace("https://example.org/bridges/ontology#")
I = Namespace("https://example.org/bridges/id/")  # noqa: E741 - as the prefix in the files
LOWER, UPPER = I.term("lower-bridge"), I.term("upper-bridge")


@pytest.fixture
def bridges(tmp_path: Path) -> Project:
    """Return a copy of the bridges in which the material of a third one is not stated."""
    root = Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))
    with (root / "sources/a1.txt").open("a", encoding="utf-8") as text:
        text.write("\nThere is a third bridge. Some call the Upper Bridge a toll bridge.\n")
    project = Project.open(root)
    citer(project).repair().write()
    citer(project).cite_fact((I.third, RDF.type, T.Bridge), Locator.parse("a1:7"), Manner(words="third bridge")).write()
    wanted = (T.madeOf, I.stone)
    reason = Text("Its stone is not mentioned.", "No se menciona su piedra.")
    citer(project).gap(I.third, wanted, ["a1"], reason=reason, by=I.walker).write()
    return project


def citer(project: Project) -> Citer:
    return Citer(project, project.root / "sources")


def classify(explainer: Explainer, subject: NamedNode, basis: Basis) -> dict[str, Typing]:
    """Return what is known of each class, by its local name."""
    collection = explainer.dataset.project.collections["bridges"]
    found = Classifier(explainer).classify(subject, collection, basis)
    return {typing.candidate.value.rpartition("#")[2]: typing for typing in found}


def statuses(explainer: Explainer, subject: NamedNode, basis: Basis = Basis.READING) -> dict[str, str]:
    return {name: typing.status for name, typing in classify(explainer, subject, basis).items()}


def test_each_class_has_one_status(bridges: Project) -> None:
    explainer = Explainer(build(bridges))
    assert statuses(explainer, UPPER) == {
        "Bridge": "type",
        "StoneBridge": "type",
        "TimberBridge": "unknown",
        "TollBridge": "unknown",
        "UnsignedBridge": "unknown",
    }
    assert statuses(explainer, LOWER) == {
        "Bridge": "type",
        "TimberBridge": "type",
        "UnsignedBridge": "type",
        "TollBridge": "denied",
        "StoneBridge": "unknown",
    }


def test_a_gap_about_what_a_definition_requires_makes_the_class_not_stated(bridges: Project) -> None:
    found = classify(Explainer(build(bridges)), I.third, Basis.READING)
    assert {name: typing.status for name, typing in found.items()} == {
        "Bridge": "type",
        "StoneBridge": "not_stated",
        "TimberBridge": "unknown",
        "TollBridge": "unknown",
        "UnsignedBridge": "unknown",
    }
    [gap] = found["StoneBridge"].gaps
    assert gap.wanted == (T.madeOf, I.stone)


def test_a_gap_about_a_predicate_alone_counts_for_every_value(bridges: Project) -> None:
    reason = Text("No builder is named.", "No se nombra al constructor.")
    citer(bridges).gap(I.third, (T.madeOf,), ["a1"], reason=reason, by=I.walker).write()
    found = statuses(Explainer(build(bridges)), I.third)
    assert (found["StoneBridge"], found["TimberBridge"]) == ("not_stated", "not_stated")


def test_a_gap_about_the_class_itself_makes_it_not_stated(bridges: Project) -> None:
    reason = Text("Tolls are not mentioned.", "No se mencionan peajes.")
    citer(bridges).gap(I.third, (RDF.type, T.TollBridge), ["a1"], reason=reason, by=I.walker).write()
    assert statuses(Explainer(build(bridges)), I.third)["TollBridge"] == "not_stated"


def test_types_come_first_then_denials_gaps_and_the_unknown(bridges: Project) -> None:
    order = list(statuses(Explainer(build(bridges)), LOWER).values())
    assert order == sorted(order, key=STATUSES.index)


def test_a_class_that_needs_a_weaker_basis_says_which(bridges: Project) -> None:
    fact: Fact = (UPPER, RDF.type, T.TollBridge)
    reading = Manner(words="Some call the Upper Bridge a toll bridge", basis=Basis.READING)
    citer(bridges).cite_fact(fact, Locator.parse("a1:7"), reading).write()
    explainer = Explainer(build(bridges))
    strict = classify(explainer, UPPER, Basis.STATED)["TollBridge"]
    assert (strict.status, strict.basis_needed) == ("unknown", Basis.READING)
    wide = classify(explainer, UPPER, Basis.READING)["TollBridge"]
    assert (wide.status, wide.explanation and wide.explanation.basis) == ("type", Basis.READING)
    collection = bridges.collections["bridges"]
    [shown] = [
        one
        for one in Views(explainer).types(UPPER, collection, Basis.STATED)["unknown"]  # type: ignore[attr-defined]
        if one["iri"] == T.TollBridge.value
    ]
    assert shown["basis_needed"] == "reading"


def test_a_fact_that_another_claim_denies_shows_it_as_another_ground(bridges: Project) -> None:
    fact: Fact = (LOWER, RDF.type, T.TollBridge)
    reading = Manner(words="third bridge", basis=Basis.READING)
    citer(bridges).cite_fact(fact, Locator.parse("a1:7"), reading).write()
    explainer = Explainer(build(bridges))
    found = explainer.explain(fact, Basis.READING)
    assert (found.layer, found.basis) == ("asserted", Basis.READING)
    grounds = Views(explainer).explanation(found)["other_grounds"]
    assert isinstance(grounds, list)
    assert [(one["kind"], one["stance"], one["basis"]) for one in grounds] == [("denial", "denies", "stated")]
    assert statuses(explainer, LOWER)["TollBridge"] == "type"
    assert statuses(explainer, LOWER, Basis.STATED)["TollBridge"] == "denied"


def test_a_denied_fact_is_explained_by_its_denial(bridges: Project) -> None:
    found = Explainer(build(bridges)).explain((LOWER, RDF.type, T.TollBridge), Basis.STATED)
    assert (found.layer, found.basis, found.grounds) == ("denied", None, None)
    assert found.sentence.en.startswith("Denied: ")
    assert found.sentence.es.startswith("Negado: ")


def test_a_gap_explains_what_is_not_stated(bridges: Project) -> None:
    found = Explainer(build(bridges)).explain((I.third, RDF.type, T.StoneBridge), Basis.STATED)
    assert (found.layer, found.basis, found.grounds) == ("not_stated", None, None)
    assert len(found.gaps) == 1


def test_what_is_derived_is_explained_by_what_was_found_and_what_was_not(bridges: Project) -> None:
    explainer = Explainer(build(bridges))
    found = explainer.explain((LOWER, RDF.type, T.UnsignedBridge), Basis.CONTEXT)
    assert (found.layer, found.basis) == ("derived", Basis.STATED)
    assert found.sentence.en == "Lower Bridge has no known builder, and its records are complete"
    assert found.grounds is not None
    rules = [step.rule for step in found.grounds.premises]
    assert rules == ["asserted", "asserted", "absent"]
    assert len(found.grounds.all_claims()) == 2


@pytest.fixture
def lamps(explain_project: Callable[[Mapping[str, str]], Explainer]) -> Explainer:
    """Return a project in which bridges have lamps or lack them, and dry ones cross no water."""
    lit, gas = (
        f"owl:equivalentClass [ owl:intersectionOf ( :Bridge [ owl:onProperty :lamp ; owl:hasValue i:{lamp} ] ) ]"
        for lamp in ("oil", "gas")
    )
    return explain_project(
        {
            "ontology/core.ttl": f"""<https://example.org/b/ontology> a owl:Ontology .
                :lamp a owl:ObjectProperty . :lacksLamp a owl:ObjectProperty ; owl:propertyDisjointWith :lamp .
                :Bridge a owl:Class . :OilLit a owl:Class ; {lit} . :GasLit a owl:Class ; {gas} .
                :Dry a owl:Class ; rdfs:subClassOf :Bridge . :Wet a owl:Class ; rdfs:subClassOf :Bridge .
                :Deep a owl:Class ; rdfs:subClassOf :Wet .
                [] a owl:AllDisjointClasses ; owl:members ( :Dry :Wet ) .""",
            "graph_data/a1.ttl": "i:one a :Bridge ; :lacksLamp i:gas . i:two a :Dry .",
        }
    )


def test_a_class_is_ruled_out_by_a_fact_that_cannot_stand_beside_what_it_requires(lamps: Explainer) -> None:
    one = NamedNode("https://example.org/b/id/one")
    assert statuses(lamps, one) == {
        "Bridge": "type",
        "GasLit": "ruled_out",
        "OilLit": "unknown",
        "Dry": "unknown",
        "Wet": "unknown",
    }
    found = lamps.explain((one, RDF.type, NamedNode("https://example.org/b/ontology#GasLit")), Basis.STATED)
    assert (found.layer, found.grounds) == ("ruled_out", None)
    assert found.against is not None
    assert found.against.fact[1].value.endswith("#lacksLamp")


def test_a_class_is_ruled_out_by_one_that_shares_nothing_with_a_class_above_it(lamps: Explainer) -> None:
    found = statuses(lamps, NamedNode("https://example.org/b/id/two"))
    assert (found["Dry"], found["Wet"], found["Deep"]) == ("type", "ruled_out", "ruled_out")


def test_a_class_is_unknown_only_of_a_thing_in_a_class_next_above(lamps: Explainer) -> None:
    one = NamedNode("https://example.org/b/id/one")
    assert "Deep" not in statuses(lamps, one)


def test_somebody_who_is_no_member_is_not_found(bridges: Project) -> None:
    explainer = Explainer(build(bridges))
    with pytest.raises(NotFound) as unknown:
        classify(explainer, I.walker, Basis.CONTEXT)
    assert unknown.value.code == "entity-unknown"


def test_members_and_candidates_are_those_of_the_basis(bridges: Project) -> None:
    explainer = Explainer(build(bridges))
    classifier, collection = Classifier(explainer), bridges.collections["bridges"]
    assert classifier.members(collection, Basis.STATED) == [LOWER, I.third, UPPER]
    assert classifier.candidates(collection) == [
        T.Bridge,
        T.StoneBridge,
        T.TimberBridge,
        T.TollBridge,
        T.UnsignedBridge,
    ]


def test_a_type_derived_from_an_absence_is_none_where_more_is_known(
    explain_project: Callable[[Mapping[str, str]], Explainer],
) -> None:
    explainer = explain_project(
        {
            "ontology/core.ttl": """<https://example.org/b/ontology> a owl:Ontology .
                :Bridge a owl:Class . :Unlit a owl:Class ; rdfs:subClassOf :Bridge . :lamp a owl:ObjectProperty .""",
            "ontology/rules/unlit.rq": "PREFIX : <https://example.org/b/ontology#>\n"
            "CONSTRUCT { ?b a :Unlit } WHERE { ?b a :Bridge FILTER NOT EXISTS { ?b :lamp ?lamp } }",
            "graph_data/a1.ttl": "i:one a :Bridge .",
            "graph_data/context/map.ttl": "i:one :lamp i:gas .",
        }
    )
    one = NamedNode("https://example.org/b/id/one")
    assert [statuses(explainer, one, basis)["Unlit"] for basis in Basis] == ["type", "type", "unknown"]
