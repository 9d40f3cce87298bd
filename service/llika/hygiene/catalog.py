"""The catalog by which ontology editors find the file of an import without a network (OASIS XML Catalogs 1.1).

Read are the ``uri`` entries, also within groups, with ``xml:base``; Protégé writes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from ..errors import Place, SyntaxFault
from ..findings import Finding, Level, faults_of
from ..project import FOLDERS, Project
from ..sources import Sources
from ..terms import OWL, RDF, Fact, Term, Text
from ..turtle import contents

CATALOG = "catalog-v001.xml"

_URI = "urn:oasis:names:tc:entity:xmlns:xml:catalog uri"
_TYPE, _ONTOLOGY, _IMPORTS, _VERSION = RDF.type, OWL.Ontology, OWL.imports, OWL.versionIRI
_BASE = "http://www.w3.org/XML/1998/namespace base"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalog says of one ontology.

    :param name: the IRI of the ontology
    :param file: where it lies; None where that is no file
    """

    name: str
    file: Path | None
    place: Place


def check_catalog(sources: Sources) -> list[Finding]:
    """Return what is wrong with the catalogs of a project, and the imports that neither they nor its files answer.

    A project with neither catalog nor imports has nothing to answer for.
    """
    project, entries = sources.project, list[Entry]()
    paths = catalogs(project)

    def take(path: Path) -> None:
        entries.extend(read_catalog(path, shown_as=project.shown(path)))

    if wrong := faults_of(partial(take, path) for path in paths):
        return wrong
    check = _Check(sources, entries)
    return [*check.entries(), *(check.modules() if paths else ()), *check.imports()]


def catalogs(project: Project) -> list[Path]:
    """Return the catalogs of a project."""
    return [path for folder in FOLDERS for path in project.files(folder, CATALOG)]


def read_catalog(path: Path, *, shown_as: str) -> list[Entry]:
    """Read a catalog. A document type is refused, and with it every entity that could grow or reach out.

    :raises SyntaxFault: ``catalog-syntax`` with the place
    """
    return _Reader(path, shown_as).read()


class _Reader:
    """The parser of one catalog and what it has found so far."""

    def __init__(self, path: Path, file: str) -> None:
        self._path = path
        self._file = file
        self._folders: list[Path | None] = [path.parent]
        self._found: list[Entry] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self) -> list[Entry]:
        try:
            self._parser.Parse(contents(self._path, self._file), True)
        except expat.ExpatError as error:
            raise self._fault(expat.ErrorString(error.code)) from error
        return self._found

    def _place(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        try:
            base = attributes.get(_BASE, "")
            self._folders.append(_resolved(self._folders[-1], base[: base.rfind("/") + 1]))
            if tag == _URI and {"name", "uri"} <= attributes.keys():
                file = _resolved(self._folders[-1], attributes["uri"])
                self._found.append(Entry(attributes["name"], file, self._place()))
        except ValueError as error:
            raise self._fault(str(error)) from error

    def _end(self, _: str) -> None:
        self._folders.pop()

    def _refuse(self, *_: object) -> NoReturn:
        raise self._fault("it has a DOCTYPE", "tiene un DOCTYPE")

    def _fault(self, problem: str, problema: str | None = None) -> SyntaxFault:
        return SyntaxFault(
            "catalog-syntax",
            Text(f"The catalog cannot be read: {problem}.", f"No se puede leer el catálogo: {problema or problem}."),
            Text("Write plain XML without a DOCTYPE.", "Escriba XML simple, sin DOCTYPE."),
            place=self._place(),
        )


def _resolved(folder: Path | None, reference: str) -> Path | None:
    """Return the file or folder that a reference leads to; None where that is not in a file system.

    :raises ValueError: for what is no reference, or leads to a name that no file can have
    """
    parts = urlsplit(reference)
    path = unquote(parts.path, errors="strict")
    if "\0" in path:
        raise ValueError("a name with NUL")
    if parts.scheme == "file":
        return Path(path)
    return None if parts.scheme or folder is None else folder / path


def _real(path: Path) -> Path | None:
    """Return the file that a path leads to; None where it leads to none, in circles, or has no possible name."""
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, RuntimeError):
        return None


class _Check:
    """Entries, modules and imports against each other."""

    def __init__(self, sources: Sources, entries: list[Entry]) -> None:
        self._sources = sources
        self._entries = entries
        self._files = [*sources.ontology, *sources.data, *sources.shapes]
        self._names = {file.path.resolve(): _names(file.document.facts) for file in self._files}
        self._shipped = _names(sources.ontology[0].document.facts)

    def entries(self) -> Iterator[Finding]:
        for entry in self._entries:
            if entry.file is None or entry.name in self._shipped:
                continue
            target = _real(entry.file)
            shown, names = self._sources.project.shown(target or entry.file), self._names.get(target or entry.file)
            if target is None:
                yield _finding("catalog-file-missing", entry.place, entry.name, shown)
            elif names is not None and entry.name not in names:
                yield _finding("catalog-name-differs", entry.place, entry.name, shown)

    def modules(self) -> Iterator[Finding]:
        for file in self._sources.ontology[1:]:
            for header in _headers(file.document.facts):
                if not self._listed & _names(file.document.facts):
                    yield _finding("catalog-entry-missing", self._sources.place_among([file], header), _iri(header))

    def imports(self) -> Iterator[Finding]:
        known = self._listed.union(*self._names.values())
        for file in self._files:
            for subject, predicate, value in file.document.facts:
                if predicate == _IMPORTS and _iri(value) not in known:
                    place = self._sources.place_among([file], subject, predicate, value)
                    yield _finding("import-unresolved", place, _iri(value))

    @cached_property
    def _listed(self) -> set[str]:
        return {entry.name for entry in self._entries}


def _headers(facts: Iterable[Fact]) -> list[Term]:
    return [s for s, p, o in facts if p == _TYPE and o == _ONTOLOGY]


def _names(facts: Iterable[Fact]) -> set[str]:
    """Return the IRIs by which a file can be imported: of its ontology and of that version (OWL 2, section 3.2)."""
    headers = set(_headers(facts))
    versions = {o for s, p, o in facts if p == _VERSION and s in headers}
    return {_iri(term) for term in headers | versions}


def _iri(term: Term) -> str:
    return term.value


def _finding(code: str, place: Place | None, name: str, file: str = "") -> Finding:
    level, message, advice = _WORDING[code]
    return Finding(code, level, Text(*(words.format(name=name, file=file) for words in message)), advice, place)


_WORDING = {
    "catalog-file-missing": (
        Level.VIOLATION,
        Text("There is no file {file}.", "No existe el archivo {file}."),
        Text("Correct the path, or take the entry out.", "Corrija la ruta o quite la entrada."),
    ),
    "catalog-name-differs": (
        Level.VIOLATION,
        Text("The ontology in {file} is not {name}.", "La ontología de {file} no es {name}."),
        Text("Give the entry the IRI in the header of that file.", "Dé a la entrada la IRI del encabezado."),
    ),
    "catalog-entry-missing": (
        Level.WARNING,
        Text("The catalog has no entry for {name}.", "El catálogo no tiene entrada para {name}."),
        Text(
            f"Add one to ontology/{CATALOG}: editors would look for the module on the web.",
            f"Añádala a ontology/{CATALOG}: los editores buscarían el módulo en la web.",
        ),
    ),
    "import-unresolved": (
        Level.WARNING,
        Text(
            "No file of the project is {name}, and no catalog lists it: nothing of it is known here.",
            "Ningún archivo del proyecto es {name} ni lo lista un catálogo: aquí no se sabe nada de él.",
        ),
        Text(
            "Put a copy, or the terms that are used, into ontology/external/ under that IRI; or take the import out.",
            "Ponga una copia, o los términos usados, en ontology/external/ con esa IRI; o quite la importación.",
        ),
    ),
}
