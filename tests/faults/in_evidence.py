"""Faults in the evidence: claims, passages, gaps, and what they say of each other."""

from __future__ import annotations

from tests.faults.bench import TIES, Bench, Fault, digest, random_digit
from tests.faults.in_data import SHAPES
from tests.faults.sheets import Statement

UNUSED = frozenset({"passage-unused"})


def fact_without_claim(bench: Bench) -> Fault:
    """A claim is lost, and its fact stays."""
    nodes = bench.claimed_nodes()
    claim = bench.pick_claim(
        lambda one: (
            (one.sheet.name, one.term("ev:claimSubject")) not in nodes
            and bench.fact_of(one) is not None
            and _only_claim(bench, one)
        )
    )
    found = bench.fact_of(claim)
    assert found is not None
    names = frozenset(filter(None, [claim.term("ev:supportedBy")]))
    claim.remove()
    return Fault(found[0].sheet, (found[1].line,), frozenset({"fact-without-claim"}), UNUSED, names)


def claim_without_fact(bench: Bench) -> Fault:
    """A fact is lost, and its claim stays."""
    claim = bench.pick_claim(lambda one: one.term("ev:claimPredicate") != "rdf:type" and bench.fact_of(one) is not None)
    found = bench.fact_of(claim)
    assert found is not None
    statement, value = found
    if len(statement.lines) == 1:
        statement.remove()
    else:
        statement.drop(value)
    names = bench.around(statement.subject)
    return Fault(claim.sheet, (claim.head,), frozenset({"claim-without-fact"}), SHAPES | TIES, names)


def claim_changed(bench: Bench) -> Fault:
    """A claim rests on another passage than the one that its name was made of, or its name is misspelt."""
    claim = bench.pick_claim(lambda one: len(_passages(one)) > 1)
    [support] = claim.of("ev:supportedBy")
    if bench.random.random() < 0.5:
        name = claim.subject.partition(":")[2]
        claim.head.text = claim.head.text.replace(name, random_digit(bench.random, name), 1)
    else:
        other = bench.random.choice([one for one in _passages(claim) if one.subject != support.term])
        claim.replace(support, other.subject)
    return Fault(claim.sheet, (claim.head,), frozenset({"evidence-stale"}), UNUSED, frozenset({support.term}))


def passage_not_described(bench: Bench) -> Fault:
    """The description of a passage is lost, and what rests on it stays."""
    cited = [name for one in bench.claims() for name in sorted(one.names())]
    once = {one.subject for one in _described(bench) if cited.count(one.subject) == 2 and bench.is_free(one.subject)}
    claim = bench.pick_claim(lambda one: one.term("ev:supportedBy") in once)
    [support] = claim.of("ev:supportedBy")
    passage = bench.pick(_described(bench, support.term), lambda one: one.subject)
    passage.remove()
    return Fault(claim.sheet, (support.line,), frozenset({"passage-missing"}))


def passage_of_other_offsets(bench: Bench) -> Fault:
    """A passage has other offsets than its name says."""
    passage = bench.pick(_described(bench), lambda one: one.subject)
    predicate, step = bench.random.choice([("ev:charStart", -1), ("ev:charEnd", 1)])
    [value] = passage.of(predicate)
    passage.replace(value, str(int(value.term) + step))
    names = frozenset({passage.subject})
    return Fault(passage.sheet, (passage.head,), frozenset({"passage-iri"}), frozenset({"passage-digest"}), names)


def passage_of_another_text(bench: Bench) -> Fault:
    """The digest of a passage is that of another text."""
    passage = bench.pick(_described(bench), lambda one: one.subject)
    [value] = passage.of("ev:textDigest")
    line = passage.replace(value, f'"{random_digit(bench.random, value.term[1:-1])}"')
    return Fault(passage.sheet, (line,), frozenset({"passage-digest"}))


def denial_of_a_fact(bench: Bench) -> Fault:
    """A document denies what its facts say."""
    claim = bench.pick_claim(lambda one: _affirmed(bench, one))
    predicate = "ev:claimObject" if claim.of("ev:claimObject") else "ev:claimValue"
    about = [claim.term(one) or "" for one in ("ev:claimSubject", "ev:claimPredicate", predicate, "ev:supportedBy")]
    name = digest(claim.sheet, *about, "ev:denies")
    denial = claim.sheet.append(
        [
            f"claim:{name} a ev:Claim ;",
            f"    {predicate} {about[2]} ;",
            f"    ev:claimPredicate {about[1]} ;",
            f"    ev:claimSubject {about[0]} ;",
            "    ev:confidence 1.0 ;",
            "    ev:stance ev:denies ;",
            f"    ev:supportedBy {about[3]} .",
        ]
    )
    return Fault(claim.sheet, (denial.lines[5],), frozenset({"denial-with-fact"}))


def gap_beside_a_fact(bench: Bench) -> Fault:
    """A gap says that a document does not state what it states."""
    claim = bench.pick_claim(
        lambda one: _affirmed(bench, one) and one.term("ev:claimPredicate") != "rdf:type" and _has_gaps(one)
    )
    subject, predicate = (claim.term(one) or "" for one in ("ev:claimSubject", "ev:claimPredicate"))
    document = f"src:{claim.sheet.name.rpartition('/')[2][:3]}"
    gap = claim.sheet.append(
        [
            f"gap:{digest(claim.sheet, subject, predicate, document)} a ev:Gap ;",
            "    ev:checkedBy i:curator ;",
            f"    ev:gapPredicate {predicate} ;",
            f"    ev:gapSubject {subject} ;",
            '    ev:reason "It was looked for and not seen."@en ,',
            '        "Se buscó y no se vio."@es ;',
            f"    ev:searchedIn {document} .",
        ]
    )
    return Fault(claim.sheet, (gap.head,), frozenset({"gap-beside-fact"}))


def contradiction(bench: Bench) -> Fault:
    """Something is of two classes that exclude each other, and a claim says so."""
    one = bench.pick_statement(lambda one: one.term("a") == ":Organization" and _has_passages(bench, one))
    kind = one.of("a")[-1]
    line = one.add_value(kind, ":Person")
    sheet = bench.folder.sheets[_claims_of(one)]
    passage = bench.random.choice([one for one in sheet.statements() if one.term("a") == "ev:Passage"])
    name = digest(sheet, one.subject, "rdf:type", ":Person", passage.subject, "ev:affirms")
    sheet.append(
        [
            f"claim:{name} a ev:Claim ;",
            "    ev:claimObject :Person ;",
            "    ev:claimPredicate rdf:type ;",
            f"    ev:claimSubject {one.subject} ;",
            "    ev:confidence 1.0 ;",
            "    ev:stance ev:affirms ;",
            f"    ev:supportedBy {passage.subject} .",
        ]
    )
    return Fault(one.sheet, (kind.line, line), frozenset({"inconsistent"}))


def _has_passages(bench: Bench, one: Statement) -> bool:
    """Tell whether a claims file beside the one of a statement describes passages, and names classes in its claims."""
    sheet = bench.folder.sheets.get(_claims_of(one))
    return sheet is not None and "@prefix rdf:" in sheet.text and " a ev:Passage ;" in sheet.text


def _claims_of(one: Statement) -> str:
    return one.sheet.name.replace("graph_data/", "graph_data/claims/")


def _affirmed(bench: Bench, claim: Statement) -> bool:
    return claim.term("ev:stance") == "ev:affirms" and bench.fact_of(claim) is not None and _only_claim(bench, claim)


def _only_claim(bench: Bench, claim: Statement) -> bool:
    """Tell whether no other claim of the file is about the same fact."""

    def about(one: Statement) -> list[str | None]:
        parts = ("ev:claimSubject", "ev:claimPredicate", "ev:claimObject", "ev:claimValue")
        return [one.term(part) for part in parts]

    return [about(one) for one in claim.sheet.statements()].count(about(claim)) == 1


def _has_gaps(claim: Statement) -> bool:
    return "@prefix gap:" in claim.sheet.text


def _passages(claim: Statement) -> list[Statement]:
    return [one for one in claim.sheet.statements() if one.term("a") == "ev:Passage"]


def _described(bench: Bench, name: str | None = None) -> list[Statement]:
    """Return the descriptions of all passages, or of one."""
    return [one for one in bench.claims() if one.term("a") == "ev:Passage" and name in (None, one.subject)]
