"""Numbers as a language writes them: 1,204.5 in English, 1 204,5 in Spanish."""

from __future__ import annotations


def whole(number: int, language: str) -> str:
    """Return a whole number with its thousands apart.

    >>> whole(1234, "en"), whole(1234, "es")
    ('1,234', '1\u202f234')
    """
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}" if language == "es" else ",")


def decimal(number: float, language: str) -> str:
    """Return a number with the decimal sign of a language.

    >>> decimal(0.5, "es")
    '0,5'
    """
    return f"{number:g}".replace(".", _sign(language))


def figure(lexical: str, language: str) -> str:
    """Return a number as it is written in the data, in the signs of a language and without idle decimals.

    Years and other whole numbers stay as they are.

    >>> figure("1204.50", "en"), figure("2016", "en"), figure("530.0", "en")
    ('1,204.5', '2016', '530')
    """
    before, point, after = lexical.partition(".")
    if not point or not before.removeprefix("-").isdecimal():
        return lexical
    part = after.rstrip("0")
    return whole(int(before), language) + (_sign(language) + part if part else "")


def _sign(language: str) -> str:
    return "," if language == "es" else "."
