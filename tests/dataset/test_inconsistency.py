"""Contradictions: the stratum that has one is not published, nor are the weaker ones; the stronger are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from llika.check import examine
from llika.cli import main
from llika.dataset import Dataset, Engine, build
from llika.errors import NotFound
from llika.evidence import STRATA, Basis
from llika.findings import Level, Refused
from llika.project import Project
from llika.store import EmbeddedStore
from llika.terms import RDF, Fact, Namespace
from llika.web import create_app

WriteProject = Callable[[Mapping[str, str]], Project]
T = Namespace("https://example.org/b/ontology#")
I = Namespace("https://example.org/b/id/")  # noqa: E741 - as the prefix in the files

CORE = """<https://example.org/b/ontology> a owl:Ontology .
:Bridge a owl:Class . :Stone a owl:Class ; rdfs:subClassOf :Bridge . :Timber a owl:Class ; rdfs:subClassOf :Bridge .
"""
DATA = "i:one a :Stone .\n\ni:odd a :Stone ,\n        :Timber .\n"
DISJOINT = ":Stone owl:disjointWith :Timber ."
MODULES = {
    Basis.STATED: "<https://example.org/b/more> a owl:Ontology .",
    Basis.READING: "<https://example.org/b/more> a owl:Ontology ; ev:basis ev:reading .",
    Basis.CONTEXT: "<https://example.org/b/more> a owl:Ontology ; ev:basis ev:context .",
}
QUERY = "SELECT ?x { ?x a <https://example.org/b/ontology#Bridge> }"
ONE: Fact = (I.one, RDF.type, T.Bridge)


def files(basis: Basis) -> dict[str, str]:
    """Return a project whose facts contradict each other by an axiom of this basis."""
    return {
        "ontology/core.ttl": CORE,
        "ontology/more.ttl": f"{MODULES[basis]}\n{DISJOINT}",
        "graph_data/a1.ttl": DATA,
    }


@pytest.fixture(scope="module")
def without_context(write_project: WriteProject) -> Dataset:
    """Return a dataset whose context contradicts what is stated."""
    return build(write_project(files(Basis.CONTEXT)))


@pytest.mark.parametrize("engine", Engine)
def test_a_contradiction_in_what_is_stated_refuses_the_build(write_project: WriteProject, engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        build(write_project(files(Basis.STATED)), engine=engine)
    [finding] = refused.value.findings
    assert (finding.rule, finding.level, finding.subject) == ("inconsistent", Level.VIOLATION, "i:odd")
    assert "stated" in finding.message.en
    assert "cax-dw" in finding.message.en
    for fact in (":Stone owl:disjointWith :Timber", "i:odd a :Stone", "i:odd a :Timber"):
        assert fact in finding.message.en
        assert fact in finding.message.es
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("graph_data/a1.ttl", 10)


def test_a_contradiction_between_entailed_facts_is_placed_at_what_it_is_about(write_project: WriteProject) -> None:
    properties = ":lit a owl:ObjectProperty ; rdfs:domain :Stone . :planks a owl:ObjectProperty ; rdfs:domain :Timber ."
    data = "i:one a :Bridge ; :lit i:gas .\n\ni:odd a :Bridge ; :lit i:gas ; :planks i:oak ."
    changed = {"ontology/core.ttl": CORE + properties, "graph_data/a1.ttl": data}
    with pytest.raises(Refused) as refused:
        build(write_project(files(Basis.STATED) | changed))
    [finding] = refused.value.findings
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.subject) == ("graph_data/a1.ttl", 9, "i:odd")


def test_a_cache_does_not_hide_a_contradiction(write_project: WriteProject, tmp_path: Path) -> None:
    project = write_project(files(Basis.READING))
    found = [examine(project, cache=tmp_path).findings for _ in range(2)]
    assert found[0] == found[1]
    assert {finding.rule for finding in found[0]} >= {"inconsistent"}


@pytest.mark.parametrize("basis", [Basis.READING, Basis.CONTEXT])
def test_the_stronger_datasets_are_published_and_the_inconsistent_one_is_not(
    write_project: WriteProject, basis: Basis
) -> None:
    dataset = build(write_project(files(basis)))
    store = EmbeddedStore(dataset)
    assert dataset.published == STRATA[:basis]
    [finding] = dataset.findings
    assert (finding.rule, finding.level) == ("inconsistent", Level.VIOLATION)
    assert basis.label in finding.message.en
    for published in STRATA[:basis]:
        assert len(store.select(QUERY, published).rows) == 2
        assert dataset.inference.holds(ONE, published)
        assert ONE in dataset.merged(published).facts
    for withheld in STRATA[basis:]:
        for ask in (
            lambda at: store.select(QUERY, at),
            dataset.merged,
            lambda at: dataset.inference.holds(ONE, at),
            lambda at: dataset.inference.derivation_of(ONE, at),
        ):
            with pytest.raises(NotFound) as unpublished:
                ask(withheld)
            assert unpublished.value.code == "basis-unpublished"
            assert withheld.dataset in unpublished.value.message.en
    assert not [name for name in dataset.graphs if name.startswith(("entailed", "derived")) and basis.suffix in name]


def test_what_only_an_inconsistent_stratum_would_hold_is_unknown(without_context: Dataset) -> None:
    assert without_context.inference.basis_of((I.one, RDF.type, T.Timber), Basis.READING) is None
    assert without_context.resolve("odd") == I.odd


def test_the_check_reports_every_stratum_once_and_builds_nothing(write_project: WriteProject) -> None:
    for basis in STRATA:
        found = examine(write_project(files(basis)))
        assert [one.rule for one in found.findings] == ["inconsistent"]
        assert found.dataset is None


def test_a_cached_build_withholds_the_same(write_project: WriteProject, tmp_path: Path) -> None:
    project = write_project(files(Basis.CONTEXT))
    first, second = (build(project, cache=tmp_path) for _ in range(2))
    assert second.published == first.published == (Basis.STATED, Basis.READING)
    assert second.findings == first.findings
    assert second.graphs == first.graphs


URLS = [
    "/api/bridges",
    "/api/bridges/one",
    "/api/bridges/one/types",
    "/explain?subject=one&predicate=a&object=Bridge",
    "/sparql?query=ASK%7B%7D",
    "/page/one",
    "/data/one.ttl",
    "/",
]


@pytest.fixture(scope="module")
def client(without_context: Dataset) -> Iterator[TestClient]:
    """Return a client of the service whose context is withheld."""
    with TestClient(create_app(without_context), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("url", URLS)
def test_the_service_answers_on_the_published_bases_and_says_why_not_on_the_other(client: TestClient, url: str) -> None:
    sign = "&" if "?" in url else "?"
    answers = {basis.dataset: client.get(f"{url}{sign}basis={basis.dataset}") for basis in STRATA}
    assert [answer.status_code for answer in answers.values()] == [200, 200, 503]
    assert answers["context"].json()["code"] == "basis-unpublished"
    assert client.get(url).status_code == 200


def test_the_command_line_finds_it_too(
    write_project: WriteProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    root = str(write_project(files(Basis.CONTEXT)).root)
    asked = ["--project", root, "one", "a", "Bridge"]
    assert main(["explain", *asked]) == 0
    assert main(["explain", *asked, "--basis", "context"]) == 2
    assert "basis-unpublished" in capsys.readouterr().err
    assert main(["check", "--project", root]) == 1


def test_a_build_that_withholds_a_dataset_exits_with_1(
    write_project: WriteProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(write_project(files(Basis.CONTEXT)).root)
    assert main(["build", "--project", root, "--no-cache"]) == 1
    assert "inconsistent" in capsys.readouterr().err


def test_the_facts_and_claims_that_a_contradiction_comes_down_to_are_named(project_copy: Project) -> None:
    core = project_copy.root / "ontology/llika-core.ttl"
    core.write_text(
        core.read_text("utf-8") + ":hasMemberKind rdfs:domain :Person .\n:Person owl:disjointWith :Network .\n"
    )
    findings = examine(Project.open(project_copy.root)).findings
    found = [one for one in findings if one.rule == "inconsistent" and one.subject == "i:remurpe"]
    assert found
    for said in found[0].message:
        assert re.search(r":hasMemberKind rdfs:domain :Person \[ontology/llika-core\.ttl:\d+:28\]", said)
        assert re.search(r"i:remurpe a :Network \[graph_data/003-scaling-up\.ttl:\d+:\d+, claim:[0-9a-f]{12}\]", said)
        assert re.search(
            r"i:remurpe :hasMemberKind c:\w+ \[graph_data/003-scaling-up\.ttl:\d+:\d+, claim:[0-9a-f]{12}", said
        )
