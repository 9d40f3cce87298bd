"""The W3C suites of the protocols: their manifests read, their requests sent byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, Store, parse

from llika.terms import RDF, BlankNode, Literal, NamedNode, Namespace, Term

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")

STATUSES = {"OK": (200,), "Created": (201,), "NoContent": (204,), "NotFound": (404,)}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def essence(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


Send = Callable[[str, str, Mapping[str, str], bytes | None], Answer]


class Manifest:
    """The tests of one manifest."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._store = Store()
        self._store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri())

    def names(self) -> list[str]:
        """Return the names of the tests, in the manifest's order."""
        (head,) = self._objects(None, MF.entries)
        return [entry.value.rpartition("#")[2] for entry in self._list(head) if isinstance(entry, NamedNode)]

    def graphs(self, name: str) -> dict[str, bytes]:
        """Return the graphs that must be there before a test: name → N-Triples."""
        found = {}
        for data in self._objects(self._test(name), UT.graphData):
            file = self._text(data, UT.graph)
            found[self._text(data, RDFS.label)] = (self._folder / Path(urlsplit(file).path).name).read_bytes()
        return found

    def failures(self, name: str, send: Send, path: Callable[[str], str]) -> list[str]:
        """Send the requests of a test, and return what is wrong with the answers.

        :param path: from a path of the manifest to the one of the service
        """
        wrong, location = [], ""
        (action,) = self._objects(self._test(name), MF.action)
        (requests,) = self._objects(action, HT.requests)
        for number, request in enumerate(self._list(requests), 1):
            target = path(self._text(request, HT.absolutePath).replace("$LOCATION$", location))
            headers, body = self._headers(request), self._body(request)
            answer = send(self._text(request, HT.methodName), target, headers, body)
            location = answer.headers.get("location", location)
            (expected,) = self._objects(request, HT.resp)
            wrong += [f"request {number}: {fault}" for fault in self._faults(expected, answer)]
        return wrong

    def _faults(self, expected: Term, answer: Answer) -> Iterator[str]:
        statuses = {status.value.rpartition("#")[2] for status in self._objects(expected, MF.expectedStatus)}
        if not any(_is_status(answer.status, status) for status in statuses):
            yield f"status {answer.status}, not {sorted(statuses)}: {answer.body[:200]!r}"
        for form in self._objects(expected, MF.expectedFormat):
            if isinstance(form, Literal) and answer.essence not in FORMATS[form.value]:
                yield f"format {answer.essence}, not {form.value}"
        for truth in self._objects(expected, MF.expectedBoolean):
            if isinstance(truth, Literal) and json.loads(answer.body)["boolean"] != (truth.value == "true"):
                yield f"not {truth.value}"
        if self._objects(expected, MF.expectedLocation) and "location" not in answer.headers:
            yield "no Location"
        for name, value in self._headers(expected).items():
            if answer.headers.get(name) != value:
                yield f"{name} {answer.headers.get(name)}, not {value}"
        body = self._body(expected)
        if body is not None and _canonical(body) != _canonical(answer.body):
            yield f"another graph: {answer.body!r}"

    def _headers(self, message: Term) -> dict[str, str]:
        heads = self._objects(message, HT.headers)
        fields = [field for head in heads for field in self._list(head)]
        return {self._text(field, HT.fieldName): self._text(field, HT.fieldValue) for field in fields}

    def _body(self, message: Term) -> bytes | None:
        for body in self._objects(message, HT.body):
            return self._text(body, CNT.chars).encode(self._text(body, CNT.characterEncoding))
        return None

    def _test(self, name: str) -> Term:
        (found,) = [one for one in self._subjects() if one.value.endswith(f"#{name}")]
        return found

    def _subjects(self) -> set[NamedNode]:
        quads = self._store.quads_for_pattern(None, MF.action, None)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def _objects(self, subject: Term | None, predicate: NamedNode) -> list[Term]:
        assert not isinstance(subject, Literal)
        return [quad.object for quad in self._store.quads_for_pattern(subject, predicate, None)]  # type: ignore[misc]

    def _text(self, subject: Term, predicate: NamedNode) -> str:
        (found,) = self._objects(subject, predicate)
        assert not isinstance(found, BlankNode)
        return found.value

    def _list(self, head: Term) -> Iterator[Term]:
        while head != RDF.nil:
            yield self._objects(head, RDF.first)[0]
            (head,) = self._objects(head, RDF.rest)


def sender(address: str, host: str = "localhost") -> Send:
    """Return what sends requests to a server as they are written; a request without a type is sent without one."""
    parts = urlsplit(address)

    def send(method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": host, **headers}.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            return _read(connection.getresponse())
        finally:
            connection.close()

    return send


def _read(response: HTTPResponse) -> Answer:
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


def _is_status(found: int, expected: str) -> bool:
    if expected.endswith("xx"):  # StatusCode4xx
        return found // 100 == int(expected[-3])
    return found in STATUSES[expected]


def _canonical(turtle: bytes) -> Dataset:
    graph = Dataset(parse(turtle, format=RdfFormat.TURTLE))
    graph.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return graph
