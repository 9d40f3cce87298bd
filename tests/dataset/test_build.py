"""What a build refuses and where, and what it lets pass."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pytest

from llika.check import examine
from llika.cite import Citer, Locator, Manner
from llika.dataset import Engine, build
from llika.errors import InputError, LlikaError, Place
from llika.evidence import Basis
from llika.explain import Explainer, Views
from llika.findings import Finding, Level, Refused
from llika.project import Project
from llika.terms import RDF, Fact, Literal, NamedNode, Namespace

Edit = Callable[[str, str, str], None]
T = Namespace("https://example.org/bridges/ontology#")
I = Namespace("https://example.org/bridges/id/")  # noqa: E741 - as the prefix in the files
LOWER = I.term("lower-bridge")
A1, CLAIMS = "graph_data/a1.ttl", "graph_data/claims/a1.ttl"
ONTOLOGY = "ontology/bridges.ttl"
NEW_TERMS = """
:repairedIn a owl:DatatypeProperty ; rdfs:subPropertyOf :builtIn ; rdfs:label "repaired in"@en , "reparado en"@es .
"""


def refusal(project: Project) -> list[Finding]:
    with pytest.raises(Refused) as refused:
        build(project)
    assert refused.value.code == "build-refused"
    assert all(one.level is Level.VIOLATION for one in refused.value.findings)
    return list(refused.value.findings)


def cite(project: Project, fact: Fact, at: str, words: str, basis: Basis = Basis.STATED) -> None:
    citer = Citer(project, project.root / "sources")
    citer.cite_fact(fact, Locator.parse(at), Manner(words=words, basis=basis)).write()


def declare(edit: Edit, axioms: str) -> None:
    header = "<https://example.org/bridges/ontology> a owl:Ontology ."
    edit(ONTOLOGY, header, f"{header}\n{axioms}")


def test_the_bridges_are_in_order(bridges: Project) -> None:
    assert build(bridges).findings == ()
    found = examine(bridges, texts=bridges.root / "sources")
    assert found.findings == ()
    assert found.dataset is not None
    assert found.dataset.graphs == build(bridges).graphs


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "code"),
    [
        (A1, ":builtIn 1731 ;", ":builtIn 1731 ;;; ]", Place(A1, 25, 23), "turtle-syntax"),
        (A1, ":arches 3", "walk:arches 3", Place(A1, 24, 5), "unknown-prefix"),
        (CLAIMS, "ev:claimObject i:timber", "ev:claimObject", Place(CLAIMS, 12, 20), "turtle-syntax"),
        (ONTOLOGY, ":Bridge a owl:Class ;", ":Bridge a owl:Class ..", None, "turtle-syntax"),
        ("llika.toml", "title = {", "title = {{", None, "project-config"),
    ],
)
def test_a_file_that_does_not_parse_is_an_error_with_its_place(
    bridges: Project, edit: Edit, file: str, old: str, new: str, place: Place | None, code: str
) -> None:
    edit(file, old, new)
    with pytest.raises(InputError) as broken:
        build(Project.open(bridges.root))
    assert broken.value.code == code
    assert broken.value.place is not None
    assert broken.value.place.file == file
    assert broken.value.place.line
    assert broken.value.place.column
    if place is not None:
        assert broken.value.place == place


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (A1, ":arches 3", ":archs 3", ("undeclared-term", A1, 24, "i:upper-bridge")),
        (A1, "i:lower-bridge a :Bridge", "i:lower-bridge a :Brige", ("undeclared-term", A1, 9, "i:lower-bridge")),
        (A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;", ("fact-without-claim", A1, 12, "i:lower-bridge")),
        (A1, "    :arches 3 ;\n", "", ("claim-without-fact", CLAIMS, None, None)),
        (
            A1,
            "i:lower-bridge a :Bridge",
            "i:lower-bridge a :TollBridge , :Bridge",
            ("denial-with-fact", CLAIMS, None, None),
        ),
        (A1, ":builtIn 1731", ':builtIn "1731"', ("bridge-year", A1, 25, "i:upper-bridge :builtIn")),
        (CLAIMS, '"ef5bf635b7', '"ef5bf635b', ("passage-text-digest", CLAIMS, None, None)),
        (CLAIMS, "ev:charEnd 119", "ev:charEnd 711", ("passage-length", CLAIMS, None, None)),
        (CLAIMS, "ev:claimValue 1731", "ev:claimValue 1732", ("evidence-stale", CLAIMS, None, None)),
        (A1, "    :madeOf i:stone .", "    :madeOf [ a :Bridge ] .", ("blank-node", A1, None, None)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_violation_refuses_the_build_and_says_where(
    bridges: Project, edit: Edit, file: str, old: str, new: str, found: tuple[str, str, int | None, str | None]
) -> None:
    rule, where, line, subject = found
    edit(file, old, new)
    findings = {one.rule: one for one in refusal(bridges)}
    assert rule in findings
    finding = findings[rule]
    assert finding.place is not None
    assert finding.place.file == where
    assert finding.place.line
    assert line in (None, finding.place.line)
    assert subject in (None, finding.subject)
    assert finding.advice.en != finding.advice.es
    assert finding.message.en != finding.message.es


def test_a_wrong_digest_of_the_right_form_is_found_with_the_documents(bridges: Project, edit: Edit) -> None:
    edit(CLAIMS, '"ef5bf635b7', '"ef5bf635b8')
    build(bridges)
    found = examine(bridges, texts=bridges.root / "sources")
    [finding] = found.findings
    assert found.dataset is None
    assert (finding.rule, finding.place and finding.place.file) == ("passage-digest", CLAIMS)


def test_every_fault_is_reported_at_once(bridges: Project, edit: Edit) -> None:
    edit(A1, ":arches 3", ":archs 3")
    edit(A1, ":madeOf i:timber ;", ":madeOf i:timber , i:stone ;")
    edit(CLAIMS, '"ef5bf635b7', '"ef5bf635b')
    rules = {one.rule for one in refusal(bridges)}
    assert rules >= {"undeclared-term", "fact-without-claim", "claim-without-fact", "passage-text-digest"}


def test_a_denial_of_what_follows_from_the_same_document_is_a_violation(bridges: Project, edit: Edit) -> None:
    declare(edit, ":TimberBridge rdfs:subClassOf :TollBridge .")
    [finding] = refusal(bridges)
    assert finding.rule == "denial-with-fact"
    assert "i:lower-bridge a :TollBridge" in finding.message.en
    assert finding.place is not None
    assert finding.place.file == CLAIMS
    assert finding.place.line


def test_a_denial_of_what_follows_from_another_document_is_a_disagreement(bridges: Project, edit: Edit) -> None:
    declare(edit, ":builtBy rdfs:domain :TollBridge .")
    cite(bridges, (I.guild, RDF.type, T.Bridge), "b2:3", "The guild")
    cite(bridges, (LOWER, T.builtBy, I.guild), "b2:3", "The guild built it")
    dataset = build(bridges)
    [finding] = dataset.findings
    assert (finding.rule, finding.level) == ("documents-disagree", Level.INFO)
    assert dataset.inference.basis_of((LOWER, RDF.type, T.TollBridge), Basis.CONTEXT) is Basis.STATED
    assert dataset.support.denials((LOWER, RDF.type, T.TollBridge), Basis.STATED)


def test_a_denial_of_what_is_only_read_is_no_finding(bridges: Project) -> None:
    cite(bridges, (LOWER, RDF.type, T.TollBridge), "b2:3", "carried a toll", Basis.READING)
    assert build(bridges).findings == ()


REPAIRED: Fact = (LOWER, T.repairedIn, Literal("1800", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")))


@pytest.mark.parametrize(
    ("at", "basis", "rules"),
    [
        ("a1:4", Basis.STATED, ["gap-beside-fact"]),
        ("b2:3", Basis.STATED, []),
        ("a1:4", Basis.READING, []),
    ],
    ids=["from a searched document", "from another document", "as a reading"],
)
def test_a_gap_is_compared_with_what_follows_from_the_documents_it_searched(
    bridges: Project, edit: Edit, at: str, basis: Basis, rules: list[str]
) -> None:
    declare(edit, NEW_TERMS)
    cite(bridges, REPAIRED, at, "Lower Bridge", basis)
    assert [one.rule for one in examine(bridges).findings] == rules
    if rules:
        [finding] = refusal(bridges)
        assert ":builtIn" in finding.message.en
        assert finding.subject is not None
        assert "gap/" in finding.subject


def test_a_claimed_fact_about_nothing_known_is_asked_for_its_kind(bridges: Project) -> None:
    cite(bridges, (I.guild, T.madeOf, I.stone), "b2:3", "The guild built it")
    assert [one.rule for one in refusal(bridges)] == ["untyped-node"]


def test_a_rule_that_does_not_parse_is_an_error_with_its_place(bridges: Project) -> None:
    path = bridges.rule_files[0]
    path.write_text(path.read_text("utf-8").replace("CONSTRUCT {", "CONSTRUCT {{"), "utf-8")
    with pytest.raises(InputError) as broken:
        build(bridges)
    assert broken.value.place is not None
    assert broken.value.place.file == bridges.shown(path)


def test_the_version_changes_with_content_and_options_and_with_nothing_else(bridges: Project, edit: Edit) -> None:
    first = build(bridges)
    for path in bridges.root.rglob("*"):
        os.utime(path, (1, 1))
    assert build(bridges).version == first.version
    assert build(bridges, engine=Engine.OWLRL).version != first.version
    edit(A1, '"Upper Bridge"@en', '"Upper bridge"@en')
    assert build(bridges).version != first.version


def test_two_builds_give_the_same_graphs(bridges: Project) -> None:
    first, second = build(bridges), build(bridges)
    assert first.graphs == second.graphs
    assert [stratum.closure.entailed for stratum in first.inference.strata] == [
        stratum.closure.entailed for stratum in second.inference.strata
    ]


def test_two_builds_explain_what_they_derive_in_the_same_words(bridges: Project) -> None:
    fact: Fact = (LOWER, RDF.type, T.UnsignedBridge)
    first, second = (Explainer(build(bridges)) for _ in range(2))
    told = [Views(one).explanation(one.explain(fact, Basis.STATED)) for one in (first, second)]
    assert told[0] == told[1]


def test_the_service_graph_names_the_version_and_title(bridges: Project) -> None:
    dataset = build(bridges)
    [iri] = {subject for subject, _, _ in dataset.graphs["service"]}
    assert str(iri).endswith(f"dataset/{dataset.version}>")
    assert {o.value for _, _, o in dataset.graphs["service"]} >= {dataset.version, "Bridges", "Puentes"}


def test_a_project_without_facts_is_built(write_project: Callable[[Mapping[str, str]], Project]) -> None:
    dataset = build(write_project({"ontology/core.ttl": "<https://example.org/b/o> a owl:Ontology ."}))
    assert dataset.findings == ()
    assert sum(dataset.counts().values()) == 0


def test_progress_is_told_step_by_step(bridges: Project) -> None:
    steps: list[str] = []
    build(bridges, progress=steps.append)
    assert steps == ["read", "check", "infer"]


def test_an_error_shows_its_place_code_and_hint(bridges: Project, edit: Edit) -> None:
    edit(A1, ":arches 3", "walk:arches 3")
    with pytest.raises(LlikaError) as broken:
        build(bridges)
    assert str(broken.value).startswith(f"{A1}:24:5: ")
    assert "[unknown-prefix]" in str(broken.value)
