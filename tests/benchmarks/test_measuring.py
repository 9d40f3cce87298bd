"""The benchmark program: what it counts, whom it lets run, when it cries wrong. No time is tested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.child import census
from benchmarks.engines import CATALOGUE, Entry
from benchmarks.goals import goals
from benchmarks.lubm import DATA
from benchmarks.lubm import VOCABULARY as U
from benchmarks.runs import Figures, Outcome, Plan, Stop, Workload, disagreements, lacking, measure, medians

from benchmarks import reason, report
from llika.terms import OWL, RDF, BlankNode, Fact, NamedNode

ANN, BEN = NamedNode(f"{DATA}ann"), NamedNode(f"{DATA}ben")


def _figures(reason: float = 1.0, **found: int) -> Figures:
    return Figures({"load": 1.0, "reason": reason}, 10.0, found)


def _workload(triples: int) -> Workload:
    return Workload("data", triples, Path.touch)


def _write_nonsense(path: Path) -> None:
    path.write_text("no triple", encoding="utf-8")


def test_facts_are_counted_by_the_class_or_property_they_use() -> None:
    facts: list[Fact] = [(ANN, RDF.type, U.Person), (ANN, U.advisor, BEN), (ANN, OWL.sameAs, BEN)]
    assert census(facts) == {"Person": 1, "advisor": 1, str(OWL.sameAs.value): 1}


def test_what_engines_add_for_completeness_is_not_counted() -> None:
    noise: list[Fact] = [
        (ANN, RDF.type, OWL.Thing),
        (ANN, RDF.type, BlankNode("r")),
        (ANN, OWL.sameAs, ANN),
        (U.Person, OWL.equivalentClass, U.Person),
    ]
    assert census(noise) == {}


def test_terms_of_rdflib_count_like_ours() -> None:
    assert census([(ANN.value, RDF.type.value, U.Person.value)]) == census([(ANN, RDF.type, U.Person)])


def test_a_slow_engine_is_left_out_of_large_data_and_of_later_rounds() -> None:
    plan = Plan(["simple", "owlrl"], rounds=3, timeout=60)
    assert plan.runners(_workload(20_000), 0) == ["simple", "owlrl"]
    assert plan.runners(_workload(20_000), 1) == ["simple"]
    assert plan.runners(_workload(100_000), 0) == ["simple"]


def test_a_slow_engine_runs_on_large_data_if_asked_to() -> None:
    assert Plan(["owlrl"], rounds=1, timeout=60, unlimited=True).runners(_workload(100_000), 0) == ["owlrl"]


def test_the_median_of_the_rounds_counts() -> None:
    runs: list[Outcome] = [("20k", "simple", _figures(seconds)) for seconds in (9.0, 1.0, 2.0)]
    assert medians(runs)["20k", "simple"].stages["reason"] == 2.0


@pytest.mark.parametrize("stop", Stop)
def test_an_engine_that_was_stopped_has_no_median(stop: Stop) -> None:
    assert medians([("20k", "simple", _figures()), ("20k", "simple", stop)]) == {}


def test_a_run_that_fails_is_told_from_one_that_is_late(tmp_path: Path) -> None:
    plan = Plan(["simple"], rounds=2, timeout=60)
    broken = Workload("broken", 1, _write_nonsense)
    assert list(measure([broken], plan, tmp_path)) == [("broken", "simple", Stop.FAILED)]
    hurried = Plan(["simple"], rounds=2, timeout=0.001)
    assert list(measure([_workload(1)], hurried, tmp_path)) == [("data", "simple", Stop.LATE)]


def test_only_a_run_that_fails_makes_the_program_fail() -> None:
    outcomes: list[Outcome] = [("20k", "simple", Stop.FAILED), ("100k", "owlrl", Stop.LATE)]
    assert list(report.failures({}, outcomes)) == ["20k: simple failed"]


@pytest.mark.parametrize("found", [4, 6])
def test_engines_that_find_different_numbers_of_facts_disagree(found: int) -> None:
    results = {("20k", "simple"): _figures(Person=5), ("20k", "owlrl"): _figures(Person=found)}
    assert len(list(disagreements(results))) == 1


def test_a_known_gap_excuses_finding_less_but_not_more() -> None:
    results = {("20k", "simple"): _figures(affiliatedWith=5), ("20k", "reasonable"): _figures()}
    assert not list(disagreements(results))
    assert lacking(results, "reasonable") == 5
    results["20k", "reasonable"] = _figures(affiliatedWith=6)
    assert list(disagreements(results))


def test_an_engine_with_gaps_is_not_what_others_are_held_to() -> None:
    results = {("20k", "reasonable"): _figures(), ("20k", "owlrl"): _figures(affiliatedWith=5)}
    assert not list(disagreements(results))
    assert lacking(results, "reasonable") == 5


def test_a_fact_without_a_proof_is_a_failure() -> None:
    unproved = Figures({"reason": 1.0}, 10.0, {}, {"unproved": 1})
    assert list(report.failures({("20k", "simple"): unproved}, []))


def test_a_goal_shows_only_when_it_was_measured() -> None:
    results = {("20k", "columns"): _figures(0.01), ("20k", "owlrl"): _figures(20.0)}
    table = goals(results)
    assert table is not None
    assert table.row_count == 2
    assert goals({}) is None


def test_the_whole_program_runs_and_writes_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    options = ["--sizes", "5k", "--classes", "0", "--rounds", "1", "--engines", "simple", "llika reason"]
    assert reason.main([*options, "--json", str(file)]) == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    simple, command = document["medians"]
    assert len(document["runs"]) == 2
    assert simple["engine"] == "simple"
    assert simple["found"]["Student"] > 0
    assert simple["probe"]["unproved"] == 0
    assert command["stages"].keys() == {"whole"}
    assert "multiples of simple" in capsys.readouterr().out


@pytest.mark.parametrize("module", ["no_such_module", "no_such_package.module", "tests.benchmarks"])
def test_an_engine_whose_module_is_missing_is_not_installed(module: str) -> None:
    assert not Entry("absent", module, None, 1).is_installed()


def test_our_own_engine_is_installed() -> None:
    assert CATALOGUE["simple"].is_installed()


def test_every_engine_of_the_catalogue_has_its_name() -> None:
    assert all(name == entry.name for name, entry in CATALOGUE.items())
