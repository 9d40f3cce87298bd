"""Whether the parameters of a saved query stand where terms may stand.

The engine's parser is the judge: the template is bound with a sample of each parameter's type and must parse, and must
parse again with its optional parameters left out. It also says whether it sees each parameter where the lexer does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice, product

from pyoxigraph import Literal, NamedNode, Store

from ..errors import ParameterError, Place, QueryError
from ..terms import Text
from .bind import is_parameter, print_term
from .diagnosis import diagnose, failed
from .guard import check
from .iris import iris
from .lexer import Kind, Token, lexed, line_column

Sample = NamedNode | Literal
Pieces = Mapping[Token, str]
"""What stands in the place of some tokens; the others stay."""

_LOOKS_LIKE_PARAMETER = re.compile(r"[?$]_\w+")
_A_TRIPLE = "<x:x> <x:x> <x:x> ."
_AN_IRI, _A_STRING, _A_NUMBER, _A_VERB = "<x:x>", '"x"', "1", "a"
_NO_TOKEN = "%"  # noqa: S105 - may stand in a string or a comment, and nowhere else
# How many ways to mend a template are tried in search of the use to blame: parsing takes microseconds
_MOST_TRIALS = 2_000


def check_template(template: str, samples: Mapping[str, Sample], *, file: str = "query") -> None:
    """Raise unless every parameter of a template can be bound to terms like its sample.

    A parameter may stand in a pattern or path, an expression, or VALUES data: wherever a variable, a number or ``a``
    may. Nowhere else: not where only a variable (projected, BOUND, ORDER BY, the target of AS), a bare number (LIMIT)
    or a part of the grammar that is no term (FROM, BASE, a datatype, the name of a function) may stand.

    :param samples: variable name without ``?`` → a term of the parameter's type, for every parameter
    :param file: what the template's file is called in errors
    :raises ParameterError: ``parameter-unbindable``, with its place: it stands where no such term may, where it may not
        be left out, or where the engine reads a string, an IRI or a comment; ``parameter-undescribed``, no sample
    :raises QueryError: the guard refuses the query, or it does not parse, whatever is bound; ``query-failed``
    """
    try:
        found = lexed(template)
        check(template)
        checked = _Template(template, found, samples)
        checked.check_described()
        checked.check_bound()
        checked.check_places()
        checked.check_left_out()
        checked.check_hidden()
        checked.check_subjects()
        checked.check_runs()
    except (ParameterError, QueryError) as error:
        if error.place:
            error.place = replace(error.place, file=file)
        raise


@dataclass(frozen=True, slots=True)
class _Template:
    text: str
    found: Sequence[Token]
    samples: Mapping[str, Sample]

    @property
    def uses(self) -> list[Token]:
        return [token for token in self.found if is_parameter(token)]

    @property
    def bound(self) -> Pieces:
        """All parameters bound to their samples."""
        return {use: print_term(self.samples[use.text[1:]]) for use in self.uses}

    def check_described(self) -> None:
        for use in self.uses:
            if use.text[1:] not in self.samples:
                raise self._fault(use, _UNDESCRIBED, _DESCRIBE, code="parameter-undescribed")

    def check_bound(self) -> None:
        """Raise unless the template parses with every parameter bound."""
        error = self._parse_error(self.bound)
        if error is None:
            return
        ways = {use: (use.text, _AN_IRI, _A_STRING, _A_NUMBER, _A_VERB) for use in self.uses}
        for culprit, mended in self._mended(self.bound, ways):
            raise self._fault(culprit, self._why(culprit, mended), _WHERE)
        raise self._diagnosed(self.bound, error)

    def check_places(self) -> None:
        """Raise where a sample may stand, but only because something else than a term may."""
        for use in self.uses:
            if not self._takes_terms(use, self.bound):
                raise self._fault(use, _NO_PLACE, _WHERE)

    def check_left_out(self) -> None:
        """Raise unless the template parses with its optional parameters left variables."""
        required = {use: term for use, term in self.bound.items() if not _is_optional(use)}
        error = self._parse_error(required)
        if error is None:
            return
        ways = {use: (term,) for use, term in self.bound.items() if _is_optional(use)}
        for culprit, _ in self._mended(required, ways):
            raise self._fault(culprit, _NO_VARIABLE, _WHERE)
        raise self._diagnosed(required, error)

    def check_hidden(self) -> None:
        """Raise where the lexer and the engine do not agree on what is a parameter: ``?a<?_n&&?c>?_n``, ``?a<'>?_n<'``.

        The engine sees one if it cannot parse what is no token in its place.
        """
        seen = {use.start: use for use in self.uses}
        texts = (
            Token(Kind.VARIABLE, match[0], match.start(), match.end())
            for match in _LOOKS_LIKE_PARAMETER.finditer(self.text)
        )
        for start, use in sorted({one.start: one for one in texts}.items() | seen.items()):
            is_token = self._parse_error({**self.bound, use: _NO_TOKEN}) is not None
            if is_token != (start in seen):
                raise self._fault(use, _HIDDEN, _SPACES)

    def check_subjects(self) -> None:
        """Raise where a literal would be a subject, which parses in RDF 1.2 engines and never matches.

        A use is a subject where a whole triple may be put before it.
        """
        for use, term in self.bound.items():
            if self._is_literal(use) and self._parses({**self.bound, use: f"{_A_TRIPLE} {term}"}):
                raise self._fault(use, _NO_SUBJECT, _WHERE)

    def check_runs(self) -> None:
        """Raise where the engine parses the query and then cannot run it: it calls a function that nobody has."""
        try:
            Store().query(_splice(self.text, self.bound))
        except (OSError, RuntimeError, ValueError) as error:
            complaint = failed(error)
            named = (place for iri, *place in iris(self.text) if f"<{iri}>" in str(error))
            complaint.place = Place("query", *next(named, (1, 1)))
            raise complaint from error

    def _mended(self, pieces: Pieces, ways: Mapping[Token, Sequence[str]]) -> Iterator[tuple[Token, Pieces]]:
        """Yield the first use of the fewest that must change for the template to parse, and the mended pieces."""
        sets = chain.from_iterable(combinations(ways, size) for size in range(1, len(ways) + 1))
        changes = (dict(zip(uses, way, strict=True)) for uses in sets for way in product(*(ways[use] for use in uses)))
        for change in islice(changes, _MOST_TRIALS):
            if self._parses({**pieces, **change}):
                yield next(iter(change)), {**pieces, **change}

    def _why(self, use: Token, mended: Pieces) -> Text:
        """Return why the sample of a use may not stand there, the rest being mended."""
        if not self._takes_terms(use, mended):
            return _NO_PLACE
        if self._is_literal(use) and self._parses({**mended, use: _AN_IRI}):
            return _NO_LITERAL
        return _NO_TERM if self._parses({**mended, use: use.text}) else _NO_COUNT

    def _takes_terms(self, use: Token, pieces: Pieces) -> bool:
        return any(self._parses({**pieces, use: one}) for one in (use.text, _A_NUMBER, _A_VERB))

    def _is_literal(self, use: Token) -> bool:
        return isinstance(self.samples[use.text[1:]], Literal)

    def _parses(self, pieces: Pieces) -> bool:
        return self._parse_error(pieces) is None

    def _parse_error(self, pieces: Pieces) -> SyntaxError | None:
        # The engine has no parser apart; on an empty store a query that the guard let through ends at once
        try:
            Store().query(_splice(self.text, pieces))
        except SyntaxError as error:
            return error
        except (OSError, RuntimeError, ValueError):
            return None  # it parses, and cannot be run
        return None

    def _diagnosed(self, pieces: Pieces, error: SyntaxError) -> QueryError:
        """Return the engine's complaint about the bound text, at its place in the template."""
        complaint = diagnose(_splice(self.text, pieces), error)
        if (place := complaint.place) and place.line and place.column:
            complaint.place = replace(place, column=self._column(pieces, place.line, place.column))
        return complaint

    def _column(self, pieces: Pieces, line: int, column: int) -> int:
        """Return the column in the template of a place in the bound text; printed terms never hold a line end."""
        for use, term in pieces.items():
            at_line, at_column = line_column(self.text, use.start)
            if at_line == line and at_column < column:
                column = max(at_column, column - (len(term) + 2 - len(use.text)))
        return column

    def _fault(self, use: Token, said: Text, hint: Text, *, code: str = "parameter-unbindable") -> ParameterError:
        error = ParameterError(
            code,
            Text(f"The parameter {use.text} {said.en}.", f"El parámetro {use.text} {said.es}."),
            hint,
            parameter=use.text[1:],
        )
        error.place = Place("query", *line_column(self.text, use.start))
        return error


def _splice(text: str, pieces: Pieces) -> str:
    """Return the text with other things in the place of some tokens, spaces around them."""
    parts, place = [], 0
    for token, piece in sorted(pieces.items(), key=lambda item: item[0].start):
        parts += [text[place : token.start], f" {piece} "]
        place = token.end
    return "".join(parts) + text[place:]


def _is_optional(use: Token) -> bool:
    return use.text.startswith("__", 1)


_UNDESCRIBED = Text("has no type to take a sample of", "no tiene un tipo del que tomar una muestra")
_NO_TERM = Text("stands where only a variable may stand", "está donde solo puede ir una variable")
_NO_COUNT = Text("stands where only a bare number may stand", "está donde solo puede ir un número sin más")
_NO_LITERAL = Text(
    "is a literal and stands where only an IRI may stand", "es un literal y está donde solo puede ir una IRI"
)
_NO_PLACE = Text(
    "stands in no pattern, no expression and no VALUES data", "no está en un patrón, una expresión ni datos de VALUES"
)
_NO_VARIABLE = Text("is optional, but cannot be left out here", "es opcional, pero aquí no se puede omitir")
_NO_SUBJECT = Text(
    "is a literal and stands as a subject, where it matches nothing", "es un literal y está como sujeto: no coincide"
)
_HIDDEN = Text(
    "is read as part of an IRI, a name or a string and would stay as it is",
    "se lee como parte de una IRI, un nombre o una cadena",
)

_DESCRIBE = Text("Give the parameter a type.", "Dé un tipo al parámetro.")
_SPACES = Text("Put spaces around < and > that compare.", "Ponga espacios alrededor de < y > que comparan.")
_WHERE = Text(
    "A parameter may stand in a pattern, an expression or VALUES data. To show it, write BIND(?_name AS ?name).",
    "Un parámetro puede ir en un patrón, una expresión o datos de VALUES. Para mostrarlo: BIND(?_nombre AS ?nombre).",
)
