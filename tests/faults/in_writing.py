"""Faults of writing: files that cannot be read, queries and shapes that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.faults.bench import Bench, Fault
from tests.faults.sheets import Line, Sheet

_LITERAL = re.compile(r'"@(en|es) [,;.]$')


def missing_dot(bench: Bench) -> Fault:
    """A statement has no dot; the next one is where that shows."""
    sheet = _turtle(bench, lambda one: len(one.statements()) > 1)
    [*firsts, _] = sheet.statements()
    end = bench.random.choice(firsts).lines[-1]
    end.text = end.text.removesuffix(" .")
    return _at(_next(sheet, end), end)


def missing_semicolon(bench: Bench) -> Fault:
    """A predicate follows without a semicolon; that is where it shows."""
    sheet, line = _line(bench, lambda _, line: re.search(r"\S ;$", line.text) is not None)
    line.text = line.text.removesuffix(" ;")
    return _at(_next(sheet, line), line)


def unknown_prefix(bench: Bench) -> Fault:
    """A prefix is misspelt."""
    sheet, line = _line(bench, lambda _, line: _PREFIXED.match(line.text) is not None)
    line.text = _PREFIXED.sub(r"\1nosuch-\2", line.text, count=1)
    return Fault(sheet, (line,), frozenset({"unknown-prefix"}))


_PREFIXED = re.compile(r"^( {4})(\w+:\w)")


def open_quote(bench: Bench) -> Fault:
    """A text has no closing quotation mark."""
    sheet, line = _line(bench, lambda _, line: _LITERAL.search(line.text) is not None)
    line.text = _LITERAL.sub(r"@\1 ,", line.text)
    return Fault(sheet, (line,), frozenset({"turtle-syntax"}))


def bad_language(bench: Bench) -> Fault:
    """A text is marked with what is no language."""
    sheet, line = _line(bench, lambda _, line: _LITERAL.search(line.text) is not None)
    tag = bench.random.choice(["", "1es", "en_US", "englishlanguage"])
    line.text = re.sub(r'"@e[ns] ', f'"@{tag} ', line.text)
    return Fault(sheet, (line,), frozenset({"turtle-syntax"}))


def query_does_not_parse(bench: Bench) -> Fault:
    """A query or a rule has a bracket too many."""
    sheet = bench.pick([*bench.folder.below("queries/", ".rq"), *bench.folder.below("ontology/rules/", ".rq")], _name)
    line = bench.random.choice([line for line in sheet.lines if re.search(r"(WHERE| \.|UNION|\{)$", line.text)])
    line.text += " )"
    return Fault(sheet, (line,), frozenset({"query-syntax"}))


def query_test_fails(bench: Bench) -> Fault:
    """A query's own test expects another answer."""
    places = [
        (sheet, line)
        for sheet in bench.folder.below("queries/", ".rq")
        for line in sheet.lines
        if re.match(r"#\+   - .*(rows: 0|answered: )", line.text)
    ]
    sheet, line = bench.pick(places, lambda place: f"{place[0].name}:{place[0].number(place[1])}")
    line.text = line.text.replace("rows: 0", f"rows: {bench.random.randint(2, 9)}")
    line.text = re.sub("answered: (true|false)", lambda found: f"answered: {_OTHER[found[1]]}", line.text)
    return Fault(sheet, (line,), frozenset({"query-test"}))


_OTHER = {"true": "false", "false": "true"}


def shape_is_no_shape(bench: Bench) -> Fault:
    """A shape has a value that SHACL does not allow there."""
    sheet = bench.pick(bench.folder.below("shapes/", ".ttl"), _name)
    line, pattern = bench.random.choice(
        [(line, pattern) for line in sheet.lines for pattern in _ILL_FORMED if re.search(pattern, line.text)]
    )
    line.text = re.sub(pattern, _ILL_FORMED[pattern], line.text)
    return Fault(sheet, (line,), frozenset({"shapes-unusable"}))


_ILL_FORMED = {
    r"^    sh:maxCount \d": '    sh:maxCount "one"',
    r"^    sh:minCount \d": "    sh:minCount 1.5",
    r"^    sh:maxLength \d+": '    sh:maxLength "long"',
    r"^    sh:path :\w+": '    sh:path "path"',
    r"^    sh:nodeKind sh:IRI": "    sh:nodeKind sh:Thing",
    r"^    sh:datatype xsd:\w+": '    sh:datatype "text"',
    r"^    sh:class :\w+": '    sh:class "class"',
    r'^    sh:pattern ".*"': '    sh:pattern "(("',
    r"^    sh:uniqueLang true": "    sh:uniqueLang 2",
    r"^    sh:lessThanOrEquals :\w+": '    sh:lessThanOrEquals "end"',
    r'^    sh:languageIn \( "en" "es" \)': '    sh:languageIn "en"',
}


def _turtle(bench: Bench, fits: Callable[[Sheet], bool]) -> Sheet:
    return bench.pick([sheet for sheet in bench.folder.below("", ".ttl") if fits(sheet)], _name)


def _line(bench: Bench, fits: Callable[[Sheet, Line], bool]) -> tuple[Sheet, Line]:
    """Return a random line of a random file that is free, among those that fit and stand below the prefixes."""

    def lines(sheet: Sheet) -> list[Line]:
        return [line for one in sheet.statements() for line in one.lines if fits(sheet, line)]

    sheet = _turtle(bench, lambda one: bool(lines(one)))
    return sheet, bench.random.choice(lines(sheet))


def _next(sheet: Sheet, line: Line) -> tuple[Sheet, Line]:
    """Return the next line that is neither empty nor a comment."""
    after = sheet.lines[sheet.lines.index(line) + 1 :]
    return sheet, next(one for one in after if one.text.strip() and not one.text.startswith("#"))


def _at(place: tuple[Sheet, Line], gap: Line) -> Fault:
    """Return a fault that shows at one place, and for a reader that looks back, at the end of the one before."""
    sheet, line = place
    return Fault(sheet, (line, gap), frozenset({"turtle-syntax"}))


def _name(sheet: Sheet) -> str:
    return sheet.name
