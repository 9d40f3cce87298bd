"""The kinds of nodes, as ontology and shapes tell of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from llika.dataset import Dataset, build
from llika.explain import Labels
from llika.project import Project
from llika.reference import Kinds
from llika.terms import PREFIXES

_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
_HEAD += "@prefix : <https://example.org/o#> .\n"


def _kinds(dataset: Dataset) -> list[Any]:
    return Kinds(dataset, Labels(fact for facts in dataset.sources.modules.values() for fact in facts)).parts


def _kind(parts: list[Any], name: str) -> Any:
    return next(kind for part in parts for kind in part["kinds"] if kind["label"]["en"] == name)


@pytest.fixture(scope="module")
def bundled(dataset: Dataset) -> list[Any]:
    """Return the model of the bundled project."""
    return _kinds(dataset)


@pytest.fixture
def kinds_of(tmp_path: Path) -> Callable[[Mapping[str, str]], list[Any]]:
    """Return the model of a project made of some files."""

    def made(files: Mapping[str, str]) -> list[Any]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_HEAD + text, encoding="utf-8")
        return _kinds(build(Project.open(tmp_path)))

    return made


def test_every_node_kind_is_in_the_model_or_below_one_that_is(dataset: Dataset, bundled: list[Any]) -> None:
    known = {kind["iri"] for part in bundled for kind in part["kinds"]}
    known |= {one["iri"] for part in bundled for kind in part["kinds"] for one in kind["kinds"]}
    assert {getattr(kind, "value", "") for kind in dataset.sources.vocabulary.node_kinds} <= known


def test_a_seat_is_described_as_its_shape_says(bundled: list[Any]) -> None:
    found = {one["label"]["en"]: one for one in _kind(bundled, "seat")["properties"]}
    assert (found["is a seat of"]["least"], found["is a seat of"]["most"]) == (1, 1)
    assert [one["label"]["en"] for one in found["is a seat of"]["range"]] == ["collective"]
    assert found["is for the group"]["range"][0]["concept"]
    assert found["is a seat of"]["inverse"]["label"]["en"] == "has seat"


def test_what_only_follows_stands_at_the_other_end(bundled: list[Any]) -> None:
    body = _kind(bundled, "collective")
    assert "has seat" in [one["label"]["en"] for one in body["entailed"] if one["from"]["label"]["en"] == "seat"]
    assert "has seat" not in [one["label"]["en"] for one in body["properties"]]


def test_each_kind_stands_in_one_part(bundled: list[Any]) -> None:
    kinds = [kind["iri"] for part in bundled for kind in part["kinds"]]
    assert len(kinds) == len(set(kinds))


def test_evidence_comes_last_and_leads_where_the_data_lead(bundled: list[Any]) -> None:
    assert bundled[-1]["title"]["en"] == "Evidence"
    passage = {one["label"]["en"]: one for one in _kind(bundled, "passage")["properties"]}
    assert [one["label"]["en"] for one in passage["is in the document"]["range"]] == ["document"]


def test_without_shapes_domains_and_ranges_tell(kinds_of: Callable[[Mapping[str, str]], list[Any]]) -> None:
    parts = kinds_of(
        {
            "ontology/o.ttl": "<https://example.org/o> a owl:Ontology . :Tree a owl:Class . :Bird a owl:Class . "
            ":nestsIn a owl:ObjectProperty ; rdfs:domain :Bird ; rdfs:range :Tree ."
        }
    )
    (kind,) = parts[0]["kinds"]
    assert kind["label"]["en"] == "Bird"
    assert [one["label"]["en"] for one in kind["properties"][0]["range"]] == ["Tree"]


def test_what_two_shapes_say_of_one_class_is_joined(kinds_of: Callable[[Mapping[str, str]], list[Any]]) -> None:
    parts = kinds_of(
        {
            "ontology/o.ttl": ":Bird a owl:Class . :age a owl:DatatypeProperty . :song a owl:DatatypeProperty .",
            "shapes/a.ttl": "[] a sh:NodeShape ; sh:targetClass :Bird ; sh:property [ sh:path :age ; sh:minCount 1 ] , "
            "[ sh:path :song ] .",
            "shapes/b.ttl": "[] a sh:NodeShape ; sh:targetClass :Bird ; sh:property [ sh:path :age ; sh:maxCount 1 ] .",
        }
    )
    (kind,) = [kind for part in parts for kind in part["kinds"]]
    assert [(one["label"]["en"], one["least"], one["most"]) for one in kind["properties"]] == [
        ("age", 1, 1),
        ("song", 0, None),
    ]


def test_a_project_without_either_has_no_model(kinds_of: Callable[[Mapping[str, str]], list[Any]]) -> None:
    assert kinds_of({"ontology/o.ttl": ":Bird a owl:Class ."}) == []
