"""What is asked of a finished closure: every proof counted, changes only where the closure follows them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

from benchmarks.engines import Row
from benchmarks.probes import CHANGES, PROOFS, probe, sample

from benchmarks import lubm
from llika.rules import Closure, Proof, close
from llika.terms import Fact


class _Rerunning:
    """A closure that follows changes, by starting over."""

    def __init__(self, facts: Iterable[Fact], *, forgets: bool = False) -> None:
        self._closure = close(facts)
        self._forgets = forgets

    @property
    def asserted(self) -> Set[Fact]:
        return self._closure.asserted

    @property
    def entailed(self) -> Set[Fact]:
        return self._closure.entailed

    def __len__(self) -> int:
        return len(self._closure)

    def explain(self, fact: Fact) -> Proof | None:
        return None if self._forgets else self._closure.explain(fact)

    def insert(self, facts: Iterable[Fact]) -> None:
        if not self._forgets:
            self._closure = close(self._closure.asserted | set(facts))

    def delete(self, facts: Iterable[Fact]) -> None:
        self._closure = close(self._closure.asserted - set(facts))


class _Finished:
    """An engine that has run."""

    def __init__(self, closure: Closure | _Rerunning | None) -> None:
        if closure is not None:
            self.closure = closure

    def load(self, path: Path) -> None: ...
    def reason(self) -> None: ...
    def entailed(self) -> Iterable[Row]:
        return ()


FACTS = list(lubm.generate(1_500))


def test_every_sampled_fact_is_proved_and_counted() -> None:
    figures = probe(_Finished(close(FACTS)), reason=1.0)
    assert 0 < figures["proofs"] <= PROOFS
    assert figures["unproved"] == 0
    assert figures["proof_median"] <= figures["proof_p95"]


def test_changes_are_measured_only_where_the_closure_follows_them() -> None:
    assert "changes" not in probe(_Finished(close(FACTS)), reason=1.0)
    figures = probe(_Finished(_Rerunning(FACTS)), reason=1.0)
    assert figures["changes"] == CHANGES
    assert figures["facts_lost"] == 0


def test_a_closure_that_loses_facts_or_proofs_is_found_out() -> None:
    figures = probe(_Finished(_Rerunning(FACTS, forgets=True)), reason=1.0)
    assert figures["facts_lost"] > 0
    assert figures["unproved"] == figures["proofs"]


def test_an_engine_that_does_not_explain_is_not_asked() -> None:
    assert probe(_Finished(None), reason=1.0) == {}


def test_the_sample_does_not_depend_on_the_order_of_the_facts() -> None:
    assert sample(FACTS, 20) == sample(reversed(FACTS), 20)
