"""The keys of a query file's ``#+`` header, read with their types (grlc's decorators and a few of our own).

    #+ summary: …            one string, or {en: …, es: …}
    #+ description: …
    #+ tags: [networks]
    #+ pagination: 100
    #+ defaults: [{year: 2017}]
    #+ enumerate: [{pathway: [policy, adoption]}, region]
    #+ method: POST
    #+ parameters: {year: {en: Year, es: Año}}       labels; ours
    #+ tests: [{parameters: {year: 2016}, rows: 3}]  ours

A parameter may also be named by its whole variable, as old files do. ``endpoint`` and ``transform`` are passed over,
which is told; other keys are left to whoever knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..errors import Place, SyntaxFault, UsageError
from ..evidence import DEFAULT, Basis, basis_of_name
from ..sparql.header import header_text, item_lines, read_header
from ..terms import Text
from .query import QueryTest, Reading

_PASSED_OVER = ("endpoint", "transform")
_TEST_KEYS = {"parameters", "question", "answered", "rows", "contains", "basis", *Reading}


class Header:
    """The header of one query file; what is not of its type is refused with its line.

    :raises SyntaxFault: ``query-header``, from the constructor and every property
    """

    def __init__(self, text: str, *, file: str, name: str) -> None:
        self._text = text
        self._file = file
        self._name = name
        self._values = read_header(text, file=file)

    @property
    def summary(self) -> Text:
        """One line about the query; its name where there is none."""
        return self._sentence("summary", self._name)

    @property
    def description(self) -> Text:
        """More about the query; may be empty."""
        return self._sentence("description", "")

    @property
    def tags(self) -> tuple[str, ...]:
        """What the query is listed under."""
        return tuple(self._scalar("tags", value) for value in self._list("tags"))

    @property
    def page_size(self) -> int | None:
        """Rows per page, where the file says so."""
        size = self._values.get("pagination")
        if size is not None and (not isinstance(size, int) or isinstance(size, bool) or size < 1):
            raise self.fault("pagination", Text("it is no number above 0", "no es un número mayor que 0"))
        return size

    @property
    def labels(self) -> dict[str, Text]:
        """Parameter name → its label."""
        return {name: header_text(value, name) for name, value in self._entries("parameters")}

    @property
    def defaults(self) -> dict[str, str]:
        """Parameter name → the value taken where none is given."""
        return {name: self._scalar("defaults", value) for name, value in self._entries("defaults")}

    @property
    def enumerations(self) -> dict[str, dict[str, Text | None] | None]:
        """Parameter name → the values it takes, each with its label; None for a bare name: the data has them."""
        return {name: self._values_of(name, values) for name, values in self._entries("enumerate")}

    @property
    def by_post(self) -> bool:
        """Whether the file asks for its values in the body of a request; all other methods are GET."""
        return str(self._values.get("method", "")).strip().upper() == "POST"

    @property
    def passed_over(self) -> tuple[tuple[str, Place], ...]:
        """The keys by which answers would be others elsewhere, with their places."""
        return tuple((key, self.place(key)) for key in _PASSED_OVER if key in self._values)

    @property
    def tests(self) -> tuple[QueryTest, ...]:
        """What must hold of the query."""
        entries = self._list("tests")
        lines = item_lines(self._text, "tests") if entries else []
        return tuple(self._test(entry, Place(self._file, line)) for entry, line in zip(entries, lines, strict=True))

    def fault(self, key: str, problem: Text, place: Place | None = None) -> SyntaxFault:
        """Return the error for a key, at its line or at the place of a part of it."""
        return SyntaxFault(
            "query-header",
            Text(f"The key `{key}` cannot be used: {problem.en}.", f"No se puede usar la clave `{key}`: {problem.es}."),
            Text("See docs/queries.md for the keys of a query file.", "Vea las claves en docs/queries.md."),
            place=place or self.place(key),
        )

    def place(self, key: str) -> Place:
        """Return where a key stands."""
        found = re.search(rf"^#\+ *{re.escape(key)} *:", self._text, re.MULTILINE)
        return Place(self._file, self._text.count("\n", 0, found.start()) + 1 if found else 1)

    def _sentence(self, key: str, fallback: str) -> Text:
        value = self._values.get(key)
        if isinstance(value, list):
            raise self.fault(key, Text("it is a list", "es una lista"))
        return header_text(value, fallback)

    def _list(self, key: str) -> list[object]:
        value = self._values.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, Text("it is no list", "no es una lista"))
        return value

    def _values_of(self, name: str, values: object) -> dict[str, Text | None] | None:
        if values is None:
            return None
        if isinstance(values, Mapping):
            return {self._scalar("enumerate", value): header_text(label, str(value)) for value, label in values.items()}
        if isinstance(values, list):
            return {self._scalar("enumerate", value): None for value in values}
        raise self.fault("enumerate", Text(f"“{name}” has no list", f"«{name}» no tiene una lista"))

    def _entries(self, key: str) -> Iterator[tuple[str, object]]:
        """Yield name and value of a mapping, or of a list of mappings and bare names."""
        value = self._values.get(key, {})
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Mapping):
                yield from ((_bare(str(name)), entry) for name, entry in part.items())
            elif isinstance(part, str):
                yield _bare(part), None
            else:
                raise self.fault(key, Text("it does not map names to values", "no asigna valores a nombres"))

    def _scalar(self, key: str, value: object) -> str:
        """Return a scalar as its writer meant it: YAML takes ``yes`` for a truth value and 2017-04-21 for a date."""
        if value is None or isinstance(value, list | Mapping):
            raise self.fault(key, Text("a value is missing, or is no plain value", "falta un valor o no es simple"))
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _test(self, entry: object, place: Place) -> QueryTest:
        if not isinstance(entry, Mapping) or not entry.keys() <= _TEST_KEYS or not entry.keys() & _EXPECTATIONS:
            raise self.fault("tests", _NOT_A_TEST, place)
        question, rows = entry.get("question"), entry.get("rows")
        if not isinstance(rows, int | None) or not isinstance(entry.get("answered"), bool | None):
            raise self.fault("tests", _NOT_A_TEST, place)
        reading, columns = self._columns(entry, place)
        return QueryTest(
            arguments=self._pairs(entry.get("parameters", {}), place),
            place=place,
            question=None if question is None else str(question),
            reading=reading,
            columns=columns,
            answered=entry.get("answered"),
            rows=rows,
            contains=self._pairs(entry["contains"], place) if "contains" in entry else None,
            basis=self._basis(entry.get("basis"), place),
        )

    def _columns(self, entry: Mapping[str, object], place: Place) -> tuple[Reading, tuple[str, ...]]:
        """Return the columns that a test looks at, and how they answer its question."""
        given = [reading for reading in Reading if entry.get(reading) is not None]
        if not given:
            return Reading.COLUMN, ()
        reading, *others = given
        if others or (reading is not Reading.COLUMN and "question" not in entry):
            raise self.fault("tests", _ONE_READING, place)
        named = entry[reading]
        columns = [named] if not reading.takes_several else named if isinstance(named, list) else []
        if not columns or not all(isinstance(one, str) for one in columns) or len({*columns}) < len(columns):
            raise self.fault("tests", _NO_COLUMNS, place)
        return reading, tuple(columns)

    def _pairs(self, value: object, place: Place) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise self.fault("tests", _NOT_A_TEST, place)
        return {str(name): self._scalar("tests", entry) for name, entry in value.items()}

    def _basis(self, name: object, place: Place) -> Basis:
        try:
            return DEFAULT if name is None else basis_of_name(str(name))
        except UsageError as error:
            raise self.fault("tests", error.message, place) from error


def _bare(name: str) -> str:
    """Return the name of a parameter that may be given as its whole variable.

    >>> _bare("genre"), _bare("?_genre_iri")
    ('genre', 'genre')
    """
    variable = re.fullmatch(r"[?$]?__?([A-Za-z0-9]+)(?:_\w*)?", name)
    return variable[1] if variable else name


_EXPECTATIONS = {"question", "answered", "rows", "contains"}
_NOT_A_TEST = Text(
    "a test has `parameters` and one of `question`, `answered` (true or false), `rows` (a number), `contains`, with"
    " `basis` and one of `column`, `columns`, `cells`, `counts` where they are needed",
    "una prueba tiene `parameters` y uno de `question`, `answered` (true o false), `rows` (un número), `contains`, con"
    " `basis` y uno de `column`, `columns`, `cells`, `counts` donde hagan falta",
)
_ONE_READING = Text(
    "a test has one of `column`, `columns`, `cells`, `counts`, and the last three only beside `question`",
    "una prueba tiene uno de `column`, `columns`, `cells`, `counts`, y los tres últimos solo junto a `question`",
)
_NO_COLUMNS = Text(
    "`column` and `counts` name one column, `columns` and `cells` a list of different ones",
    "`column` y `counts` nombran una columna, `columns` y `cells` una lista de columnas distintas",
)
