"""The words of the interface: all in both languages, none in a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llika.web.pages.render import Pages
from llika.web.pages.words import WORDS

from .rendering import TEMPLATES, Html, every_sample, render


def _literal_texts(template: str) -> Iterator[str]:
    """Yield what a template says in its own words: text between tags, and attributes that people read."""
    source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|&\w+;", " ", template, flags=re.DOTALL)
    read_aloud = re.findall(r'\b(?:title|alt|aria-label|placeholder|value)="([^"]*)"', source)
    for text in (re.sub(r"<[^>]*>", " ", source), *read_aloud):
        yield from re.findall(r"[^\W\d_]{2,}", text)


def test_templates_have_no_words_of_their_own() -> None:
    names_of_formats = {
        "JSON",
        "LD",
        "Turtle",
        "CSV",
        "BibTeX",
        "CSL",
        "RDF",
        "XML",
        "Triples",
        "Quads",
        "TriG",
        "SPARQL",
        "Markdown",
    }
    found = {
        (path.name, word)
        for path in TEMPLATES.glob("*.html")
        for word in _literal_texts(path.read_text())
        if word not in names_of_formats
    }
    assert found == set()


def test_a_word_in_a_template_is_noticed() -> None:
    source = '<p title="Hover {{ x }}">{{ page.t("home") }} Hello<!-- --></p>{% if a %}{% endif %}'
    assert set(_literal_texts(source)) == {"Hello", "Hover"}


def test_every_word_is_there_in_both_languages() -> None:
    assert all(text.en.strip() and text.es.strip() for text in WORDS.values())
    holes = {key: [set(re.findall(r"{(\w+)}", part)) for part in text] for key, text in WORDS.items()}
    assert all(english == spanish for english, spanish in holes.values())


def test_words_of_both_languages_differ_unless_they_are_names() -> None:
    names = {"api", "licence", "section", "no", "sparql"}
    assert {key for key, text in WORDS.items() if text.en == text.es} <= names


def test_every_word_is_used_and_every_use_has_its_word() -> None:
    source = "".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    used = set(re.findall(r'page\.t\("(\w+)"[,)]', source))
    assert used <= set(WORDS)
    chosen = set(re.findall(r'"(\w+)"', source))
    stems = (*re.findall(r'page\.t\("(\w+_)" ~', source), "kind_")
    assert {key for key in WORDS if key not in chosen and not key.startswith(stems)} == set()


@every_sample
def test_a_spanish_page_holds_no_english_words_of_the_interface(pages: Pages, name: str) -> None:
    spanish = Html(render(pages, name, "es"))
    shared = {word.es for word in WORDS.values()}
    english = {word.en for word in WORDS.values() if word.en not in shared and len(word.en) > 3 and "{" not in word.en}
    assert english.isdisjoint(spanish.texts)


def test_a_variant_of_a_language_counts_as_the_language(pages: Pages) -> None:
    assert Html(render(pages, "problem", "es-PE")).all("html") == [{"lang": "es"}]
    assert Html(render(pages, "problem", "qu")).all("html") == [{"lang": "en"}]
