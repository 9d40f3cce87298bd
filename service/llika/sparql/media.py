"""Media types of results, and the choice among them: by query form first, then by what the client accepts.

Clients send types for every form at once (rdflib asks for RDF/XML and for XML results with each SELECT), so only the
types that fit the form take part in the negotiation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from ..errors import NotAcceptable
from ..terms import Text
from .outline import Form


@dataclass(frozen=True, slots=True)
class MediaType:
    """A format that answers are written in.

    :param name: what ``format=`` is called with
    :param suffix: file name suffix, without the dot
    :param content_type: value of the ``Content-Type`` header, with its charset where the type has one
    :param format: the engine's name for it
    :param aliases: other types that clients send and mean this one
    """

    name: str
    suffix: str
    content_type: str
    format: QueryResultsFormat | RdfFormat
    aliases: frozenset[str] = frozenset()

    @property
    def essence(self) -> str:
        """The type without parameters."""
        return self.content_type.partition(";")[0]

    @property
    def is_graph(self) -> bool:
        """Whether it holds a graph and not rows."""
        return isinstance(self.format, RdfFormat)

    @property
    def syntax(self) -> RdfFormat:
        """The engine's name for a format of graphs.

        :raises TypeError: it holds rows
        """
        if not isinstance(self.format, RdfFormat):
            raise TypeError(f"{self.name} holds rows")
        return self.format


_JSON_ALIASES = frozenset({"application/json", "text/json", "text/javascript", "application/javascript"})
_XML_ALIASES = frozenset({"application/xml", "text/xml"})

JSON = MediaType("json", "json", "application/sparql-results+json", QueryResultsFormat.JSON, _JSON_ALIASES)
XML = MediaType("xml", "xml", "application/sparql-results+xml", QueryResultsFormat.XML, _XML_ALIASES)
CSV = MediaType("csv", "csv", "text/csv; charset=utf-8", QueryResultsFormat.CSV)
TSV = MediaType("tsv", "tsv", "text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV)
TURTLE = MediaType(
    "turtle",
    "ttl",
    "text/turtle; charset=utf-8",
    RdfFormat.TURTLE,
    # Notation3's types too: clients that send them (SPARQLWrapper's N3) read Turtle
    frozenset({"application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3", "application/n3"}),
)
N_TRIPLES = MediaType("ntriples", "nt", "application/n-triples", RdfFormat.N_TRIPLES, frozenset({"text/plain"}))
RDF_XML = MediaType("rdfxml", "rdf", "application/rdf+xml", RdfFormat.RDF_XML, _XML_ALIASES)
JSON_LD = MediaType(
    "jsonld", "jsonld", "application/ld+json", RdfFormat.JSON_LD, _JSON_ALIASES | {"application/x-json+ld"}
)

ROWS: tuple[MediaType, ...] = (JSON, XML, CSV, TSV)
"""What SELECT and ASK are answered in, the default first."""
GRAPHS: tuple[MediaType, ...] = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
"""What CONSTRUCT and DESCRIBE are answered in, the default first."""

_NAMES: Mapping[str, tuple[MediaType, ...]] = {
    "json": (JSON, JSON_LD),
    "srj": (JSON,),
    "xml": (XML, RDF_XML),
    "srx": (XML,),
    "csv": (CSV,),
    "tsv": (TSV,),
    "ttl": (TURTLE,),
    "turtle": (TURTLE,),
    "nt": (N_TRIPLES,),
    "ntriples": (N_TRIPLES,),
    "n-triples": (N_TRIPLES,),
    "rdf": (RDF_XML,),
    "rdfxml": (RDF_XML,),
    "rdf+xml": (RDF_XML,),
    "jsonld": (JSON_LD,),
    "json-ld": (JSON_LD,),
}


def offered(form: Form) -> tuple[MediaType, ...]:
    """Return the media types for a query form, the default first."""
    return GRAPHS if form.answers_graph else ROWS


def by_name(name: str, form: Form) -> MediaType:
    """Return the media type that ``format=NAME`` or a suffix means for a query form.

    >>> by_name("xml", Form.SELECT).essence, by_name("xml", Form.CONSTRUCT).essence
    ('application/sparql-results+xml', 'application/rdf+xml')

    :raises NotAcceptable: ``not-acceptable``, no such name, or not for this form
    """
    for media in _NAMES.get(name.lower(), ()):
        if media in offered(form):
            return media
    raise not_acceptable(name, [media.name for media in offered(form)], _answer_of(form))


def negotiate(accept: str | None, form: Form) -> MediaType:
    """Return the media type that fits an ``Accept`` header best (RFC 9110, section 12.5.1).

    The most specific range that matches a type gives its weight; the greatest weight wins, among equals the order of
    our own list. No header, or an empty one, accepts everything. What does not read as a media range is passed over.

    >>> negotiate("text/csv;q=0.5, application/sparql-results+xml;q=0.4, image/png", Form.SELECT).name
    'csv'

    :raises NotAcceptable: ``not-acceptable``, with the types on offer
    """
    best = _best(accept, offered(form))
    if best is None:
        raise not_acceptable(accept or "", [media.essence for media in offered(form)], _answer_of(form))
    return best


def negotiate_graph(accept: str | None) -> MediaType:
    """Return the media type for a graph that was asked for itself, by no query; see :func:`negotiate`.

    >>> negotiate_graph("application/rdf+xml, text/turtle;q=0.9").name
    'rdfxml'

    :raises NotAcceptable: ``not-acceptable``, with the types on offer
    """
    best = _best(accept, GRAPHS)
    if best is None:
        raise not_acceptable(accept or "", [media.essence for media in GRAPHS], Text("A graph", "Un grafo"))
    return best


def syntax_sent(content_type: str) -> MediaType | None:
    """Return the syntax of a graph that comes with this ``Content-Type``, or None where it is none of ours.

    >>> syntax_sent("Text/Turtle; charset=utf-8").name
    'turtle'
    """
    essence = content_type.partition(";")[0].strip().lower()
    return next((media for media in GRAPHS if essence == media.essence), None)


def _best(accept: str | None, types: Sequence[MediaType]) -> MediaType | None:
    if accept is None or not accept.strip():
        return types[0]
    ranges = _ranges(accept)
    best = max(types, key=lambda media: _weight(media, ranges))  # the first of equals
    return best if _weight(best, ranges) > 0 else None


def prefer(accept: str, offered: Sequence[str]) -> str | None:
    """Return which of some types an ``Accept`` header prefers, the first of equals; None where it accepts none.

    >>> prefer("text/html;q=0.1, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    """
    ranges = _ranges(accept or "*/*")
    weights = {name: _weight_among(ranges, name) for name in offered}
    best = max(offered, key=lambda name: weights[name])
    return best if weights[best] > 0 else None


def prefers_page(accept: str, types: Sequence[MediaType]) -> bool:
    """Tell whether an ``Accept`` header prefers HTML to each of some types, as browsers do.

    >>> prefers_page("text/html,application/xml;q=0.9,*/*;q=0.8", GRAPHS), prefers_page("*/*", GRAPHS)
    (True, False)
    """
    ranges = _ranges(accept)
    return _weight_among(ranges, "text/html") > max(_weight(media, ranges) for media in types)


_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^;]*)*)", re.ASCII)
_WEIGHT = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE | re.ASCII)
_ANY_WEIGHT = re.compile(r";\s*q\s*=", re.IGNORECASE)


def _ranges(accept: str) -> dict[str, float]:
    """Return media range → weight; of a range named twice the greater weight."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        if match := _RANGE.fullmatch(part):
            name = match[1].lower()
            ranges[name] = max(ranges.get(name, 0.0), _weight_of(match[2]))
    return ranges


def _weight_of(parameters: str) -> float:
    if match := _WEIGHT.search(parameters):
        return float(match[1])
    return 0.0 if _ANY_WEIGHT.search(parameters) else 1.0


def _weight(media: MediaType, ranges: Mapping[str, float]) -> float:
    """Return the weight by the most specific range that matches: the type, one of its aliases, ``text/*``, ``*/*``."""
    if media.essence in ranges:
        return ranges[media.essence]
    if aliased := [ranges[alias] for alias in media.aliases if alias in ranges]:
        return max(aliased)
    return _weight_among(ranges, media.essence)


def _weight_among(ranges: Mapping[str, float], name: str) -> float:
    """Return the weight of a type by the most specific range that matches its name."""
    family = name.partition("/")[0]
    return ranges.get(name, ranges.get(f"{family}/*", ranges.get("*/*", 0.0)))


_THIS = Text("This", "Esto")


def not_acceptable(asked: str, offers: Iterable[str], what: Text = _THIS) -> NotAcceptable:
    """Return the error for a format that something is not to be had in.

    :param offers: what it is to be had in
    :param what: it
    """
    listed = ", ".join(offers)
    return NotAcceptable(
        "not-acceptable",
        Text(f"{what.en} is not to be had as “{asked[:200]}”.", f"{what.es} no se ofrece como «{asked[:200]}»."),
        Text(f"Ask for one of: {listed}.", f"Pida uno de estos: {listed}."),
    )


def _answer_of(form: Form) -> Text:
    return Text(f"The answer of a {form} query", f"La respuesta de una consulta {form}")
