"""What the application does around its routes."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from llika.dataset import Dataset
from llika.errors import UsageError
from llika.evidence import SourceText
from llika.terms import NamedNode
from llika.web import Address, create_app, public_address, serve_scratch
from llika.web.http.requests import decode


def test_where_texts_are_shown_other_sites_may_not_read(dataset: Dataset) -> None:
    texts = {NamedNode("http://a.example/document"): SourceText("a", "text")}
    client = TestClient(create_app(dataset, texts), base_url="http://127.0.0.1")
    preflight = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    for answer in (
        client.get("/sparql?query=ASK%7B%7D", headers=preflight),
        client.get("/nothing-here", headers=preflight),
        client.options("/sparql", headers=preflight),
    ):
        assert [name for name in answer.headers if name.startswith("access-control")] == []
    assert client.options("/sparql", headers=preflight).headers["allow"] == "GET, HEAD, POST, OPTIONS"
    foreign = client.get("/health", headers={"Host": "a.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign-site")
    for host, status in {"[::1]:8000": 200, "localhost:8000": 200, "[::2]:8000": 403}.items():
        assert client.get("/", headers={"Host": host}).status_code == status


def test_a_fault_of_ours_is_500_and_other_sites_may_read_it(dataset: Dataset) -> None:
    app = create_app(dataset)

    def broken() -> None:
        raise ZeroDivisionError

    app.add_api_route("/broken", broken)
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://data.example.org", "https://data.example.org"),
        ("http://data.example.org:8080/llika/", "http://data.example.org:8080/llika"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_has_no_final_slash(text: str, expected: str) -> None:
    assert public_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "data.example.org",
        "//data.example.org",
        "ftp://data.example.org",
        "https://",
        "https:///llika",
        "https://data.example.org/?a=b",
        "https://data.example.org/#a",
        "https://data.example.org?",
        "https://user@data.example.org",
        "https://data.example.org:http",
        "https://data.example.org:99999",
        "https://[::1",
        "https://data.example.org/a b",
        "https://data.example.org/\r\nX-Other: here",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        public_address(text)
    assert raised.value.code == "bad-address"


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.0.2.1:8000", "[::]:8000", "data.example.org:80"])
def test_the_scratch_server_listens_on_this_machine_only(address: str) -> None:
    with pytest.raises(UsageError) as raised:
        serve_scratch(Address.parse(address))
    assert raised.value.code == "scratch-not-public"


@pytest.mark.parametrize(("data", "code"), [(b"x" * 1_000_001, "body-too-large"), (b"&" * 1_000, "too-many-fields")])
def test_a_very_long_address_is_not_taken_apart(data: bytes, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        decode(data)
    assert raised.value.code == code


def test_a_long_question_gets_no_header_that_clients_would_refuse(client: TestClient) -> None:
    short, long = (client.get("/sparql", params={"query": f"ASK {{}} # {'x' * size}"}) for size in (10, 9_000))
    assert (short.status_code, long.status_code) == (200, 200)
    assert "cite-as" in short.links
    assert "cite-as" not in long.links


def test_a_value_that_is_not_utf8_is_refused(client: TestClient) -> None:
    answer = client.get("/queries/people-seated.json?body=%ff")
    assert (answer.status_code, answer.json()["code"]) == (400, "not-utf8")
