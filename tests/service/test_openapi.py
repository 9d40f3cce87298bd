"""The interface is what its description says: typed operations, and answers that keep to them whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import validator_for
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from llika.dataset import Dataset, build
from llika.project import Project
from llika.saved import load_all
from llika.web import create_app
from llika.web.interface.openapi import undescribed

GRLC = Path(__file__).resolve().parents[1] / "projects" / "grlc"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
Document = dict[str, Any]


@pytest.fixture(scope="module")
def small_app() -> FastAPI:
    """Return a service with a query of every form and a parameter of every kind."""
    return create_app(build(Project.open(GRLC)))


@pytest.fixture(scope="module")
def small(small_app: FastAPI) -> TestClient:
    """Return a client of that service."""
    return TestClient(small_app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def document(client: TestClient) -> Document:
    """Return the description of the service over the bundled project."""
    found: Document = client.get("/openapi.json").json()
    return found


def operation(found: Document, name: str) -> Document:
    """Return the operation of a query."""
    answer: Document = found["paths"][f"/queries/{name}"]["get"]
    return answer


def parameters(found: Document, name: str) -> dict[str, Document]:
    """Return the parameters of a query's operation by name."""
    return {one["name"]: one for one in operation(found, name)["parameters"]}


def test_every_saved_query_is_an_operation(document: Document, project: Project) -> None:
    queries = load_all(project)
    assert document["openapi"].startswith("3.1")
    described = {
        one["get"]["operationId"]: one["get"] for path, one in document["paths"].items() if "/queries/" in path
    }
    assert set(described) == set(queries)
    for name, one in described.items():
        assert (one["summary"], one["x-summary-es"]) == queries[name].summary
        assert one["tags"] == list(queries[name].tags)


def test_an_operation_has_the_parameters_and_the_columns_of_its_query(document: Document) -> None:
    found = parameters(document, "functions-of-body")
    assert found["body"]["required"]
    assert (found["body"]["example"], found["body"]["x-description-es"]) == ("foro-salud", "Una red o un comité (iri)")
    assert set(found) == {"body", "page", "page_size", "sort", "basis", "lang", "format", "version"}
    content = operation(document, "people-seated")["responses"]["200"]["content"]
    rows = content["application/json"]["schema"]["properties"]["rows"]["items"]
    assert rows["required"] == ["people", "seats", "complete"]
    assert {"text/csv", "application/sparql-results+json", "text/html"} < set(content)


def test_kinds_lists_and_defaults_are_typed(small: TestClient) -> None:
    found = small.get("/openapi.json").json()
    kinds = {name: one["schema"].get("type") for name, one in parameters(found, "parameters").items()}
    assert {name: kinds[name] for name in ("genre", "members", "rating", "motto")} == {
        "genre": "string",
        "members": "integer",
        "rating": "number",
        "motto": "string",
    }
    assert parameters(found, "parameters")["after"]["schema"] == {"type": "string", "format": "date"}
    assert parameters(found, "enumerate")["genre"]["schema"]["enum"] == [
        "https://music.example/rock",
        "https://music.example/folk",
    ]
    genre = parameters(found, "defaults")["genre"]
    assert (genre["required"], genre["schema"]["default"]) == (False, "https://music.example/rock")
    assert parameters(found, "pagination")["page_size"]["schema"]["default"] == 2
    posted = found["paths"]["/queries/method"]["post"]
    form = posted["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert form["required"] == ["motto"]
    assert "post" not in found["paths"]["/queries/summary"]
    assert "page" not in parameters(found, "graph")
    assert set(operation(found, "graph")["responses"]["200"]["content"]) >= {"text/turtle", "application/ld+json"}


def test_every_operation_says_what_it_answers(document: Document) -> None:
    assert undescribed(document) == []


def test_an_operation_that_does_not_say_it_is_found() -> None:
    silent = {"paths": {"/x": {"get": {"responses": {"200": {"description": "x"}}}}}}
    assert undescribed(silent) == [("get", "/x")]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/api", "/api"),
        ("/api/{collection}", "/api/networks"),
        ("/api/{collection}/{slug}", "/api/networks/remurpe"),
        ("/api/{collection}/{slug}/types", "/api/networks/cies/types"),
        ("/api/{collection}/{slug}/types", "/api/committees/igf-peru-committee-2017/types"),
        ("/explain", "/explain?subject=remurpe&predicate=a&object=MixedRoleNetwork"),
        ("/explain", "/explain?subject=cies&predicate=a&object=AgencyNetwork"),
        ("/explain", "/explain?subject=igf-peru-committee-2017&predicate=:seatsGroup&object=c:government"),
        ("/queries", "/queries"),
        ("/queries/functions-of-body", "/queries/functions-of-body?body=cies"),
        ("/health", "/health"),
        ("/data/{name}.{suffix}", "/data/remurpe.json"),
    ],
)
def test_answers_from_the_data_keep_to_their_schemas(
    client: TestClient, document: Document, path: str, url: str
) -> None:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    judge = validator_for({**schema, "components": document["components"]})
    answer = client.get(url).json()
    assert [f"{one.instance_path}: {one.message}" for one in judge.iter_errors(answer)] == []
    assert not judge.is_valid({})


def test_a_problem_keeps_to_its_schema(client: TestClient, document: Document) -> None:
    judge = validator_for(
        {"$ref": "#/components/schemas/Problem", "components": document["components"]},
    )
    for url in ("/queries/none", "/queries/people-seated", "/api/novels", "/sparql?query=SELECT"):
        assert judge.is_valid(client.get(url).json())


def _operations(app: FastAPI) -> Iterator[Any]:
    for found in schemathesis.openapi.from_asgi("/openapi.json", app).get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def _sent_anything(app: FastAPI, examples: int) -> int:
    """Send made-up requests to every operation, and return how many; raise where an answer is not as described."""
    sent = 0

    for one in _operations(app):

        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=one.as_strategy())
        def send(case: Any) -> None:
            nonlocal sent
            sent += 1
            case.validate_response(case.call(), checks=CHECKS)

        send()
    return sent


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_is_sent_to_a_small_service_is_answered_as_described(small_app: FastAPI) -> None:
    assert _sent_anything(small_app, 12) > 100


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_is_sent_to_the_service_is_answered_as_described(dataset: Dataset) -> None:
    assert _sent_anything(create_app(dataset), 8) > 80


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_answer_that_is_not_as_described_is_found(dataset: Dataset) -> None:
    app = create_app(dataset)
    schemas = app.openapi()["components"]["schemas"]
    schemas["Health"]["properties"]["status"] = {"const": "ill"}
    with pytest.raises(FailureGroup, match="1 distinct failure"):
        _sent_anything(app, 1)
