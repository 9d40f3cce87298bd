"""Every IRI of the dataset: redirects, pages, data that read alone; citations, languages, a base path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset, build
from llika.evidence import basis_of_name
from llika.project import Project
from llika.terms import EV, RDFS, SKOS, BlankNode
from llika.web import create_app
from llika.web.http.preferences import prefer_language

BASE = "https://w3id.org/llika/"
TERM = f"{BASE}ontology#"
PAGE = {"Accept": "text/html"}
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
TYPES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
_WHY = "/explain?subject=remurpe&predicate=a&object=Network"
_ROWS = "/queries/functions-of-body"
UNUSUAL = """
@prefix : <https://example.org/b/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/b/id/ñandú> a :Bird ; rdfs:label "ñandú"@es ; :eats <https://example.org/b/id/a%20seed> .
<https://example.org/b/things/of/mine> a :Bird ; :eats <https://elsewhere.example/worm?kind=red> .
<https://example.org/b/id/q?x=1> a :Bird .
<https://example.org/b/id/end/> a :Bird .
"""
ONTOLOGY = """
@prefix : <https://example.org/b/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<https://example.org/b/ontology> a owl:Ontology .
:Bird a owl:Class . :eats a owl:ObjectProperty .
"""


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Return a client of a project whose IRIs have accents, escapes, slashes and question marks."""
    root: Path = tmp_path_factory.mktemp("unusual")
    files = {"llika.toml": 'base = "https://example.org/b/"\n', "graph_data/a.ttl": UNUSUAL, "ontology/o.ttl": ONTOLOGY}
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return TestClient(create_app(build(Project.open(root))), raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="module")
def below(dataset: Dataset) -> TestClient:
    """Return a client of the service as the world knows it below a path."""
    return TestClient(create_app(dataset, public="https://x.example/llika"), follow_redirects=False)


class _Addresses(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for key, value in attrs if key in ("href", "src", "action")]


def relations(header: str) -> dict[str, list[str]]:
    """Return the targets of a Link header by their relation."""
    found: dict[str, list[str]] = {}
    for target, relation in re.findall(r'<([^>]*)>; rel="([\w-]+)"', header):
        found.setdefault(relation, []).append(target)
    return found


def known(dataset: Dataset) -> Iterator[NamedNode]:
    """Yield every IRI that a dataset's merged graph names, in whatever place."""
    facts = dataset.merged(dataset.published[-1]).facts
    yield from {term for fact in facts for term in fact if isinstance(term, NamedNode)}


def test_every_iri_that_the_data_name_has_a_page_and_data(client: TestClient, dataset: Dataset) -> None:
    everything = sorted(known(dataset), key=str)
    assert {iri.value.removeprefix(BASE).partition("/")[0] for iri in everything} >= {"id", "concept", "claim", "gap"}
    for iri in everything[::7]:
        for path in ("/page", "/data"):
            answer = client.get(path, params={"iri": iri.value, "basis": "context"}, headers=PAGE)
            assert (iri, answer.status_code) == (iri, 200)


def test_every_iri_below_the_base_is_an_address(client: TestClient, dataset: Dataset) -> None:
    own = {iri.value.removeprefix(BASE).partition("#")[0] for iri in known(dataset) if iri.value.startswith(BASE)}
    for path in sorted(own)[::9]:
        answer = client.get(f"/{quote(path)}", headers={"Accept": "text/turtle"})
        assert (path, answer.status_code) in ((path, 303), (path, 200))


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("/id/%C3%B1and%C3%BA", "https://example.org/b/id/ñandú"),
        ("/id/a%20seed", "https://example.org/b/id/a%20seed"),
        ("/id/q?x=1", "https://example.org/b/id/q?x=1"),
        ("/id/end/", "https://example.org/b/id/end/"),
        ("/things/of/mine", "https://example.org/b/things/of/mine"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "application/n-triples"])
def test_unusual_iris_lead_to_themselves(unusual: TestClient, address: str, iri: str, accept: str) -> None:
    led = unusual.get(address, headers={"Accept": accept})
    assert led.status_code == 303
    answer = unusual.get(led.headers["location"], headers={"Accept": accept})
    assert answer.status_code == 200
    assert (iri if accept == "text/html" else f"<{iri}> ") in answer.text


def test_a_thing_of_another_base_has_a_page_that_leads_to_the_web(unusual: TestClient) -> None:
    iri = "https://elsewhere.example/worm?kind=red"
    page = unusual.get("/page", params={"iri": iri}, headers=PAGE)
    assert page.status_code == 200
    assert f'<a href="{iri}" rel="external">' in page.text
    assert unusual.get("/data", params={"iri": iri, "format": "nt"}).text.count(iri) == 1
    assert unusual.get("/page", params={"iri": "https://elsewhere.example/none"}).json()["code"] == "entity-unknown"


def test_what_nothing_is_called_is_not_found(unusual: TestClient) -> None:
    assert unusual.get("/things/of/yours").status_code == 404
    assert unusual.get("/id/none").json()["code"] == "entity-unknown"


@pytest.mark.parametrize("ending", FORMATS)
def test_the_data_of_a_thing_are_the_same_in_every_format(client: TestClient, ending: str) -> None:
    answer = client.get(f"/data/remurpe.{ending}")
    assert answer.headers["content-type"].startswith(TYPES[ending])
    facts = {(t.subject, t.predicate, t.object) for t in parse(answer.content, format=FORMATS[ending])}
    expected = client.get("/data/remurpe.nt")
    assert facts == {(t.subject, t.predicate, t.object) for t in parse(expected.content, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("path", ["remurpe", "ontology%23AgencyNetwork", "concept/facilitating", "source/003"])
def test_a_description_reads_alone(client: TestClient, dataset: Dataset, path: str) -> None:
    facts = [
        (t.subject, t.predicate, t.object)
        for t in parse(client.get(f"/data/{path}.ttl").content, format=RdfFormat.TURTLE)
    ]
    merged = dataset.merged(basis_of_name("documents"))
    named = {subject for subject, predicate, _ in facts if predicate in (RDFS.label, SKOS.prefLabel)}
    for term in {term for fact in facts for term in fact if isinstance(term, NamedNode)}:
        has_label = any(p in (RDFS.label, SKOS.prefLabel) for _, p, _ in merged.about(term))
        assert (term, term in named) == (term, has_label)
    subjects = {subject for subject, _, _ in facts}
    assert all(value in subjects for _, _, value in facts if isinstance(value, BlankNode))


def test_a_description_has_the_claims_of_its_facts_with_their_passages(client: TestClient) -> None:
    facts = list(parse(client.get("/data/remurpe.nt").content, format=RdfFormat.N_TRIPLES))
    claims = {t.subject for t in facts if t.predicate == EV.claimSubject}
    passages = {t.object for t in facts if t.predicate == EV.supportedBy}
    assert claims
    assert passages <= {t.subject for t in facts if t.predicate == EV.textDigest}


def test_a_definition_comes_whole_with_the_data_of_a_class(client: TestClient) -> None:
    text = client.get("/data/ontology%23AgencyNetwork.ttl").text
    assert "owl:intersectionOf ( :Network [" in text
    assert "owl:intersectionOf ( :AgencyNetwork :SupportNetwork )" in text  # of the class that is defined by it


def test_what_names_a_thing_comes_in_pages(client: TestClient) -> None:
    address = "/data/ontology%23Seat.json"
    whole = client.get(address).json()
    total = whole["incoming_total"]
    assert total > 10
    seen: list[object] = []
    page: int | None = 1
    while page:
        answer = client.get(address, params={"page": page, "page_size": 5})
        found = answer.json()
        assert found["incoming_total"] == total
        seen += found["incoming"]
        assert ("next" in relations(answer.headers["link"])) is (found["next"] is not None)
        page = found["next"]
    assert seen == whole["incoming"]
    turtle = client.get("/data/ontology%23Seat.nt", params={"page_size": 5})
    assert "next" in relations(turtle.headers["link"])
    html = client.get("/page/ontology%23Seat", params={"page_size": 5}, headers=PAGE).text
    assert 'rel="next"' in html


def test_documents_and_things_are_told_apart_by_links(client: TestClient) -> None:
    led = client.get("/id/remurpe", headers={"Accept": "text/turtle"})
    assert led.headers["vary"].startswith("Accept")
    assert "http://testserver/page/remurpe" in relations(led.headers["link"])["alternate"]
    page, data = client.get("/page/remurpe", headers=PAGE), client.get("/data/remurpe.ttl")
    for answer in (page, data):
        assert relations(answer.headers["link"])["describes"] == [f"{BASE}id/remurpe"]
    assert "http://testserver/data/remurpe.ttl" in relations(page.headers["link"])["alternate"]


def test_head_says_what_get_does(client: TestClient) -> None:
    for path in ("/id/remurpe", "/page/remurpe", "/data/remurpe.ttl", "/ontology", "/data"):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers.get("etag") == get.headers.get("etag")


def test_every_fact_of_the_json_leads_to_its_explanation(client: TestClient) -> None:
    found = client.get("/data/remurpe.json").json()
    for fact in (*found["facts"], *found["incoming"]):
        explained = client.get(fact["explain"]).json()
        assert (explained["layer"], explained["basis"]) == (fact["layer"], fact["basis"])


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/ld+json", "application/ld+json"),
        ("text/markdown;q=0.9, text/html;q=0.1", "text/markdown"),
        ("text/html, text/markdown;q=0.5", "text/html"),
        ("*/*", "application/json"),
    ],
)
def test_an_explanation_is_had_in_every_form(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get(_WHY, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert answer.headers["vary"].startswith("Accept")
    assert client.get(f"{_WHY}&format=md&lang=es").headers["content-language"] == "es"
    assert client.get(f"{_WHY}&format=jsonld").headers["content-type"] == "application/ld+json"


# citations


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/page/remurpe",
        "/ontology",
        "/queries/functions-of-body?body=remurpe",
        "/explain?subject=remurpe&predicate=a&object=Network",
    ],
)
def test_every_page_says_how_to_cite_it(client: TestClient, dataset: Dataset, url: str) -> None:
    page = client.get(url, headers=PAGE).text
    assert f"version = {{{dataset.version}}}" in page
    assert "container-title" in page
    permanent = re.findall(r'rel="bookmark" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert client.get(permanent, headers=PAGE).status_code == 200
    assert client.get(permanent.replace(dataset.version, "0" * 16), headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/api/networks",
        "/queries/functions-of-body.json?body=remurpe",
        "/queries/functions-of-body.csv?body=remurpe",
        "/data/remurpe.ttl",
    ],
)
def test_data_name_the_address_to_cite(client: TestClient, dataset: Dataset, url: str) -> None:
    cited = [
        target
        for header in client.get(f"{url}{'&' if '?' in url else '?'}lang=es").headers.get_list("link")
        for target in relations(header).get("cite-as", [])
    ]
    assert len(cited) == 1
    assert cited[0].endswith(f"version={dataset.version}")
    assert "lang=" not in cited[0]
    assert client.get(cited[0]).content == client.get(url).content


def test_what_fails_is_not_cited(client: TestClient) -> None:
    assert "cite-as" not in client.get("/api/novels").headers.get("link", "")
    assert "cite-as" not in client.get("/health").headers.get("link", "")


# languages


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-PE,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.8, es;q=0.9", "es"),
        ("EN-gb", "en"),
        ("fr, es;q=0.1", "es"),
        ("fr", "en"),
        ("*", "en"),
        ("*, en;q=0", "es"),
        ("en;q=0.5, *", "es"),
        ("en;q=0", "es"),
        ("es;q=0, en;q=0", "en"),
        ("es, en", "es"),
        ("es;q=2, en;q=0.1", "en"),
        ("es;q=nan, en;q=0.1", "en"),
        (";;,=,es", "es"),
    ],
)
def test_a_language_is_chosen_as_rfc_9110_says(client: TestClient, header: str, language: str) -> None:
    assert prefer_language(header) == language
    answer = client.get("/page/remurpe", headers=PAGE | {"Accept-Language": header})
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text


def test_a_language_may_be_named_and_an_unknown_one_is_an_error(client: TestClient) -> None:
    assert client.get("/page/remurpe?lang=es-PE", headers=PAGE).headers["content-language"] == "es"
    wrong = client.get("/page/remurpe?lang=qu", headers={"Accept-Language": "es"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "unknown-language")
    assert wrong.headers["content-language"] == "es"
    assert client.get("/sparql", params={"query": "ASK {}", "lang": "qu"}).status_code == 200


def test_json_in_both_languages_says_so(client: TestClient) -> None:
    assert client.get("/queries").headers["content-language"] == "en, es"


def test_a_label_that_a_language_lacks_is_shown_with_its_own(unusual: TestClient) -> None:
    english = unusual.get("/page/%C3%B1and%C3%BA?lang=en", headers=PAGE).text
    assert '<h1><bdi lang="es">ñandú <small>(es)</small></bdi>' in re.sub(r">\s+<", "><", english)
    assert "(es)" not in unusual.get("/page/%C3%B1and%C3%BA?lang=es", headers=PAGE).text
    label = unusual.get("/data/%C3%B1and%C3%BA.json").json()["label"]
    assert label == {"en": "ñandú", "es": "ñandú", "only": "es"}


# a path before every address


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/page/remurpe",
        "/page/ontology%23AgencyNetwork",
        "/ontology",
        "/data",
        "/queries",
        "/queries/functions-of-body?body=remurpe",
        "/explain?subject=remurpe&predicate=a&object=AgencyNetwork",
        "/docs/errors",
        "/nowhere",
    ],
)
def test_every_link_begins_with_the_path_that_the_world_knows(below: TestClient, url: str) -> None:
    found = _Addresses(below.get(url, headers=PAGE).text).found
    here = [address for address in found if not address.startswith(("#", "data:", "http://", "https://"))]
    assert here
    if not url.startswith("/docs"):
        assert [address for address in here if not address.startswith("/llika/")] == []
    assert not any(address.startswith("/llika/llika") for address in here)


def test_links_below_a_path_lead_somewhere_with_and_without_it(below: TestClient) -> None:
    page = below.get("/page/remurpe", headers=PAGE).text
    for address in sorted(set(_Addresses(page).found)):
        if address.startswith("/llika/"):
            path = address.partition("#")[0].removeprefix("/llika")
            statuses = [below.get(one, headers=PAGE).status_code for one in (path, f"/llika{path}")]
            assert (path, *statuses) in ((path, 200, 200), (path, 303, 303))


def test_redirects_json_and_problems_name_the_path_too(below: TestClient) -> None:
    assert below.get("/id/remurpe", headers=PAGE).headers["location"] == "/llika/page/remurpe"
    types = below.get("/api/networks/remurpe/types").json()
    assert all(one["explain"].startswith("/llika/explain?") for one in types["types"])
    assert below.get("/nowhere").json()["type"] == "/llika/docs/errors#http-404"
    assert "https://x.example/llika/page/remurpe?" in below.get("/page/remurpe", headers=PAGE).text
    cited = below.get("/llika/page/remurpe", headers=PAGE).headers.get_list("link")[-1]
    assert "https://x.example/llika/page/remurpe?" in cited


@pytest.mark.parametrize(
    ("path", "status"),
    [("/llika", 200), ("/llika/", 200), ("/", 200), ("/llika/health", 200), ("/llikahealth", 404), ("/llikax/", 404)],
)
def test_only_the_path_itself_is_taken_off_an_address(below: TestClient, path: str, status: int) -> None:
    assert below.get(path).status_code == status


def test_a_question_too_long_for_headers_has_no_links(client: TestClient) -> None:
    for path in ("/search?q=red", "/page/remurpe?page=2", "/data/remurpe.json?page=2", "/api/networks?page=1"):
        short, long = (client.get(f"{path}&other={'x' * size}") for size in (10, 20_000))
        assert (short.status_code, long.status_code) == (200, 200)
        assert 'rel="first"' in short.headers["link"]
        assert len(long.headers.get("link", "")) < 2_000


def test_below_a_base_with_a_hash_every_iri_has_a_page(tmp_path: Path) -> None:
    (tmp_path / "llika.toml").write_text('base = "https://example.org/b#"\n', "utf-8")
    (tmp_path / "graph_data").mkdir()
    text = "<https://example.org/b#a> a <https://example.org/c#Bird> ."
    (tmp_path / "graph_data" / "a.ttl").write_text(text, "utf-8")
    client = TestClient(create_app(build(Project.open(tmp_path))))
    for iri in ("https://example.org/b#a", "https://example.org/c#Bird"):
        assert client.get("/data", params={"iri": iri, "format": "ttl"}).status_code == 200


def test_a_query_may_have_any_name_that_a_file_may_have(tmp_path: Path) -> None:
    names = ["a <b>", "ñandú", "..", "a#b?c", "x.json"]
    (tmp_path / "queries").mkdir()
    for name in names:
        (tmp_path / "queries" / f"{name}.rq").write_text("#+ summary: Zebras\nSELECT * { ?s ?p ?o }", "utf-8")
    client = TestClient(create_app(build(Project.open(tmp_path))))
    found = client.get("/search?q=zebras").json()["results"]
    assert {one["slug"] for one in found} == set(names)
    assert [client.get(f"{one['address']}.csv").status_code for one in found if one["slug"] != ".."] == [200] * 4
    assert client.get("/sparql?query=ASK%7B%7D").status_code == 200


def test_the_name_of_a_collection_leads_to_it_where_nothing_else_has_that_name(client: TestClient) -> None:
    answer = client.get("/networks", params={"basis": "stated"}, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/api/networks?basis=stated")
    assert client.get(answer.headers["location"], headers=PAGE).status_code == 200
    assert client.get("/nosuch", headers=PAGE).status_code == 404
    assert client.get("/data", headers=PAGE).status_code == 200


def test_every_page_leads_to_the_collections(client: TestClient) -> None:
    page = client.get("/page/remurpe", headers=PAGE).text
    (target,) = {link for link in _Addresses(page).found if link.startswith("/api?")}
    listed = client.get(target, headers=PAGE)
    assert listed.status_code == 200
    assert {"/api/networks", "/api/committees"} <= {link.partition("?")[0] for link in _Addresses(listed.text).found}
    assert set(client.get("/api").json()) == {"version", "basis", "collections"}
