"""Rules in words: the reason for one step, with names in the place of variables."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

from pyoxigraph import Literal, NamedNode

from ..terms import Term, Text, local_name

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
    >>> word(Text("every {c} is a {d}", "todo {c} es {d}"), (("c", OWL.Class), ("d", OWL.Thing))).en
    'every Class is a Thing'
    """
    names = {variable: name(term) for variable, term in bindings}
    english = {variable: text.en for variable, text in names.items()}
    spanish = {variable: text.es for variable, text in names.items()}
    return Text(template.en.format_map(english), template.es.format_map(spanish))


def terms_named(template: Text, bindings: Bindings) -> frozenset[Term]:
    """Return the terms that a wording names."""
    named = {field for _, field, _, _ in Formatter().parse(template.en) if field}
    return frozenset(term for variable, term in bindings if variable in named)
