"""What the tests of a query expect, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..sparql import Form
from ..terms import Text
from .query import QueryTest, SavedQuery


def expectation(query: SavedQuery, test: QueryTest) -> Text:
    """Return what must hold of the answer with a test's arguments."""
    told = list(_parts(query, test))
    return Text("; ".join(part.en for part in told), "; ".join(part.es for part in told))


def _parts(query: SavedQuery, test: QueryTest) -> Iterator[Text]:
    if test.rows is not None:
        things = Text("triples", "tripletas") if query.form.answers_graph else Text("rows", "filas")
        yield Text(f"{things.en}: {test.rows}", f"{things.es}: {test.rows}")
    if test.answered is not None:
        yield _answered(query, test, is_so=test.answered)
    if test.contains is not None:
        told = ", ".join(f"{name} = {value}" for name, value in test.contains.items())
        yield Text(f"a row with {told}", f"una fila con {told}")
    if test.question is not None:
        yield Text(f"answers {test.question}", f"responde {test.question}")


def _answered(query: SavedQuery, test: QueryTest, *, is_so: bool) -> Text:
    if query.form is Form.ASK:
        return _YES if is_so else _NO
    told = ", ".join(test.columns)
    column = Text(f"“{told}”", f"«{told}»") if told else _FIRST
    if is_so:
        return Text(f"{column.en} has a value", f"{column.es} tiene un valor")
    return Text(f"{column.en} has no value", f"{column.es} no tiene ningún valor")


_YES = Text("the answer is yes", "la respuesta es sí")
_NO = Text("the answer is no", "la respuesta es no")
_FIRST = Text("the first column", "la primera columna")
