"""What a change of the files has changed: what is found that was not, what is mended, what follows now and did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..evidence import Basis
from ..findings import Finding
from ..terms import Fact
from .conclusions import Conclusions


@dataclass(frozen=True, slots=True)
class Difference:
    """Two examinations compared.

    :param found: findings that were not there before; those that have only moved to another line are no others
    :param mended: findings that are not there any more
    :param concluded: facts that follow now, with their basis, and did not
    :param withdrawn: facts that followed, with the basis they had, and do not any more
    """

    found: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    concluded: dict[Fact, Basis]
    withdrawn: dict[Fact, Basis]


def difference(
    before: tuple[Iterable[Finding], Conclusions], after: tuple[Iterable[Finding], Conclusions]
) -> Difference:
    """Compare what was found and what followed with what is found and what follows."""
    (former, followed), (latter, follows) = before, after
    return Difference(
        found=_more(latter, former),
        mended=_more(former, latter),
        concluded=follows.beyond(followed),
        withdrawn=followed.beyond(follows),
    )


def _more(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    known = Counter(map(_identity, others))
    more = []
    for finding in findings:
        key = _identity(finding)
        if not known[key]:
            more.append(finding)
        known[key] -= known[key] > 0
    return tuple(more)


def _identity(finding: Finding) -> tuple[str | None, ...]:
    file = finding.place.file if finding.place else None
    return file, finding.rule, finding.subject, finding.message.en
