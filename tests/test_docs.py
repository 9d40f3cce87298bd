"""The documentation against the program: what exists is documented, and what is shown is real."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import pkgutil
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter

from llika import errors, web
from llika.check.wording import COVERAGE
from llika.cli import main, parser
from llika.dataset import Dataset
from llika.evidence import Basis
from llika.evidence.wording import TIES
from llika.explain import Explainer, Views
from llika.findings import Level
from llika.hygiene.rule import HygieneRule, shipped_rules
from llika.profile.wording import MESSAGES
from llika.terms import RDF, SH, Fact, Literal, NamedNode, local_name
from llika.turtle import read
from llika.web.problems import STATUS_OF_CODE

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "service" / "llika"
COMMANDS = {file.stem for file in (CODE / "cli").glob("*.py") if "\ndef run(" in file.read_text("utf-8")}
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("**/*.md"))]

ERRORS = {name for name, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.LlikaError)}
OF_THE_FRAMEWORK = {"http-404", "http-405"}
"""Codes that are made of a status: what Starlette itself answers."""
PROFILES = {f"owl-{rule}" for rule in MESSAGES}
WITHOUT_A_ROUTER = {"/docs", "/health", "/openapi.json", "/query"}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


# What the code can say


def _strings(node: ast.AST | None) -> set[str]:
    """Return what an expression is, where it is a string in the form of a code, or a choice between such."""
    match node:
        case ast.Constant(value=str(text)) if _SLUG.fullmatch(text):
            return {text}
        case ast.IfExp():
            return _strings(node.body) | _strings(node.orelse)
    return set()


def _called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _code_takers(trees: list[ast.Module]) -> dict[str, int]:
    """Return the functions with a parameter called ``code``: name → its position."""
    found = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef) and node.name != "__init__":
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            if "code" in names or "code" in [argument.arg for argument in node.args.kwonlyargs]:
                found[node.name] = names.index("code") if "code" in names else len(names)
    return found


def _codes(tree: ast.Module, takers: dict[str, int]) -> Iterator[str]:
    """Yield every code that a module gives to an error, a finding, or a function that makes one."""
    for node in ast.walk(tree):
        match node:
            case ast.Call() if _called(node) in ERRORS | {"Finding"}:
                yield from _strings(node.args[0] if node.args else None)
            case ast.Call(func=ast.Attribute(value=ast.Call(), attr="__init__"), args=[first, *_]):
                yield from _strings(first)
            case ast.Call() if (name := _called(node)) in takers:
                yield from _strings(next(iter(node.args[takers[name] :]), None))
                yield from (code for key in node.keywords if key.arg == "code" for code in _strings(key.value))
            case ast.FunctionDef(name=name) if name in takers:
                yield from (
                    code for default in (*node.args.defaults, *node.args.kw_defaults) for code in _strings(default)
                )
            case ast.Assign(targets=[ast.Name(id="code")]):
                yield from _strings(node.value)
            case ast.Dict():
                named = (value for key, value in zip(node.keys, node.values, strict=True) if _strings(key) == {"code"})
                yield from (code for value in named if isinstance(value, ast.Constant) for code in _strings(value))


def codes_of(source: str) -> set[str]:
    """Return the codes in one text of Python."""
    tree = ast.parse(source)
    return set(_codes(tree, _code_takers([tree])))


@pytest.fixture(scope="module")
def codes() -> set[str]:
    """Return every code of the package."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(CODE.rglob("*.py"))]
    takers = _code_takers(trees)
    return (
        {code for tree in trees for code in _codes(tree, takers)}
        | set(TIES)
        | set(COVERAGE)
        | PROFILES
        | OF_THE_FRAMEWORK
        | {rule.name for rule in shipped_rules()}
    )


def _documented_codes() -> list[str]:
    return re.findall(r"^## ([a-z0-9-]+)$", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)


def test_every_code_is_a_heading_and_every_heading_a_code(codes: set[str]) -> None:
    assert set(_documented_codes()) == codes


def test_the_codes_are_listed_once_and_in_order() -> None:
    assert _documented_codes() == sorted(set(_documented_codes()))


def test_every_code_with_a_status_of_its_own_exists(codes: set[str]) -> None:
    assert set(STATUS_OF_CODE) <= codes


@pytest.mark.parametrize("rule", list(shipped_rules()), ids=lambda rule: rule.name)
def test_a_hygiene_rule_is_documented_with_its_level_and_its_cure(rule: HygieneRule) -> None:
    text = (DOCS / "errors.md").read_text("utf-8").partition(f"\n## {rule.name}\n")[2].partition("\n## ")[0]
    wording = rule.wording(["subject", *re.findall(r"\?(\w+)", rule.text)])
    levels = {Level.VIOLATION: "", Level.WARNING: ", a warning", Level.INFO: ", for information"}
    assert f"{rule.part}{levels[wording.level]}. " in text
    assert wording.solution.en in text.replace("\n", " ")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("raise NotFound('thing-unknown', m, h)", {"thing-unknown"}),
        ("raise errors.InputError('file-odd', m, h)", {"file-odd"}),
        ("Finding('rule-broken', Level.INFO, m, a)", {"rule-broken"}),
        ("def fault(where, code): ...\nfault(1, 'by-position')", {"by-position"}),
        ("def fault(where, *, code='by-default'): ...\nfault(1, code='by-name')", {"by-default", "by-name"}),
        ("code = 'one' if x else 'other'", {"one", "other"}),
        ("class A(E):\n  def __init__(self): super().__init__('at-birth', m)", {"at-birth"}),
        ("answer({'code': 'internal'})", {"internal"}),
        ("text.find('not-a-code')", set()),
    ],
)
def test_a_code_is_found_however_it_is_given(source: str, expected: set[str]) -> None:
    assert codes_of(source) == expected


# Shapes


def _shape_rows(path: Path) -> list[str]:
    """Return the rows of a table of the shapes of a file that findings are named after."""
    facts = read(path).facts
    shapes = {s for s, p, o in facts if p == RDF.type and o in (SH.NodeShape, SH.PropertyShape)}
    told = {s for s, p, _ in facts if s in shapes and p == SH.message}
    names = sorted((shape for shape in told if isinstance(shape, NamedNode)), key=lambda shape: shape.value)
    return [
        _row(local_name(name.value), *(_english(facts, name, key) for key in (SH.message, SH.description)))
        for name in names
    ]


def _row(name: str, *cells: str) -> str:
    return " | ".join((f"| `{name}`", *cells)) + " |"


def _english(facts: tuple[Fact, ...], subject: NamedNode, predicate: NamedNode) -> str:
    texts = (o for s, p, o in facts if s == subject and p == predicate and isinstance(o, Literal))
    return next((text.value.replace("|", r"\|") for text in texts if text.language == "en"), "")


@pytest.mark.parametrize(
    "path", [CODE / "evidence" / "shapes.ttl", *sorted((ROOT / "shapes").rglob("*.ttl"))], ids=lambda path: path.name
)
def test_every_shape_is_in_the_table_in_its_own_words(path: Path) -> None:
    rows = set((DOCS / "errors.md").read_text("utf-8").splitlines())
    assert [row for row in _shape_rows(path) if row not in rows] == []


def test_the_table_has_no_shape_that_is_gone() -> None:
    files = [CODE / "evidence" / "shapes.ttl", *(ROOT / "shapes").rglob("*.ttl")]
    known = {row for path in files for row in _shape_rows(path)}
    table = re.findall(r"^\| `.*\|$", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)
    assert [row for row in table if row not in known] == []


# Commands


def _help(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        parser.parse([command, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    options = set(re.findall(r"--[a-z][a-z-]*", _help(command, capsys))) - {"--help"}
    assert f"llika {command}" in text
    assert [option for option in sorted(options) if not re.search(rf"{option}(?![a-z-])", text)] == []


def _shell_lines() -> list[str]:
    """Return the command lines of our own program that the pages show."""
    blocks = (block for page in PAGES for kind, block in _FENCE.findall(page.read_text("utf-8")) if kind == "sh")
    lines = (line.strip().removeprefix(".venv/bin/") for block in blocks for line in block.splitlines())
    return sorted({line for line in lines if line.startswith("llika ")})


@pytest.mark.parametrize("line", _shell_lines())
def test_every_command_line_shown_is_accepted(line: str) -> None:
    arguments = parser.parse(shlex.split(line, comments=True)[1:])
    assert arguments.command in COMMANDS


# The service


def _routes() -> set[str]:
    found = pkgutil.walk_packages(web.__path__, f"{web.__name__}.")
    modules = [importlib.import_module(one.name) for one in found]
    routers = [module.router for module in modules if isinstance(getattr(module, "router", None), APIRouter)]
    paths = {str(getattr(route, "path", "")) for router in routers for route in router.routes}
    return {re.sub(r"\{(\w+):path\}", r"{\1}", path) for path in paths if path == "/" or not path.endswith("/")}


def _documented_routes() -> set[str]:
    section = (DOCS / "http.md").read_text("utf-8").partition("## Routes")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {route for cell in cells for route in re.findall(r"`([^`]+)`", cell)}


def test_every_route_is_documented_and_every_documented_route_exists() -> None:
    assert _documented_routes() == _routes() | WITHOUT_A_ROUTER


# What is shown


def _is_shown_in(shown: object, real: object) -> bool:
    """Tell whether a value shown is the real one with parts left out."""
    match shown, real:
        case dict(), dict():
            return all(key in real and _is_shown_in(value, real[key]) for key, value in shown.items())
        case list(), list():
            return all(any(_is_shown_in(value, other) for other in real) for value in shown)
        case _:
            return shown == real


def test_an_answer_that_differs_is_not_shown_in_the_real_one() -> None:
    assert _is_shown_in({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4})
    assert not _is_shown_in({"a": [{"b": 2}]}, {"a": [{"b": 1}]})
    assert not _is_shown_in({"e": None}, {})


def test_the_answer_in_the_readme_is_the_real_one(dataset: Dataset) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = [json.loads(block) for kind, block in _FENCE.findall(text) if kind == "json"]
    views = Views(Explainer(dataset))
    subject = dataset.resolve("remurpe")
    assert subject is not None
    assert len(shown) == 1
    assert _is_shown_in(shown[0], views.types(subject, dataset.project.collections["networks"], Basis.READING))


def test_the_explanation_shown_is_the_real_one(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _FENCE.findall((DOCS / "model.md").read_text("utf-8"))
    command, shown = (next(block for found, block in blocks if found == kind) for kind in ("sh", "text"))
    assert main([*shlex.split(command)[1:], "--no-cache"]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_in_python_give_what_they_show(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, verbose=False)
    assert result.failed == 0


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _broken_links(page: Path) -> list[str]:
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    broken = []
    for link in links:
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    return broken


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {name for page in PAGES for name in re.findall(r"\]\((images/[^)\s]+)\)", page.read_text("utf-8"))}
    assert shown == {f"images/{path.name}" for path in (DOCS / "images").iterdir()}
    assert all((DOCS / name).stat().st_size < 150_000 for name in shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert _broken_links(page) == []


def test_a_link_to_nothing_is_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# Here\n[a](b.md) [b](#here) [c](#there) [d](https://example.org/)\n", "utf-8")
    assert _broken_links(page) == ["b.md", "#there"]


def test_every_page_that_a_message_names_exists() -> None:
    named = {name for path in CODE.rglob("*.py") for name in re.findall(r"docs/\w+\.md", path.read_text("utf-8"))}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
