"""SPARQL without project knowledge: lexer, guard, parameters of saved queries, results and their media types."""

from .bind import bind, parameters, print_term
from .graphs import first_triples, write_facts
from .guard import check
from .iris import iris
from .lexer import Kind, Token, line_column, tokens
from .measure import Limits
from .media import GRAPHS, ROWS, MediaType, by_name, negotiate, offered, prefer, prefers_page
from .outline import Form, Outline
from .results import QueryDataset, Table, choose_dataset, evaluate, facts, rows
from .template import check_template

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
    "bind",
    "by_name",
    "check",
    "check_template",
    "choose_dataset",
    "evaluate",
    "facts",
    "first_triples",
    "iris",
    "line_column",
    "negotiate",
    "offered",
    "parameters",
    "prefer",
    "prefers_page",
    "print_term",
    "rows",
    "tokens",
    "write_facts",
]
