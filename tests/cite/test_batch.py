"""Citing from a table: all rows or none, every wrong cell named, and the same result as citing one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llika.cite import BatchRefused, Citer, Locator, Manner, cite_rows, read_rows
from llika.errors import UsageError
from llika.evidence import Basis

if TYPE_CHECKING:
    from tests.cite.conftest import Desk

HEAD = "kind,subject,predicate,object,locator,words,basis,stance,confidence,qualifier,reason_en,reason_es\n"
ROWS = """fact,skerry,builtIn,1844,north:7,Skerry Light … 1844,,,,,,
,skerry,height,530.0,north:7,530.0 feet,,,1,about,,
fact,dune,keptBy,i:ana,north:8,,,denies,0.8,,,
fact,ana,a,Expert,north:16,,reading,,0.5,,Who knows all is one.,Quien sabe todo lo es.
fact,skerry,inUse,true,almanac,,,,,,,
mention,reef,,,north:12,the old lady,,,,,,
gap,reef,keptBy,,"north, harbour",,,,,,Not told.,No se dice.
"""


def refused(desk: Desk, table: str, *, skip_existing: bool = False) -> list[tuple[str, str]]:
    """Return by which rule and where rows are refused; nothing is written then."""
    before = desk.files()
    with pytest.raises(BatchRefused) as caught:
        cite(desk, table, skip_existing=skip_existing)
    assert desk.files() == before
    assert all(found.advice.es for found in caught.value.findings)
    return [(found.rule, str(found.place).rpartition(".csv:")[2]) for found in caught.value.findings]


def cite(desk: Desk, table: str, *, skip_existing: bool = False) -> int:
    """Cite a table and return how many rows were cited."""
    path = desk.root / "table.csv"
    path.write_text(table, "utf-8")
    change = cite_rows(desk.citer, read_rows(path), skip_existing=skip_existing)
    change.write()
    return len(change.iris)


def test_a_table_is_what_its_rows_are_one_by_one(desk: Desk, template: Path, desk_at: type[Desk]) -> None:
    assert cite(desk, HEAD + ROWS) == 7
    assert desk.found() == []
    together = desk.files()
    for name in together.keys() - {"shared.ttl", "claims/context/almanac.ttl"}:
        (desk.data / name).unlink()
    (desk.data / "claims" / "context" / "almanac.ttl").write_bytes(
        (template / "graph_data" / "claims" / "context" / "almanac.ttl").read_bytes()
    )
    for row in ROWS.splitlines(keepends=True):
        assert cite(desk, HEAD + row) == 1
    assert desk.files() == together


def test_the_rows_say_what_the_options_say(desk: Desk) -> None:
    cite(desk, HEAD + ROWS)
    claims = desk.read("claims/north.ttl")
    for line in ("ev:stance ev:denies", "ev:confidence 0.8", "ev:qualifier ev:about", 'ev:writtenAs "the old lady"'):
        assert line in claims
    assert "ev:confidence 0.5" in desk.read("claims/readings.ttl")
    assert 'rdfs:comment "Who knows all is one."@en ,\n        "Quien sabe todo lo es."@es .' in desk.read(
        "claims/readings.ttl"
    )
    assert "ev:searchedIn src:harbour ,\n        src:north" in claims


def test_a_node_and_a_cell_are_cited_from_a_table(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(
        "@prefix : <https://example.org/coast/ontology#> .\n@prefix i: <https://example.org/coast/id/> .\n"
        "i:inspection-1 a :Inspection ; :passed true .\n",
        "utf-8",
    )
    (desk.documents / "heights.txt").write_text("Table 1: Feet\n\nLight\tFeet\nDune\t12.0\n", "utf-8")
    table = "kind,subject,predicate,object,locator,table,row,column\n"
    table += (
        "node,inspection-1,,,north:12,,,\n,dune,height,12.0,heights:table1:r1c2,,,\n,dune,height,12.0,heights,1,1,1\n"
    )
    assert cite(desk, table) == 3
    assert desk.found() == []


def test_every_wrong_row_is_named_with_its_cell_and_nothing_is_written(desk: Desk) -> None:
    table = HEAD + (
        "fact,skerry,builtIn,1844,north:7,,,,,,,\n"
        "guess,skerry,builtIn,1844,north:7,,,,,,,\n"
        "fact,two words,builtIn,1844,north:7,,,,,,,\n"
        "fact,skerry,bulitIn,1844,north:7,,,,,,,\n"
        "fact,skerry,a,Ligth,north:7,,,,,,,\n"
        "fact,skerry,builtIn,ana,north:7,,,,,,,\n"
        "fact,skerry,builtIn,1844,north:99,,,,,,,\n"
        "fact,skerry,builtIn,1844,north/7,,,,,,,\n"
        "fact,skerry,builtIn,1844,north:8,1844,,,,,,\n"
        "fact,skerry,builtIn,1844,north:8,,rumour,,,,,\n"
        "fact,skerry,builtIn,1844,north:8,,context,,,,,\n"
        "fact,skerry,builtIn,1844,north:8,,,doubts,,,,\n"
        "fact,skerry,builtIn,1844,north:8,,,,0.7,,,\n"
        "fact,skerry,builtIn,1844,north:8,,,,,maybe,,\n"
        "fact,skerry,builtIn,,north:8,,,,,,,\n"
        "mention,skerry,builtIn,,north:8,Dune,,,,,,\n"
        "gap,skerry,builtIn,,north,,,,,,Not told.,\n"
        "node,nobody,,,north:8,,,,,,,\n"
        "fact,skerry,builtIn,1844,north:8,,,,,,Because.,\n"
    )
    assert refused(desk, table) == [
        ("csv-value", "3:1"),
        ("not-a-term", "4:6"),
        ("undeclared-term", "5:13"),
        ("undeclared-term", "6:15"),
        ("object-kind", "7:21"),
        ("line-outside", "8:26"),
        ("bad-locator", "9:26"),
        ("words-missing", "10:34"),
        ("csv-value", "11:35"),
        ("basis-mismatch", "12:35"),
        ("csv-value", "13:36"),
        ("csv-value", "14:37"),
        ("csv-value", "15:38"),
        ("csv-value", "16:21"),
        ("csv-value", "17:16"),
        ("csv-value", "18:42"),
        ("node-without-facts", "19:6"),
        ("csv-value", "20:48"),
    ]


@pytest.mark.parametrize("cells", ["1a,1,1", "1,-2,1", "1,1,²"])
def test_numbers_of_a_cell_are_numbers(desk: Desk, cells: str) -> None:
    table = f"subject,predicate,object,locator,table,row,column\ndune,height,12.0,north,{cells}\n"
    assert [rule for rule, _ in refused(desk, table)] == ["csv-value"]


def test_what_is_cited_already_is_refused_in_the_project_and_in_the_table(desk: Desk) -> None:
    head = "subject,predicate,object,locator\n"
    desk.cite("skerry builtIn 1844", "north:7")
    table = f"{head}dune,inUse,true,north:8\nskerry,builtIn,1844,north:7\ndune,inUse,true,north:8\n"
    assert refused(desk, table) == [("already-cited", "3:1"), ("already-cited", "4:1")]
    assert cite(desk, table, skip_existing=True) == 1
    after = desk.files()
    assert cite(desk, table, skip_existing=True) == 0
    assert desk.files() == after
    assert desk.found() == []


def test_the_place_of_what_is_cited_already_is_named(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    path = desk.root / "table.csv"
    row = "dune,inUse,true,north:8\n"
    path.write_text(f"subject,predicate,object,locator\nskerry,builtIn,1844,north:7\n{row}{row}", "utf-8")
    with pytest.raises(BatchRefused) as caught:
        cite_rows(desk.citer, read_rows(path))
    in_project, in_table = (found.message.en for found in caught.value.findings)
    assert "graph_data/claims/north.ttl:" in in_project
    assert f"{path}:3:1" in in_table


def test_without_the_documents_a_table_is_refused_once(desk: Desk) -> None:
    desk.cite("skerry builtIn 1844", "north:7")
    path = desk.root / "table.csv"
    path.write_text("subject,predicate,object,locator\n" + "dune,inUse,true,north:8\n" * 3, "utf-8")
    with pytest.raises(UsageError) as caught:
        cite_rows(Citer(desk.project), read_rows(path))
    assert caught.value.code == "no-sources"


def test_progress_is_told(desk: Desk) -> None:
    path, told = desk.root / "table.csv", []
    rows = "".join(f"dune,height,{number}.0,north:8\n" for number in range(120))
    path.write_text("subject,predicate,object,locator\n" + rows, "utf-8")
    cite_rows(desk.citer, read_rows(path), progress=lambda doing, number: told.append((doing, number)))
    assert [number for _, number in told] == [50, 100]


def test_two_node_claims_and_the_facts_taken_from_them_agree(desk: Desk) -> None:
    (desk.data / "north.ttl").write_text(
        "@prefix : <https://example.org/coast/ontology#> .\n@prefix i: <https://example.org/coast/id/> .\n"
        "i:inspection-1 a :Inspection ; :passed true ; :ofLight i:reef .\n",
        "utf-8",
    )
    desk.node("inspection-1", "north:8", Manner(basis=Basis.STATED))
    citer = desk.citer
    citer.cite_node(desk.project.term("inspection-1"), Locator.parse("north:12"))
    citer.cite_fact(desk.fact("inspection-1 passed true"), Locator.parse("north:12"))
    citer.cite_fact(desk.fact("inspection-1 ofLight reef"), Locator.parse("north:12"))
    citer.change.write()
    assert desk.found() == []
    assert all(iri.value.split("/")[-1] in desk.read("claims/north.ttl") for iri in citer.change.iris)
