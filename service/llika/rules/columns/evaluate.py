"""Derive everything that follows: semi-naive evaluation, one relation at a time.

What is concluded waits in its relation. The relation that depends on the fewest others is looked at next: what is new
in it becomes known, and is joined, as the one new premise, with all that is known. Things found the same are rewritten
to one representative at once. Facts about the schema that come out of the data are compiled into new plans until none
appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import cast

import numpy as np

from ...budget import Meter
from ...errors import InputError
from ...terms import OWL, NamedNode, Term, Text
from ..compile import CLASH_PREDICATES, SCHEMA, Schema, compile_schema
from ..datatypes import DATATYPES
from ..rule import Rule
from .codes import EMPTY, Codes, column, contains, pair, union, unpair, without
from .dictionary import FIRST, REST, SAME_AS, THING, TYPE
from .doubt import Doubt, StartOver
from .encode import Columns
from .equality import Equality
from .factset import FactSet
from .join import ONE_ROW, Joiner, Rows, distinct, links, match
from .plan import INSTANCE, Atom, Plan, plan
from .program import Agenda, Program
from .relations import ANY, EVERY_TYPE, Key, Relation, Tables, by_class
from .schema import schema_index, schema_keys
from .values import Literals, members_of, used_literals
from .view import ClosureIndex


class Engine:
    """The working state of one closure.

    :param trivial: whether trivial facts are concluded that no rule reads
    :ivar relations: the facts, written with representatives
    :ivar index: the same as terms, under every name
    :ivar news: once the closure is complete, what the last change made known, by relation
    """

    def __init__(self, columns: Columns, meter: Meter, *, trivial: bool = False) -> None:
        self.dictionary = columns.dictionary
        self.lists = columns.lists()
        self._cells = columns.cells()
        self.relations: dict[Key, Relation] = {}
        self._meter = meter
        self.equality = Equality(self.dictionary, self._meter)
        self._trivial = trivial
        self._sameness_matters = trivial or columns.speak_of(SAME_AS)
        self.index = ClosureIndex(self.dictionary, self.relations, self.equality, with_sameness=self._sameness_matters)
        self.joiner = Joiner(self.relations, self._meter)
        self.program = Program()
        self._agenda = Agenda(self.program)
        self._count = 0
        self._schema_keys = schema_keys(self.dictionary, self.equality)
        self._schema_grew = False
        self._schema: Schema | None = None
        self._typed: set[NamedNode] = set()
        self.news: Tables | None = None
        for key, codes in columns.without_cells().items():
            self._let_wait(key, codes)
        if self._sameness_matters:
            for key, codes in columns.tables.items():
                self._note_sameness(key, codes)
        self.literals = Literals(self.dictionary)
        links = self.literals.add(used_literals(columns.without_cells(), self.dictionary))
        self._let_wait((SAME_AS, ANY), links)

    def run(self) -> None:
        """Derive everything that follows.

        :raises BudgetExceeded: when a limit of the budget is reached
        """
        grew = True
        while grew:
            self._adopt(SCHEMA, only=self._schema_keys)
            grew = self._adopt(INSTANCE)
        if self.equality:
            names = self.equality.names
            known = ((key, relation.rows) for key, relation in self.relations.items() if key != EVERY_TYPE)
            self._meter.check_facts(sum(self.equality.count(rows) * len(names(key[0])) for key, rows in known))
        self.news = {}

    def extend(self, tables: Tables) -> Tables:
        """Derive what follows from further facts, and return what was not known before.

        :raises StartOver: if things turn out to be the same, or the schema to grow; the engine is of no use then
        """
        self.news = {}
        self._meter.restart()
        added = used_literals(tables, self.dictionary)
        if self._concern_schema(tables) or (self.literals.are_stale and self.literals.matter(added)):
            raise StartOver
        self._let_wait((SAME_AS, ANY), self.literals.add(added))
        for datatype in self._typed:
            self._let_wait((TYPE, self.number(datatype)), members_of(datatype, added, self.dictionary))
        for key, codes in tables.items():
            self._let_wait(self.canonical_key(key), codes)
        self._schema_grew = False
        self._drain()
        if self._schema_grew:
            raise StartOver
        return self.news

    def retract(self, tables: Tables, asserted: FactSet) -> Tables:
        """Give up facts that are asserted no longer, and what followed from them alone; return what is gone.

        Source: Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally (1993), section 7 (DRed).

        :param asserted: the facts that still are
        :raises StartOver: if things that are the same, or the schema, are concerned
        """
        if self._concern_schema(tables):
            raise StartOver
        self.news = {}
        self._meter.restart()
        doubt = Doubt(self, asserted)
        doubt.spread(tables)
        for key, codes in doubt.tables.items():
            self.relations[key].remove(codes)
            self._count -= len(codes)
        for key, codes in doubt.tables.items():
            for each in self.program.concluding(key):
                self._conclude_again(each, match(each.head, codes))
        self._drain()
        self.literals.are_stale = True
        return {key: without(codes, self.relations[key].rows) for key, codes in doubt.tables.items()}

    def is_about_schema(self, key: Key) -> bool:
        """Return whether facts of a key decide what is compiled."""
        return key[0] in (FIRST, REST) or self.canonical_key(key) in self._schema_keys

    def _concern_schema(self, tables: Tables) -> bool:
        """Return whether facts decide what is compiled, or which lists are read: those that something points at."""
        pointed_at = (unpair(codes)[1] for codes in tables.values())
        return (
            self._sameness_matters
            or Columns(self.dictionary, tables).speak_of(SAME_AS)
            or any(map(self.is_about_schema, tables))
            or any(contains(self._cells, each).any() for each in pointed_at)
        )

    def depends_on_values(self, numbers: Codes) -> bool:
        """Return whether there are literals among these that other facts are known of than those that were stated."""
        has_literals = bool(self.dictionary.are_literals(numbers).any())
        return has_literals and (bool(self._typed) or self.literals.matter(numbers))

    def solve(self, atoms: Sequence[Atom], wanted: set[str]) -> Rows:
        """Return the bindings of the wanted variables under which all atoms are known to hold."""
        if EVERY_TYPE not in self.relations and any(atom.key == EVERY_TYPE for atom in atoms):
            self._mirror_types()
            self._drain()
        return self.joiner.solve(ONE_ROW, atoms, wanted, "search")

    # -- plans

    def _adopt(self, rules: tuple[Rule, ...], *, only: Set[Key] | None = None) -> bool:
        """Run the plans of these rules and all earlier ones; return whether facts about the schema were found.

        :param only: the relations to look at; what is concluded in others waits
        """
        self._schema_grew = False
        self._drain(self._schema_keys)
        for clause in compile_schema(rules, self.schema()):
            if clause.is_bounded:
                self.program.add(plan(clause, self.number))
        self._start_plans()
        self._drain(only)
        return self._schema_grew

    def schema(self) -> Schema:
        """Return what is known about the schema and not said by other facts about it already."""
        if self._schema is None:
            self._schema = Schema.of(schema_index(self.relations, self.dictionary, self.equality), self.lists)
        return self._schema

    def number(self, term: Term) -> int:
        """Return the number of what represents a term."""
        return self.equality.find(self.dictionary.number(term))

    def _start_plans(self) -> None:
        """Run the plans that wait over all that is known; who is a thing is only worth knowing if anything reads it."""
        read = self._classes_read()
        thing = self.equality.find(THING)
        thing_read = self._trivial or thing in read or thing in self.equality.members
        self._add_value_types(read)
        for each in self.program.start(lambda each: thing_read or each.head.key != (TYPE, thing)):
            if each.half:
                self._link(each, ONE_ROW, each.half)
            else:
                self._conclude(each, self.joiner.solve(ONE_ROW, each.body, each.head.variables(), each.rule))
        if any(self.program.readers(EVERY_TYPE)) and EVERY_TYPE not in self.relations:
            self._mirror_types()

    def _classes_read(self) -> set[int]:
        """Return the classes whose members some plan or inconsistency rule asks for."""
        read = self.program.classes_read() | {self.number(OWL.Nothing)}
        for predicate in CLASH_PREDICATES:
            relation = self.relations.get((self.number(predicate), ANY))
            if relation is not None:
                read.update(np.concatenate(unpair(relation.rows)).tolist())
        read.update(self.number(member) for members in self.lists.values() for member in members)
        read.update(self.equality.members.keys() & set(map(self.number, DATATYPES)))  # one datatype under two names
        return read

    def _add_value_types(self, read: set[int]) -> None:
        """Apply dt-type2 for the datatypes that somebody asks for."""
        for datatype in DATATYPES:
            if self.number(datatype) in read and datatype not in self._typed:
                self._typed.add(datatype)
                key = (TYPE, self.number(datatype))
                self._let_wait(key, members_of(datatype, self.literals.numbers, self.dictionary))

    def _add_types_of_values(self, things: Codes) -> None:
        """Apply dt-type2 to those of some things that have a name and are, under another name, a literal."""
        classes = [names for names in map(self.equality.members.get, things.tolist()) if names]
        names = np.fromiter(chain.from_iterable(classes), np.int64)
        are_literals = self.dictionary.are_literals(names)
        if not are_literals.any():
            return
        class_of = np.repeat(np.arange(len(classes)), list(map(len, classes)))
        named = np.zeros(len(classes), np.bool_)
        named[class_of[~are_literals]] = True
        literals = column(names[are_literals & named[class_of]])
        for datatype in DATATYPES if len(literals) else ():
            self._let_wait((TYPE, self.number(datatype)), members_of(datatype, literals, self.dictionary))

    def _mirror_types(self) -> None:
        mirror = self._relation(EVERY_TYPE)
        for key, relation in self.relations.items():
            if key[0] == TYPE and key != EVERY_TYPE:
                mirror.add(relation.rows)
        self._agenda.add(EVERY_TYPE)

    # -- facts

    def _relation(self, key: Key) -> Relation:
        return self.relations.setdefault(key, Relation())

    def _let_wait(self, key: Key, codes: Codes, *, implied: bool = False) -> None:
        parts = by_class(codes) if key == EVERY_TYPE else {key: codes}
        for part, values in parts.items():
            if len(values):
                self._relation(part).add(values, implied=implied)
                self._agenda.add(part)

    def _drain(self, only: Set[Key] | None = None) -> None:
        """Look at what waits, and at what follows from it, until nothing waits any more."""
        while (key := self._agenda.pop(only)) is not None:
            fresh = self._absorb(key)
            if len(fresh):
                self._meter.check_time()
                self._meter.check_facts(self._count)
                self._meter.tell("reasoning", self._count)
                self._follow(key, fresh)

    def _absorb(self, key: Key) -> Codes:
        """Make known what waits in a relation and return what of it was not known before."""
        relation = self.relations[key]
        codes, implied = (self.equality.canonical_pairs(waiting) for waiting in relation.take())
        if key[0] == SAME_AS:
            codes = self._unite(codes)
        self._meter.check_rows(len(codes))
        fresh = relation.absorb(codes)
        if key in self._schema_keys:
            if len(fresh):
                self._note_schema()
            further = relation.absorb(implied)
            relation.implied = union(relation.implied, further)
            fresh = union(fresh, further)
        self._count += len(fresh)
        if self._sameness_matters:
            self._note_sameness(key, fresh)
        if self.news is not None and len(fresh):
            self.news[key] = union(self.news.get(key, EMPTY), fresh)
        return fresh

    def _note_schema(self) -> None:
        """Take note that there is something to compile that was not there."""
        self._schema_grew, self._schema = True, None

    def _note_sameness(self, key: Key, codes: Codes) -> None:
        """Apply eq-ref to the terms of facts; only where facts speak of owl:sameAs, else it is answered on demand."""
        numbers = np.concatenate((*unpair(codes), [key[0], SAME_AS] if len(codes) else EMPTY))
        self._let_wait((SAME_AS, ANY), pair(numbers, numbers))

    def _follow(self, key: Key, fresh: Codes) -> None:
        """Draw the conclusions from new facts of a relation."""
        if key[0] == TYPE and key != EVERY_TYPE and EVERY_TYPE in self.relations:
            self.relations[EVERY_TYPE].add(fresh)
            self._agenda.add(EVERY_TYPE)
        for each, at in self.program.readers(key):
            atoms = each.half or each.body
            rows, others = match(atoms[at], fresh), atoms[:at] + atoms[at + 1 :]
            if not rows.count:
                continue
            if each.half:
                self._link(each, rows, others)
            else:
                self._conclude(each, self.joiner.solve(rows, others, each.head.variables(), each.rule))

    def _conclude(self, each: Plan, rows: Rows) -> None:
        if rows.count:
            self._let_wait(each.head.key, rows.codes(each.head), implied=each.implied)

    def _conclude_again(self, each: Plan, rows: Rows) -> None:
        """Conclude those facts of these rows that still follow by a plan."""
        if rows.count and any(atom.key[0] == SAME_AS for atom in each.body):
            raise StartOver  # read backward, everything is the same as itself; read forward, that is not looked at
        if rows.count:
            self._conclude(each, self.joiner.solve(rows, each.body, each.head.variables(), each.rule))

    # -- equality

    def _link(self, each: Plan, rows: Rows, others: Iterable[Atom]) -> None:
        """Make the same what meets half of a body together with what these rows have in common."""
        one, common = cast("str", each.head.subject), each.common
        groups = distinct(self.joiner.solve(rows, others, common, each.rule))
        if groups.count:
            everyone = self.joiner.solve(groups, each.half, common | {one}, each.rule)
            self._let_wait(each.head.key, links(everyone, one))

    def _unite(self, codes: Codes) -> Codes:
        """Make things the same; return those that have several names now, each as the same as itself."""
        subjects, objects = unpair(codes)
        apart = subjects != objects
        if apart.any():
            if self.news is not None:
                raise StartOver
            self._rewrite(self.equality.unite(subjects[apart], objects[apart]))
        touched = column(self.equality.canonical(subjects))
        if self._is_in_schema(touched):
            self._note_schema()
        self._add_types_of_values(touched)
        if not self._sameness_matters:
            touched = touched[[number in self.equality.members for number in touched.tolist()]]
        return pair(touched, touched)

    def _is_in_schema(self, things: Codes) -> bool:
        """Return whether facts about the schema speak of some things: a list, or a number, may have got a new name."""
        known = (relation for key, relation in self.relations.items() if key in self._schema_keys)
        return any(relation.touching(things).any() for relation in known)

    def _rewrite(self, gone: Codes) -> None:
        """Let everything known that has a number which represents nothing any more wait to be known anew."""
        if self.equality.find(SAME_AS) != SAME_AS:
            raise _vocabulary_merged()
        former, self._schema_keys = self._schema_keys, schema_keys(self.dictionary, self.equality)
        if former != self._schema_keys:
            self._note_schema()
        for key, relation in list(self.relations.items()):
            target = self.canonical_key(key)
            if target == key:
                self._count -= relation.reopen(gone)
                if relation.is_waiting:
                    self._agenda.add(key)
            else:
                self._count -= relation.reopen()
                self._move(key, target)
        self.program.renumber(self.equality.find)
        self._start_plans()

    def _move(self, key: Key, target: Key) -> None:
        """Let what waits in a relation wait in another."""
        self._agenda.discard(key)
        codes, implied = map(self.equality.canonical_pairs, self.relations.pop(key).take())
        self._let_wait(target, codes)
        self._let_wait(target, implied, implied=True)

    def canonical_key(self, key: Key) -> Key:
        """Return the key of the relation in which the facts of a key are kept."""
        predicate, kind = key
        return self.equality.find(predicate), kind if kind == ANY else self.equality.find(kind)


def run(columns: Columns, meter: Meter, *, trivial: bool = False) -> Engine:
    """Return an engine that has derived everything that follows from facts.

    :param trivial: whether what holds in every graph is wanted for its own sake
    :raises BudgetExceeded: when a limit of the budget is reached
    """
    meter.restart()
    engine = Engine(columns, meter, trivial=trivial)
    engine.run()
    return engine


def _vocabulary_merged() -> InputError:
    return InputError(
        "vocabulary-merged",
        Text("The data make rdf:type and owl:sameAs the same.", "Los datos hacen de rdf:type y owl:sameAs lo mismo."),
        Text(
            "Look for an owl:sameAs, a key or a functional property that concerns the vocabulary of RDF.",
            "Busque un owl:sameAs, una clave o una propiedad funcional que afecte al vocabulario de RDF.",
        ),
    )
