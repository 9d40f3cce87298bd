"""``llika explain``: why a fact holds, or what is known instead, as a tree down to the passages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from llika.cli import main

BRIDGES = Path(__file__).resolve().parent.parent / "projects/bridges"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what explains a fact of the bridges with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def call(*argv: str) -> tuple[int, str, str]:
        status = main(["explain", "--project", str(BRIDGES), *argv])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_an_entailed_fact_is_a_tree_of_steps_and_passages(run: Run) -> None:
    status, out, err = run("upper-bridge", "a", "StoneBridge")
    assert (status, err) == (0, "")
    first, *rest = out.splitlines()
    assert first.startswith("Upper Bridge is a stone bridge, because: ")
    assert first.endswith("[entailed, stated]")
    assert any(line.strip().startswith("- Upper Bridge is a bridge") for line in rest)
    cited = [line.strip() for line in rest if line.strip().startswith("@ ")]
    assert cited == ["@ A walk along the river, § A walk along the river, line 3 (stated, confidence 1.0)"] * 2


def test_the_full_proof_has_more_steps(run: Run) -> None:
    short, full = (run("upper-bridge", "a", "StoneBridge", *more)[1] for more in ([], ["--full"]))
    assert len(full.splitlines()) > len(short.splitlines())


def test_spanish_is_spanish(run: Run) -> None:
    _, out, _ = run("upper-bridge", "a", "StoneBridge", "--lang", "es")
    assert out.startswith("Puente de Arriba es puente de piedra, porque: ")
    assert "because" not in out


def test_an_asserted_fact_is_its_claim(run: Run) -> None:
    _, out, _ = run("upper-bridge", "madeOf", "stone")
    assert "[asserted, stated]" in out
    assert out.count("@ ") == 1


def test_a_derived_fact_shows_what_is_absent(run: Run) -> None:
    _, out, _ = run("lower-bridge", "a", "UnsignedBridge")
    assert "[derived, stated]" in out
    assert "The document says that the records hold nothing more. (absent)" in out


def test_a_denial_is_shown_with_its_passage(run: Run) -> None:
    status, out, _ = run("lower-bridge", "a", "TollBridge")
    assert status == 1, "the fact does not hold"
    assert out.splitlines()[0] == "Denied: Lower Bridge is a toll bridge."
    assert "× Lower Bridge is a toll bridge — denied by A walk along the river" in out


@pytest.mark.parametrize(
    "terms",
    [
        ("upper-bridge", "a", "StoneBridge"),
        ("i:upper-bridge", "rdf:type", ":StoneBridge"),
        (
            "https://example.org/bridges/id/upper-bridge",
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
            "https://example.org/bridges/ontology#StoneBridge",
        ),
    ],
)
def test_terms_are_slugs_curies_or_iris(run: Run, terms: tuple[str, str, str]) -> None:
    status, out, _ = run(*terms, "--json")
    explained = json.loads(out)
    assert status == 0
    assert (explained["layer"], explained["basis"]) == ("entailed", "stated")
    assert explained["subject"] == "https://example.org/bridges/id/upper-bridge"
    assert set(explained) >= {"proof", "steps", "sentence", "version", "other_grounds"}


@pytest.mark.parametrize(
    ("terms", "status", "code"),
    [
        (("atlantis", "a", "Bridge"), 2, "term-unknown"),
        (("upper-bridge", "a", "TollBridge"), 1, "fact-unknown"),
        (("upper-bridge", "a", "Bridge", "--basis", "hearsay"), 2, "unknown-basis"),
    ],
)
def test_a_fact_that_does_not_hold_is_exit_1_and_what_is_not_understood_2(
    run: Run, terms: tuple[str, ...], status: int, code: str
) -> None:
    found, out, _ = run(*terms, "--json")
    assert (found, json.loads(out)["code"]) == (status, code)
    found, out, err = run(*terms)
    assert (found, out) == (status, "")
    assert f"[{code}]" in err


@pytest.mark.parametrize("basis", ["stated", "documents", "context", "reading"])
def test_a_stated_fact_holds_on_every_basis(run: Run, basis: str) -> None:
    assert run("upper-bridge", "a", "StoneBridge", "--basis", basis)[0] == 0


def test_a_value_that_is_a_literal_is_explained_too(run: Run) -> None:
    status, out, _ = run("upper-bridge", "builtIn", "1731")
    assert status == 0
    assert "[asserted, stated]" in out
