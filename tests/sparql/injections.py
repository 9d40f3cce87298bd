"""Texts that try to become part of a query, the places from which they may try, and what must come of it.

The judge uses neither our lexer nor our printer: a store holds some terms, each said of one thing; every position asks
which things have the term that is bound; and who has it is known from the list of the terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from llika.terms import Term

Bindable = NamedNode | Literal
Binder = Callable[[str, Mapping[str, Term]], str]

_QUOTES = [
    '"', "'", '""', "''", '"""', "'''", '"""" ', "`", "``", "´", "“”", "«»", "\uff02", "\u02ba", "\u2032", "\u275d",
    'x" || "1"="1', "x' || '1'='1", '" } #', "' } #", '""" } #', "''' } #", '"\n} #', '" . ?s ?p "', '") || (1=1',
    "') || (1=1", '"@en', '"@en . } #', "'@es } #", '"@en--ltr', '"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"^^<', '"^^xsd:integer } #', "x'", 'x"', "O'Higgins", 'el "Ñandú"', "'\"'\"'\"", '"\'"\'"\'',
]  # fmt: skip
_BACKSLASHES = [
    "\\", "\\\\", "\\\\\\", '\\"', '\\\\"', '\\\\\\"', "\\'", "\\n", "\\N", "\\x", "\\0", "\\1", "\\g<0>", "\\g<x>",
    "$0", "${x}", "{0}", "{x}", "%s", "%(x)s", "%22", "%27", "%5C%22", "&quot;", "&#34;", "\\u0022", "\\U00000022",
    "\\u0027", "\\u005C", "\\u005C\\u0022", "\\u005Cu0022", "\\u000A", "\\u007D", "\\u0022 } #", "\\\\u0022 } #",
    "\\\\\\u0022 } #", "\\uD800", "\\U0010FFFF", "\\u", "\\u00", "\\U0000", "x\\", '"\\', "C:\\temp\\new", "\\\n",
    "\\\r\n", "\\ ",
]  # fmt: skip
_BREAKS = [
    "\n", "\r", "\r\n", "\n\n", "a\nb", "a\rb", "# \n", "#", "# } {", "#\n} #", "x # y", "\t", "\v", "\f", "\b", "\x85",
    "\u2028", "\u2029", "\u2028} #", "\x1c\x1d\x1e\x1f", "\x00", "a\x00b", '\x00" } #', "\x01zz", "\x00abcd",
    "\x1babcd1234", "\x7f", "\x80\x9f", "\ufeff", "\ufeffx", "\ufffe", "\uffff", "\ufdd0", "\ufffd", "\U0001ffff",
    "\U0010ffff", "\xa0", "\xad", "\u200b", "\u2060", "\ud7ff\ue000",
]  # fmt: skip
_SCRIPTS = [
    "\u202e} {\u202c", "\u2066x\u2069", "\u200f", "\u061c", "e\u0301", "\u0301", '"\u0301', "\\\u0301", "ñandú",
    "n\u0303", "Å", "\u212b", "\uff1c\uff1e", "\uff5b\uff5d", "\uff07", "\uff3c", "\uff1f_x", "\u037e", "ﬁ", "ß", "İ",
    "ı", "😀", "👩‍🔬", "🇵🇪", "𝄞", "ꙮ", "한국", "שלום", "مرحبا", "१२", "١٢", "½",
]  # fmt: skip
_SIGNS = [
    "?_x", "$_x", "?s", "$s", "?_x_iri", "?", "$", "??_x", "{", "}", "{}", "}}}}}}", "(", ")", "[", "]", "()", "[]",
    "<", ">", "<>", "<<", ">>", "<a", "a>", "<http://a/>", "> } #", "<http://a/> } #", "a>b", "urn:a>b", "urn:a b",
    "urn:a<b", "urn:a\\u003Eb", ".", "..", ";", ",", "|", "||", "&&", "!", "=", "!=", "^", "^^", "@", "@en", "-", "-1",
    "+1", "*", "/", "_:b", "[] .", "a", "true", "false", "UNDEF", "NaN", "INF", "-INF", "--", "/* */", "0", "00", "-0",
    "1e5", "1E400", "1.", ".5", "1.0", "1 ", " 1", "1 2", "0x1F", "1_000", "1;", "9" * 28, "9" * 40, "", " ", "  x  ",
    "\ud800", "a\udc00b",
]  # fmt: skip
_ATTACKS = [
    "' OR '1'='1", '" OR ""="', "'; DROP TABLE x; --", '" } ; DROP ALL #', "} ; CLEAR ALL ; SELECT * {",
    "1 } ; DROP ALL", '" . ?s ?p ?o } UNION { ?s ?p ?o } #', "UNION { ?s ?p ?o }", "} UNION { ?s ?p ?o FILTER(1=1",
    '" ; ?anyproperty ?anyvalue . FILTER("1"="1', '"} UNION {?s <urn:q> ?mark} #', '") } ORDER BY ?secret #',
    '" FILTER(REGEX(STR(?secret), "^a")) . ?x ?y "', '"@en } SERVICE <http://127.0.0.1:9/> { ?s ?p "',
    "} SERVICE <http://127.0.0.1:9/> {", "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    'x" } LOAD <http://127.0.0.1:9/> #', '" } INSERT DATA { <urn:s> <urn:p> "owned" } #', '" AS ?v) BIND("',
    '") . BIND(1 AS ?mark) #', '" 2) ("', "){(1", "} GROUP BY ?s HAVING(1=1) #", "} LIMIT 0 #",
    "} VALUES ?s { <urn:s0> } #", '"} FROM <http://127.0.0.1:9/> {"', "<http://127.0.0.1:9/> ?p ?o . <urn:s",
    "http://127.0.0.1:9/> ?p ?o . } #", "urn:x> | <urn:q", "urn:q>|!<urn:q", "javascript:alert(1)",
    "<script>alert(1)</script>", "file:///etc/passwd", "http://a/?_x", "http://a/#?_x", "urn:x:'b'", "urn:x:b)SERVICE",
    "urn:')=(1", "http://a/../b", "http://a/./c", "http://a/%2e%2e/", "http://[::1]/", "http://é/ñ", "a:", "HTTP://A/",
    "urn:x#y", "urn:x;y,z.", "mailto:a@b", "2017-04-21", "2017-02-30", "2016-02-29Z", "2017-04-21T08:30:00Z",
    "2017-04-21T24:00:00", "2017-04-21T08:30:00.123+14:00", "-0044-03-15", "remurpe", "ev:Gap", "ev:", ":x", "nosuch:x",
]  # fmt: skip
LONG = ["x" * 300, '"' * 300, "\\" * 301, "'\"\\\n" * 100, "} #" * 200, "😀" * 255 + '" } #']
HUGE = "'\"\\\n\x00} #" * 130_000
TEXTS = tuple(dict.fromkeys(_QUOTES + _BACKSLASHES + _BREAKS + _SCRIPTS + _SIGNS + _ATTACKS + LONG))
"""Without repetition; `HUGE`, of a million characters, is apart."""

THING, MARK, BACK, END = (NamedNode(f"urn:{name}") for name in ("p", "q", "back", "end"))


@dataclass(frozen=True, slots=True)
class Position:
    """A template that asks for the things ``?s`` that have the term ``?_x``, and for their marks.

    :param only_iris: a literal may not stand there
    """

    template: str
    only_iris: bool = False

    def ending_in(self, ending: str) -> str:
        """Return the template for a parameter whose variable ends so."""
        return self.template.replace("_x", f"_x{ending}")


POSITIONS = (
    Position("SELECT ?s ?mark { ?s <urn:p> ?_x ; <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?_x ; <urn:q> ?mark } # ?_x"),
    Position("SELECT ?s ?mark{?s<urn:p>$_x.?s<urn:q>?mark.}"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?_x, $_x #?_x\n ; <urn:q> ?mark . }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o FILTER(sameTerm(?o,?_x)) ?s <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o;<urn:q>?mark FILTER(?_x<?_x||sameTerm(?o,?_x)) }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o;<urn:q>?mark FILTER(?_x>?_x||1>2||sameTerm(?o,?_x)) }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o;<urn:q>?mark FILTER(COALESCE(-?_x=0&&1>2,1>2)||sameTerm(?_x,?o)) }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o;<urn:q>?mark FILTER(IF(1<2,sameTerm(?_x,?o),1<2)) }"),
    Position("SELECT ?s ?mark { ?s <urn:q> ?mark FILTER('?_x'!=\"$_x\") ?s <urn:p> ?_x FILTER('''?_x'''!=?mark) }"),
    Position("SELECT ?s ?mark { VALUES ?o {?_x} ?s <urn:p> ?o ; <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o ; <urn:q> ?mark VALUES(?n ?o ?m){(1?_x 2)} }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?o ; <urn:q> ?mark } VALUES ?o { <urn:none> ?_x 'none' }"),
    Position("SELECT ?s ?mark { BIND(?_x AS ?o) ?s <urn:p> ?o ; <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { ?s <urn:q> ?mark OPTIONAL{?s <urn:p> ?o FILTER(sameTerm(?_x,?o))} FILTER(BOUND(?o)) }"),
    Position("SELECT ?s ?mark { {?s <urn:none> ?_x}UNION{?s <urn:p> ?_x} ?s <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { { SELECT ?s {?s <urn:p> ?_x} LIMIT 900 } ?s <urn:q> ?mark }"),
    Position("SELECT ?s ?mark { ?s <urn:q> ?mark FILTER EXISTS {?s <urn:p> ?_x} }"),
    Position("SELECT ?s ?mark { ?s <urn:q> ?mark MINUS {?s <urn:p> ?o FILTER(!sameTerm(?o,?_x))} }"),
    Position("SELECT ?s ?mark { ?s <urn:p>/(^<urn:p>/<urn:p>)*?_x;<urn:q> ?mark }"),
    Position("SELECT ?s (SAMPLE(?m) AS ?mark) {?s <urn:p> ?o;<urn:q>?m} GROUP BY ?s HAVING(sameTerm(SAMPLE(?o),?_x))"),
    Position("SELECT ?s (IF(sameTerm(?o,?_x),?m,?_x) AS ?mark) { ?s <urn:q> ?m; <urn:p> ?o FILTER sameTerm(?_x,?o) }"),
    Position("SELECT ?s ?mark { ?s <urn:p> ?_x ; <urn:q> ?mark } ORDER BY DESC(?_x) IF(?s=?_x,1,2)"),
    Position("SELECT ?s ?mark { ?_x <urn:back> ?s . ?s <urn:q> ?mark }", only_iris=True),
    Position("SELECT ?s ?mark { ?s ?_x <urn:end> ; <urn:q> ?mark }", only_iris=True),
    Position("SELECT ?s ?mark { ?s<urn:q>?mark;?_x<urn:end> }", only_iris=True),
    Position("SELECT ?s ?mark { ?s (?_x|<urn:none>)/<urn:none>? <urn:end> ; <urn:q> ?mark }", only_iris=True),
    Position("SELECT ?s ?mark { ?s ^(^?_x) <urn:end> ; <urn:q> ?mark }", only_iris=True),
    Position("SELECT ?s ?mark { ?s <urn:q> ?mark . GRAPH ?_x { ?s <urn:p> ?_x } }", only_iris=True),
)


class World:
    """A store in which each of some terms is said of one thing; two terms that the engine takes for one, of two."""

    def __init__(self, terms: Iterable[Bindable]) -> None:
        self.store = Store()
        self._who: dict[Term, set[str]] = {}
        for number, term in enumerate(terms):
            thing = NamedNode(f"urn:s{number}")
            self.store.extend(facts_about(thing, term))
            self._who.setdefault(canonical(term), set()).add(thing.value)

    def who_has(self, term: Bindable) -> set[str]:
        """Return the things of which a term is said, as the list of terms has it."""
        return self._who.get(canonical(term), set())


def facts_about(thing: NamedNode, term: Bindable) -> Iterator[Quad]:
    """Yield what a world says of one thing and its term."""
    yield Quad(thing, THING, term)
    yield Quad(thing, MARK, Literal("intact"))
    if isinstance(term, NamedNode):
        yield Quad(term, BACK, thing)
        yield Quad(thing, term, END)
        yield Quad(thing, THING, term, term)


@cache
def canonical(term: Bindable) -> Term:
    """Return a term as the engine keeps it: some numbers and dates have several ways of writing."""
    store = Store()
    store.add(Quad(END, THING, term))
    (found,) = store
    assert isinstance(found.object, NamedNode | Literal)
    return found.object


def asked(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query as texts, in no order.

    :raises SyntaxError: it does not parse
    """
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(str(value) for value in row) for row in found)


def expected(world: World, term: Bindable) -> list[tuple[str, ...]]:
    """Return the rows that every position must give for a term."""
    return sorted((f"<{thing}>", '"intact"') for thing in world.who_has(term))


def faults(
    bind: Binder, world: World, terms: Iterable[Bindable], positions: Iterable[Position] = POSITIONS
) -> Iterator[tuple[str, Bindable]]:
    """Yield the templates and terms with which a binder gives other rows than those of the term, or no query at all."""
    for term in terms:
        rows = expected(world, term)
        for position in positions:
            if position.only_iris and isinstance(term, Literal):
                continue
            try:
                if asked(world.store, bind(position.template, {"_x": term})) == rows:
                    continue
            except (SyntaxError, ValueError):
                pass
            yield position.template, term
