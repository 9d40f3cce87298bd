"""Files are read again only when their bytes have changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from llika.errors import InputError, SyntaxFault
from llika.turtle import Shelf


def test_an_unchanged_file_is_the_same_document(tmp_path: Path) -> None:
    file, shelf = tmp_path / "a.ttl", Shelf()
    file.write_text("<urn:a> a <urn:B> .")
    first = shelf.read(file, shown_as="a.ttl")
    file.write_text("<urn:a> a <urn:B> .")
    assert shelf.read(file, shown_as="a.ttl") is first


def test_a_changed_file_is_read_again_with_its_places(tmp_path: Path) -> None:
    file, shelf, subject = tmp_path / "a.ttl", Shelf(), NamedNode("urn:a")
    file.write_text("<urn:a> a <urn:B> .")
    shelf.read(file, shown_as="a.ttl")
    assert shelf.places(file).of(subject) == (1, 1)
    file.write_text("\n <urn:a> a <urn:B> .")
    shelf.read(file, shown_as="a.ttl")
    assert shelf.places(file).of(subject) == (2, 2)


def test_places_are_those_of_the_text_that_was_read(tmp_path: Path) -> None:
    file, shelf = tmp_path / "a.ttl", Shelf()
    file.write_text("<urn:a> a <urn:B> .")
    shelf.read(file, shown_as="a.ttl")
    file.write_text("half of it is no <")
    assert shelf.places(file).of(NamedNode("urn:a")) == (1, 1)


def test_a_file_that_cannot_be_read_is_an_error_each_time_and_then_is_read(tmp_path: Path) -> None:
    file, shelf = tmp_path / "a.ttl", Shelf()
    with pytest.raises(InputError):
        shelf.read(file, shown_as="a.ttl")
    file.write_text("<urn:a> a <urn:B>")
    for _ in range(2):
        with pytest.raises(SyntaxFault):
            shelf.read(file, shown_as="a.ttl")
    file.write_text("<urn:a> a <urn:B> .")
    assert len(shelf.read(file, shown_as="a.ttl").facts) == 1
