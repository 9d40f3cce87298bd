"""The rule table as a page of documentation: ``python -m llika.rules.page`` prints ``docs/rule-table.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from ..terms import PREFIXES, RDF, NamedNode, shorten
from .rule import VALUE, Atom, Pattern, Rule
from .table import ORDER, TABLES

_PREFIXES = {**PREFIXES, "value": VALUE}
_HEADER = """# The rules of OWL 2 RL

The {count} rules that conclusions and contradictions come from, generated from `service/llika/rules/table.py`: what
must hold, what follows, and how a proof says it. Names and tables are those of the [W3C recommendation][1], section
4.3. `(?m)` reads a list: `?m_i` is any one member, `?m_i` with `?m_j` any two, and *for every member* repeats a pattern
along it. `value:` stands for tests on the values of literals. More about the engine is in [rules.md](rules.md).

[1]: https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""


def rule_page() -> str:
    """Return the page as Markdown."""
    return "\n".join((_HEADER.format(count=len(ORDER)), *map(_section, TABLES)))


def _section(table: str) -> str:
    rows = "\n".join(map(_row, TABLES[table]))
    return f"## {table}\n\n| rule | if | then | in words | en palabras |\n|---|---|---|---|---|\n{rows}\n"


def _row(rule: Rule) -> str:
    head = list(map(_atom, rule.head)) or ["*contradiction*"]
    cells = (f"`{rule.name}`", _lines(_body(rule)), _lines(head), rule.wording.en, rule.wording.es)
    return f"| {' | '.join(cells)} |"


def _body(rule: Rule) -> Iterator[str]:
    for subject, predicate, value in rule.body:
        yield _atom((subject, predicate, f"({value})" if value == rule.members else value))
    yield from (f"*for every member* {_atom(atom)}" for atom in rule.each)


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(parts)


def _atom(atom: Atom) -> str:
    return f"`{' '.join(map(_pattern, atom))}`"


def _pattern(part: Pattern) -> str:
    if isinstance(part, str):
        return f"(?{part[1:-1]})" if part.startswith("(") else f"?{part}"
    if part == RDF.type:
        return "a"
    return shorten(part.value, _PREFIXES) if isinstance(part, NamedNode) else part.value


if __name__ == "__main__":
    sys.stdout.write(rule_page())
