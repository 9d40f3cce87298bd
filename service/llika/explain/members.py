"""Who is not a member of a class, and how that is known: denied, ruled out, looked for in vain, or not."""

from __future__ import annotations

from ..evidence import Basis
from ..terms import NamedNode
from .types import STATUSES
from .views import Json, Views, needing

MANY = 200
"""Members of a collection beyond which nobody asks of each of them why it is not in a class."""


def non_members(views: Views, candidate: NamedNode, basis: Basis) -> Json | None:
    """Return the members of collections that a class does not have, by the reason; None for a class of none of them.

    :returns: ``denied`` with claims, ``ruled_out`` with the fact that does so, ``not_stated`` with gaps,
        and ``unknown``; with ``basis_needed`` where one would do
    """
    classifier = views.classifier
    asked = [
        member
        for collection in views.dataset.project.collections.values()
        if candidate in classifier.candidates(collection)
        for member in classifier.members(collection, basis)[:MANY]
    ]
    if not asked:
        return None
    found: dict[str, list[Json]] = {status: [] for status in STATUSES if status != "type"}
    for member in dict.fromkeys(asked):
        typing = classifier.typing(member, candidate, basis)
        if typing.status == "type" or (typing.status == "unknown" and not classifier.is_near(typing, member, basis)):
            continue
        reason: Json = {}
        if typing.status == "denied":
            reason = {"claims": views.claims(typing.denials)}
        elif typing.status == "ruled_out":
            reason = {"ruled_out_by": views.excluding(typing, basis)}
        elif typing.status == "not_stated":
            reason = {**views.gap(typing.gaps[0]), **needing(typing.basis_needed)}
        else:
            reason = needing(typing.basis_needed)
        found[typing.status].append({**views.term(member), **reason})
    return {**found}
