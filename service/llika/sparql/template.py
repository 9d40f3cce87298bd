"""Whether the parameters of a saved query stand where terms may stand.

The engine's parser is the judge: the template is bound with a sample of each parameter's type and must parse, and must
parse again with its optional parameters left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice, pairwise

from pyoxigraph import Literal, NamedNode, Store

from ..errors import ParameterError, Place, QueryError
from ..terms import Text
from .bind import is_parameter, print_term, replace_tokens
from .diagnosis import diagnose
from .guard import check
from .lexer import Kind, Token, line_column, tokens

Sample = NamedNode | Literal

_LOOKS_LIKE_PARAMETER = re.compile(r"[?$]_\w")
_A_TRIPLE = "<x:x> <x:x> <x:x> ."
# How many sets of uses are tried in search of the one to blame: parsing takes microseconds, templates are small
_MOST_TRIALS = 2_000


def check_template(template: str, samples: Mapping[str, Sample], *, file: str = "query") -> None:
    """Raise unless every parameter of a template can be bound to terms like its sample.

    :param samples: variable name without ``?`` → a term of the parameter's type, for every parameter
    :param file: what the template's file is called in errors
    :raises ParameterError: ``parameter-unbindable``, with its place: it stands where no such term may (projected,
        BOUND, ORDER BY, the target of AS, a literal as subject), where it may not be left out, or hidden in an IRI;
        ``parameter-undescribed``, no sample
    :raises QueryError: the guard refuses the query, or it does not parse, whatever is bound
    """
    try:
        found = list(tokens(template))
        check(template)
        _check_hidden(template, found)
        _check_counts(template, found)
        checked = _Template(template, found, samples)
        checked.check_described()
        checked.check_parses(bound=checked.uses)
        checked.check_parses(bound=[use for use in checked.uses if not _is_optional(use)])
        checked.check_subjects()
    except (ParameterError, QueryError) as error:
        if error.place:
            error.place = replace(error.place, file=file)
        raise


@dataclass(frozen=True, slots=True)
class _Template:
    text: str
    found: list[Token]
    samples: Mapping[str, Sample]

    @property
    def uses(self) -> list[Token]:
        return [token for token in self.found if is_parameter(token)]

    def bind(self, uses: Iterable[Token]) -> str:
        return self._replace({use: print_term(self.samples[use.text[1:]]) for use in uses})

    def check_described(self) -> None:
        for use in self.uses:
            if use.text[1:] not in self.samples:
                raise _parameter_error("parameter-undescribed", (self.text, use), _UNDESCRIBED, _DESCRIBE)

    def check_parses(self, bound: list[Token]) -> None:
        """Raise unless the template parses with these uses bound and the others left variables."""
        query = self.bind(bound)
        error = _parse_error(query)
        if error is None:
            return
        if culprit := self._culprit(set(bound)):
            message = _NO_TERM if culprit in bound else _NO_VARIABLE
            raise _parameter_error("parameter-unbindable", (self.text, culprit), message, _WHERE)
        raise self._diagnosed(bound, error)

    def check_subjects(self) -> None:
        """Raise where a literal would be a subject, which parses in RDF 1.2 engines and never matches.

        A use is a subject where a whole triple may be put before it.
        """
        bound = {use: print_term(self.samples[use.text[1:]]) for use in self.uses}
        for use, printed in bound.items():
            is_literal = isinstance(self.samples[use.text[1:]], Literal)
            if is_literal and _parse_error(self._replace({**bound, use: f"{_A_TRIPLE} {printed}"})) is None:
                raise _parameter_error("parameter-unbindable", (self.text, use), _NO_SUBJECT, _WHERE)

    def _replace(self, printed: Mapping[Token, str]) -> str:
        return replace_tokens(self.text, self.found, {use.start: text for use, text in printed.items()})

    def _culprit(self, bound: set[Token]) -> Token | None:
        """Return the first of the fewest uses that must change sides, bound or variable, for the template to parse."""
        sets = chain.from_iterable(combinations(self.uses, size) for size in range(1, len(self.uses) + 1))
        for changed in islice(sets, _MOST_TRIALS):
            if _parse_error(self.bind(bound ^ set(changed))) is None:
                return changed[0]
        return None

    def _diagnosed(self, bound: list[Token], error: SyntaxError) -> QueryError:
        """Return the engine's complaint about the bound text, at its place in the template."""
        complaint = diagnose(self.bind(bound), error)
        if (place := complaint.place) and place.line and place.column:
            complaint.place = replace(place, column=self._column(bound, place.line, place.column))
        return complaint

    def _column(self, bound: list[Token], line: int, column: int) -> int:
        """Return the column in the template of a place in the bound text; printed terms never hold a line end."""
        for use in bound:
            at_line, at_column = line_column(self.text, use.start)
            if at_line == line and at_column < column:
                grown = len(print_term(self.samples[use.text[1:]])) + 2 - len(use.text)
                column = max(at_column, column - grown)
        return column


def _check_hidden(template: str, found: list[Token]) -> None:
    """Raise where an IRI or a name holds what a reader takes for a parameter: ``?a<?_n&&?c>?_n``."""
    for token in found:
        if token.kind not in (Kind.STRING, Kind.VARIABLE) and (hidden := _LOOKS_LIKE_PARAMETER.search(token.text)):
            start = token.start + hidden.start()
            name = re.match(r"\w+", template[start + 1 :])
            use = Token(Kind.VARIABLE, template[start] + (name[0] if name else ""), start, start + 1)
            raise _parameter_error("parameter-unbindable", (template, use), _HIDDEN, _SPACES)


def _check_counts(template: str, found: list[Token]) -> None:
    """Raise where a parameter stands as a count, which is no term but a bare number."""
    for before, use in pairwise(found):
        if before.keyword in ("LIMIT", "OFFSET") and is_parameter(use):
            raise _parameter_error("parameter-unbindable", (template, use), _NO_COUNT, _WHERE)


def _parse_error(query: str) -> SyntaxError | None:
    # The engine has no parser apart; on an empty store a query that the guard let through ends at once
    try:
        Store().query(query)
    except SyntaxError as error:
        return error
    return None


def _is_optional(use: Token) -> bool:
    return use.text.startswith("__", 1)


_UNDESCRIBED = Text("has no type to take a sample of", "no tiene un tipo del que tomar una muestra")
_NO_TERM = Text("stands where only a variable may stand", "está donde solo puede ir una variable")
_NO_COUNT = Text("stands where only a bare number may stand", "está donde solo puede ir un número sin más")
_NO_VARIABLE = Text("is optional, but cannot be left out here", "es opcional, pero aquí no se puede omitir")
_NO_SUBJECT = Text(
    "is a literal and stands as a subject, where it matches nothing", "es un literal y está como sujeto: no coincide"
)
_HIDDEN = Text(
    "is read as part of an IRI or a name and would stay as it is", "se lee como parte de una IRI o un nombre"
)

_DESCRIBE = Text("Give the parameter a type.", "Dé un tipo al parámetro.")
_SPACES = Text("Put spaces around < and > that compare.", "Ponga espacios alrededor de < y > que comparan.")
_WHERE = Text(
    "A parameter may stand in a pattern, an expression or VALUES data. To show it, write BIND(?_name AS ?name).",
    "Un parámetro puede ir en un patrón, una expresión o datos de VALUES. Para mostrarlo: BIND(?_nombre AS ?nombre).",
)


def _parameter_error(code: str, where: tuple[str, Token], said: Text, hint: Text) -> ParameterError:
    template, use = where
    error = ParameterError(
        code,
        Text(f"The parameter {use.text} {said.en}.", f"El parámetro {use.text} {said.es}."),
        hint,
        parameter=use.text[1:],
    )
    error.place = Place("query", *line_column(template, use.start))
    return error
