"""The texts that attack, given to saved queries of every kind of parameter: by call, and over HTTP.

Either they are refused with a code of ours, or the answer is that of the term they write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from starlette.testclient import TestClient
from tests.sparql.injections import POSITIONS, TEXTS, THING, Bindable, canonical, facts_about

from llika.dataset import Dataset, build
from llika.errors import ParameterError, QueryRefused
from llika.evidence import DEFAULT
from llika.project import Project
from llika.saved import SavedQuery, load_all, parse_arguments, run
from llika.saved.kinds import kind_of
from llika.sparql import Table
from llika.store import EmbeddedStore
from llika.terms import PREFIXES, Term, expand
from llika.web import create_app

KINDS = {
    "string": "", "literal": "_literal", "iri": "_iri", "number": "_number", "integer": "_integer",
    "decimal": "_decimal", "double": "_xsd_double", "boolean": "_boolean", "date": "_xsd_date",
    "dateTime": "_xsd_dateTime", "en": "_en", "es": "_es", "opaque": "_ex_code",
}  # fmt: skip
NAMES = {**PREFIXES, "ex": "https://example.org/"}
PLACES = [place for place in POSITIONS if "GRAPH" not in place.template]
WhoHas = Callable[[Bindable], set[str]]
REFUSED_TEXTS = {"parameter-type": 422, "parameter-missing": 422}
REFUSED_TERMS = {"service-refused": 403}
"""Codes and statuses with which texts are refused that write no term, and terms that the guard can read otherwise."""


def places_of(kind: str) -> list[int]:
    """Return the numbers of the positions in which a kind of parameter is tried: all for IRIs, a fourth for others."""
    if kind == "iri":
        return list(range(len(PLACES)))
    shift = list(KINDS).index(kind)
    return [number for number, place in enumerate(PLACES) if not place.only_iris and number % 4 == shift % 4]


def trials(kind: str) -> Iterator[tuple[str, str]]:
    """Yield query and text: every text for strings and IRIs, a third of them for each other kind, each in one place."""
    shift, places = list(KINDS).index(kind), places_of(kind)
    for number, text in enumerate(TEXTS):
        if kind in ("string", "iri") or (number + shift) % 3 == 0:
            yield f"{kind}-{places[number % len(places)]}", text


def written(kind: str, text: str) -> Bindable | None:
    """Return the term that a text writes in a kind of parameter, without our reader of arguments."""
    if not text:
        return None
    if kind == "iri":
        return expand(text.strip(), NAMES)
    known = kind_of(KINDS[kind].removeprefix("_"), NAMES)
    assert known is not None
    term = known.read(text)
    assert term is None or term.value in (text, text.strip())
    return term


TERMS = list(dict.fromkeys(term for kind in KINDS for text in TEXTS if (term := written(kind, text)) is not None))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return the dataset of a project whose data hold every other term, with a query for each kind and place."""
    folder: Path = tmp_path_factory.mktemp("attacked")
    for name in ("graph_data", "queries"):
        (folder / name).mkdir()
    quads = [quad for number, term in enumerate(TERMS[::2]) for quad in facts_about(NamedNode(f"urn:s{number}"), term)]
    triples = [quad.triple for quad in quads if quad.graph_name == Quad(*quad.triple).graph_name]
    serialize(triples, str(folder / "graph_data" / "terms.ttl"), RdfFormat.TURTLE)
    for kind, ending in KINDS.items():
        for number in places_of(kind):
            text = f"PREFIX ex: <https://example.org/>\n{PLACES[number].ending_in(ending)}"
            (folder / "queries" / f"{kind}-{number}.rq").write_text(text, "utf-8")
    return build(Project.open(folder))


@pytest.fixture(scope="module")
def who_has(attacked: Dataset) -> WhoHas:
    """Return what finds the things that have a term, in the list of all facts: what has 0 is entailed to have 0.0."""
    found: dict[Term, set[str]] = {}
    for subject, predicate, value in attacked.merged(DEFAULT).facts:
        if predicate == THING and isinstance(value, NamedNode | Literal):
            found.setdefault(canonical(value), set()).add(plain(subject))
    return lambda term: found.get(canonical(term), set())


@pytest.fixture(scope="module")
def queries(attacked: Dataset) -> Mapping[str, SavedQuery]:
    """Return the queries by kind and place."""
    return load_all(attacked.project)


def test_every_kind_accepts_some_of_the_texts_and_refuses_others() -> None:
    for kind in KINDS:
        read = [written(kind, text) is not None for text in TEXTS]
        assert any(read), kind
        assert not all(read), kind
    assert len(TERMS) > 1_000
    assert all(any(number in places_of(kind) for kind in KINDS) for number in range(len(PLACES)))


def asked(query: SavedQuery, store: EmbeddedStore, dataset: Dataset, text: str) -> Table | str:
    """Return the rows for a text, or the code with which it is refused."""
    try:
        page = run(query, store, parse_arguments(query, {"x": text}, dataset.resolve))
    except (ParameterError, QueryRefused) as error:
        return error.code
    return Table(page.columns, list(page.rows))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_given_the_rows_are_those_of_its_term(
    attacked: Dataset, queries: Mapping[str, SavedQuery], who_has: WhoHas, kind: str
) -> None:
    store = EmbeddedStore(attacked, [DEFAULT])
    for name, text in trials(kind):
        answer = asked(queries[name], store, attacked, text)
        term = written(kind, text)
        if isinstance(answer, str):
            assert answer in (REFUSED_TERMS if term else REFUSED_TEXTS), text
        else:
            assert term is not None
            assert {plain(row["s"]) for row in answer.rows} == who_has(term), text
            assert {plain(row["mark"]) for row in answer.rows} <= {"intact"}


def plain(term: Term | None) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


@pytest.fixture(scope="module")
def door(attacked: Dataset) -> Iterator[TestClient]:
    """Return a client of the service of the attacked project; what it does not catch is raised here."""
    with TestClient(create_app(attacked)) as client:
        yield client


@pytest.mark.parametrize("kind", KINDS)
def test_over_http_a_text_is_its_term_or_is_refused_by_name(door: TestClient, who_has: WhoHas, kind: str) -> None:
    for name, text in trials(kind):
        if not is_unicode(text):
            continue  # and so cannot be sent
        answer = door.get(f"/queries/{name}.json", params={"x": text})
        term, said = written(kind, text), answer.json()
        if answer.status_code == 200:
            assert term is not None
            assert {row["s"] for row in said["rows"]} == who_has(term), text
            assert {row["mark"] for row in said["rows"]} <= {"intact"}
        else:
            statuses = REFUSED_TERMS if term else REFUSED_TEXTS
            assert answer.status_code == statuses.get(said["code"]), text


def test_an_iri_is_the_thing_it_names_in_every_place(
    attacked: Dataset, queries: Mapping[str, SavedQuery], who_has: WhoHas
) -> None:
    store = EmbeddedStore(attacked, [DEFAULT])
    for text in TEXTS:
        if (term := written("iri", text)) is None:
            continue
        for number in places_of("iri"):
            answer = asked(queries[f"iri-{number}"], store, attacked, text)
            if isinstance(answer, str):
                assert answer in REFUSED_TERMS, text
            else:
                assert {plain(row["s"]) for row in answer.rows} == who_has(term), (text, number)


def is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def test_a_name_with_a_text_that_attacks_is_no_parameter(door: TestClient) -> None:
    for text in filter(is_unicode, TEXTS):
        answer = door.get(f"/queries/string-{places_of('string')[0]}.json", params={"x": "a", text: "b"})
        assert answer.status_code in (200, 422)
        assert answer.status_code == 200 or answer.json()["code"] in ("parameter-unknown", "parameter-repeated"), text


@pytest.mark.parametrize("kind", ["string", "en", "opaque"])
def test_what_is_too_long_for_the_guard_is_refused_before_the_engine_sees_it(door: TestClient, kind: str) -> None:
    answer = door.get(f"/queries/{kind}-{places_of(kind)[0]}.json", params={"x": "x" * 20_001})
    assert (answer.status_code, answer.json()["code"]) == (413, "query-too-long")


@pytest.mark.parametrize("name", ["string-0", "iri-2"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "srj", "xml", "html"])
def test_every_format_of_an_answer_is_asked_with_the_same_term(
    door: TestClient, who_has: WhoHas, name: str, suffix: str
) -> None:
    text = "urn:x;y,z." if name.startswith("iri") else "x' || '1'='1"
    answer = door.get(f"/queries/{name}.{suffix}?x={quote(text)}")
    assert answer.status_code == 200
    term = NamedNode(text) if name.startswith("iri") else Literal(text)
    assert answer.text.count("intact") == len(who_has(term))
