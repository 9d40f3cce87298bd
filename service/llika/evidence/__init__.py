"""Evidence: what is asserted, on what basis, by which passage, and what is not stated."""

from __future__ import annotations

from .locators import CONFIDENCES, QUALIFIERS, Cell, Locator
from .passages import MAX_PASSAGE_CHARS, SourceText, Span, text_digest
from .records import (
    Claim,
    Document,
    Gap,
    Mention,
    Passage,
    Records,
    claim_iri,
    gap_iri,
    mention_iri,
    node_terms,
    passage_iri,
    read_records,
)
from .search import Hit, Searchable, clause_around, words_of
from .sections import Section, read_sections
from .strata import DEFAULT, STRATA, Basis, basis_of_graph, basis_of_name, basis_of_term, graph_of_file
from .tables import Headings, Table, cell_at, find_table
from .ties import (
    Evidence,
    check_graphs,
    check_sources,
    check_ties,
    covered_facts,
    expected_iris,
    loose_facts,
    pairs,
    read_documents,
)
from .vocabulary import Vocabulary

__all__ = [
    "CONFIDENCES",
    "DEFAULT",
    "MAX_PASSAGE_CHARS",
    "QUALIFIERS",
    "STRATA",
    "Basis",
    "Cell",
    "Claim",
    "Document",
    "Evidence",
    "Gap",
    "Headings",
    "Hit",
    "Locator",
    "Mention",
    "Passage",
    "Records",
    "Searchable",
    "Section",
    "SourceText",
    "Span",
    "Table",
    "Vocabulary",
    "basis_of_graph",
    "basis_of_name",
    "basis_of_term",
    "cell_at",
    "check_graphs",
    "check_sources",
    "check_ties",
    "claim_iri",
    "clause_around",
    "covered_facts",
    "expected_iris",
    "find_table",
    "gap_iri",
    "graph_of_file",
    "loose_facts",
    "mention_iri",
    "node_terms",
    "pairs",
    "passage_iri",
    "read_documents",
    "read_records",
    "read_sections",
    "text_digest",
    "words_of",
]
