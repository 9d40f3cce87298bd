"""From a query file to a saved query, refused with its line where it could not be run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from ..errors import InputError, ParameterError, Place, QueryError, SyntaxFault
from ..findings import Finding, faults_of
from ..project import Project
from ..sparql import Token, check, check_template, lexed, line_column, parameters
from ..sparql.outline import read_prologue
from ..terms import Text
from ..turtle import contents, decoded
from .header import Header
from .kinds import IRI, kind_of
from .query import Parameter, SavedQuery

RESERVED = frozenset({"basis", "endpoint", "format", "lang", "page", "sort", "version"})
"""Names that a request uses for other ends."""

_VARIABLE = re.compile(r"(__?)([A-Za-z0-9]+)(?:_([A-Za-z0-9_]+))?")


def load(path: Path, *, shown_as: str, prefixes: Mapping[str, str]) -> SavedQuery:
    """Read a query file and try its template with a sample of each parameter.

    :param shown_as: the file's name in errors
    :param prefixes: those of the project; the query's own come before them
    :raises InputError: ``not-utf8``, not UTF-8
    :raises SyntaxFault: ``query-header``; ``query-parameter``, a parameter whose name or ending cannot be used;
        ``parameter-unbindable``, one that stands where no term may; whatever the query's own text is refused for
    """
    text = _read(path, shown_as)
    header = Header(text, file=shown_as, name=path.stem)
    try:
        found = lexed(text)
        namespaces = {**prefixes, **read_prologue(text, found)[0]}
        declared = _parameters(text, header, namespaces, shown_as)
        check_template(text, {one.variable: one.kind.sample for one in declared}, file=shown_as)
        form = check(text).form
    except (QueryError, ParameterError) as error:
        raise _as_fault(error, shown_as) from error
    return SavedQuery(
        name=path.stem,
        summary=header.summary,
        description=header.description,
        tags=header.tags,
        parameters=declared,
        form=form,
        text=text,
        ordered=_is_ordered(found),
        page_size=header.page_size,
        tests=header.tests,
        file=shown_as,
        prefixes=namespaces,
        by_post=header.by_post,
        passed_over=header.passed_over,
    )


def load_all(project: Project) -> dict[str, SavedQuery]:
    """Read the saved queries of a project: name → query, by name.

    :raises InputError: see `load`; ``query-repeated``
    """
    found: dict[str, SavedQuery] = {}
    for path in sorted(project.query_files, key=_by_name):
        _take(found, path, project)
    return found


def load_sound(project: Project) -> tuple[dict[str, SavedQuery], list[Finding]]:
    """Read the saved queries of a project that can be read, and return what is wrong with the others."""
    found: dict[str, SavedQuery] = {}
    files = sorted(project.query_files, key=_by_name)
    return found, faults_of(partial(_take, found, path, project) for path in files)


def _by_name(path: Path) -> tuple[str, Path]:
    return path.stem, path


def _take(found: dict[str, SavedQuery], path: Path, project: Project) -> None:
    shown = project.shown(path)
    if other := found.get(path.stem):
        raise InputError(
            "query-repeated",
            Text(f"{other.file} has the same name.", f"{other.file} tiene el mismo nombre."),
            Text(
                "Rename one: the file's name is the query's, whatever its folder.",
                "Cambie uno: el nombre del archivo es el de la consulta, sea cual sea su carpeta.",
            ),
            place=Place(shown),
        )
    found[path.stem] = load(path, shown_as=shown, prefixes=project.prefixes)


def _read(path: Path, shown_as: str) -> str:
    return decoded(contents(path, shown_as), shown_as)


def _parameters(text: str, header: Header, prefixes: Mapping[str, str], file: str) -> tuple[Parameter, ...]:
    """Return the parameters, those first that the header describes, in its order."""
    found: dict[str, Parameter] = {}
    for variable, offsets in parameters(text).items():
        place = Place(file, *line_column(text, offsets[0]))
        one = _parameter(variable, place, header, prefixes)
        if one.name in RESERVED or one.name in found:
            raise _fault(variable, place, _TAKEN)
        found[one.name] = one
    for key, named in (
        ("parameters", header.labels),
        ("defaults", header.defaults),
        ("enumerate", header.enumerations),
    ):
        _check_named(header, key, named, found)
    for one in found.values():
        _check_values(header, one)
    return tuple(found[name] for name in dict.fromkeys([*header.labels, *found]))


def _parameter(variable: str, place: Place, header: Header, prefixes: Mapping[str, str]) -> Parameter:
    optional, name, ending = _split(variable, place)
    kind = kind_of(ending, prefixes)
    if kind is None:
        raise _fault(variable, place, _NO_KIND)
    enumerations = header.enumerations
    values = enumerations.get(name) or {}
    return Parameter(
        name=name,
        variable=variable,
        kind=kind,
        required=not optional,
        default=header.defaults.get(name),
        label=header.labels.get(name, Text(name, name)),
        enumeration=tuple(values),
        value_labels={value: label for value, label in values.items() if label},
        from_data=name in enumerations and not values,
    )


def _split(variable: str, place: Place) -> tuple[bool, str, str | None]:
    """Return whether a parameter is optional, its name, and the ending that tells its kind."""
    if match := _VARIABLE.fullmatch(variable):
        return len(match[1]) > 1, match[2], match[3]
    raise _fault(variable, place, _NO_NAME)


def _check_named(header: Header, key: str, named: Iterable[str], found: Mapping[str, Parameter]) -> None:
    for name in named:
        if name not in found:
            problem = Text(f"the query has no parameter “{name}”", f"la consulta no tiene el parámetro «{name}»")
            raise header.fault(key, problem)


def _check_values(header: Header, parameter: Parameter) -> None:
    """Refuse values of the file that are not of their parameter's kind; what an IRI may be is for the data to say."""
    default = () if parameter.default is None else (parameter.default,)
    for key, values in (("defaults", default), ("enumerate", parameter.enumeration)):
        for value in values:
            if parameter.kind != IRI and parameter.kind.read(value) is None:
                name, kind = parameter.name, parameter.kind.name
                said = Text(f"“{value}”, given for {name}, is no {kind}", f"«{value}», dado para {name}, no es {kind}")
                raise header.fault(key, said)


def _is_ordered(found: Iterable[Token]) -> bool:
    depth = 0
    for token in found:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and token.keyword == "ORDER":
            return True
    return False


_TAKEN = Text(
    "has a name that another parameter or the service itself uses",
    "tiene un nombre que usa otro parámetro o el servicio",
)
_NO_NAME = Text("has no name of letters and digits", "no tiene un nombre de letras y cifras")
_NO_KIND = Text("ends in no kind that is known", "termina en un tipo desconocido")


def _fault(variable: str, place: Place, problem: Text) -> SyntaxFault:
    return SyntaxFault(
        "query-parameter",
        Text(f"The parameter ?{variable} {problem.en}.", f"El parámetro ?{variable} {problem.es}."),
        Text(
            "Write ?_name, ?__name where it is optional, then perhaps _iri, _integer, _number, _en, _es or _xsd_date.",
            "Escriba ?_nombre, o ?__nombre si es opcional, y quizá _iri, _integer, _number, _en, _es o _xsd_date.",
        ),
        place=place,
    )


def _as_fault(error: QueryError | ParameterError, file: str) -> SyntaxFault:
    place = error.place or Place(file)
    return SyntaxFault(error.code, error.message, error.hint, place=Place(file, place.line, place.column))
