"""Search: the right thing first, for real questions in both languages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llika.dataset import Dataset
from llika.evidence import Basis
from llika.explain import Explainer
from llika.saved import load_all
from llika.search import QUERY, Field, Results, Search, short_name
from llika.search.question import folded, read_question
from llika.search.snippets import matched
from llika.search.things import Said, Thing
from llika.terms import OWL, NamedNode

from .conftest import Searching

BASE = "https://w3id.org/llika/"


def names(search: Search, found: Results) -> list[str]:
    """Return what was found by its short names."""
    project = search.dataset.project
    return [short_name(hit.iri, project.base, project.prefixes).removeprefix(f"{BASE}queries/") for hit in found.hits]


def ask(search: Search, text: str, basis: Basis = Basis.READING, language: str = "en") -> Results:
    """Ask for the first ten answers."""
    return search.find(text, basis=basis, language=language, limit=10)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # a researcher in Lima
        ("red de municipalidades rurales", "remurpe"),
        ("REMURPE", "remurpe"),
        ("remurpe", "remurpe"),
        ("redes", "c:network"),
        ("comités", ":Committee"),
        ("comites", ":Committee"),
        ("comite organizador 2016", "igf-peru-committee-2016"),
        ("sociedad civil", "c:civil-society"),
        ("asistencia tecnica", ":TechnicalAssistance"),
        ("asistencia técnica de remurpe", "remurpe-technical-assistance"),
        ("foro de gobernanza de internet", "igf-peru"),
        ("cuántas personas distintas", "people-seated"),
        ("incidencia politica mediante", "c:influence-through-empowerment"),
        ("facilitar", "c:facilitating"),
        # a programme officer
        ("network of rural municipalities", "remurpe"),
        ("Rural Municipal Network", "remurpe"),  # as the document writes it
        ("Peruvian chapter of the Internet Society", "isoc-peru"),
        ("ISOC", "isoc"),
        ("information attention order", "c:filtering"),  # words of its definition
        ("civil society", "c:civil-society"),
        ("civil soc", "c:civil-society"),
        ("which network functions are described", "finding-describe-by-functions"),
        ("networks", "c:network"),
        ("scaling up IFAD", "src:003"),
        # by name
        ("c:agency", "c:agency"),
        (":Network", ":Network"),
        (f"{BASE}id/cies", "cies"),
        (f"<{BASE}concept/agency>", "c:agency"),
        ("people-seated", "people-seated"),
    ],
)
def test_a_question_finds_first_what_is_meant(search: Search, text: str, first: str) -> None:
    assert names(search, ask(search, text))[0] == first


def test_all_words_are_looked_for_and_only_where_nothing_has_them_some(search: Search) -> None:
    every = ask(search, "internet governance")
    assert not every.partial
    some = search.find("internet governance zebra", basis=Basis.READING, limit=1000)
    assert some.partial
    assert {hit.iri for hit in every.hits} <= {hit.iri for hit in some.hits}


def test_a_word_with_a_minus_is_not_in_what_is_found(search: Search) -> None:
    assert "igf-peru-committee-2016" in names(search, ask(search, "IGF Peru"))
    found = names(search, ask(search, "IGF Peru -committee"))
    assert found
    assert not any("committee" in name for name in found)


def test_whole_words_of_a_label_come_first_then_those_of_a_kind_so_called_and_what_most_facts_are_about(
    searching: Searching,
) -> None:
    search = searching(
        ':knows a owl:ObjectProperty . :Bridge a owl:Class . :Arch a owl:Class ; rdfs:label "old bridge"@en .'
        ':one rdfs:label "Bridge of one"@en . :two rdfs:label "Bridge of two"@en ; :knows :one , :six .'
        ':three rdfs:label "Bridges of three"@en . :four rdfs:label "Bridgehead"@en ; :knows :two , :six .'
        ':five a :Arch ; rdfs:label "Bridge of five"@en . :six rdfs:comment "A bridge."@en .'
    )
    assert names(search, ask(search, "old bridge"))[0] == "Arch"
    assert names(search, ask(search, "bridge"))[0] == "Bridge"
    found = names(search, ask(search, "bridge"))
    assert found.index("five") < found.index("two") < found.index("one") < found.index("four")
    assert found.index("three") < found.index("four")


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "cuántos puentes hay": "bridge",
        "how many bridges are there": "bridge",
        "quién financió": "funding",
        "who funds": "funding",
    }.items(),
)
def test_the_small_words_of_a_question_need_not_be_there_and_a_word_may_end_otherwise(
    searching: Searching, text: str, found: str
) -> None:
    search = searching(
        ':bridge rdfs:label "the bridge"@en , "el puente"@es . '
        ':funding rdfs:label "who gave: funds"@en , "financiamiento"@es .'
    )
    assert names(search, ask(search, text)) == [found]


def test_words_in_quotation_marks_stand_together(search: Search) -> None:
    assert ask(search, "municipalities rural").total > ask(search, '"municipalities rural"').total == 0
    assert names(search, ask(search, '"rural municipalities"'))


def test_what_stands_on_a_weaker_basis_is_found_on_it_alone(search: Search) -> None:
    assert ask(search, "members of CIES, 2010", Basis.CONTEXT).hits[0].label.en == "members of CIES, 2010"
    stated = ask(search, '"members of CIES, 2010"', Basis.STATED)
    assert stated.total == 0
    kinds = {
        basis: {label.en for _, label in ask(search, "remurpe", basis).hits[0].kinds}
        for basis in (Basis.STATED, Basis.READING)
    }
    assert "facilitating network" not in kinds[Basis.STATED]
    assert "facilitating network" in kinds[Basis.READING]


def test_evidence_is_not_found_but_what_it_is_about(search: Search, dataset: Dataset) -> None:
    records = dataset.records
    evidence = {*records.passages, *(claim.iri for claim in records.claims), *(gap.iri for gap in records.gaps)}
    evidence |= {mention.iri for mention in records.mentions}
    for text in ("committee", "network", "cies", "claim"):
        found = search.find(text, basis=Basis.CONTEXT, limit=1000)
        assert found.total
        assert not evidence & {hit.iri for hit in found.hits}


def test_marks_show_the_words_in_the_text_that_answers(search: Search) -> None:
    hit = ask(search, "informacion ATENCION", language="es").hits[0]
    assert (hit.matched.field, hit.matched.language) == (Field.DEFINITION, "es")
    shown = [hit.matched.text[start:end] for start, end in hit.matched.marks]
    assert shown == ["información", "atención"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_of_texts_that_answer_alike_the_one_in_the_language_of_the_question_is_shown(
    search: Search, language: str
) -> None:
    matched = ask(search, "academia", language=language).hits[0].matched
    assert (matched.field, matched.language) == (Field.LABEL, language)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("municipailty", "municipality"),
        ("gobernansa de intrenet", "gobernanza de internet"),
        ("comite orgnizador", "comite organizador"),
        ("Sciedad cvil", "sociedad civil"),
    ],
)
def test_misspelt_words_bring_a_suggestion_that_finds_something(search: Search, text: str, meant: str) -> None:
    assert ask(search, text).suggestions[0] == meant
    assert not ask(search, meant).partial
    assert ask(search, meant).total


def test_words_that_exist_bring_no_suggestion(search: Search) -> None:
    assert ask(search, "internet governance").suggestions == ()
    assert ask(search, "internet xqzzkw").suggestions == ()


def test_kinds_are_counted_before_one_is_chosen(search: Search) -> None:
    found = search.find("network", basis=Basis.READING, limit=100)
    classes = next(kind for kind in found.kinds if kind.iri == OWL.Class)
    chosen = search.find("network", basis=Basis.READING, kind=OWL.Class, limit=100)
    assert 1 < chosen.total == classes.count == len(chosen.hits) < found.total
    assert chosen.kinds == found.kinds


def test_a_kind_without_a_text_is_listed_by_label(search: Search) -> None:
    found = search.find(" ", basis=Basis.READING, kind=QUERY, language="es", limit=100)
    labels = [folded(hit.label.es) for hit in found.hits]
    assert len(labels) == len(search.queries) == found.total
    assert labels == sorted(labels)


def test_nothing_asked_finds_nothing_and_counts_everything(search: Search) -> None:
    found = search.find("", basis=Basis.READING)
    assert (found.total, found.hits) == (0, ())
    assert {kind.iri for kind in found.kinds} >= {QUERY, OWL.Class, NamedNode(f"{BASE}ontology#Seat")}


def test_pages_of_hits_follow_each_other(search: Search) -> None:
    whole = search.find("network", basis=Basis.READING, limit=1000)
    parts = [search.find("network", basis=Basis.READING, limit=7, offset=at) for at in range(0, whole.total + 7, 7)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)


def test_many_threads_ask_at_once(dataset: Dataset) -> None:
    search = Search(dataset, Explainer(dataset).labels, load_all(dataset.project))
    texts = ["network", "red", "igf", "civil", "zzz"] * 12
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: ask(search, text).total, texts))
    assert found == [ask(search, text).total for text in texts]
    assert found[0] > 0


@given(st.text(max_size=60) | st.text(alphabet='redñ "-*«»()^:\x00\ud800', max_size=30))
def test_any_text_whatever_is_a_question(search: Search, text: str) -> None:
    found = ask(search, text)
    assert found.total >= len(found.hits)
    for hit in found.hits:
        assert all(0 <= start < end <= len(hit.matched.text) for start, end in hit.matched.marks)


def test_hidden_labels_find_and_are_not_shown(searching: Searching) -> None:
    search = searching(':a rdfs:label "Cuzco"@es ; skos:hiddenLabel "Cusko"@es .')
    (hit,) = ask(search, "cusko").hits
    assert (hit.label.es, hit.matched.text, hit.matched.marks) == ("Cuzco", "Cuzco", ())


def test_numbers_and_dates_are_no_words_and_notations_are(searching: Searching) -> None:
    search = searching(
        ':a rdfs:label "A"@en ; :height 4711 ; :born "1999-01-01"^^xsd:date ; skos:notation "X42" ; :nick "Pepe" .'
    )
    assert [ask(search, text).total for text in ("4711", "1999", "x42", "pepe")] == [0, 0, 1, 1]


def test_a_long_text_is_cut_around_the_word_that_was_looked_for(searching: Searching) -> None:
    filling = "palabra " * 100
    search = searching(f':a rdfs:label "A"@en ; rdfs:comment "{filling}aguja {filling}"@es .')
    (hit,) = ask(search, "aguja").hits
    assert len(hit.matched.text) < 300
    assert hit.matched.text.startswith("… ")
    assert hit.matched.text.endswith(" …")
    assert [hit.matched.text[start:end] for start, end in hit.matched.marks] == ["aguja"]


def test_a_name_that_joins_words_is_found_by_each(searching: Searching) -> None:
    search = searching(":OldBridge a owl:Class . :stone-arch a :OldBridge .")
    assert names(search, ask(search, "bridge old"))[0] == "OldBridge"
    assert names(search, ask(search, "arch"))[0] == "stone-arch"


def test_a_title_names_what_has_no_label(searching: Searching) -> None:
    search = searching(':book dcterms:title "The Net"@en , "La red"@es .')
    assert ask(search, "red").hits[0].label == ("The Net", "La red")


def test_of_a_very_long_text_only_the_beginning_is_searched_for_marks() -> None:
    said = Said(Field.LABEL, "word " * 2_000 + "last", "en")
    found = matched(Thing(NamedNode("http://a.example/"), said=[said]), read_question("last"), "en")
    assert found.marks == ()
    assert len(matched(Thing(NamedNode("http://a.example/"), said=[said]), read_question("word"), "en").text) < 300
