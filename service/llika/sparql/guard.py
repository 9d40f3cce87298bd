"""What a query must pass before any engine sees it.

The engine's parser recurses (a few thousand brackets end the process), its planner takes the fourth power of the
number of patterns, and SERVICE reaches the network from inside a query. This is the first of two walls: whatever
strangers send also belongs in a process that can be killed and has no sockets.

The engine has no lexer. Where the standard reads an IRI it may read "less than", and it takes keywords without a space
behind them. The guard therefore follows every way in which the text can be cut into tokens, and measures the worst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import islice

from pyoxigraph import NamedNode

from ..errors import Place, QueryRefused, QuerySyntax
from ..terms import Text
from .keywords import UPDATES
from .lexer import Kind, Token, line_column, operator_at, token_at, tokens
from .measure import Limits, Load, check_limit
from .outline import Outline, expand_name, outline, read_prologue

# `http://…` cannot be "less than http: / / …": no expression has two slashes in a row
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://")


_DEFAULT = Limits()
_OF_UPDATES = Limits(size=1_000_000, tokens=200_000, separators=200_000, joins=200_000)


@lru_cache(maxsize=256)
def check(text: str, limits: Limits = _DEFAULT) -> Outline:
    """Return the outline of a query that may be handed to the engine; those asked last are remembered.

    :raises QueryRefused: ``query-too-long``, ``query-too-many-tokens``, ``query-too-nested``,
        ``query-too-many-patterns``, ``service-refused``, ``load-refused``, ``update-refused``
    :raises QuerySyntax: the tokens show that the text is no query
    """
    found = _tokens(text, limits)
    for token in found:
        _refuse_fetching(text, token)
        _refuse_updating(text, token)
    namespaces, _ = read_prologue(text, found)
    _check_readings(text, found, [namespaces], limits)
    return outline(text, found)


def check_update(text: str, limits: Limits = _OF_UPDATES) -> None:
    """Check that an update may be handed to the engine; data make it longer than a query.

    :raises QueryRefused: ``query-too-long``, ``query-too-many-tokens``, ``query-too-nested``, ``service-refused``,
        ``load-refused``
    :raises QuerySyntax: the tokens show that the text is no update
    """
    found = _tokens(text, limits)
    depth, follows_word = 0, False
    for token in found:
        _refuse_fetching(text, token)
        if depth == 0 and not follows_word:
            _refuse_hidden_load(text, token)
        depth, follows_word = depth + (token.text == "{") - (token.text == "}"), bool(token.keyword)
    declared = [known for start in _prologues(found) if (known := read_prologue(text, found[start:])[0])]
    _check_readings(text, found, declared, limits)


def _prologues(found: Sequence[Token]) -> Iterator[int]:
    """Yield where a prologue may begin: at the beginning, and behind each semicolon outside of braces."""
    yield 0
    depth = 0
    for number, token in enumerate(found, 1):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.text == ";":
            yield number


def _tokens(text: str, limits: Limits) -> list[Token]:
    check_limit("query-too-long", _size(text), limits.size)
    found = list(islice(tokens(text), limits.tokens + 1))
    check_limit("query-too-many-tokens", len(found), limits.tokens)
    return found


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _check_readings(text: str, found: Sequence[Token], namespaces: Sequence[Mapping[str, str]], limits: Limits) -> None:
    """Walk through all readings at once, from place to place, each place only once.

    :param found: the reading by the standard
    """
    known = dict(zip([0, *(token.end for token in found)], found, strict=False))
    loads = {0: Load()}
    places = [0]
    while places:
        place = heappop(places)
        load = loads.pop(place)
        usual = known.get(place)
        for token in _readings_at(text, place, usual):
            if token is not usual:  # what the standard reads was looked at before
                _refuse_fetching(text, token)
            _refuse_hidden_service(text, token, namespaces)
            grown = load.plus(token)
            grown.check(limits)
            other = loads.get(token.end)
            if other is None:
                heappush(places, token.end)
            loads[token.end] = grown.or_more(other) if other else grown


def _readings_at(text: str, place: int, known: Token | None) -> Iterator[Token]:
    try:
        token = known or token_at(text, place)
    except QuerySyntax:
        return  # a reading that ends here: the engine cannot get further either
    if token is None:
        return
    yield token
    if token.kind is Kind.IRI and not _SURELY_IRI.match(token.text) and (operator := operator_at(text, token.start)):
        yield operator


def _refuse_fetching(text: str, token: Token) -> None:
    if "SERVICE" in token.keyword:  # also run together with its neighbours, as the engine takes it
        raise _service(text, token)
    if "LOAD" in token.keyword:
        raise _load(text, token)


def _refuse_updating(text: str, token: Token) -> None:
    word = token.keyword
    if word in UPDATES:
        raise _refusal(
            "update-refused",
            (text, token),
            Text(
                f"{word} would change the data; only queries run here.",
                f"{word} cambiaría los datos; aquí solo se consulta.",
            ),
            Text("Change the files of the project and build again.", "Cambie los archivos del proyecto y reconstruya."),
        )


def _refuse_hidden_service(text: str, token: Token, namespaces: Sequence[Mapping[str, str]]) -> None:
    """Refuse names in which the engine may see SERVICE: ``SERVICEa:b {…}``, or ``x:`` and SERVICE in ``x:SERVICE``.

    The latter where the prefix and the local part together are no IRI (``<http://a:80>`` and ``SERVICE``).
    """
    if token.kind is not Kind.PREFIXED_NAME or "SERVICE" not in token.text.upper():
        return
    following = _next_text(text, token)
    if "SERVICE" in token.text.partition(":")[0].upper() and following == "{":
        raise _service(text, token)
    for known in namespaces:
        iri = expand_name(token, known)
        if iri is not None and not _is_iri(iri):
            raise _service(text, token)


def _refuse_hidden_load(text: str, token: Token) -> None:
    """Refuse names in which the engine may see LOAD where an operation begins: ``LOADa:b``."""
    if token.kind is Kind.PREFIXED_NAME and token.text.upper().startswith("LOAD"):
        raise _load(text, token)


def _next_text(text: str, token: Token) -> str | None:
    try:
        following = token_at(text, token.end)
    except QuerySyntax:
        return None
    return following.text if following else None


def _is_iri(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


def _load(text: str, token: Token) -> QueryRefused:
    return _refusal(
        "load-refused",
        (text, token),
        Text("LOAD is not done here.", "LOAD no se ejecuta aquí."),
        Text(
            "Send the data themselves; this service fetches nothing from elsewhere.",
            "Envíe los datos mismos; este servicio no trae nada de otra parte.",
        ),
    )


def _service(text: str, token: Token) -> QueryRefused:
    return _refusal(
        "service-refused",
        (text, token),
        Text(
            f"SERVICE asks another server; this one does not (“{token.text[:40]}”).",
            f"SERVICE consulta a otro servidor; este no lo hace (“{token.text[:40]}”).",
        ),
        Text(
            "Ask the other server from your side and join the rows; put spaces around < and > that compare.",
            "Consulte al otro servidor por su cuenta y una las filas; ponga espacios alrededor de < y > que comparan.",
        ),
    )


def _refusal(code: str, where: tuple[str, Token], message: Text, hint: Text) -> QueryRefused:
    text, token = where
    line, column = line_column(text, token.start)
    return QueryRefused(code, message, hint, place=Place("query", line, column))
