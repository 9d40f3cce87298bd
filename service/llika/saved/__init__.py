"""Saved queries: one file is an operation, its documentation, an example and a test."""

from __future__ import annotations

from .answers import Answer, read_answers
from .arguments import Resolve, bound_text, parameter_unknown, parse_arguments, parse_value, read_pairs
from .check import check_queries, notes
from .enumerate import Suggestions, value_text
from .kinds import ParameterKind
from .load import RESERVED, load, load_all, load_sound
from .present import as_csv, as_json, as_sparql
from .query import Parameter, QueryTest, SavedQuery, find_query, query_iri
from .run import MAX_PAGE_SIZE, PAGE_SIZE, TRIPLE, ResultPage, as_rows, columns_of, construct, run, select
from .wording import expectation

__all__ = [
    "MAX_PAGE_SIZE",
    "PAGE_SIZE",
    "RESERVED",
    "TRIPLE",
    "Answer",
    "Parameter",
    "ParameterKind",
    "QueryTest",
    "Resolve",
    "ResultPage",
    "SavedQuery",
    "Suggestions",
    "as_csv",
    "as_json",
    "as_rows",
    "as_sparql",
    "bound_text",
    "check_queries",
    "columns_of",
    "construct",
    "expectation",
    "find_query",
    "load",
    "load_all",
    "load_sound",
    "notes",
    "parameter_unknown",
    "parse_arguments",
    "parse_value",
    "query_iri",
    "read_answers",
    "read_pairs",
    "run",
    "select",
    "value_text",
]
