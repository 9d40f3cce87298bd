"""Search and completion over HTTP."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from llika.dataset import build
from llika.project import Project
from llika.web import create_app

PAGE = {"Accept": "text/html"}
_OS = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_an_answer_has_the_keys_of_the_contract(client: TestClient) -> None:
    found = client.get("/search", params={"q": "red de municipalidades rurales", "lang": "es"}).json()
    contract = "q kind version basis total partial results kinds suggestions page page_size next"
    assert set(found) == set(contract.split())
    first = found["results"][0]
    assert (first["slug"], first["label"]) == ("remurpe", {"en": "REMURPE", "es": "REMURPE"})
    assert first["matched"]["field"] == "alternative"
    assert [first["matched"]["text"][start:end] for start, end in first["matched"]["marks"]] == [
        "Red",
        "Municipalidades",
        "Rurales",
    ]
    assert {"iri", "slug", "label", "count"} == set(found["kinds"][0])


def test_every_result_has_an_address_that_answers(client: TestClient) -> None:
    for text in ("network", "concept", "how many people", "informe"):
        for result in client.get("/search", params={"q": text, "page_size": 100}).json()["results"]:
            path = result["address"].removeprefix("http://testserver")
            answer = client.get(path, headers=PAGE)
            if answer.status_code == 303:
                answer = client.get(answer.headers["location"], headers=PAGE)
            assert answer.status_code == 200, result["address"]


def test_every_kind_counts_what_choosing_it_lists(client: TestClient) -> None:
    kinds = client.get("/search").json()["kinds"]
    assert len(kinds) > 20
    for kind in kinds:
        chosen = client.get("/search", params={"kind": kind["slug"], "page_size": 1}).json()
        assert (chosen["kind"], chosen["total"]) == (kind["iri"], kind["count"])


def test_pages_link_to_each_other(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "network", "page": 2, "page_size": 5})
    assert set(answer.links) == {"first", "prev", "next", "cite-as"}
    following = client.get(answer.links["next"]["url"]).json()
    assert (following["page"], following["q"], following["page_size"]) == (3, "network", 5)
    assert answer.json()["next"] == 3


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"q": "x", "kind": "nosuch"}, 404, "term-unknown"),
        ({"q": "x", "page": "0"}, 422, "parameter-type"),
        ({"q": "x", "page_size": "101"}, 422, "parameter-type"),
        ({"q": "x", "basis": "faith"}, 400, "unknown-basis"),
    ],
)
def test_a_wrong_parameter_is_a_problem(client: TestClient, asked: dict[str, str], status: int, code: str) -> None:
    answer = client.get("/search", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("text", ['"', "NEAR(", "* OR *", "\x00", "🦙", "x" * 5000, "' --", "<script>", "-", "%"])
@pytest.mark.parametrize("media", ["application/json", "text/html"])
def test_any_text_is_answered(client: TestClient, text: str, media: str) -> None:
    answer = client.get("/search", params={"q": text}, headers={"Accept": media})
    assert answer.status_code == 200
    assert "<script>" not in answer.text or media == "application/json"


def test_a_misspelt_word_is_a_link_and_not_replaced(client: TestClient) -> None:
    page = client.get("/search", params={"q": "municipailty", "lang": "en"}, headers=PAGE).text
    assert "Did you mean" in page
    assert "q=municipality" in page
    assert 'value="municipailty"' in page


def test_completion_offers_things_for_a_parameter_that_takes_any(client: TestClient) -> None:
    asked = {"q": "comite organizador", "query": "known-or-not-stated", "parameter": "thing", "lang": "es"}
    values = client.get("/complete", params=asked).json()["values"]
    assert {value["value"]: value["label"]["es"] for value in values[:2]} == {
        "igf-peru-committee-2016": "comité organizador de IGF Perú 2016",
        "igf-peru-committee-2017": "comité organizador de IGF Perú 2017",
    }
    for value in values[:2]:
        given = {"thing": value["value"], "property": ":hasSeat"}
        assert client.get("/queries/known-or-not-stated.json", params=given).status_code == 200


def test_completion_offers_what_the_data_has_where_the_file_suggests_it(client: TestClient) -> None:
    asked = {"query": "people-seated", "parameter": "body"}
    values = client.get("/complete", params=asked).json()["values"]
    assert [value["value"] for value in values] == ["i:igf-peru-committee-2016", "i:igf-peru-committee-2017"]
    assert values[0]["label"]["es"] == "comité organizador de IGF Perú 2016"
    latest = client.get("/complete", params={**asked, "q": "2017"}).json()["values"]
    assert latest == values[1:]
    assert client.get("/complete", params={**asked, "q": "remurpe"}).json() == {"values": []}


def test_completion_offers_those_who_speak_for_an_optional_parameter(client: TestClient) -> None:
    asked = {"q": "crab", "query": "who-said-what", "parameter": "speaker"}
    values = client.get("/complete", params=asked).json()["values"]
    assert [value["value"] for value in values] == ["i:john-crabtree"]


def test_completion_keeps_to_the_list_of_a_parameter_and_offers_none_for_plain_texts(project_copy: Project) -> None:
    (project_copy.root / "queries" / "listed.rq").write_text(
        '#+ summary: {en: Listed, es: Listada}\n#+ enumerate:\n#+   - role: ["c:agency", "c:support"]\n'
        "SELECT ?x { ?x ?p ?_role_iri ; ?q ?_words }\n",
        "utf-8",
    )
    client = TestClient(create_app(build(project_copy)))
    asked = {"query": "listed", "parameter": "role"}
    assert [one["value"] for one in client.get("/complete", params=asked).json()["values"]] == ["c:agency", "c:support"]
    found = client.get("/complete", params={**asked, "q": "agencia"}).json()["values"]
    assert [(one["value"], one["label"]) for one in found] == [("c:agency", {"en": "agency", "es": "agencia"})]
    assert client.get("/complete", params={**asked, "parameter": "words", "q": "a"}).json() == {"values": []}


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"query": "nosuch"}, 404, "query-unknown"),
        ({"query": "people-seated"}, 422, "parameter-unknown"),
        ({"query": "people-seated", "parameter": "head"}, 422, "parameter-unknown"),
    ],
)
def test_completion_for_what_is_not_there_is_a_problem(
    client: TestClient, asked: dict[str, str], status: int, code: str
) -> None:
    answer = client.get("/complete", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_browser_can_take_up_the_search_from_any_page(client: TestClient) -> None:
    page = client.get("/", headers=PAGE | {"Accept-Language": "es"}).text
    assert '<link rel="search" type="application/opensearchdescription+xml"' in page
    answer = client.get("/opensearch.xml", params={"lang": "es"})
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert len(root.findtext(f"{_OS}ShortName") or "") in range(1, 17)
    for url in root.findall(f"{_OS}Url"):
        target = url.attrib["template"].replace("{searchTerms}", "REMURPE")
        assert parse_qs(urlsplit(target).query)["lang"] == ["es"]
        found = client.get(target.removeprefix("http://testserver"), headers={"Accept": "*/*"})
        assert found.headers["content-type"].startswith(url.attrib["type"])


def test_addresses_are_those_that_the_world_knows(project_copy: Project) -> None:
    client = TestClient(create_app(build(project_copy), public="https://nets.example/peru/"))
    found = client.get("/search", params={"q": "remurpe"})
    assert found.json()["results"][0]["address"] == "https://nets.example/peru/page/remurpe"
    assert 'template="https://nets.example/peru/search?' in client.get("/opensearch.xml").text
