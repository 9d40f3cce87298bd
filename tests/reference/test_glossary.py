"""What terms mean, and who says so."""

from __future__ import annotations

from typing import Any

import pytest

from llika.dataset import Dataset
from llika.evidence import Basis
from llika.explain import Labels
from llika.reference import Glossary, Reference


@pytest.fixture(scope="module")
def glossary(dataset: Dataset) -> Glossary:
    """Return the glossary of the bundled project."""
    labels = Labels(fact for facts in dataset.sources.modules.values() for fact in facts)
    return Glossary(dataset, Reference(dataset, labels, {}))


def _entries(glossary: Glossary, scheme: str | None = None) -> dict[str, Any]:
    found: Any = glossary.view(Basis.READING, scheme)["entries"]
    return {one["label"]["en"]: one for one in found}


def test_a_concept_says_which_line_of_which_document_defines_it(glossary: Glossary) -> None:
    (by,) = _entries(glossary)["barrier"]["by"]
    assert (by["kind"], by["iri"].rpartition("/")[2]) == ("document", "000")
    assert [place["line"] for place in by["places"]] == [24]


def test_a_passage_that_is_kept_of_the_line_is_named(glossary: Glossary, dataset: Dataset) -> None:
    places = [place for one in _entries(glossary).values() for by in one["by"] for place in by.get("places", ())]
    named = [place["passage"] for place in places if place["passage"]]
    assert named
    assert set(named) <= {iri.value for iri in dataset.records.passages}


def test_a_term_of_the_project_is_told_from_one_of_a_vocabulary(glossary: Glossary) -> None:
    found = _entries(glossary)
    assert [by["kind"] for by in found["kind of divergence"]["by"]] == ["project"]
    assert [by["kind"] for by in found["activity"]["by"]] == ["web"]


def test_a_scheme_or_the_classes_alone_can_be_asked_for(glossary: Glossary) -> None:
    whole: Any = glossary.view(Basis.READING)
    for scheme in whole["schemes"]:
        assert len(_entries(glossary, scheme["iri"])) <= scheme["count"]
        assert all(one["kind"] == "concept" for one in _entries(glossary, scheme["iri"]).values())
    assert {one["kind"] for one in _entries(glossary, "classes").values()} == {"class"}
    assert _entries(glossary, "https://example.org/none") == {}
