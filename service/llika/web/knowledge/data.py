"""The data of things, and the dataset as files: graphs, bases, everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from fastapi import APIRouter
from pyoxigraph import RdfFormat, serialize
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...dataset import Dataset
from ...errors import NotFound
from ...evidence import basis_of_graph, basis_of_name
from ...explain import Json, describe, portrait
from ...sparql import Form, by_name
from ...terms import Fact, NamedNode, Text, quad
from ...turtle import write_bytes
from ..answers import in_format, page_links, show
from ..http.parameters import PageNumber, PageSize
from ..http.preferences import basis_of, root_of
from ..served import Served, served
from .things import alternates, describes, negotiated, thing

router = APIRouter(tags=["Data"])


@router.get("/data", summary="The dataset as files; with iri=, the data of any thing")
def files(request: Request, iri: str | None = None, page: PageNumber = 1, page_size: PageSize = 100) -> Response:
    """List the graphs and files, or return what the dataset holds about the thing with an IRI."""
    here = served(request)
    if iri is None:
        return show(request, "data", _listing(here, root_of(request)))
    ending = request.query_params.get("format") or negotiated(request) or "ttl"
    return _described(request, thing(here, [iri]), ending, page, page_size)


@router.get("/data/all.nq.gz", summary="The whole dataset as N-Quads")
def all_quads(request: Request) -> Response:
    """Return every named graph."""
    here = served(request)
    return _packed(here, f"{here.dataset.version}.nq", lambda: here.dataset.dump)


@router.get("/data/all.trig.gz", summary="The whole dataset as TriG")
def all_trig(request: Request) -> Response:
    """Return every named graph."""
    here = served(request)
    return _packed(here, f"{here.dataset.version}.trig", lambda: _trig(here.dataset))


@router.get("/data/basis/{name}.nt.gz", summary="Everything that holds on a basis, as N-Triples")
def basis_dump(request: Request, name: str) -> Response:
    """Return the merged graph of a basis: what a query has as its default graph."""
    here = served(request)
    basis = basis_of_name(name)
    facts = here.dataset.merged(basis).facts
    return _packed(here, f"{here.dataset.version}-{basis.dataset}.nt", lambda: _lines(facts))


@router.get("/data/graph/{name:path}.{suffix}", summary="One named graph: ttl, nt, jsonld or rdf")
def graph(request: Request, name: str, suffix: str) -> Response:
    """Return one named graph."""
    dataset = served(request).dataset
    if name not in dataset.graphs:
        raise NotFound(
            "graph-unknown",
            Text(f"There is no graph “{name}”.", f"No existe el grafo «{name}»."),
            Text("See /data for the list.", "Vea la lista en /data."),
        )
    return graph_answer(dataset, dataset.graphs[name], suffix)


@router.get("/data/{name:path}.{suffix}", summary="The data of a thing: ttl, nt, jsonld, rdf or json")
def data(request: Request, name: str, suffix: str, page: PageNumber = 1, page_size: PageSize = 100) -> Response:
    """Return what the dataset holds about a thing; of what names it, one page."""
    return _described(request, thing(served(request), [name]), suffix, page, page_size)


def graph_answer(dataset: Dataset, facts: Iterable[Fact], format_name: str) -> Response:
    """Answer with facts in a format.

    :raises NotAcceptable: ``not-acceptable``
    """
    media = by_name(format_name, Form.CONSTRUCT)
    return in_format(write_bytes(facts, media.syntax, dataset.project.prefixes), media)


def _described(request: Request, subject: NamedNode, ending: str, page: int, page_size: int) -> Response:
    here, basis = served(request), basis_of(request)
    links = [describes(subject), *alternates(request, subject, [""])]
    if ending == "json":
        view = portrait(here.views, subject, basis, page=page, page_size=page_size)
        answer: Response = JSONResponse(view)
        following = view["next"]
    else:
        found = describe(here.dataset, subject, basis, page=page, page_size=page_size)
        answer = graph_answer(here.dataset, found.facts, ending)
        following = found.next
    if following or page > 1:
        links += page_links(request, page, following).values()
    answer.headers["Link"] = ", ".join(links)
    return answer


def _packed(here: Served, name: str, content: Callable[[], bytes]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="llika-{name}.gz"'}
    return Response(here.pack(name, content), media_type="application/gzip", headers=headers)


def _trig(dataset: Dataset) -> bytes:
    graphs = ((dataset.project.graph_iri(name), facts) for name, facts in sorted(dataset.graphs.items()))
    quads = (quad(fact, graph) for graph, facts in graphs for fact in sorted(facts, key=str))
    return serialize(quads, format=RdfFormat.TRIG, prefixes=dict(dataset.project.prefixes)) or b""


def _lines(facts: Iterable[Fact]) -> bytes:
    return "".join(sorted(f"{quad(fact).triple} .\n" for fact in facts)).encode()


def _listing(here: Served, root: str) -> Json:
    """Return what there is to download: every graph with its size and basis, and the files of many graphs."""
    dataset = here.dataset
    in_dataset = set(dataset.names(dataset.published[-1])) | {n for b in dataset.published for n in dataset.names(b)}
    return {
        "version": dataset.version,
        "files": [
            {
                "name": "all",
                "formats": {e: f"{root}/data/all.{e}.gz" for e in ("nq", "trig")},
                "triples": sum(map(len, dataset.graphs.values())),
            },
            *(
                {
                    "name": basis.dataset,
                    "formats": {"nt": f"{root}/data/basis/{basis.dataset}.nt.gz"},
                    "triples": len(dataset.merged(basis).facts),
                }
                for basis in dataset.published
            ),
        ],
        "graphs": [
            {
                "name": name,
                "iri": dataset.project.graph_iri(name).value,
                "basis": basis_of_graph(name).label if name in in_dataset else None,
                "triples": len(facts),
                "formats": {e: f"{root}/data/graph/{quote(name)}.{e}" for e in ("ttl", "nt", "jsonld", "rdf")},
            }
            for name, facts in sorted(dataset.graphs.items())
        ],
    }
