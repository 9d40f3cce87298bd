"""Which class expressions OWL 2 RL allows where.

Source: OWL 2 Profiles, section 4.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..terms import OWL
from .ranges import Expression, Form

_SUB, _SUPER, _EQUIVALENT = "rl-subclass", "rl-superclass", "rl-equivalent"

_GRAMMAR: Mapping[str, Mapping[Form, str]] = {
    _SUB: {
        Form.INTERSECTION: _SUB,
        Form.UNION: _SUB,
        Form.ENUMERATION: _SUB,
        Form.SOME: _SUB,
        Form.VALUE: _SUB,
    },
    _SUPER: {
        Form.INTERSECTION: _SUPER,
        Form.COMPLEMENT: _SUB,
        Form.ALL: _SUPER,
        Form.VALUE: _SUPER,
        Form.MAX: _SUB,
    },
    _EQUIVALENT: {
        Form.INTERSECTION: _EQUIVALENT,
        Form.VALUE: _EQUIVALENT,
    },
}
"""Place → the expressions it takes, each with the place that its own parts take."""
_MAY_HOLD_THING = {Form.SOME, Form.MAX}


def breaches(expression: Expression, place: str) -> Iterator[tuple[str, Expression]]:
    """Yield the innermost expressions that OWL 2 RL does not allow where they stand, each with the rule of its place.

    :param place: the rule that is broken if the expression may not stand where it does
    """
    inner = _GRAMMAR[place].get(expression.form)
    if expression.form is Form.NAMED:
        if expression.term == OWL.Thing:
            yield place, expression
    elif inner is None or (expression.form is Form.MAX and expression.number > 1):
        yield place, expression
    else:
        for part in expression.parts:
            if part.term != OWL.Thing or expression.form not in _MAY_HOLD_THING:
                yield from breaches(part, inner)
