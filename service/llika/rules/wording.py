"""Rules in words: the reason for one step, with names in the place of variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import Formatter

from pyoxigraph import Literal, NamedNode

from ..terms import Term, Text, local_name

_AS_A_VOWEL = re.compile(r"[“‘]?(?!one\b|eu)[aeio]", re.IGNORECASE)
"""Beginnings that are spoken as a vowel; what *u* sounds like (a unit, an uncle) is not written."""

Bindings = tuple[tuple[str, Term], ...]
"""What the variables of a rule stand for, in a fixed order."""


def local_names(term: Term) -> Text:
    """Return how a term is called where nothing better is known: its local name or its lexical form."""
    name = (
        local_name(term.value)
        if isinstance(term, NamedNode)
        else term.value
        if isinstance(term, Literal)
        else str(term)
    )
    return Text(name, name)


def word(template: Text, bindings: Bindings, name: Callable[[Term], Text] = local_names) -> Text:
    """Fill the wording of a rule with names.

    >>> from llika.terms import OWL
    >>> template = Text("every {c} is a {d}", "todo lo que es {c} es {d}")
    >>> word(template, (("c", OWL.Class), ("d", OWL.AllDifferent)))
    Text(en='every Class is an AllDifferent', es='todo lo que es Class es AllDifferent')
    """
    names = {variable: name(term) for variable, term in bindings}
    english = {variable: text.en for variable, text in names.items()}
    spanish = {variable: text.es for variable, text in names.items()}
    return Text(_with_articles(template.en, english).format_map(english), template.es.format_map(spanish))


def _with_articles(template: str, names: Mapping[str, str]) -> str:
    """Write *an* before the names that begin with a vowel."""
    return re.sub(r"\ba \{(\w+)\}", lambda found: f"{_article(names[found[1]])} {{{found[1]}}}", template)


def _article(name: str) -> str:
    return "an" if _AS_A_VOWEL.match(name) else "a"


def terms_named(template: Text, bindings: Bindings) -> frozenset[Term]:
    """Return the terms that a wording names."""
    named = {field for _, field, _, _ in Formatter().parse(template.en) if field}
    return frozenset(term for variable, term in bindings if variable in named)
