"""SHACL validation by pyshacl, the reference: the second engine, and the witness that tests compare the first with.

pyshacl and rdflib are imported on first use.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ..terms import Fact
from .rdflib import from_rdflib, to_rdflib
from .report import Report, ShapeResult, ShapesFault


class ValuesFault(Exception):
    """The data holds a value that pyshacl cannot compare with another one: an ill-typed literal, or NaN."""


def validate(data: Iterable[Fact], shapes: Iterable[Fact]) -> list[ShapeResult]:
    """Check data against shapes in SHACL Core and SHACL-SPARQL, without inference.

    :raises ShapesFault: when the shapes are not well-formed
    :raises ValuesFault: when a comparison that a shape asks for (``sh:lessThan``, ``sh:minInclusive``, ...) breaks off
    """
    from pyparsing import ParseBaseException
    from pyshacl import validate as run
    from pyshacl.errors import ReportableRuntimeError

    with _silenced():
        try:
            _, report, text = run(to_rdflib(data), shacl_graph=to_rdflib(shapes), inference="none", inplace=True)
        except (ReportableRuntimeError, ParseBaseException, NotImplementedError, re.error, AssertionError) as error:
            raise ShapesFault(_first_line(str(error)) or "a parameter has a value of the wrong kind") from error
        except (TypeError, ArithmeticError) as error:
            raise ValuesFault(_first_line(str(error))) from error
        except Exception as error:
            if type(error) is not Exception:  # rdflib raises this very class for an unknown prefix in a query
                raise
            raise ShapesFault(_first_line(str(error))) from error
    if isinstance(report, Exception):  # pyshacl returns some failures instead of raising them
        raise ShapesFault(_first_line(text))
    return list(Report(from_rdflib(report)).results())


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep warnings and logs to ourselves.

    rdflib warns of ill-typed literals and logs them with a traceback: the report has them as results. pyshacl logs
    failures that we raise, and warns that rdflib has given new names to what it calls.
    """
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl-validate")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.disabled = True
        try:
            yield
        finally:
            for logger in loggers:
                logger.disabled = False


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
