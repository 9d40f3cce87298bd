"""A knowledge project: a folder of Turtle, shapes and queries, with an optional ``llika.toml``.

    ontology/    OWL modules; external/ stubs; rules/*.rq closed-world rules; hygiene/*.rq rules for the ontology itself
    shapes/      SHACL; closure/ shapes of what follows; hygiene/*.rq rules for the shapes themselves
    graph_data/  facts; claims/ beside them; readings.ttl, shared.ttl, context/
    queries/     saved queries; without this folder, the query files of the whole folder, as grlc keeps them

Each folder may be absent. One file belongs to exactly one graph (`graph_of_file`, and for modules their ``ev:basis``).
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import __version__
from .errors import InputError, Place, UsageError
from .evidence import Section, read_sections
from .terms import PREFIXES, NamedNode, Text, expand
from .turtle import ONTOLOGY_SUFFIXES, contents

FOLDERS = ("ontology", "shapes", "graph_data", "queries")
CONFIG = "llika.toml"
QUERY_SUFFIXES = (".rq", ".sparql")
_EDITOR_LOCK = ".#"
"""What Emacs puts beside a file that is being edited: a link to nowhere."""
LOCAL_BASE = "http://127.0.0.1:8000/"
"""IRI stem of a project that names none: its IRIs are then those under which it is served by default."""

_PACKAGE = Path(__file__).resolve().parent
_ENGINE_VOCABULARY = _PACKAGE / "evidence" / "evidence.ttl"


@dataclass(frozen=True, slots=True)
class Collection:
    """A list of entities that the service offers under a name.

    :param member: the class whose members are listed
    :param classify: the class whose subclasses are the types asked about
    """

    name: str
    member: NamedNode
    classify: NamedNode
    label: Text


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of a project's data: a short name and the address of its text."""

    name: str
    url: str


@dataclass(frozen=True)
class Project:
    """Where a project lies and what its ``llika.toml`` says.

    :param subjects: the tags under which saved queries are listed, in this order, each with its heading
    :param columns: what columns of saved queries are called on pages
    :param sections: of documents whose headings are not told by their looks, by the IRI of the document
    """

    root: Path
    title: Text
    description: Text
    base: str = LOCAL_BASE
    ontology: str | None = None
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(PREFIXES))
    collections: Mapping[str, Collection] = field(default_factory=dict)
    licence: Licence | None = None
    publisher: str | None = None
    subjects: Mapping[str, Text] = field(default_factory=dict)
    columns: Mapping[str, Text] = field(default_factory=dict)
    sections: Mapping[NamedNode, tuple[Section, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path | None = None) -> Project:
        """Open the project in a folder, or the bundled one.

        :raises InputError: ``project-missing``, ``project-empty``, ``project-config`` or ``sections-wrong``
        """
        folder = bundled() if root is None else root
        if not folder.is_dir():
            raise InputError(
                "project-missing",
                Text(f"There is no folder {folder}.", f"No existe la carpeta {folder}."),
                Text("Give the folder that holds graph_data/ with --project.", "Indíquela con --project."),
            )
        if not any((folder / name).is_dir() for name in FOLDERS) and not list(loose_queries(folder)):
            raise InputError(
                "project-empty",
                Text(f"{folder} holds none of {', '.join(FOLDERS)}.", f"{folder} no contiene {', '.join(FOLDERS)}."),
                Text(
                    "A project has at least one of these folders, or query files (*.rq).",
                    "Un proyecto tiene al menos una de ellas, o archivos de consulta (*.rq).",
                ),
            )
        return _configure(folder)

    def files(self, folder: str, *suffixes: str) -> list[Path]:
        """Return the files of one folder and those below it, sorted; none where there is no folder.

        :param suffixes: how names may end; ``.ttl`` when not given
        :raises InputError: ``file-unreadable`` where a folder cannot be listed or a name is no file
        """
        top, found = self.root / folder, []
        if not top.exists() and not top.is_symlink():
            return []
        if not top.is_dir():
            raise self._unreadable(top, "not a folder")
        for path, folders, names in os.walk(top, onerror=self._on_error):
            for name in (name for name in (*folders, *names) if name.endswith(suffixes or ".ttl")):
                if name.startswith(_EDITOR_LOCK):
                    continue
                if not (Path(path) / name).is_file():
                    raise self._unreadable(Path(path) / name, "not a file")
                found.append(Path(path) / name)
        return sorted(found)

    def _on_error(self, error: OSError) -> None:
        raise self._unreadable(Path(error.filename), error.strerror or str(error)) from error

    def _unreadable(self, path: Path, why: str) -> InputError:
        return InputError(
            "file-unreadable",
            Text(f"This cannot be read: {why}.", f"Esto no se puede leer: {why}."),
            Text("Mend it or take it away: nothing is left out.", "Corríjalo o quítelo: no se omite nada."),
            place=Place(self.shown(path)),
        )

    @property
    def ontology_files(self) -> list[Path]:
        """The engine's vocabulary and the modules of the project, in whatever syntax an editor saved them."""
        return [_ENGINE_VOCABULARY, *self.files("ontology", ".ttl", *ONTOLOGY_SUFFIXES)]

    @property
    def rule_files(self) -> list[Path]:
        """The closed-world rules."""
        return self.files("ontology/rules", ".rq")

    def hygiene_files(self, part: str) -> list[Path]:
        """Return the project's own rules for the hygiene of ``ontology`` or ``shapes``."""
        return self.files(f"{part}/hygiene", ".rq")

    @property
    def query_files(self) -> list[Path]:
        """The saved queries: those in ``queries/``, or in a folder without it those at its top and below it."""
        if (self.root / "queries").exists():
            return self.files("queries", *QUERY_SUFFIXES)
        return sorted(loose_queries(self.root))

    @property
    def shape_files(self) -> list[Path]:
        """The SHACL files of the project."""
        return self.files("shapes")

    def shown(self, path: Path) -> str:
        """Return a path as people are shown it: relative to the project, or to where the package lies."""
        homes = [home for home in (self.root, _PACKAGE.parent) if path.is_relative_to(home)]
        nearest = max(homes, key=lambda home: len(home.parts), default=path.parent)
        return path.relative_to(nearest).as_posix()

    def graph_iri(self, name: str) -> NamedNode:
        """Return the IRI of a graph by its name."""
        return NamedNode(f"{self.base}graph/{name}")

    @property
    def stems(self) -> tuple[str, ...]:
        """What a slug may be appended to, in this order."""
        return f"{self.base}id/", *self.prefixes.values()

    def term(self, name: str, *, stem: str = "id/") -> NamedNode:
        """Return the term for a full IRI, a CURIE or a slug.

        :param stem: what a slug is appended to, below the base
        :raises UsageError: ``not-a-term``
        """
        found = expand(name, self.prefixes)
        if found is None and name and ":" not in name:
            found = expand(f"<{self.base}{stem}{name}>")
        if found is None:
            raise UsageError(
                "not-a-term",
                Text(f"“{name}” names no term.", f"«{name}» no nombra ningún término."),
                Text(
                    "Give a full IRI, a CURIE with a known prefix, or a slug.",
                    "Dé una IRI completa, un CURIE de prefijo conocido o un identificador corto.",
                ),
            )
        return found

    def version(self, *options: str) -> str:
        """Return the digest, 16 hex digits, of all inputs, the engine's version and its options.

        :raises InputError: ``file-missing``, ``file-unreadable``
        """
        digest = hashlib.sha256("\x1f".join((__version__, *options)).encode())
        for name, path in self._inputs():
            digest.update(f"\x1e{name}\x1f".encode())
            digest.update(hashlib.sha256(contents(path, self.shown(path))).digest())
        return digest.hexdigest()[:16]

    def _inputs(self) -> Iterator[tuple[str, Path]]:
        """Yield what a version is made of, each file under a name that does not depend on where it is installed."""
        for path in sorted((_PACKAGE / "evidence").glob("*.ttl")):
            yield f"engine/{path.name}", path
        turtle = (path for folder in ("shapes", "graph_data") for path in self.files(folder))
        for path in (*self.ontology_files[1:], *turtle, *self.rule_files, *self.query_files, *self.root.glob(CONFIG)):
            yield path.relative_to(self.root).as_posix(), path


def loose_queries(root: Path) -> Iterator[Path]:
    """Yield the query files of a folder that has none set apart for them, but for those of rules and hidden ones."""
    for path, folders, names in os.walk(root):
        others = FOLDERS if Path(path) == root else ()
        folders[:] = [name for name in folders if not name.startswith(".") and name not in others]
        yield from (Path(path, name) for name in names if name.endswith(QUERY_SUFFIXES) and not name.startswith("."))


def bundled() -> Path:
    """Return the folder of the project that comes with the package: in a wheel beside the code, else the checkout.

    :raises InputError: ``bundle-missing``
    """
    for folder in (_PACKAGE / "bundle", _PACKAGE.parent.parent):
        if all((folder / name).is_dir() for name in FOLDERS):
            return folder
    raise InputError(
        "bundle-missing",
        Text("The bundled project is not where the package expects it.", "No se encuentra el proyecto incluido."),
        Text("Install again, or name a project with --project.", "Reinstale o nombre un proyecto con --project."),
    )


def _configure(root: Path) -> Project:
    path = root / CONFIG
    if (path.exists() or path.is_symlink()) and not path.is_file():
        raise _config_error("not a file", Place(CONFIG))
    try:
        config = tomllib.loads(contents(path, CONFIG).decode()) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _config_error(str(error), _place_in(error)) from error
    try:
        prefixes = {**PREFIXES, **{key: _iri(stem) for key, stem in config.get("prefixes", {}).items()}}
        name = root.resolve().name
        base = _iri(config.get("base", LOCAL_BASE))
        sections = read_sections(config.get("sections", {}), Place(CONFIG))
        return Project(
            root=root,
            title=_text(config.get("title", name)),
            description=_text(config.get("description", "")),
            base=base,
            ontology=_iri(config["ontology"]) if "ontology" in config else None,
            prefixes=prefixes,
            collections={
                key: _collection(key, table, prefixes) for key, table in config.get("collections", {}).items()
            },
            licence=Licence(config["licence"]["name"], _iri(config["licence"]["url"])) if "licence" in config else None,
            publisher=str(config["publisher"]) if "publisher" in config else None,
            subjects={tag: _text(label) for tag, label in config.get("subjects", {}).items()},
            columns={column: _text(label) for column, label in config.get("columns", {}).items()},
            sections={
                expand(document, prefixes) or NamedNode(f"{base}source/{document}"): lines
                for document, lines in sections.items()
            },
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _config_error(f"{type(error).__name__}: {error}", Place(CONFIG)) from error


def _place_in(error: ValueError) -> Place:
    """Return the place that a message of tomllib names; before Python 3.14 it stands nowhere else."""
    at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return Place(CONFIG, int(at[1]), int(at[2])) if at else Place(CONFIG)


def _config_error(problem: str, place: Place) -> InputError:
    return InputError(
        "project-config",
        Text(f"llika.toml cannot be used: {problem}.", f"No se puede usar llika.toml: {problem}."),
        Text("See docs/projects.md for its keys.", "Vea sus claves en docs/projects.md."),
        place=place,
    )


def _iri(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no IRI")
    return NamedNode(value).value


def _text(value: str | Mapping[str, str]) -> Text:
    if isinstance(value, str):
        return Text(value, value)
    return Text(value["en"], value.get("es", value["en"]))


def _collection(name: str, table: Mapping[str, str], prefixes: Mapping[str, str]) -> Collection:
    terms = [expand(table[key], prefixes) for key in ("class", "classify") if key in table]
    if None in terms or "class" not in table:
        raise ValueError(f"collections.{name} needs `class`, a CURIE or IRI")
    known = [term for term in terms if term is not None]
    return Collection(name, known[0], known[-1], _text(table.get("label", name)))
