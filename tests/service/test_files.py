"""The dataset as files."""

from __future__ import annotations

import gzip

from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from llika.dataset import Dataset

PAGE = {"Accept": "text/html"}


def test_the_files_are_listed_with_what_they_hold(client: TestClient, dataset: Dataset) -> None:
    listed = client.get("/data").json()
    assert {graph["name"] for graph in listed["graphs"]} == set(dataset.graphs)
    bases = {graph["name"]: graph["basis"] for graph in listed["graphs"]}
    assert (bases["003"], bases["readings"], bases["shapes"]) == ("stated", "reading", None)
    for entry in (*listed["files"], *listed["graphs"]):
        for address in entry["formats"].values():
            assert client.get(address).status_code == 200
    html = client.get("/data", headers=PAGE).text
    assert all(f'id="{name}"' in html for name in dataset.graphs)


def test_dumps_hold_what_the_listing_counts(client: TestClient) -> None:
    counts = {file["name"]: file["triples"] for file in client.get("/data").json()["files"]}
    quads = parse(gzip.decompress(client.get("/data/all.trig.gz").content), format=RdfFormat.TRIG)
    assert len(set(quads)) == counts["all"]
    for basis in ("stated", "documents", "context"):
        text = gzip.decompress(client.get(f"/data/basis/{basis}.nt.gz").content)
        assert len(set(parse(text, format=RdfFormat.N_TRIPLES))) == counts[basis]
    assert client.get("/data/basis/none.nt.gz").json()["code"] == "unknown-basis"


def test_a_graph_leads_to_its_line_in_the_list_or_to_its_triples(client: TestClient) -> None:
    assert client.get("/graph/claims/003", headers=PAGE).headers["location"] == "/data#claims/003"
    assert client.get("/graph/003").headers["location"] == "/data/graph/003.ttl"
    merged = client.get("/graph/basis/documents").headers["location"]
    assert client.get(merged).status_code == 200
