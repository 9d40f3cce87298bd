"""The ``#+`` header of a query file: YAML in comments, so that the file stays valid SPARQL (grlc's convention)."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

import yaml

from ..errors import Place, SyntaxFault
from ..terms import Text

_MARK = "#+"
_MERGE = "tag:yaml.org,2002:merge"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_header(text: str, *, file: str) -> dict[str, object]:
    """Return the header of a query file; empty where there is none.

    :raises SyntaxFault: ``query-header`` with the line, when it is no YAML mapping

    >>> read_header("#+ summary: All of them\\nSELECT * {}", file="all.rq")
    {'summary': 'All of them'}
    """
    marked = [number for number, line in enumerate(text.splitlines()) if line.startswith(_MARK)]
    if not marked:
        return {}
    try:
        header = yaml.load(_marked(text), Loader=_LOADER)  # noqa: S506  # the safe one, in C where it is there
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else marked[0] + 1
        raise _fault(error.problem or "no YAML", file, line) from error
    except yaml.YAMLError as error:
        raise _fault(str(error), file, marked[0] + 1) from error
    except (AttributeError, KeyError, ValueError) as error:  # what looks like a date or a number and is none
        raise _fault(f"a value cannot be read ({error})", file, marked[0] + 1) from error
    if not isinstance(header, Mapping):
        raise _fault("not a mapping of keys to values", file, marked[0] + 1)
    _check_keys(text, file)
    return {str(key): value for key, value in header.items()}


def _check_keys(text: str, file: str) -> None:
    """Raise where a key stands twice, of which YAML readers silently drop one, or is merged in from elsewhere."""
    seen: set[str] = set()
    header = yaml.compose(_marked(text), Loader=_LOADER)
    for key, _ in header.value if isinstance(header, yaml.MappingNode) else ():
        if key.value in seen or key.tag == _MERGE:
            raise _fault(f"the key `{key.value}` stands twice, or is merged in", file, key.start_mark.line + 1)
        seen.add(key.value)


def item_lines(text: str, key: str) -> list[int]:
    """Return the lines on which the items of a list in a readable header begin; none where the key has no list.

    >>> item_lines("#+ tests:\\n#+   - {rows: 3}\\n#+   - {rows: 4}\\nASK {}", "tests")
    [2, 3]
    """
    header = yaml.compose(_marked(text), Loader=_LOADER)
    for name, value in header.value if isinstance(header, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return [item.start_mark.line + 1 for item in value.value]
    return []


def _marked(text: str) -> str:
    """Return the header alone; other lines become empty ones, so that YAML counts lines as the file does."""
    lines = text.splitlines()
    return "\n".join(line[2:].removeprefix(" ") if line.startswith(_MARK) else "" for line in lines)


def header_text(value: object, fallback: str = "") -> Text:
    """Return a text of a header in both languages: a mapping ``{en: …, es: …}`` or one string for both."""
    if isinstance(value, Mapping):
        english = str(value.get("en", fallback)).strip()
        return Text(english, str(value.get("es", english)).strip())
    return Text(*[str(value if value is not None else fallback).strip()] * 2)


def slots_of(words: str) -> set[str]:
    """Return the names in braces that a sentence of a header is to be filled with.

    >>> sorted(slots_of("{body} has {count}"))
    ['body', 'count']

    :raises ValueError: for a lone brace, and for what would change how a value is written
    """
    slots = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(words) if name is not None]
    if any(spec or conversion or not name.isidentifier() for name, spec, conversion in slots):
        raise ValueError("only plain names may stand in braces")
    return {name for name, _, _ in slots}


def _fault(problem: str, file: str, line: int) -> SyntaxFault:
    return SyntaxFault(
        "query-header",
        Text(f"The #+ header is not readable: {problem}.", f"El encabezado #+ no se puede leer: {problem}."),
        Text("Write YAML after each `#+ `.", "Escriba YAML después de cada `#+ `."),
        place=Place(file, line),
    )
