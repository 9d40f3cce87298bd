"""Reading RDF files: facts as written, faults with their place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from llika.errors import InputError, SyntaxFault
from llika.terms import RDF, XSD
from llika.turtle import read, read_any, read_text

A = "http://example.org/"
PREFIX = f"@prefix : <{A}> .\n"


def test_lexical_forms_stay_as_written() -> None:
    document = read_text(PREFIX + ":s :p 530.0, 007, 1e3, true .", file="a.ttl")
    assert [o for _, _, o in document.facts] == [
        Literal("530.0", datatype=XSD.decimal),
        Literal("007", datatype=XSD.integer),
        Literal("1e3", datatype=XSD.double),
        Literal("true", datatype=XSD.boolean),
    ]


def test_prefixes_base_and_file_are_told() -> None:
    document = read_text(f"@base <{A}> . @prefix x: <y#> . <s> x:p <#o> .", file="a.ttl")
    assert (document.file, document.prefixes, document.base) == ("a.ttl", {"x": A + "y#"}, A)


def test_a_triple_written_twice_is_one_fact() -> None:
    assert len(read_text(PREFIX + ":s :p :o . :s :p :o .", file="a.ttl").facts) == 1


def test_blank_nodes_of_different_texts_never_clash() -> None:
    one = read_text(PREFIX + "_:x :p 1 .", file="a.ttl").facts[0][0]
    other = read_text(PREFIX + "_:x :p 2 .", file="b.ttl").facts[0][0]
    assert isinstance(one, BlankNode)
    assert one != other


def test_the_same_text_gives_the_same_blank_nodes() -> None:
    text = PREFIX + ":s :p [ :q ( 1 [] ) ] ."
    assert read_text(text, file="a.ttl").facts == read_text(text, file="a.ttl").facts


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (PREFIX + ":s :p zz:o .", "unknown-prefix", 2, 7),
        ("<s> a <o> .", "relative-iri", 1, 1),
        (PREFIX + ":s :p :o\n:t :p :o .", "turtle-syntax", 3, 1),
        (PREFIX + ":s :p :o", "turtle-syntax", 2, 9),
        (PREFIX + ':s :p "a\nb" .', "turtle-syntax", 2, 9),
        (PREFIX + ':s :p """a\n', "turtle-syntax", 2, 7),
        (PREFIX + ":s :p <http://a b> .", "turtle-syntax", 2, 7),
        (PREFIX + r':s :p "\q" .', "turtle-syntax", 2, 8),
        (PREFIX + "1 :p 2 .", "turtle-syntax", 2, 1),
        (PREFIX + ":s 1 2 .", "turtle-syntax", 2, 4),
        (PREFIX + ':s :p "ñandú 😀" , , 2 .', "turtle-syntax", 2, 19),
        (PREFIX + ":s :p 1e .", "turtle-syntax", 2, 7),
        ("PK\x03\x04\0\0", "binary-file", 1, 1),
    ],
)
def test_a_fault_has_a_code_and_a_place(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(SyntaxFault) as caught:
        read_text(text, file="a.ttl")
    fault = caught.value
    assert fault.code == code
    assert str(fault.place) == f"a.ttl:{line}:{column}"
    assert fault.message.en != fault.message.es
    assert fault.hint.en != fault.hint.es


def test_the_message_shows_what_is_wrong_and_the_hint_what_to_do() -> None:
    with pytest.raises(SyntaxFault) as caught:
        read_text(PREFIX + ":s :p zz:o .", file="a.ttl")
    assert "zz:o" in caught.value.message.en
    assert "@prefix zz:" in caught.value.hint.es


def test_triple_terms_are_refused() -> None:
    with pytest.raises(SyntaxFault) as caught:
        read_text(PREFIX + ":s :p <<( :a :b :c )>> .", file="a.ttl")
    assert caught.value.code == "triple-term"


def test_an_empty_file_holds_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"")
    assert read(path).facts == ()


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(PREFIX + ":s :p 1 .", encoding="utf-8-sig")
    assert len(read(path).facts) == 1
    assert len(read_text(path.read_text(encoding="utf-8"), file="a.ttl").facts) == 1


def test_line_ends_inside_a_string_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(PREFIX.encode() + b':s :p """a\r\nb""" .')
    assert read(path).facts[0][2] == Literal("a\r\nb")


def test_a_nul_character_inside_a_string_is_no_fault() -> None:
    assert read_text(PREFIX + ':s :p "a\0b" .', file="a.ttl").facts[0][2] == Literal("a\0b")


def test_a_file_that_is_not_utf8_is_refused_at_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(PREFIX.encode() + ':s :p "é'.encode() + b"\xe9" + b'" .')
    with pytest.raises(SyntaxFault) as caught:
        read(path, shown_as="a.ttl")
    assert caught.value.code == "not-utf8"
    assert str(caught.value.place) == "a.ttl:2:9"


def test_a_missing_file_is_named_as_it_is_shown(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "none.ttl", shown_as="graph_data/none.ttl")
    assert caught.value.code == "file-missing"
    assert str(caught.value.place) == "graph_data/none.ttl"


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert caught.value.code == "file-unreadable"


_RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/s"><p rdf:resource="http://example.org/o"/></rdf:Description>'
    "</rdf:RDF>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", PREFIX + ":s :p :o ."),
        ("a.nt", f"<{A}s> <{A}p> <{A}o> ."),
        ("a.nq", f"<{A}s> <{A}p> <{A}o> <{A}g> ."),
        ("a.trig", f"{PREFIX} :g {{ :s :p :o }}"),
        ("a.rdf", _RDF_XML),
        ("a.owl", _RDF_XML),
        ("a.jsonld", f'{{"@id": "{A}s", "{A}p": {{"@id": "{A}o"}}}}'),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_every_syntax_is_read_by_its_suffix(tmp_path: Path, name: str, text: str, is_packed: bool) -> None:
    path = tmp_path / (f"{name}.gz" if is_packed else name)
    path.write_bytes(gzip.compress(text.encode()) if is_packed else text.encode())
    assert read_any(path).facts == ((NamedNode(A + "s"), NamedNode(A + "p"), NamedNode(A + "o")),)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "unknown-format"),
        ("a", b"", "unknown-format"),
        ("a.nt.gz", b"no gzip", "gzip-damaged"),
        ("a.nt.gz", gzip.compress(b"x" * 99, mtime=0)[:-9], "gzip-damaged"),
        ("a.nt", b"<http://example.org/s> .", "rdf-syntax"),
        ("a.rdf", b"<x", "rdf-syntax"),
        ("a.jsonld", b"{", "rdf-syntax"),
        ("a.ttl", b":s :p :o .", "unknown-prefix"),
        ("a.nt", b"\xff\xfe<\0", "not-utf8"),
    ],
)
def test_an_unreadable_file_of_any_syntax_has_a_code(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_any(path, shown_as=name)
    assert caught.value.code == code
    assert caught.value.place is not None
    assert caught.value.place.file == name


def test_a_list_becomes_cells_that_end_in_nil() -> None:
    facts = read_text(PREFIX + ":s :p ( 1 2 ) .", file="a.ttl").facts
    assert sum(p == RDF.rest for _, p, _ in facts) == 2
    assert any(o == RDF.nil for _, _, o in facts)


def rdf_xml(entities: str) -> str:
    """Return an RDF/XML file with entities."""
    stem = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    node = f'<rdf:Description rdf:about="{A}s"><b:p xmlns:b="{A}">&one;</b:p></rdf:Description>'
    return f'<!DOCTYPE rdf:RDF [\n{entities}]>\n<rdf:RDF xmlns:rdf="{stem}">{node}</rdf:RDF>'


def test_an_xml_entity_as_editors_write_them_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.rdf"
    file.write_text(rdf_xml('<!ENTITY one "a text" >\n'), "utf-8")
    assert read_any(file).facts[0][2] == Literal("a text")


def test_an_xml_entity_made_of_others_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "bomb.rdf"
    file.write_text(rdf_xml('<!ENTITY two "ha" >\n<!ENTITY one "&two;&two;" >\n'), "utf-8")
    with pytest.raises(SyntaxFault) as caught:
        read_any(file, shown_as="bomb.rdf")
    assert (caught.value.code, str(caught.value.place)) == ("entity-nested", "bomb.rdf:3")
