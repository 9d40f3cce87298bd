"""The closure of a graph under OWL 2 RL, held in columns."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from itertools import chain

from ...budget import DEFAULT, Budget, Meter, Progress
from ...errors import BudgetExceeded
from ...terms import Fact
from ..clash import Clash, rank_clashes
from ..closure import Closure
from ..compile import SCHEMA, compile_schema, plain
from ..proof import Prover
from .change import Changes, compare
from .clash import all_clashes
from .codes import EMPTY, contains, difference, union, without
from .doubt import StartOver
from .encode import Columns, encode
from .evaluate import Engine, run
from .factset import Entailed, Listed
from .plan import EQUALITY, INSTANCE
from .relations import Key, Relation, Tables


class ColumnClosure(Closure):
    """A closure in columns: its facts are made into terms as they are read, and it can be changed."""

    asserted: Listed
    entailed: Entailed

    def __init__(self, columns: Columns, meter: Meter, *, trivial: bool = False) -> None:
        self._dictionary = columns.dictionary
        self._meter = meter
        self._trivial = trivial
        self.asserted = Listed(columns.dictionary, columns.tables)
        self._adopt(self._run())

    def _adopt(self, engine: Engine) -> None:
        self._engine = engine
        self.entailed = self._entailed(engine.relations, self.asserted)
        for computed in ("clashes", "_prover"):
            self.__dict__.pop(computed, None)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The contradictions found, in the order of the rule table; empty if the facts are consistent."""
        return rank_clashes(all_clashes(self._engine), self._engine.index, self.asserted)

    def insert(self, facts: Iterable[Fact]) -> Changes:
        """Assert further facts and return the inferences that this makes.

        Facts about things are followed step by step; where they make things the same, or are about the schema, the
        closure is computed anew. The result is the same.

        :raises BudgetExceeded: when a limit of the budget is reached; the closure is then what it was
        """
        known = self.asserted.tables
        given = encode(facts, self._dictionary).tables
        fresh = {key: without(codes, known.get(key, EMPTY)) for key, codes in given.items()}
        fresh = {key: codes for key, codes in fresh.items() if len(codes)}
        after = known | {key: union(known.get(key, EMPTY), codes) for key, codes in fresh.items()}
        return self._change(fresh, after, self._extend)

    def delete(self, facts: Iterable[Fact]) -> Changes:
        """Withdraw asserted facts and return the inferences that this unmakes; what is not asserted is passed over.

        A fact that follows from others stays, as an entailed one. As for :meth:`insert`, the closure is computed anew
        where things that are the same, or the schema, are concerned.

        :raises BudgetExceeded: when a limit of the budget is reached; the closure is then what it was
        """
        known = self.asserted.tables
        given = encode(facts, self._dictionary).tables
        gone = {key: codes[contains(known.get(key, EMPTY), codes)] for key, codes in given.items()}
        gone = {key: codes for key, codes in gone.items() if len(codes)}
        after = known | {key: difference(known[key], codes) for key, codes in gone.items()}
        return self._change(gone, {key: codes for key, codes in after.items() if len(codes)}, self._retract)

    def _change(self, given: Tables, after: Tables, follow: Callable[[Tables], Changes]) -> Changes:
        """Replace the asserted facts and follow the change, step by step if that is possible."""
        before, rows = self.asserted.tables, {key: each.rows for key, each in self._engine.relations.items()}
        former = self._listed(rows, before)
        self.asserted.tables = after
        try:
            try:
                changes = follow(given)
            except StartOver:
                self._adopt(self._run())
                sides = (Listed(self._dictionary, before), former), (self.asserted, self.entailed)
                changes = compare(*sides, given, self._dictionary)
        except BudgetExceeded:
            self.asserted.tables = before
            with self._meter.suspended():
                self._adopt(self._run())
            raise
        return changes

    def _extend(self, given: Tables) -> Changes:
        news = self._engine.extend(given)
        self._refresh(given.keys() | news.keys())
        return Changes(self._listed(news, self.asserted.tables), self._listed({}, {}))

    def _retract(self, given: Tables) -> Changes:
        gone = self._engine.retract(given, self.asserted)
        self._refresh(given.keys() | gone.keys())
        return Changes(self._listed({}, {}), self._listed(gone, given))

    def _listed(self, tables: Tables, given: Tables) -> Entailed:
        relations = {key: Relation(codes) for key, codes in tables.items()}
        return self._entailed(relations, Listed(self._dictionary, dict(given)))

    def _entailed(self, relations: Mapping[Key, Relation], given: Listed) -> Entailed:
        return Entailed(self._dictionary, given, relations, self._engine.equality, trivial=self._trivial)

    def _refresh(self, keys: Iterable[Key]) -> None:
        """Forget what was computed from the facts of some relations."""
        self.entailed.forget(map(self._engine.canonical_key, keys))
        self._engine.index.forget()
        self.__dict__.pop("clashes", None)
        if "_prover" in self.__dict__:
            self._prover.forget()

    def _run(self) -> Engine:
        return run(Columns(self._dictionary, self.asserted.tables), self._meter, trivial=self._trivial)

    @cached_property
    def _prover(self) -> Prover:
        return self.prover(self.asserted)

    def prover(self, asserted: Container[Fact]) -> Prover:
        """Return what searches proofs whose leaves are among some facts."""
        engine = self._engine
        schema = engine.schema()
        compiled = (compile_schema(rules, schema) for rules in (SCHEMA, INSTANCE))
        return Prover(engine.index, chain(*compiled, plain(EQUALITY)), asserted)


def close(
    facts: Iterable[Fact] | Columns,
    *,
    trivial: bool = False,
    budget: Budget = DEFAULT,
    progress: Progress | None = None,
) -> ColumnClosure:
    """Return everything that follows from the facts under the rules of OWL 2 RL.

    Source: W3C OWL 2 Profiles, section 4.3. The result is that of :func:`llika.rules.close`; the work is done on
    columns of numbers, and things that are the same are kept once.

    :param facts: tuples of terms, or columns that were read from a file (:func:`llika.rules.columns.read_ntriples`)
    :param trivial: whether facts that hold in every graph are listed as well; they are answered in any case
    :param progress: told how many facts were read, and how many are known, now and then
    :raises BudgetExceeded: when a limit of the budget is reached

    >>> from llika.terms import RDF, RDFS, Namespace
    >>> EX = Namespace("http://example.org/")
    >>> closure = close([(EX.Network, RDFS.subClassOf, EX.Collective), (EX.remurpe, RDF.type, EX.Network)])
    >>> list(closure.entailed) == [(EX.remurpe, RDF.type, EX.Collective)]
    True
    >>> [step.rule for step in closure.explain((EX.remurpe, RDF.type, EX.Collective)).steps()]
    ['cax-sco', 'asserted', 'asserted']
    """
    meter = Meter(budget, progress)
    columns = facts if isinstance(facts, Columns) else encode(meter.watch(facts, "reading"))
    return ColumnClosure(columns, meter, trivial=trivial)
