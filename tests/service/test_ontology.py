"""The ontology under its IRI, and the pages of its classes."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset

BASE = "https://w3id.org/llika/"
TERM = f"{BASE}ontology#"
PAGE = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle"),
        ("", "text/turtle"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/rdf+xml, application/xml; q=0.7", "application/rdf+xml"),
        ("application/ld+json;q=0.9, text/turtle;q=0.2", "application/ld+json"),
        ("application/json", "application/json"),
    ],
)
def test_the_ontology_is_answered_under_its_iri(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get("/ontology", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert "Accept" in answer.headers["vary"]


def test_the_ontology_is_had_whole_by_module_and_by_basis(client: TestClient, dataset: Dataset) -> None:
    sizes = {name: len(facts) for name, facts in dataset.sources.modules.items()}

    def count(**parameters: str) -> int:
        answer = client.get("/ontology.nt", params=parameters)
        return len(list(parse(answer.content, format=RdfFormat.N_TRIPLES)))

    assert count() == sum(sizes.values())
    assert count(basis="stated") == sizes["ontology"]
    assert count(module=f"{BASE}ontology/readings") == sizes["ontology/readings"]
    assert client.get("/ontology.ttl", params={"module": "none"}).json()["code"] == "module-unknown"
    assert client.get("/ontology", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/ontology.png").status_code == 406


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_fragment_of_every_term_is_on_the_page(client: TestClient, dataset: Dataset, language: str) -> None:
    page = client.get("/ontology", params={"lang": language}, headers=PAGE).text
    declared = dataset.sources.vocabulary
    terms = declared.classes | declared.object_properties | declared.data_properties
    own = {term.value.removeprefix(TERM) for term in terms if term.value.startswith(TERM)}
    assert len(own) > 100
    assert own <= set(re.findall(r' id="([^"]+)"', page))
    anchors = {unquote(link) for link in re.findall(r'href="#([^"]+)"', page)}
    assert anchors - {"content"} <= set(re.findall(r' id="([^"]+)"', page))


def test_a_class_page_tells_members_and_who_is_not_one_and_why(client: TestClient) -> None:
    page = client.get("/page/ontology%23CommitteeWithGovernment", headers=PAGE).text
    assert "Members" in page
    assert "igf-peru-committee-2016" in page
    not_members = page.partition('id="others-title"')[2]
    assert "igf-peru-committee-2017" in not_members
    assert "line 48" in not_members  # the passage that denies it
