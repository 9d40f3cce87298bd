"""SPARQL without project knowledge: lexer, guard, parameters of saved queries, results and their media types."""

from .bind import bind, parameters, print_term
from .graph_text import first_triples
from .graphs import QueryDataset
from .guard import check, check_update
from .iris import iris
from .lexer import Kind, Token, lexed, line_column, tokens
from .measure import Limits
from .media import (
    GRAPHS,
    ROWS,
    MediaType,
    by_name,
    negotiate,
    negotiate_graph,
    not_acceptable,
    offered,
    prefer,
    prefers_page,
    syntax_sent,
)
from .outline import Form, Outline
from .results import Table, choose_dataset, evaluate, facts, rows
from .template import check_template
from .update import apply_update, with_using

__all__ = [
    "GRAPHS",
    "ROWS",
    "Form",
    "Kind",
    "Limits",
    "MediaType",
    "Outline",
    "QueryDataset",
    "Table",
    "Token",
    "apply_update",
    "bind",
    "by_name",
    "check",
    "check_template",
    "check_update",
    "choose_dataset",
    "evaluate",
    "facts",
    "first_triples",
    "iris",
    "lexed",
    "line_column",
    "negotiate",
    "negotiate_graph",
    "not_acceptable",
    "offered",
    "parameters",
    "prefer",
    "prefers_page",
    "print_term",
    "rows",
    "syntax_sent",
    "tokens",
    "with_using",
]
