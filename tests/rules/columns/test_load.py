"""Reading N-Triples into columns: what pyoxigraph reads, and nothing else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from llika.errors import InputError, SyntaxFault
from llika.rules.columns import close, read_ntriples
from llika.rules.columns.closure import ColumnClosure
from llika.terms import RDF, XSD, BlankNode, Fact, Literal, Namespace

EX = Namespace("https://example.org/#")
TERMS = st.one_of(
    st.sampled_from([EX.a, EX.b, RDF.type, BlankNode("b0")]),
    st.text(max_size=4).map(Literal),
    st.builds(Literal, st.text(max_size=3), language=st.sampled_from(["es", "en-US"])),
    st.builds(Literal, st.text(max_size=3), datatype=st.sampled_from([XSD.integer, XSD.string, EX.colour])),
)
LINES = st.one_of(
    st.builds("<https://example.org/#a> <https://example.org/#p> {} .\n".format, TERMS),
    st.sampled_from(
        [
            "# a comment\n",
            "\n",
            "<https://example.org/#a>  <https://example.org/#p>\t<https://example.org/#b>.\n",
            "<https://example.org/#a> <https://example.org/#p> <https://example.org/#b> . # said\n",
            '<https://example.org/#a> <https://example.org/#p> "A \\u0061\\n" .\n',
            '<https://example.org/#a> <https://example.org/#p> "a"@EN .\n',
            '<https://example.org/#a> <https://example.org/#p> "a"^^<http://www.w3.org/2001/XMLSchema#string> .\r\n',
            "<https://example.org/ñandú> <https://example.org/#p> _:a.b .\n",
            "<https://example.org/%C3%B1> <https://example.org/#p> _:b0 .\n",
        ]
    ),
)


def written(tmp_path: Path, text: str) -> Path:
    """Return a file with this text."""
    path = tmp_path / "facts.nt"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def read(path: Path) -> ColumnClosure:
    """Return the closure of a file."""
    return close(read_ntriples(path))


@given(st.lists(LINES, max_size=8))
def test_what_is_read_is_what_pyoxigraph_reads(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    text = "".join(lines)
    expected = {(each.subject, each.predicate, each.object) for each in parse(text, format=RdfFormat.N_TRIPLES)}
    assert set(read(written(tmp_path_factory.mktemp("nt"), text)).asserted) == expected


def test_a_byte_order_mark_and_a_missing_last_line_end_are_accepted(tmp_path: Path) -> None:
    line = f"{EX.a} {EX.p} {EX.b} ."
    assert set(read(written(tmp_path, f"\ufeff{line}\n{line}")).asserted) == {(EX.a, EX.p, EX.b)}


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.nt.gz"
    path.write_bytes(gzip.compress(f"{EX.a} {EX.p} {EX.b} .\n".encode()))
    assert set(read(path).asserted) == {(EX.a, EX.p, EX.b)}


@pytest.mark.parametrize(
    "line",
    [
        "<a> <https://example.org/#p> <https://example.org/#b> .\n",
        "<https://example.org/#a> <https://example.org/#p> <http://a:b:c/> .\n",
        '"red" <https://example.org/#p> <https://example.org/#b> .\n',
        '<https://example.org/#a> "red" <https://example.org/#b> .\n',
        "<https://example.org/#a> _:b0 <https://example.org/#b> .\n",
        "<https://example.org/#a> <https://example.org/#p> <https://example.org/#b>\n",
        "<https://example.org/#a> <https://example.org/#p> <https://example.org/#b> <https://example.org/#g> .\n",
    ],
)
def test_a_line_that_is_no_triple_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    good = f'{EX.a} {EX.p} {EX.b} .\n{EX.a} {EX.p} "red" .\n_:b0 {EX.p} {EX.b} .\n'
    with pytest.raises(SyntaxFault) as raised:
        read(written(tmp_path, good + line))
    assert raised.value.code == ("relative-iri" if line.startswith("<a>") else "rdf-syntax")
    assert raised.value.place is not None
    assert raised.value.place.line == 4


def test_a_triple_term_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SyntaxFault) as raised:
        read(written(tmp_path, f"{EX.a} {EX.p} <<( {EX.a} {EX.p} {EX.b} )>> .\n"))
    assert raised.value.code == "triple-term"


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.nt"
    with pytest.raises(InputError, match="file-missing"):
        read(path)
    path.write_bytes(b"_:a <x:p> _:b .\n_:a <x:p> \xff\xfe .\n")
    with pytest.raises(SyntaxFault, match=r"facts.nt:2:11: .*\[not-utf8\]"):
        read(path)
    with pytest.raises(InputError, match="file-unreadable"):
        read(tmp_path)


def test_a_packed_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.nt.gz"
    packed = gzip.compress(b"_:a <x:p> _:b .\n" * 1000)
    for data in (packed[:-9], packed[:30] + b"damaged" + packed[37:], b"no gzip at all"):
        path.write_bytes(data)
        with pytest.raises(InputError, match="gzip-damaged"):
            read(path)
    path.write_bytes(gzip.compress(b"_:a <x:p> _:b .\n_:a <x:p> \xff .\n"))
    with pytest.raises(SyntaxFault, match=r"facts.nt.gz:2:11: .*\[not-utf8\]"):
        read(path)


def test_lines_are_written_as_they_are_read(tmp_path: Path) -> None:
    facts: list[Fact] = [(EX.a, EX.p, Literal('say "no"\n')), (BlankNode("x"), EX.p, Literal("ñ", language="es"))]
    lines = {f"{one} {predicate} {other} .\n" for one, predicate, other in facts}
    assert set(read(written(tmp_path, "".join(lines))).asserted.lines()) == lines
    assert set(close(facts).asserted.lines()) == lines
