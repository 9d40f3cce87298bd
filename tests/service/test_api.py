"""The API of collections, explanations, entities and data, on the bundled project."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.evidence import SourceText, read_documents, text_digest
from llika.web import create_app

Json = dict[str, object]

FOUR = {"AgencyNetwork", "SupportNetwork", "MixedRoleNetwork", "FacilitatingNetwork"}
STATED = {"basis": "stated"}
LOOPBACK = "http://127.0.0.1"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def names(listed: object) -> set[str]:
    """Return the local names of the classes in a list of an answer."""
    assert isinstance(listed, list)
    return {str(one["iri"]).rpartition("#")[2] for one in listed}


def get(client: TestClient, url: str, **parameters: str) -> Json:
    """Return the JSON of an answer that succeeds."""
    answer = client.get(url, params=parameters)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def leaves(step: Json) -> Iterator[Json]:
    """Yield the steps of a proof that rest on no other."""
    below = [*step["premises"], *step["axioms"]]  # type: ignore[misc]
    if not below:
        yield step
    for one in below:
        yield from leaves(one)


def test_remurpe_is_mixed_by_readings_and_every_proof_ends_in_claims_on_document_003(client: TestClient) -> None:
    found = get(client, "/api/networks/remurpe/types")
    assert names(found["types"]) >= FOUR | {"InstitutionalMemberNetwork"}
    for one in found["types"]:  # type: ignore[attr-defined]
        expected = "reading" if names([one]) & (FOUR | {"InstitutionalMemberNetwork"}) else "stated"
        assert one["basis"] == expected
        proof = client.get(one["explain"]).json()["proof"]
        claims = [claim for leaf in leaves(proof) for claim in leaf["claims"]]  # type: ignore[attr-defined]
        assert claims
        assert {claim["passage"]["document"] for claim in claims} == {"https://w3id.org/llika/source/003"}
        assert {claim["passage"]["iri"] for claim in claims} == set(one["evidence"])
        for leaf in leaves(proof):
            subject = str(leaf["fact"]["subject"])  # type: ignore[index]
            assert leaf["claims"] or not subject.startswith("https://w3id.org/llika/id/")


def test_on_what_is_stated_alone_the_four_are_unknown_and_the_activities_stay(client: TestClient) -> None:
    found = get(client, "/api/networks/remurpe/types", **STATED)
    assert not names(found["types"]) & FOUR
    unknown = {next(iter(names([one]))): one.get("basis_needed") for one in found["unknown"]}  # type: ignore[attr-defined]
    assert {name: unknown[name] for name in FOUR} == dict.fromkeys(FOUR, "reading")
    facts = get(client, "/api/networks/remurpe", **STATED)["facts"]
    carried_out = [fact for fact in facts if fact["predicate"].endswith("#carriesOut")]  # type: ignore[attr-defined]
    assert len(carried_out) >= 3
    assert {fact["basis"] for fact in carried_out} == {"stated"}


def test_cies_has_no_function_and_says_so_with_its_gaps(client: TestClient) -> None:
    found = get(client, "/api/networks/cies/types")
    assert names(found["types"]) == {"Network"}
    missing = found["not_stated"]
    assert names(missing) >= FOUR | {"ConveningNetwork", "InstitutionalMemberNetwork"}
    for one in missing:  # type: ignore[attr-defined]
        assert one["gap"].startswith("https://w3id.org/llika/gap/")
        assert one["reason"]["en"]
        assert one["reason"]["es"] != one["reason"]["en"]
    with_context = get(client, "/api/networks/cies/types", basis="context")
    assert names(with_context["types"]) > names(found["types"])
    assert names(with_context["not_stated"]) < names(missing)


def test_the_committees_seat_their_groups(client: TestClient) -> None:
    first = get(client, "/api/committees/igf-peru-committee-2016/types")
    second = get(client, "/api/committees/igf-peru-committee-2017/types")
    assert names(first["types"]) >= {
        "CommitteeWithGovernment",
        "CommitteeWithAcademia",
        "CommitteeWithPrivateSector",
        "CommitteeWithCivilSociety",
    }
    assert "CommitteeWithoutGovernment" not in names(first["types"])
    assert names(second["types"]) >= {
        "CommitteeWithoutGovernment",
        "CommitteeWithTechnicalCommunity",
        "CommitteeWithPrivateSector",
        "CommitteeWithCivilSociety",
    }
    assert names(second["denied"]) == {"CommitteeWithGovernment"}
    assert names(second["ruled_out"]) == {"CommitteeWithAcademia"}
    academia = {"subject": "igf-peru-committee-2017", "predicate": "a", "object": "CommitteeWithAcademia"}
    ruled_out = get(client, "/explain", **academia)
    assert (ruled_out["layer"], ruled_out["ruled_out_by"]["rule"]) == ("ruled_out", "group-without-a-seat")  # type: ignore[index]
    without = next(one for one in second["types"] if one["iri"].endswith("#CommitteeWithoutGovernment"))  # type: ignore[attr-defined]
    assert (without["layer"], without["basis"]) == ("derived", "stated")
    explained = client.get(without["explain"]).json()
    assert explained["proof"]["rule"] == "committee-without-government"
    assert [one["kind"] for one in explained["other_grounds"]] == ["denial"]
    assert explained["other_grounds"][0]["passage"]["lineStart"] == 48


def test_a_multistakeholder_committee_needs_the_rule_from_outside(client: TestClient) -> None:
    url = "/api/committees/igf-peru-committee-2016/types"
    assert "MultistakeholderCommittee" in names(get(client, url)["unknown"])
    found = get(client, url, basis="context")["types"]
    one = next(one for one in found if one["iri"].endswith("#MultistakeholderCommittee"))  # type: ignore[attr-defined]
    assert one["basis"] == "context"


def test_an_explanation_takes_slugs_curies_and_iris_and_says_it_in_two_languages(client: TestClient) -> None:
    by_slug = get(client, "/explain", subject="remurpe", predicate="a", object="AgencyNetwork")
    by_curie = get(client, "/explain", subject="i:remurpe", predicate="rdf:type", object=":AgencyNetwork")
    whole = ("https://w3id.org/llika/id/remurpe", TYPE, "https://w3id.org/llika/ontology#AgencyNetwork")
    by_iri = get(client, "/explain", subject=whole[0], predicate=whole[1], object=whole[2])
    assert by_slug == by_curie == by_iri
    assert (by_slug["layer"], by_slug["basis"]) == ("entailed", "reading")
    sentence = by_slug["sentence"]
    assert isinstance(sentence, dict)
    assert sentence["en"] != sentence["es"]
    assert "REMURPE" in sentence["es"]


def test_the_short_form_of_a_proof_names_no_unnamed_class(client: TestClient) -> None:
    steps = get(client, "/explain", subject="remurpe", predicate="a", object="MixedRoleNetwork")["steps"]

    def facts(step: Json) -> Iterator[str]:
        yield str(step["fact"]["object"])  # type: ignore[index]
        for premise in step["premises"]:  # type: ignore[attr-defined]
            yield from facts(premise)

    assert isinstance(steps, dict)
    assert all(value.startswith("https://w3id.org/llika/") for value in facts(steps))


def test_what_does_not_hold_is_answered_too(client: TestClient) -> None:
    gap = get(client, "/explain", subject="cies", predicate="a", object="AgencyNetwork")
    denial = get(client, "/explain", subject="igf-peru-committee-2017", predicate=":seatsGroup", object="c:government")
    unknown = client.get("/explain", params={"subject": "remurpe", "predicate": "a", "object": "ConveningNetwork"})
    later = client.get(
        "/explain", params={"subject": "remurpe", "predicate": "a", "object": "AgencyNetwork", "basis": "stated"}
    )
    assert (gap["layer"], gap["proof"]) == ("not_stated", None)
    assert gap["gaps"]
    assert (denial["layer"], denial["proof"]) == ("denied", None)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "fact-unknown")
    assert "basis=documents" in later.json()["hint"]


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/api/networks/atlantis/types", 404, "term-unknown"),
        ("/api/networks/igf-peru-committee-2016/types", 404, "entity-unknown"),
        ("/api/novels", 404, "collection-unknown"),
        ("/queries/nonsense", 404, "query-unknown"),
        ("/page/atlantis", 404, "entity-unknown"),
        ("/data/atlantis.ttl", 404, "entity-unknown"),
        ("/data/remurpe.docx", 406, "not-acceptable"),
        ("/data/graph/atlantis.ttl", 404, "graph-unknown"),
        ("/nowhere", 404, "http-404"),
        ("/api/networks?basis=hearsay", 400, "unknown-basis"),
        ("/explain?subject=remurpe", 422, "parameter-type"),
        ("/?format=pdf", 400, "unknown-format"),
        ("/api/networks/remurpe/types?version=0123456789abcdef", 404, "version-unknown"),
    ],
)
def test_what_is_wrong_is_a_problem_in_two_languages(client: TestClient, url: str, status: int, code: str) -> None:
    english = client.get(url, headers={"Accept-Language": "en"})
    spanish = client.get(url, headers={"Accept-Language": "es-PE, en;q=0.3"})
    assert (english.status_code, english.json()["code"]) == (status, code)
    assert english.headers["content-type"] == "application/problem+json"
    assert english.json()["detail"] != spanish.json()["detail"]
    assert spanish.headers["content-language"] == "es"


def test_a_saved_query_answers_in_every_format(client: TestClient) -> None:
    arguments = {"body": "remurpe"}
    rows = get(client, "/queries/functions-of-body.json", **arguments)["rows"]
    assert rows
    for suffix, kind in {
        "csv": "text/csv; charset=utf-8",
        "tsv": "text/tab-separated-values; charset=utf-8",
        "srj": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "html": "text/html; charset=utf-8",
    }.items():
        answer = client.get(f"/queries/functions-of-body.{suffix}", params=arguments)
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_a_wrong_parameter_is_422_with_its_name(client: TestClient) -> None:
    missing = client.get("/queries/functions-of-body.json")
    unknown = client.get("/queries/functions-of-body.json", params={"body": "remurpe", "colour": "red"})
    paging = client.get("/queries/functions-of-body.json", params={"body": "remurpe", "page": "abc"})
    twice = client.get("/queries/functions-of-body.json", params={"body": ["remurpe", "cies"]})
    assert [(one.status_code, one.json()["parameter"]) for one in (missing, unknown, paging, twice)] == [
        (422, "body"),
        (422, "colour"),
        (422, "page"),
        (422, "body"),
    ]
    assert twice.json()["code"] == "parameter-repeated"


def test_what_is_said_twice_alike_is_said_once(client: TestClient) -> None:
    assert client.get("/queries/functions-of-body.json", params={"body": ["cies", "cies"]}).status_code == 200


def test_pages_of_rows_are_linked(client: TestClient) -> None:
    first = client.get("/queries/functions-of-body.json", params={"body": "cies", "page_size": "1"})
    assert 'rel="first"' in first.headers["link"]
    assert ('rel="next"' in first.headers["link"]) == (first.json()["next"] is not None)


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/remurpe"),
        ("text/turtle", "/data/remurpe.ttl"),
        ("application/ld+json", "/data/remurpe.jsonld"),
        ("application/json", "/data/remurpe.json"),
        ("text/html;q=0.1, text/turtle;q=0.9", "/data/remurpe.ttl"),
        ("", "/data/remurpe.json"),
    ],
)
def test_an_iri_leads_to_a_page_or_to_data(client: TestClient, accept: str, target: str) -> None:
    answer = client.get("/id/remurpe", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, target)
    assert client.get(target).status_code == 200


def test_an_iri_of_nothing_or_in_no_format_leads_nowhere(client: TestClient) -> None:
    assert client.get("/id/atlantis").status_code == 404
    assert client.get("/id/remurpe", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/id/remurpe", headers={"Accept": "*/*;q=0"}).status_code == 406


@pytest.mark.parametrize("path", ["concept/agency", "source/003", "claim/", "gap/", "mention/"])
def test_every_iri_of_the_dataset_is_answered_for(client: TestClient, dataset: Dataset, path: str) -> None:
    base = dataset.project.base
    known = sorted(subject.value for facts in dataset.sources.graphs.values() for subject, _, _ in facts)
    full = base + path if not path.endswith("/") else next(iri for iri in known if iri.startswith(base + path))
    url = "/" + full.removeprefix(base)
    answer = client.get(url, headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    data = client.get(answer.headers["location"])
    assert full in {quad.subject.value for quad in parse(data.content, format=RdfFormat.TURTLE)}


def test_the_dump_holds_every_named_graph(client: TestClient, dataset: Dataset) -> None:
    answer = client.get("/data/all.nq.gz")
    quads = list(parse(gzip.decompress(answer.content), format=RdfFormat.N_QUADS))
    names = {quad.graph_name.value.partition("/graph/")[2] for quad in quads}
    assert names == {name for name, facts in dataset.graphs.items() if facts}
    assert dataset.version in answer.headers["content-disposition"]
    one = client.get("/data/graph/claims/003.ttl")
    assert len(list(parse(one.content, format=RdfFormat.TURTLE))) == len(dataset.graphs["claims/003"])


def test_the_service_describes_itself(client: TestClient, dataset: Dataset) -> None:
    assert get(client, "/health")["version"] == dataset.version
    paths = get(client, "/openapi.json")["paths"]
    assert isinstance(paths, dict)
    assert {
        "/sparql",
        "/explain",
        "/api/{collection}/{slug}/types",
        "/queries/people-seated",
        "/data/all.nq.gz",
    } <= set(paths)


@pytest.mark.parametrize("url", ["/", "/queries", "/queries/functions-of-body", "/page/remurpe"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_browser_gets_pages(client: TestClient, url: str, language: str) -> None:
    answer = client.get(url, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}"' in answer.text


def test_the_documents_are_for_this_machine_alone(dataset: Dataset, shared_dir: Path) -> None:
    texts = {iri: text for iri, (text, _) in read_documents(dataset.records, shared_dir / "sources").items()}
    client = TestClient(create_app(dataset, texts), LOOPBACK)
    elsewhere = client.get("/health", headers={"Origin": "https://example.org"})
    assert "access-control-allow-origin" not in elsewhere.headers
    assert client.get("/health", headers={"Host": "example.org"}).status_code == 403


def test_the_type_of_a_problem_leads_to_its_explanation(client: TestClient) -> None:
    problem = client.get("/api/novels").json()
    address, _, anchor = problem["type"].partition("#")
    manual = client.get(address)
    assert manual.status_code == 200
    assert f'id="{anchor}"' in manual.text


@pytest.mark.parametrize(("name", "kind"), [("page.png", "image/png"), ("after-saving.svg", "image/svg+xml")])
def test_the_manual_has_its_pictures(client: TestClient, name: str, kind: str) -> None:
    assert f'src="images/{name}"' in client.get("/docs/protege").text
    picture = client.get(f"/docs/images/{name}")
    assert (picture.status_code, picture.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize("name", ["none.png", "make.py", "..%2Ferrors.md"])
def test_the_manual_has_no_other_files(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/images/{name}").status_code == 404


def test_a_permanent_address_holds_for_its_version(client: TestClient, dataset: Dataset) -> None:
    url = "/queries/functions-of-body.json"
    assert get(client, url, body="remurpe", version=dataset.version) == get(client, url, body="remurpe")


@pytest.mark.parametrize("kind", ["claim", "gap", "mention", "source/003/"])
def test_a_piece_of_evidence_has_a_page(client: TestClient, dataset: Dataset, kind: str) -> None:
    base = dataset.project.base
    known = sorted(s.value for facts in dataset.sources.graphs.values() for s, _, _ in facts)
    path = next(iri for iri in known if iri.startswith(base + kind)).removeprefix(base)
    page = client.get(f"/page/{path}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'id="record-title"' in page.text


def test_passages_are_shown_only_with_the_documents_and_only_where_they_agree(
    dataset: Dataset, shared_dir: Path
) -> None:
    texts = {iri: text for iri, (text, _) in read_documents(dataset.records, shared_dir / "sources").items()}
    other = {iri: SourceText(text.name, "x" + text.text) for iri, text in texts.items()}
    url = "/explain?subject=remurpe&predicate=a&object=Network"
    answers = [TestClient(create_app(dataset, one), LOOPBACK).get(url).json() for one in (None, texts, other)]
    passages = [answer["proof"]["claims"][0]["passage"] for answer in answers]
    assert ["text" in passage for passage in passages] == [False, True, False]
    assert text_digest(passages[1]["text"]) == passages[1]["digest"]


def test_the_first_page_and_its_twin_say_the_same(client: TestClient, dataset: Dataset) -> None:
    twin = get(client, "/")
    page = unescape(client.get("/", headers={"Accept": "text/html"}).text)
    assert twin["version"] == dataset.version
    assert dataset.version in page
    members = {one["name"]: one["members"] for one in twin["collections"]}  # type: ignore[attr-defined]
    assert "remurpe" in {member["slug"] for member in members["networks"]}
    assert {member["slug"] for member in members["committees"]} == {
        "igf-peru-committee-2016",
        "igf-peru-committee-2017",
    }
    for member in (one for listed in members.values() for one in listed):
        assert member["label"]["en"] in page
    assert sum(twin["counts"].values()) == sum(dataset.counts().values())  # type: ignore[attr-defined]


def test_links_name_the_address_that_the_world_knows(dataset: Dataset) -> None:
    with TestClient(create_app(dataset, public="https://llika.example/")) as client:
        links = client.get("/api/networks?page=1&page_size=1").headers["link"]
    assert '<https://llika.example/api/networks?page_size=1&page=2>; rel="next"' in links


def test_every_collection_has_a_page_and_every_member_one(client: TestClient) -> None:
    for listed in get(client, "/api")["collections"]:  # type: ignore[attr-defined]
        page = client.get(f"/api/{listed['collection']}", headers={"Accept": "text/html"})
        assert page.status_code == 200, page.text
        assert listed["label"]["en"] in page.text
        for member in listed["members"][:2]:
            assert client.get(f"/page?iri={member['iri']}", headers={"Accept": "text/html"}).status_code == 200
            assert get(client, f"/api/{listed['collection']}/{member['iri']}")["subject"] == member["iri"]


def test_documents_are_a_collection_by_their_titles_and_nothing_is_concluded_of_them(client: TestClient) -> None:
    members = get(client, "/api/documents")["members"]
    assert "Scaling Up of IFAD Programs in Peru" in [one["label"]["en"] for one in members]  # type: ignore[attr-defined]
    types = get(client, "/api/documents/src:003/types")
    assert [types[key] for key in ("types", "denied", "not_stated", "unknown")] == [[], [], [], []]
