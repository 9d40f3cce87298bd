"""SPARQL 1.1 Update: run one, and give it the dataset that a request names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Store

from ..errors import Place, UsageError
from ..terms import Text
from .bind import print_term
from .diagnosis import diagnose_update, failed
from .graphs import QueryDataset
from .lexer import Token, line_column, tokens


def apply_update(store: Store, update: str, *, dataset: QueryDataset | None = None, base: str | None = None) -> None:
    """Run a guarded update as a whole or not at all.

    :param dataset: what its patterns are matched against, in place of the whole store
    :param base: the IRI that relative IRIs are resolved against until the update declares its own
    :raises QuerySyntax: the update does not parse
    :raises QueryError: ``query-failed``
    :raises UsageError: ``update-names-dataset``
    """
    try:
        store.update(with_using(update, dataset) if dataset else update, base_iri=base)
    except SyntaxError as error:
        raise diagnose_update(update, _as_sent(update, base) or error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise failed(error) from error


def _as_sent(update: str, base: str | None) -> SyntaxError | None:
    """Return the fault with its place in the text that was sent; there is none in an empty store."""
    try:
        Store().update(update, base_iri=base)
    except SyntaxError as error:
        return error
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def with_using(update: str, dataset: QueryDataset) -> str:
    """Return an update whose patterns are matched against a dataset (SPARQL 1.1 Protocol, section 2.2.3).

    >>> from llika.terms import NamedNode
    >>> with_using("DELETE WHERE { ?s ?p ?o }", QueryDataset((NamedNode("http://a.example/g"),), ()))
    'DELETE { ?s ?p ?o } USING <http://a.example/g> WHERE { ?s ?p ?o }'

    :raises UsageError: ``update-names-dataset``, where it has WITH or USING itself
    """
    clauses = [f"USING {print_term(graph)} " for graph in dataset.default]
    clauses += [f"USING NAMED {print_term(graph)} " for graph in dataset.named]
    parts: list[str] = []
    copied = 0
    found = list(tokens(update))
    for number in _outside_braces(found):
        token = found[number]
        if token.keyword in ("USING", "WITH"):
            raise _names_its_own(update, token)
        if token.keyword == "WHERE":
            is_short = number > 0 and found[number - 1].keyword == "DELETE"  # its pattern is its template
            template = _block(update, found[number + 1 :]) if is_short else ""
            parts += [update[copied : token.start], template, *clauses]
            copied = token.start
    return "".join((*parts, update[copied:]))


def _outside_braces(found: Sequence[Token]) -> Iterator[int]:
    depth = 0
    for number, token in enumerate(found):
        if depth == 0:
            yield number
        depth += (token.text == "{") - (token.text == "}")


def _block(update: str, found: Sequence[Token]) -> str:
    """Return the text in braces at the beginning of some tokens, and a space."""
    depth = 0
    for token in found:
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return f"{update[found[0].start : token.end]} "
    return ""


def _names_its_own(update: str, token: Token) -> UsageError:
    line, column = line_column(update, token.start)
    return UsageError(
        "update-names-dataset",
        Text(
            f"The request names graphs, and so does {token.keyword} in the update.",
            f"La solicitud nombra grafos, y también lo hace {token.keyword} en la actualización.",
        ),
        Text(
            "Give using-graph-uri and using-named-graph-uri, or USING and WITH: not both.",
            "Dé using-graph-uri y using-named-graph-uri, o USING y WITH: no ambos.",
        ),
        place=Place("query", line, column),
    )
