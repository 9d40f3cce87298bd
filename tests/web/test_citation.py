"""Citations as reference managers read them."""

from __future__ import annotations

import json

from llika.web.pages.citation import Citation

ADDRESS = "https://x.example/explain?subject=a_b&version=0123"


def test_bibtex_escapes_what_would_be_commands_and_keeps_the_address() -> None:
    entry = Citation("50% of {A} & B_1 \\ ~", "Title #1", "Llika", "0123", ADDRESS, "en").bibtex()
    assert r"  title = {{50\% of \{A\} \& B\_1 \textbackslash{} \textasciitilde{}}}," in entry
    assert r"  howpublished = {Title \#1}," in entry
    assert f"url = {{{ADDRESS}}}" in entry
    assert entry.startswith("@misc{50-of-a-b-1-0123,\n")


def test_csl_json_is_a_list_of_one_dataset() -> None:
    (item,) = json.loads(Citation("¿Qué?", "Datos", None, "0123", ADDRESS, "es").csl())
    assert (item["type"], item["title"], item["URL"], item["language"]) == ("dataset", "¿Qué?", ADDRESS, "es")
    assert "publisher" not in item


def test_a_heading_without_letters_still_has_a_key() -> None:
    assert Citation("¿?", "Datos", None, "0123", ADDRESS, "es").bibtex().startswith("@misc{dataset-0123,")


def test_a_key_keeps_letters_without_their_accents() -> None:
    entry = Citation("Comité organizador de IGF Perú", "Datos", None, "0123", ADDRESS, "es").bibtex()
    assert entry.startswith("@misc{comite-organizador-de-igf-peru-0123,")
