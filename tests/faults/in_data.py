"""Faults in the facts: terms, types, values, labels.

A value at fault is wanted on its own line; what is missing, on the line where the thing begins.
"""

from __future__ import annotations

from tests.faults.bench import TIES, Bench, Fault
from tests.faults.sheets import Line, Statement, Value

CLASSED = {
    ":addressedTo": "recommendation-addressee",
    ":addresses": "activity-audience",
    ":addressesBarrier": "answer-to-barrier-class",
    ":addressesChoice": "recommendation-choice",
    ":admitsPurpose": "recommendation-purpose",
    ":advances": "practice-principle",
    ":aimOf": "aim-of",
    ":alignedWith": "aligned-principle",
    ":arrangementOf": "arrangement-body",
    ":authoredBy": "publication-author",
    ":byActor": "uptake-actor",
    ":byProcedure": "decision-rule-procedure",
    ":carriedOutBy": "activity-actor-class",
    ":certifies": "recognition-principle",
    ":comparison": "comparison-result",
    ":coordinationMeans": "arrangement-means",
    ":coversTopic": "event-topic",
    ":decisionRuleOf": "decision-rule-body",
    ":divergenceKind": "divergence-kind",
    ":editionOf": "edition-forum",
    ":facedBy": "challenge-faced-by",
    ":fallsShortOf": "practice-principle",
    ":forEdition": "for-edition-class",
    ":forGroup": "seat-group",
    ":grantedBy": "recognition-body",
    ":groundedIn": "verdict-ground",
    ":hasApproach": "programme-approach",
    ":hasMemberKind": "collective-member-kind",
    ":hasParticipant": "participation-actor",
    ":hasParty": "agreement-party",
    ":hasPole": "choice-pole",
    ":heldBy": "seat-holder",
    ":inField": "collective-field",
    ":inSeries": "event-series",
    ":leavesOut": "practice-topic",
    ":locatedIn": "located-place",
    ":measure": "observation-measure comparison-measure",
    ":missing": "observation-missing",
    ":ofBody": "seat-body",
    ":ofPrinciple": "verdict-principle",
    ":onEdition": "verdict-edition",
    ":onMatter": "decision-rule-matter",
    ":organisedBy": "event-organiser",
    ":partOf": "part-whole",
    ":participantsFrom": "participation-place",
    ":place": "placed-place",
    ":postAt": "post-body",
    ":postHolder": "post-person",
    ":practiceOf": "practice-owner",
    ":publicationKind": "publication-kind",
    ":publishedBy": "publication-publisher",
    ":recognises": "recognition-edition",
    ":repliedBy": "discussion-point-speaker",
    ":repliesTo": "remark-reply",
    ":representedBy": "seat-representative",
    ":respondsTo": "action-step-ground",
    ":runBy": "programme-runner",
    ":saidAt": "said-at-event",
    ":saidBy": "remark-speaker observation-speaker verdict-speaker",
    ":serves": "activity-audience",
    ":status": "uptake-status",
    ":suggestsFunction": "remark-function",
    ":taskHolding": "arrangement-tasks",
    ":unit": "observation-unit",
    ":uptakeOf": "uptake-innovation",
    ":usesCriterion": "selection-criterion",
    ":usesEvidence": "study-evidence",
    ":verdict": "verdict-value",
    ":viaInstrument": "uptake-instrument",
}
"""Properties whose values have a class, each with the shape that says so, or one for each kind of thing."""
LITERALS = {
    ":dateText": "dated-text",
    ":inTable": "observation-table",
    ":memberListComplete": "collective-member-list",
    ":part": "remark-part discussion-point-part",
    ":postTitle": "post-title",
    ":publicationYear": "publication-year",
    ":sequence": "ordered-number",
    ":startYear": "dated-start",
    ":surveyBinding": "decision-rule-survey",
    ":timeText": "event-time",
    ":unitAsPrinted": "observation-unit-as-printed",
    ":value": "observation-value",
}
REQUIRED = {
    ":Aim": {":aimOf": "aim-of"},
    ":Arrangement": {":arrangementOf": "arrangement-body"},
    ":Comparison": {
        ":comparedWith": "comparison-other",
        ":comparison": "comparison-result",
        ":measure": "comparison-measure",
        ":saidBy": "remark-speaker",
    },
    ":DecisionRule": {
        ":byProcedure": "decision-rule-procedure",
        ":decisionRuleOf": "decision-rule-body",
        ":onMatter": "decision-rule-matter",
    },
    ":Divergence": {":concerns": "divergence-sides", ":divergenceKind": "divergence-kind"},
    ":EditionPractice": {":practiceOf": "edition-practice-owner"},
    ":Finding": {":about": "finding-subject"},
    ":ForumEdition": {":editionOf": "edition-forum"},
    ":Observation": {
        ":about": "observation-subject",
        ":measure": "observation-measure",
        ":missing": "observation-figure",
        ":unit": "observation",
        ":value": "observation-figure",
    },
    ":Post": {":postAt": "post-body", ":postHolder": "post-person"},
    ":Recognition": {":recognises": "recognition-edition"},
    ":Remark": {":saidBy": "remark-speaker"},
    ":Seat": {":heldBy": "seat-holder", ":ofBody": "seat-body"},
    ":Sponsorship": {":forEdition": "sponsorship-edition"},
    ":Uptake": {":byActor": "uptake-actor", ":status": "uptake-status", ":uptakeOf": "uptake-innovation"},
    ":Verdict": {
        ":ofPrinciple": "verdict-principle",
        ":onEdition": "verdict-edition",
        ":saidBy": "verdict-speaker",
    },
}
"""What there must be on a thing, by its kind, each with the shape that says so."""
SECOND = {
    ":arrangementOf": ("arrangement-body", "i:remurpe i:cies"),
    ":byProcedure": ("decision-rule-procedure", "c:consensus c:simple-majority"),
    ":comparison": ("comparison-result", "c:higher c:lower"),
    ":dateText": ("dated-text", '"some day in 2016"'),
    ":decisionRuleOf": ("decision-rule-body", "i:remurpe i:cies"),
    ":editionOf": ("edition-forum", "i:igf-peru i:lacigf"),
    ":forGroup": ("seat-group", "c:academia c:government"),
    ":inTable": ("observation-table", "98 99"),
    ":measure": ("observation-measure comparison-measure", "c:members c:communities-covered"),
    ":memberListComplete": ("collective-member-list", "false true"),
    ":ofBody": ("seat-body", "i:remurpe i:cies"),
    ":ofPrinciple": ("verdict-principle", "c:openness c:transparency"),
    ":onEdition": ("verdict-edition", "i:igf-peru-2016 i:igf-peru-2017"),
    ":postHolder": ("post-person", "i:paul-spray i:john-crabtree"),
    ":publicationYear": ("publication-year", "1899 1898"),
    ":recognises": ("recognition-edition", "i:igf-peru-2016 i:igf-peru-2017"),
    ":sequence": ("ordered-number", "98 99"),
    ":startYear": ("dated-start", "1899 1898"),
    ":status": ("uptake-status", "c:done c:dropped"),
    ":surveyBinding": ("decision-rule-survey", "true false"),
    ":unit": ("observation-unit", "c:community c:organisation"),
    ":uptakeOf": ("uptake-innovation", "i:peir i:remurpe"),
    ":value": ("observation-figure", "98.0 99.0"),
    ":verdict": ("verdict-value", "c:met c:not-met"),
}
LENGTHS = {
    ":dateText": ("dated-text", 120),
    ":gist": ("gist-text", 400),
    ":part": ("remark-part discussion-point-part", 120),
    ":postTitle": ("post-title", 120),
    ":readingBecauseOf": ("reading-reason-text", 400),
    ":unitAsPrinted": ("observation-unit-as-printed", 120),
}
ACTIVITIES = {":Activity", ":PolicyLobbying", ":Study", ":Survey", ":TechnicalAssistance", ":Training", ":Twinning"}
NAMED = {
    *(":Actor", ":Agreement", ":Choice", ":Committee", ":Forum", ":ForumEdition", ":Innovation", ":Network"),
    *(":Barrier", ":BestPractice", ":Country", ":Region", ":EditionPractice", ":ActionStep"),
    *(":Organization", ":Person", ":Publication", ":Recommendation"),
}
CLOSED = {
    *("aim", "arrangement", "comparison", "decision-rule", "discussion-point", "divergence", "finding"),
    *("observation-closed", "post", "recognition", "seat", "verdict"),
}
"""The shapes of things that have no other properties than those listed there."""
SHAPES = frozenset(
    {
        *(
            rule
            for table in (CLASSED, LITERALS, *REQUIRED.values())
            for rules in table.values()
            for rule in rules.split()
        ),
        *("activity-actor", "aim-gist", "choice", "discussion-point-gist", "divergence-gist", "finding-gist"),
        *("observation", "remark-gist", *CLOSED),
    }
)
STRANGER = "c:scheme-groups"
"""A thing of the ontology that is no value of any of these properties."""


def undeclared_property(bench: Bench) -> Fault:
    """A property is misspelt."""
    one, value = bench.pick_value(
        lambda one, value: value.predicate.startswith(":") and one.of(value.predicate)[0] == value
    )
    misspelt = value.predicate[:4] + "x" + value.predicate[4:]
    value.line.text = value.line.text.replace(f" {value.predicate} ", f" {misspelt} ", 1)
    return _fault(bench, one, value.line, "undeclared-term", follow_ups=SHAPES | TIES)


def undeclared_class(bench: Bench) -> Fault:
    """A class is misspelt."""
    one, value = bench.pick_value(lambda one, value: _is_class(value) and not bench.mentions_elsewhere(one))
    line = one.replace(value, value.term + "x")
    return _fault(bench, one, line, "undeclared-term", follow_ups=TIES)


def no_class(bench: Bench) -> Fault:
    """A thing has facts and no class."""
    one, value = bench.pick_value(
        lambda one, value: (
            _is_class(value)
            and len(one.of("a")) == 1
            and any(other.predicate in bench.properties for other in one.values)
            and not bench.mentions_elsewhere(one)
        )
    )
    one.drop(value)
    return _fault(bench, one, one.head, "untyped-node", follow_ups=TIES | {"untyped-node"})


def misspelt_thing(bench: Bench) -> Fault:
    """A value is a thing that is not there."""
    one, value = bench.pick_value(lambda _, value: value.predicate in CLASSED)
    line = one.replace(value, value.term[:-1] + "x" + value.term[-1])
    return _fault(bench, one, line, CLASSED[value.predicate], follow_ups=TIES)


def thing_of_another_class(bench: Bench) -> Fault:
    """A value is a thing of a class that does not belong there."""
    one, value = bench.pick_value(lambda _, value: value.predicate in CLASSED)
    line = one.replace(value, STRANGER)
    return _fault(bench, one, line, CLASSED[value.predicate], follow_ups=TIES)


def wrong_datatype(bench: Bench) -> Fault:
    """A number or truth value is written as a text, a decimal without its point, a plain text with a language."""
    one, value = bench.pick_value(lambda _, value: value.predicate in LITERALS)
    if value.term.startswith('"'):
        term = value.term + "@en"
    else:
        term = bench.random.choice([f'"{value.term}"', value.term.removesuffix(".0") + "e0"])
    term = f'"{value.term}"' if value.term in ("true", "false") else term
    line = one.replace(value, term)
    return _fault(bench, one, line, LITERALS[value.predicate], follow_ups=TIES | {"inconsistent", "owl-rl-datatype"})


def second_value(bench: Bench) -> Fault:
    """A thing has two values where one is allowed."""
    one, value = bench.pick_value(lambda _, value: value.predicate in SECOND)
    rule, terms = SECOND[value.predicate]
    second = next(term for term in terms.split(" " if terms[0] != '"' else "\n") if term != value.term)
    line = one.add_value(value, second)
    return _fault(bench, one, value.line, rule, line, follow_ups=TIES)


def missing_value(bench: Bench) -> Fault:
    """A value that there must be is not given."""

    def required(one: Statement, value: Value) -> bool:
        return value.predicate in REQUIRED.get(one.term("a") or "", ()) and len(one.of(value.predicate)) == 1

    one, value = bench.pick_value(required)
    one.drop(value)
    return _fault(bench, one, one.head, REQUIRED[one.term("a") or ""][value.predicate], follow_ups=TIES)


def label_in_one_language(bench: Bench) -> Fault:
    """A thing has a label in one language only."""
    one, value = bench.pick_value(_labelled)
    one.drop(value)
    [rest] = one.of("rdfs:label")
    return _fault(bench, one, rest.line, _label_rule(one), follow_ups=_EDITIONS)


def label_in_a_third_language(bench: Bench) -> Fault:
    """A label is marked with a language that the project does not use."""
    one, value = bench.pick_value(_labelled)
    line = one.replace(value, value.term[:-2] + bench.random.choice(["fr", "qu", "pt-BR"]))
    return _fault(bench, one, line, _label_rule(one), follow_ups=_EDITIONS)


def blank_node(bench: Bench) -> Fault:
    """A value is a thing without a name."""
    one, value = bench.pick_value(lambda _, value: value.predicate in CLASSED)
    line = one.replace(value, bench.random.choice(["[]", "_:someone"]))
    return _fault(bench, one, line, "blank-node", follow_ups=TIES | SHAPES)


def end_before_start(bench: Bench) -> Fault:
    """Something ends before it starts."""
    one, value = bench.pick_value(lambda one, value: value.predicate == ":startYear" and not _has_end(one))
    line = one.add(":endYear", "1900")
    return _fault(bench, one, value.line, "dated-order", line, follow_ups=TIES)


def _has_end(one: Statement) -> bool:
    return any(value.predicate == ":endYear" for value in one.values)


def text_too_long(bench: Bench) -> Fault:
    """A text is longer than it may be."""
    one, value = bench.pick_value(lambda _, value: value.predicate in LENGTHS)
    rule, most = LENGTHS[value.predicate]
    line = one.replace(value, value.term.replace('"', '"' + "and so on " * (most // 9), 1))
    return _fault(bench, one, line, rule, follow_ups=TIES)


def _is_class(value: Value) -> bool:
    """Tell whether a value is a class: a file may also declare a thing whose class another file says."""
    return value.predicate == "a" and value.term != "owl:NamedIndividual"


def _labelled(one: Statement, value: Value) -> bool:
    return value.predicate == "rdfs:label" and one.term("a") in NAMED | ACTIVITIES


def _label_rule(one: Statement) -> str:
    return "activity-label" if one.term("a") in ACTIVITIES else "named-thing-label"


_EDITIONS = frozenset({"activity-label"})
"""An edition is a named thing and an activity: both shapes ask for its label."""


def _fault(
    bench: Bench, one: Statement, line: Line, rule: str, *others: Line, follow_ups: frozenset[str] = frozenset()
) -> Fault:
    return Fault(one.sheet, (line, *others), frozenset(rule.split()), follow_ups, bench.around(one.subject))
