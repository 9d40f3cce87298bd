"""The page of a saved query: its examples hold, its lines run, and it says what may be given."""

from __future__ import annotations

import ast
import csv
import io
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from llika.project import Project
from llika.saved import load_all
from llika.sparql import Form
from llika.web.queries.snippets import snippets

PAGE = {"Accept": "text/html"}
ADDRESS = "http://127.0.0.1:8000/queries/people"


def links(page: str, section: str) -> list[str]:
    """Return where the links of a section of a page lead."""
    part = page.partition(f'aria-labelledby="{section}"')[2].partition("</section>")[0]
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', part)]


def test_every_example_on_a_page_leads_to_an_answer(client: TestClient, project: Project) -> None:
    for name, query in load_all(project).items():
        page = client.get(f"/queries/{name}", headers=PAGE).text
        found = links(page, "examples-title")
        assert len(found) == len(query.tests) > 0
        for link in found:
            answer = client.get(link, headers=PAGE)
            assert (link, answer.status_code) == (link, 200)
            assert 'id="result-title"' in answer.text


@pytest.mark.parametrize(("language", "words"), [("en", "“gap” has no value"), ("es", "«gap» no tiene ningún valor")])
def test_a_page_shows_what_its_tests_expect_and_the_query_itself(client: TestClient, language: str, words: str) -> None:
    page = client.get("/queries/functions-of-body", params={"lang": language}, headers=PAGE).text
    assert words in unescape(page)
    assert "SELECT ?function ?label_en" in page


def test_the_list_has_the_tests_for_programs(client: TestClient) -> None:
    (found,) = (one for one in client.get("/queries").json()["queries"] if one["name"] == "functions-of-body")
    assert {"parameters": {"body": "remurpe"}, "basis": "documents", "column": "gap", "answered": False} in found[
        "tests"
    ]


def test_every_format_on_a_page_is_an_answer(client: TestClient) -> None:
    page = client.get("/queries/people-seated", params={"body": "igf-peru-committee-2017"}, headers=PAGE).text
    found = [link for link in links(page, "result-title") if link.startswith("/queries/people-seated.")]
    assert [urlsplit(link).path.rpartition(".")[2] for link in found] == ["json", "csv", "srj", "xml", "tsv"]
    assert [client.get(link).status_code for link in found] == [200] * 5


def test_what_the_data_has_is_suggested_with_labels(client: TestClient) -> None:
    for language, label in {"en": "Organising committee", "es": "Comité organizador"}.items():
        page = client.get("/queries/people-seated", params={"lang": language}, headers=PAGE).text
        found = re.findall(r'<option value="(i:igf-peru-committee-\d+)">([^<]+)</option>', page)
        assert [value for value, _ in found] == ["i:igf-peru-committee-2016", "i:igf-peru-committee-2017"]
        assert all(label.split()[0].lower() in name.lower() for _, name in found), found


def test_no_basis_takes_a_choice_away(client: TestClient) -> None:
    asked = {"role": "c:agency"}
    pages = [
        client.get("/queries/networks-in-role", params={**asked, "basis": basis}, headers=PAGE).text
        for basis in ("stated", "documents", "context")
    ]
    found = [re.findall(r"<option[^>]*>[^<]+</option>", page) for page in pages]
    assert found[0] == found[1] == found[2]
    assert '<option value="c:agency" selected>agency</option>' in found[0]


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("barriers-practices-recommendations", "document", "src:004"),
        ("networks-in-both", "first", "src:000"),
        ("sponsors-compared", "later", "i:igf-peru-2017"),
        ("who-said-what", "speaker", "i:john-crabtree"),
        ("principles-by-edition", "found", "c:not-met"),
        ("principles-by-edition", "certified", "true"),
        ("not-stated", "thing", "i:cies"),
    ],
)
def test_there_is_something_to_choose_from(client: TestClient, query: str, parameter: str, value: str) -> None:
    page = client.get(f"/queries/{query}", headers=PAGE).text
    part = page.partition(f'id="parameter-{parameter}"')[2].partition("</p>")[0]
    assert f'<option value="{value}"' in part


def test_properties_to_choose_from_are_those_of_things(client: TestClient) -> None:
    page = client.get("/queries/known-or-not-stated", headers=PAGE).text
    found = re.findall(r'<option value="([^"]+)"', page.partition('id="parameter-property"')[2])
    assert {":hasMeasure", ":dateText", ":locatedIn"} <= {*found}
    assert [value for value in found if re.search(r"void|dcat|shacl|^sh:|^rdf", value)] == []


@pytest.mark.parametrize(
    ("language", "headings"),
    [("en", ["network", "activity", "basis", "confidence"]), ("es", ["red", "actividad", "base", "confianza"])],
)
def test_columns_are_called_as_the_project_says(client: TestClient, language: str, headings: list[str]) -> None:
    asked = {"function": "c:facilitating", "lang": language}
    page = client.get("/queries/networks-by-function", params=asked, headers=PAGE).text
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page) == headings
    assert client.get("/queries/networks-by-function.json", params=asked).json()["columns"][0] == "network"


def test_questions_are_listed_by_subject_in_both_languages(client: TestClient) -> None:
    answer = client.get("/queries").json()
    named = [name for subject in answer["subjects"] for name in subject["queries"]]
    assert sorted(named) == sorted(query["name"] for query in answer["queries"])
    for language in ("en", "es"):
        page = client.get("/queries", params={"lang": language}, headers=PAGE).text
        found = re.findall(r'<h2 id="subject-\d+"><bdi>([^<]+)', page)
        assert found == [subject["label"][language] for subject in answer["subjects"]]
        assert page.count('<article class="card">') == len(named)


def test_classes_of_the_notation_are_no_choices(client: TestClient) -> None:
    page = client.get("/queries/functions-by-activity", headers=PAGE).text
    found = re.findall(r'<option value="([^"]+)"', page.partition('id="parameter-kind"')[2])
    assert ":Training" in found
    assert not any(value.startswith(("owl:", "rdf:", "rdfs:")) for value in found)


def test_what_was_given_is_chosen_however_it_was_written(client: TestClient) -> None:
    for written in ("igf-peru-committee-2017", "https://w3id.org/llika/id/igf-peru-committee-2017"):
        page = client.get("/queries/seats-of-body", params={"body": written}, headers=PAGE).text
        assert re.findall(r'<option value="([^"]*)" selected>', page) == ["i:igf-peru-committee-2017"]


def test_the_home_page_leads_to_an_answered_question(client: TestClient) -> None:
    for language in ("en", "es"):
        ways = client.get("/", params={"lang": language}, headers=PAGE).text.partition('class="ways"')[2]
        found = [unescape(link) for link in re.findall(r'href="([^"]+)"', ways.partition("</nav>")[0])]
        asked = [link for link in found if link.startswith("/queries/")]
        assert len(asked) == 1
        assert 'class="rows"' in client.get(asked[0], headers=PAGE).text
        assert [link for link in found if link[0] == "/" and client.get(link, headers=PAGE).status_code != 200] == []


def snippet(language: str, address: str, form: Form, arguments: Mapping[str, str]) -> str:
    """Return the lines of one language."""
    return dict(snippets(address, form, arguments, "documents"))[language]


@given(value=st.text(st.characters(exclude_categories=["Cs"])))
@pytest.mark.parametrize("form", [Form.SELECT, Form.CONSTRUCT])
def test_what_is_given_stays_a_value_in_every_language(form: Form, value: str) -> None:
    found = dict(snippets(ADDRESS, form, {"x": value}, "documents"))
    command = shlex.split(found["curl"])
    assert len(command) == 4
    strings = [one.value for one in ast.walk(ast.parse(found["Python"])) if isinstance(one, ast.Constant)]
    (in_python,) = (one for one in strings if isinstance(one, str) and one.startswith("http"))
    (in_r,) = re.findall(r'"(http[^"\\]*)"', found["R"])
    for address in (command[3], in_python, in_r):
        assert parse_qs(urlsplit(address).query, keep_blank_values=True)["x"] == [value]


def test_the_lines_for_python_give_the_rows(address: str, client: TestClient) -> None:
    code = snippet("Python", f"{address}/queries/people-seated", Form.SELECT, {"body": "igf-peru-committee-2017"})
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own lines are what is tested
    expected = client.get("/queries/people-seated.json", params={"body": "igf-peru-committee-2017"}).json()["rows"]
    assert names["rows"] == expected != []


def test_the_line_for_a_terminal_writes_the_rows(
    address: str, missing: Callable[[str], NoReturn], tmp_path: Any
) -> None:
    if shutil.which("curl") is None:
        missing("curl")
    line = snippet("curl", f"{address}/queries/people-seated", Form.SELECT, {"body": "igf-peru-committee-2017"})
    subprocess.run(shlex.split(line), cwd=tmp_path, capture_output=True, check=True)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "people-seated.csv").read_text("utf-8-sig"))))
    assert [row["people"] for row in rows] == ["4"]


def test_a_choice_says_on_which_basis_it_first_finds_anything(client: TestClient) -> None:
    def needing(basis: str) -> list[str]:
        page = client.get("/queries/indicators.html", params={"basis": basis, "lang": "en"}).text
        listed = page.partition('id="parameter-measure"')[2].partition("</select>")[0]
        return re.findall(r'<option value="([^"]+)"', listed.partition('<optgroup label="only with “+ context”">')[2])

    assert {"c:new-members", "c:companies-certified"} <= set(needing("documents"))
    assert "c:attendance" not in needing("documents")
    assert needing("context") == []


def test_properties_of_evidence_are_no_choices(client: TestClient) -> None:
    page = client.get("/queries/known-or-not-stated.html").text
    found = re.findall(r'<option value="([^"]+)"', page.partition('id="parameter-property"')[2])
    assert ":value" in found
    assert not [value for value in found if value.startswith("ev:")]
