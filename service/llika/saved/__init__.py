"""Saved queries: one file is an operation, its documentation, an example and a test."""

from __future__ import annotations

from .answers import Answer, read_answers
from .arguments import Resolve, bound_text, parse_arguments, read_pairs
from .check import check_queries
from .kinds import ParameterKind
from .load import RESERVED, load, load_all, load_sound
from .present import as_csv, as_json
from .query import Parameter, QueryTest, SavedQuery, find_query
from .run import MAX_PAGE_SIZE, PAGE_SIZE, ResultPage, run, select

__all__ = [
    "MAX_PAGE_SIZE",
    "PAGE_SIZE",
    "RESERVED",
    "Answer",
    "Parameter",
    "ParameterKind",
    "QueryTest",
    "Resolve",
    "ResultPage",
    "SavedQuery",
    "as_csv",
    "as_json",
    "bound_text",
    "check_queries",
    "find_query",
    "load",
    "load_all",
    "load_sound",
    "parse_arguments",
    "read_answers",
    "read_pairs",
    "run",
    "select",
]
