"""``llika reason`` and ``llika.infer``: any RDF file closed, contradictions proved, and nothing loaded in vain."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator, Set
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from llika.cli import main
from llika.terms import Fact, quad
from llika.turtle import read_text

DATA = """@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:Lighthouse rdfs:subClassOf :Tower .
:keptBy rdfs:range :Keeper .
:dune a :Lighthouse ; :keptBy :ana ; :height 530.0 ; rdfs:label "Dune [Light]"@en .
"""
ENTAILED = {
    "<https://example.org/dune> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/Tower> .",
    "<https://example.org/ana> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/Keeper> .",
}
CLASH = f"{DATA}:Tower owl:disjointWith :Keeper . :dune a :Keeper .\n"
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def written(path: Path, text: str = DATA) -> Path:
    """Write a file."""
    path.write_text(text, "utf-8")
    return path


def serialized(suffix: str) -> bytes:
    """Return the data in the syntax that a suffix stands for."""
    quads = [quad(fact) for fact in read_text(DATA, file="data.ttl").facts]
    syntax = FORMATS[suffix]
    return serialize(quads if syntax.supports_datasets else [one.triple for one in quads], format=syntax) or b""


def lines_of(out: str) -> set[str]:
    """Return the triples that were printed."""
    return {line for line in out.split("\n") if line}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small consistent file."""
    return written(tmp_path / "data.ttl")


def test_what_is_said_and_what_follows_is_printed_as_n_triples(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", str(data)]) == 0
    out = capsys.readouterr().out
    facts: set[Fact] = set(read_text(out, file="out.nt").facts)
    assert set(read_text(DATA, file="data.ttl").facts) <= facts
    assert lines_of(out) >= ENTAILED
    assert "530.0" in out
    assert main(["reason", str(data)]) == 0
    assert capsys.readouterr().out == out, "always in the same order"


def test_trivial_facts_are_listed_on_request(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for engine in ("native", "simple"):
        assert main(["reason", "--inferred-only", "--trivial", "--engine", engine, str(data)]) == 0
        said[engine] = lines_of(capsys.readouterr().out)
    assert said["native"] == said["simple"] > ENTAILED
    same = "<https://example.org/ana> <http://www.w3.org/2002/07/owl#sameAs> <https://example.org/ana> ."
    assert same in said["native"]
    assert main(["reason", "--json", "--trivial", "--engine", "owlrl", str(data)]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "trivial-unsupported"


def test_only_what_follows_is_printed_on_request(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "--inferred-only", str(data)]) == 0
    out = lines_of(capsys.readouterr().out)
    assert out >= ENTAILED
    assert not any('"Dune [Light]"@en' in line for line in out)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_syntax_goes_by_the_suffix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str, packed: bool
) -> None:
    content = serialized(suffix)
    path = tmp_path / (f"data.{suffix}.gz" if packed else f"data.{suffix}")
    path.write_bytes(gzip.compress(content) if packed else content)
    assert main(["reason", "--inferred-only", str(path)]) == 0
    assert lines_of(capsys.readouterr().out) >= ENTAILED


def test_several_files_are_closed_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema, facts = DATA.split(":dune")
    prefixes = DATA.split("\n:")[0]
    files = written(tmp_path / "schema.ttl", schema), written(tmp_path / "facts.ttl", f"{prefixes}\n:dune{facts}")
    assert main(["reason", "--inferred-only", *map(str, files)]) == 0
    assert lines_of(capsys.readouterr().out) >= ENTAILED


def test_the_closure_is_written_into_a_file(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "closure.nt"
    assert main(["reason", "--inferred-only", "--out", str(out), str(data)]) == 0
    assert capsys.readouterr().out == ""
    assert lines_of(out.read_text("utf-8")) >= ENTAILED


def test_a_file_that_is_written_is_there_whole_or_not_at_all(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = written(tmp_path / "out.nt", "what was there\n")

    def failing(facts: Set[Fact]) -> Iterator[str]:
        yield "a line\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("llika.cli.reason._lines", failing)
    assert main(["reason", "--out", str(out), str(data)]) == 2
    assert out.read_text("utf-8") == "what was there\n"
    assert {path.name for path in tmp_path.iterdir()} == {"data.ttl", "out.nt"}


def test_a_device_is_written_to_as_it_is(data: Path) -> None:
    assert main(["reason", "--out", "/dev/null", str(data)]) == 0
    assert not Path("/dev/null").is_file()


def test_counts_are_told_on_standard_error(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "--stats", "--inferred-only", str(data)]) == 0
    streams = capsys.readouterr()
    assert streams.err.strip() == f"6 asserted, {len(lines_of(streams.out))} entailed"


@pytest.mark.parametrize("engine", ["native", "owlrl"])
def test_both_engines_find_the_same_types(data: Path, capsys: pytest.CaptureFixture[str], engine: str) -> None:
    assert main(["reason", "--engine", engine, "--inferred-only", str(data)]) == 0
    types = {
        line for line in lines_of(capsys.readouterr().out) if "22-rdf-syntax-ns#type> <https://example.org/" in line
    }
    assert types == ENTAILED


@pytest.mark.parametrize("engine", ["native", "owlrl"])
def test_a_contradiction_is_told_with_its_rule_its_facts_and_their_proofs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    path = written(tmp_path / "clash.ttl", CLASH)
    assert main(["reason", "--engine", engine, str(path)]) == 1
    streams = capsys.readouterr()
    assert "inconsistent by cax-dw" in streams.err
    assert "a <https://example.org/Tower>: every <https://example.org/Lighthouse> is a" in streams.err
    assert "a <https://example.org/Lighthouse>: it is stated" in streams.err
    assert lines_of(streams.out) >= ENTAILED


def test_a_contradiction_is_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "clash.ttl", CLASH)
    assert main(["reason", "--json", str(path)]) == 1
    (clash,) = json.loads(capsys.readouterr().out)["clashes"]
    assert clash["rule"] == "cax-dw"
    assert set(clash["sentence"]) == {"en", "es"}


def test_consistent_data_are_told_as_json_too(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "--json", str(data)]) == 0
    assert json.loads(capsys.readouterr().out)["clashes"] == []


def test_words_that_look_like_markup_are_printed_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path / "clash.ttl", DATA + ':height a owl:DatatypeProperty . :dune :height "[/red] :key:"^^xsd:integer .'
    )
    assert main(["reason", str(path)]) == 1
    assert "[/red] :key:" in capsys.readouterr().err


def test_a_fact_is_proved_in_the_names_of_the_files(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", str(data), "--explain", ":dune", "a", ":Tower"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        ":dune a :Tower: every :Lighthouse is a :Tower (cax-sco)",
        "  :dune a :Lighthouse: it is stated",
        "  :Lighthouse rdfs:subClassOf :Tower: it is stated",
    ]


def test_a_proof_comes_as_markdown_in_spanish_and_as_jsonld(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fact = ["--explain", "<https://example.org/ana>", "a", ":Keeper"]
    assert main(["reason", str(data), *fact, "--as", "markdown", "--lang", "es"]) == 0
    assert capsys.readouterr().out.startswith("- `:ana a :Keeper`: todo valor de :keptBy es :Keeper (prp-rng)\n")
    for form in (["--as", "jsonld"], ["--json"]):
        assert main(["reason", str(data), *fact, *form]) == 0
        assert {one["@id"] for one in json.loads(capsys.readouterr().out)["@graph"]} >= {"_:fact1", "_:step1"}


def test_several_proofs_come_one_below_the_other_and_as_one_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "data.ttl", DATA + ":keptBy rdfs:domain :Tower .")
    fact = ["--explain", ":dune", "a", ":Tower", "--most", "2"]
    assert main(["reason", str(path), *fact]) == 0
    first, second = capsys.readouterr().out.split("\n\n")
    assert "(prp-dom)" in first
    assert "(cax-sco)" in second
    assert main(["reason", str(path), *fact, "--json"]) == 0
    graph = json.loads(capsys.readouterr().out)["@graph"]
    assert [one["generatedBy"]["@id"] for one in graph if "generatedBy" in one and one["@id"] == "_:fact1"] == [
        "_:step1",
        "_:step2",
    ]


@pytest.mark.parametrize(
    ("fact", "status", "code"),
    [
        ((":dune", "a", ":Keeper"), 1, "fact-unknown"),
        ((":dune", "a", ":Tower, :Keeper"), 2, "one-fact"),
        (("", "", ""), 2, "turtle-syntax"),
        ((":dune", "a", "nobody:Knows"), 2, "unknown-prefix"),
        ((":dune", "a", ":Tower . <urn:x> a"), 2, "turtle-syntax"),
    ],
)
def test_what_cannot_be_proved_is_said(
    data: Path, capsys: pytest.CaptureFixture[str], fact: tuple[str, str, str], status: int, code: str
) -> None:
    assert main(["reason", "--json", str(data), "--explain", *fact]) == status
    assert json.loads(capsys.readouterr().out)["code"] == code


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("bad.ttl", b"<urn:a> a <urn:b> .\n<urn:a> a\n", "turtle-syntax", 2),
        ("bad.nt", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> .\n", "rdf-syntax", 2),
        ("bad.jsonld", b"{", "rdf-syntax", None),
        ("bad.csv", b"a,b", "unknown-format", None),
        ("bad.ttl.gz", b"no gzip", "gzip-damaged", None),
        ("bad.ttl", b"# \xf1", "not-utf8", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, code: str, line: int | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["reason", "--json", str(path)]) == 2
    error = json.loads(capsys.readouterr().out)
    assert error["code"] == code
    assert Path(error["file"]).name == name
    assert line is None or error["line"] in (line, line + 1)


IRI = "<https://example.org/%s>"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
SAME_AS = "<http://www.w3.org/2002/07/owl#sameAs>"
UNUSUAL = {
    "empty": ("", 0, ""),
    "only-comments": ("# nothing\n", 0, ""),
    "ill-typed": (f'{IRI % "a"} {IRI % "p"} "many"^^<{INTEGER}> .\n', 1, "dt-not-type"),
    "blank-nodes": (f"_:a {SAME_AS} _:b .\n_:a {IRI % 'p'} _:c .\n", 0, "_:"),
    "unicode": (f"{IRI % 'niño'} {SAME_AS} {IRI % 'ñusta😀'} .\n", 0, "ñusta😀"),
    "triple-term": (f"{IRI % 'a'} {IRI % 'p'} <<( {IRI % 'a'} {IRI % 'q'} {IRI % 'b'} )>> .\n", 2, "triple-term"),
    "same-for-ever": (
        "".join(f"{IRI % at} {SAME_AS} {IRI % (at + 1)} .\n" for at in range(200_000)),
        2,
        "too-many-same",
    ),
}


@pytest.mark.parametrize("suffix", ["nt", "ttl"])
@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_input_is_closed_or_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, suffix: str
) -> None:
    text, status, told = UNUSUAL[name]
    file = written(tmp_path / f"{name}.{suffix}", text)
    assert main(["reason", "--inferred-only", str(file)]) == status
    streams = capsys.readouterr()
    assert told in streams.out + streams.err
    assert "Traceback" not in streams.err


@pytest.mark.parametrize(
    ("option", "limit", "code"),
    [
        ("--max-facts", "3", "too-many-facts"),
        ("--max-same", "1", "too-many-same"),
        ("--max-pairs", "0", "too-many-pairs"),
        ("--max-memory", "1", "too-much-memory"),
        ("--max-seconds", "0", "out-of-time"),
    ],
)
def test_limits_are_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, limit: str, code: str
) -> None:
    path = written(tmp_path / "path.ttl", f"{DATA}:ana owl:sameAs :anita . :keptBy a owl:TransitiveProperty .\n")
    assert main(["reason", "--json", str(path)]) == 0
    capsys.readouterr()
    assert main(["reason", "--json", option, limit, str(path)]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == code


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", "٣", ""])
def test_a_limit_is_a_whole_number(data: Path, limit: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["reason", f"--max-facts={limit}", str(data)])
    assert refused.value.code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", str(tmp_path / "lost.ttl")]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "lost.ttl" in streams.err
    assert "[file-missing]" in streams.err


def test_a_file_that_cannot_be_written_is_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "--out", str(tmp_path / "nowhere" / "closure.nt"), str(data)]) == 2
    assert "closure.nt" in capsys.readouterr().err


# What is loaded: in a process of its own.


def modules_after(code: str) -> set[str]:
    """Return the top-level modules that are loaded after some code, in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


HEAVY = {"numpy", "rdflib", "owlrl", "pyshacl", "fastapi", "SPARQLWrapper", "uvicorn", "jinja2", "yaml"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = modules_after("import llika")
    assert "llika" in loaded
    assert not loaded & (HEAVY | {"pyoxigraph"})


def test_the_native_engine_loads_no_other_engine(data: Path) -> None:
    loaded = modules_after(f"import llika\nassert len(llika.infer({str(data)!r}).entailed) >= 2")
    assert "pyoxigraph" in loaded
    assert not loaded & (HEAVY - {"numpy"})


def test_the_other_engine_is_loaded_where_it_is_asked_for(data: Path) -> None:
    assert modules_after(f"import llika\nllika.infer({str(data)!r}, engine='owlrl')") >= {"owlrl", "rdflib"}
