"""What leaves a profile, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..terms import Fact, Literal, NamedNode, Term, Text, shorten
from .wording import MESSAGES

DL, RL = "OWL 2 DL", "OWL 2 RL"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that leaves a profile. What leaves OWL 2 DL leaves OWL 2 RL too, and is told once.

    :param profile: ``OWL 2 DL`` or ``OWL 2 RL``
    :param rule: stable identifier; with ``owl-`` before it, a heading in ``docs/errors.md``
    :param fact: the triple at fault
    """

    profile: str
    rule: str
    fact: Fact
    message: Text


class Report:
    """Collects violations, each once, in the order they are found.

    :param prefixes: how terms are named in messages
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._found: dict[Violation, None] = {}

    @property
    def violations(self) -> list[Violation]:
        """What was found."""
        return list(self._found)

    def add(self, rule: str, fact: Fact, *parts: Term | Text | int) -> None:
        """Note a violation, worded by its rule and what stands in its places."""
        message = self.say(MESSAGES[rule], *parts)
        self._found[Violation(DL if rule.startswith("dl-") else RL, rule, fact, message)] = None

    def say(self, words: Text, *parts: Term | Text | int) -> Text:
        """Return words with the names of terms and other words in their places."""
        texts = [part if isinstance(part, Text) else Text(*[self._name(part)] * 2) for part in parts]
        return Text(*(form.format(*said) for form, *said in zip(words, *texts, strict=True)))

    def _name(self, part: Term | int) -> str:
        if isinstance(part, NamedNode):
            return shorten(part.value, self._prefixes)
        return part.value if isinstance(part, Literal) else str(part)
