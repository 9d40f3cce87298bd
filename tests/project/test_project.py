"""A knowledge project: its folder, its ``llika.toml``, its graphs and its version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from llika import __version__
from llika import project as module
from llika.errors import InputError, SyntaxFault, UsageError
from llika.evidence import Basis, basis_of_graph
from llika.project import FOLDERS, LOCAL_BASE, Project, bundled
from llika.sources import Sources
from llika.terms import EV, OWL, PREFIXES, RDF, Fact, NamedNode, Text

FILES = {
    "llika.toml": 'title = { en = "Lights", es = "Faros" }\nbase = "https://example.org/"\n',
    "ontology/coast.ttl": "<urn:coast> a <http://www.w3.org/2002/07/owl#Ontology> .",
    "ontology/external/org.ttl": "",
    "ontology/rules/dark.rq": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "shapes/light.ttl": "",
    "graph_data/003-north.ttl": "<urn:skerry> a <urn:Light> .",
    "graph_data/claims/003-north.ttl": "",
    "queries/lights.rq": "SELECT * { ?s ?p ?o }",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a small project."""
    return write(tmp_path / "lights", FILES)


def configured(root: Path, toml: str) -> Project:
    """Open a project with another ``llika.toml``."""
    (root / "llika.toml").write_text(toml, "utf-8")
    return Project.open(root)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere") as caught:
        Project.open(tmp_path / "nowhere")
    assert caught.value.code == "project-missing"


def test_a_file_is_no_project(root: Path) -> None:
    with pytest.raises(InputError) as caught:
        Project.open(root / "llika.toml")
    assert caught.value.code == "project-missing"


def test_a_folder_without_any_of_the_known_ones_is_no_project(tmp_path: Path) -> None:
    write(tmp_path, {"llika.toml": "", "data/a.ttl": ""})
    with pytest.raises(InputError, match="ontology, shapes, graph_data, queries") as caught:
        Project.open(tmp_path)
    assert caught.value.code == "project-empty"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_may_be_absent_but_one(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    project = Project.open(tmp_path)
    sources = Sources(project)
    assert (project.rule_files, project.query_files, project.shape_files) == ([], [], [])
    assert (sources.graphs, sources.has_evidence, bool(sources.vocabulary)) == ({}, False, False)
    assert len(project.version()) == 16


def test_a_project_without_configuration_has_its_folders_name_and_the_local_base(tmp_path: Path) -> None:
    (tmp_path / "tides" / "graph_data").mkdir(parents=True)
    project = Project.open(tmp_path / "tides")
    assert project.title == Text("tides", "tides")
    assert project.base == LOCAL_BASE == "http://127.0.0.1:8000/"
    assert project.term("a") == NamedNode("http://127.0.0.1:8000/id/a")
    assert (project.ontology, project.collections, project.prefixes) == (None, {}, PREFIXES)


def test_the_configuration_is_read(root: Path) -> None:
    project = configured(
        root,
        """
        title = "Lights"
        description = { en = "All of them" }
        base = "https://example.org/"
        ontology = "https://example.org/ontology"
        [prefixes]
        "" = "https://example.org/ontology#"
        rdf = "https://example.org/rdf#"
        [collections.lights]
        class = ":Light"
        classify = "<https://example.org/Kind>"
        label = { en = "Lights", es = "Faros" }
        [collections.keepers]
        class = ":Keeper"
        [subjects]
        coast = "Coast"
        [columns]
        seen = { en = "seen from", es = "visto desde" }
        """,
    )
    assert (project.title, project.description) == (Text("Lights", "Lights"), Text("All of them", "All of them"))
    assert project.prefixes[""] == "https://example.org/ontology#"
    assert (project.prefixes["rdf"], project.prefixes["owl"]) == ("https://example.org/rdf#", OWL)
    lights, keepers = project.collections["lights"], project.collections["keepers"]
    assert (lights.member.value, lights.classify.value) == (
        "https://example.org/ontology#Light",
        "https://example.org/Kind",
    )
    assert keepers.classify == keepers.member
    assert (lights.label.es, keepers.label.es) == ("Faros", "keepers")
    assert project.subjects == {"coast": Text("Coast", "Coast")}
    assert project.columns == {"seen": Text("seen from", "visto desde")}


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ('title = "a"\nbase = \n', "llika.toml:2:8"),
        ("a = 1\na = 2\n", "llika.toml:2:6"),
        ("title = 5", "llika.toml"),
        ('title = { es = "Faros" }', "llika.toml"),
        ("base = 5", "llika.toml"),
        ('base = "no IRI"', "llika.toml"),
        ("ontology = 5", "llika.toml"),
        ('ontology = "coast"', "llika.toml"),
        ("prefixes = 5", "llika.toml"),
        ("[prefixes]\na = 1", "llika.toml"),
        ('[prefixes]\na = "a b"', "llika.toml"),
        ('collections = ["lights"]', "llika.toml"),
        ("collections.lights = 1", "llika.toml"),
        ("[collections.lights]", "llika.toml"),
        ('[collections.lights]\nclass = "Light"', "llika.toml"),
        ('[collections.lights]\nclassify = "owl:Class"', "llika.toml"),
        ("[collections.lights]\nclass = 1", "llika.toml"),
        ("columns = 1", "llika.toml"),
        ("[columns]\nseen = 1", "llika.toml"),
        ('[subjects]\ncoast = { es = "Costa" }', "llika.toml"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_refused_with_its_place(root: Path, toml: str, place: str) -> None:
    with pytest.raises(InputError, match=r"llika\.toml cannot be used") as caught:
        configured(root, toml)
    assert (caught.value.code, str(caught.value.place)) == ("project-config", place)


def test_sections_are_those_of_a_document(root: Path) -> None:
    toml = 'base = "https://example.org/"\n[sections]\n"001" = ["3-9", "1-12", "5-7"]\n"<urn:x>" = []'
    sections = {one.value: lines for one, lines in configured(root, toml).sections.items()}
    found = {name: [(section.heading, section.last) for section in lines] for name, lines in sections.items()}
    assert found == {"https://example.org/source/001": [(1, 12), (3, 9), (5, 7)], "urn:x": []}


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('sections = "001"', "document = lines"),
        ('[sections]\n"001" = "3-9"', "001 needs a list"),
        ('[sections."001"]\nends = [3]', "001 needs a list"),
        ('[sections]\n"001" = [3]', "3 is no section"),
        ('[sections]\n"001" = ["9"]', "'9' is no section"),
        ('[sections]\n"001" = ["9-3"]', "'9-3' is no section"),
        ('[sections]\n"001" = ["0-3"]', "'0-3' is no section"),
        ('[sections]\n"001" = ["3-9", "5-12"]', "3-9 and 5-12 overlap"),
        ('[sections]\n"001" = ["3-9", "9-12"]', "3-9 and 9-12 overlap"),
        ('[sections]\n"001" = ["3-9", "3-12"]', "3-9 and 3-12 overlap"),
    ],
)
def test_sections_that_are_none_are_refused_with_their_form(root: Path, toml: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        configured(root, toml)
    assert (caught.value.code, str(caught.value.place)) == ("sections-wrong", "llika.toml")
    assert '["81-111"]' in caught.value.hint.es


def test_a_configuration_that_is_not_utf_8_is_refused(root: Path) -> None:
    (root / "llika.toml").write_bytes(b'title = "\xf1"')
    with pytest.raises(InputError, match="utf-8") as caught:
        Project.open(root)
    assert caught.value.code == "project-config"


def test_the_bundled_project_is_found_and_has_everything(project: Project) -> None:
    found = Project.open()
    assert found.root.samefile(project.root)
    assert found.collections
    assert all(found.files(folder) or found.query_files for folder in FOLDERS)


def test_a_wheel_holds_its_project_beside_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "llika"
    for name in FOLDERS:
        (package / "bundle" / name).mkdir(parents=True)
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert bundled() == package / "bundle"


def test_a_package_without_its_project_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "site" / "llika")
    with pytest.raises(InputError, match="--project") as caught:
        Project.open()
    assert caught.value.code == "bundle-missing"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("dune", "https://example.org/id/dune"),
        ("owl:Class", f"{OWL}Class"),
        ("https://example.net/x", "https://example.net/x"),
        ("<https://example.net/x>", "https://example.net/x"),
    ],
)
def test_a_term_is_a_slug_a_curie_or_an_iri(root: Path, name: str, iri: str) -> None:
    assert Project.open(root).term(name) == NamedNode(iri)


@pytest.mark.parametrize("name", ["two words", "a<b", "a\nb", '"quoted"'])
def test_what_names_no_term_is_refused(root: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        Project.open(root).term(name)
    assert caught.value.code == "not-a-term"


def test_graphs_have_iris_below_the_base(root: Path) -> None:
    assert Project.open(root).graph_iri("claims/003") == NamedNode("https://example.org/graph/claims/003")


def test_paths_are_shown_relative_to_the_project(root: Path) -> None:
    project = Project.open(root)
    assert project.shown(root / "graph_data" / "003-north.ttl") == "graph_data/003-north.ttl"
    assert project.shown(project.ontology_files[0]) == "llika/evidence/evidence.ttl"
    assert project.shown(Path("/elsewhere/a.ttl")) == "a.ttl"


def test_the_package_is_shown_alike_in_a_checkout_and_in_a_wheel(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for package, home in (("work/service/llika", "work"), ("site/llika", "site/llika/bundle")):
        monkeypatch.setattr(module, "_PACKAGE", tmp_path / package)
        (tmp_path / home / "graph_data").mkdir(parents=True)
        project = Project.open(tmp_path / home)
        inside = tmp_path / home / "graph_data" / "a.ttl"
        shown.append([project.shown(inside), project.shown(tmp_path / package / "evidence" / "evidence.ttl")])
    assert shown == [["graph_data/a.ttl", "llika/evidence/evidence.ttl"]] * 2


# Graphs.


def test_each_file_belongs_to_one_graph(root: Path) -> None:
    more = {
        "graph_data/003-more.ttl": "<urn:reef> a <urn:Light> .",
        "graph_data/context/almanac.ttl": "",
        "graph_data/readings.ttl": "",
    }
    sources = Sources(Project.open(write(root, more)))
    assert set(sources.graphs) == {"003", "claims/003", "context/almanac", "readings"}
    assert {fact[0] for fact in sources.graphs["003"]} == {NamedNode("urn:skerry"), NamedNode("urn:reef")}
    assert sources.has_evidence


@pytest.mark.parametrize(
    ("header", "graph", "basis"),
    [
        ("a owl:Ontology", "ontology", Basis.STATED),
        ("a owl:Ontology ; ev:basis ev:reading", "ontology/readings", Basis.READING),
        ("ev:basis ev:context ; a owl:Ontology", "ontology/context", Basis.CONTEXT),
        ("ev:basis ev:reading", "ontology", Basis.STATED),
    ],
)
def test_a_module_says_its_basis_in_its_header(root: Path, header: str, graph: str, basis: Basis) -> None:
    prefixes = f"@prefix owl: <{OWL}> . @prefix ev: <{EV}> .\n"
    write(root, {"ontology/more.ttl": f"{prefixes}<urn:more> {header} . <urn:More> a owl:Class ."})
    sources = Sources(Project.open(root))
    declared: Fact = (NamedNode("urn:More"), RDF.type, OWL.Class)
    assert [name for name, facts in sources.modules.items() if declared in facts] == [graph]
    assert basis_of_graph(graph) is basis


def test_the_vocabulary_of_evidence_alone_declares_nothing_for_a_project(root: Path) -> None:
    (root / "ontology" / "coast.ttl").unlink()
    assert not Sources(Project.open(root)).vocabulary
    write(root, {"ontology/coast.ttl": f"<urn:Light> a <{OWL}Class> ."})
    vocabulary = Sources(Project.open(root)).vocabulary
    assert vocabulary.declares(NamedNode("urn:Light"))
    assert vocabulary.declares(EV.Claim)


def test_a_file_that_does_not_parse_is_named_with_its_line(root: Path) -> None:
    write(root, {"graph_data/bad.ttl": "<urn:a> a <urn:b> .\n<urn:a> a"})
    with pytest.raises(SyntaxFault) as caught:
        Sources(Project.open(root))
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("graph_data/bad.ttl", 2)


def test_a_subject_is_found_at_its_line(root: Path) -> None:
    text = "\ufeff# a comment\r\n\r\n<urn:reef> a <urn:Light> .\r\n"
    (root / "graph_data" / "003-reef.ttl").write_bytes(text.encode())
    sources = Sources(Project.open(root))
    assert str(sources.place_of("003", NamedNode("urn:reef"))) == "graph_data/003-reef.ttl:3:1"
    assert str(sources.place_of("003", NamedNode("urn:nobody"))) == "graph_data/003-north.ttl"
    assert sources.place_of("004", NamedNode("urn:nobody")) is None


def test_an_anonymous_subject_is_found_at_its_line_whatever_ends_the_lines(root: Path) -> None:
    (root / "graph_data" / "003-reef.ttl").write_bytes(b"\r\n[] a <urn:Light> .\r\n")
    sources = Sources(Project.open(root))
    (node,) = (fact[0] for fact in sources.graphs["003"] if fact[0] != NamedNode("urn:skerry"))
    assert str(sources.place_of("003", node)).startswith("graph_data/003-reef.ttl:2")


# The version.


@pytest.mark.parametrize("name", FILES)
def test_a_changed_input_is_another_version(root: Path, name: str) -> None:
    before = Project.open(root).version()
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    assert Project.open(root).version() != before


@pytest.mark.parametrize("name", FILES)
def test_an_input_more_or_less_is_another_version(root: Path, name: str) -> None:
    before = Project.open(root).version()
    (root / name).rename(root / name.replace(".", "-more."))
    renamed = Project.open(root).version()
    (root / name.replace(".", "-more.")).unlink()
    assert len({before, renamed, Project.open(root).version()}) == (2 if name == "llika.toml" else 3)


def test_content_that_moves_between_files_is_another_version(root: Path) -> None:
    before = Project.open(root).version()
    facts, claims = (root / "graph_data" / name for name in ("003-north.ttl", "claims/003-north.ttl"))
    claims.write_bytes(facts.read_bytes())
    facts.write_bytes(b"")
    assert Project.open(root).version() != before


def test_options_and_the_engines_version_are_part_of_the_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.open(root)
    versions = {project.version(), project.version("native"), project.version("owlrl"), project.version("nat", "ive")}
    monkeypatch.setattr(module, "__version__", f"{__version__}.1")
    assert len(versions | {project.version()}) == 5


def test_nothing_else_changes_the_version(root: Path, tmp_path: Path) -> None:
    before = Project.open(root).version("native")
    for path in root.rglob("*"):
        os.utime(path, (0, 0))
    write(root, {"README.md": "New", "documents/north.txt": "New", "graph_data/.north.ttl.swp": "New"})
    moved = root.rename(tmp_path / "elsewhere")
    assert Project.open(moved).version("native") == before


@pytest.mark.parametrize("kind", ["folder", "dangling link", "link to itself", "pipe"])
def test_a_name_that_is_no_file_is_an_error_and_not_left_out(root: Path, kind: str) -> None:
    odd = root / "graph_data" / "005-odd.ttl"
    if kind == "folder":
        odd.mkdir()
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(root / "nowhere.ttl" if kind == "dangling link" else odd)
    with pytest.raises(InputError) as caught:
        Sources(Project.open(root))
    assert caught.value.code == "file-unreadable"
    assert str(caught.value.place) == "graph_data/005-odd.ttl"


def test_a_file_in_the_place_of_a_folder_is_an_error(root: Path) -> None:
    (root / "queries" / "lights.rq").unlink()
    (root / "queries").rmdir()
    (root / "queries").write_text("", "utf-8")
    with pytest.raises(InputError, match="not a folder"):
        list(Project.open(root).query_files)


@pytest.mark.parametrize("name", ["service", "entailed", "derived", "basis", "ontology", "shapes"])
def test_a_data_file_may_not_have_the_name_of_a_built_graph(root: Path, name: str) -> None:
    write(root, {f"graph_data/{name}.ttl": ""})
    with pytest.raises(InputError) as caught:
        Sources(Project.open(root))
    assert caught.value.code == "graph-reserved"


def test_licence_and_publisher_are_the_projects_own(root: Path) -> None:
    bare = Project.open(root)
    assert (bare.licence, bare.publisher) == (None, None)
    extra = 'publisher = "Harbour Office"\nlicence = { name = "ODbL", url = "https://example.org/odbl" }\n'
    write(root, {"llika.toml": FILES["llika.toml"] + extra})
    told = Project.open(root)
    assert told.publisher == "Harbour Office"
    assert told.licence is not None
    assert told.licence.name == "ODbL"
