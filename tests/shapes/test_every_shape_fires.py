"""Every shape fires on a fault made for it, and on nothing else.

The files in good/ hold one sound node of each kind. A mutation copies a node under a new name, with one change; all
copies are checked in one run beside the sound nodes, and each must be found by exactly the shapes named here.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from llika.project import Project
from llika.shapes import check_shapes
from llika.sources import Sources
from llika.terms import RDF, SH, NamedNode, local_name
from llika.turtle import read

ROOT = Path(__file__).resolve().parents[2]
GOOD = Path(__file__).resolve().parent / "good"
EVIDENCE_SHAPES = ROOT / "service" / "llika" / "evidence" / "shapes.ttl"
BUNDLED_SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))

Mutation = tuple[str, str, str, str]
"""Node, words to replace, words instead, names of the shapes that must fire."""

LONG = "x" * 121
EVIDENCE: list[Mutation] = [
    ("fact", "ev:confidence 0.8", "ev:confidence 0.8 ; x:mood 1", "claim"),
    ("fact", "ev:claimSubject x:bakery", 'ev:claimSubject "bakery"', "claim-subject"),
    ("fact", "ev:claimSubject x:bakery", "ev:claimSubject x:bakery , x:mill", "claim-subject claim-form-subject"),
    ("fact", "ev:claimSubject x:bakery ;", "", "claim-form-subject"),
    ("fact", "ev:claimPredicate x:bakes", 'ev:claimPredicate "bakes"', "claim-predicate"),
    ("fact", "ev:claimPredicate x:bakes ;", "", "claim-form-predicate"),
    ("fact", "ev:claimObject x:bread", 'ev:claimObject "bread"', "claim-object"),
    ("fact", "ev:claimObject x:bread ;", "", "claim-form-object"),
    ("fact", "ev:claimObject x:bread", "ev:claimObject x:bread ; ev:claimValue 3", "claim-form-object"),
    ("fact", "ev:supportedBy x:passage ;", "", "claim-support"),
    ("fact", "ev:supportedBy x:passage", "ev:supportedBy x:passage , x:page", "claim-support"),
    ("fact", "ev:stance ev:affirms ;", "", "claim-stance"),
    ("fact", "ev:stance ev:affirms", "ev:stance ev:affirms , ev:denies", "claim-stance"),
    ("fact", "ev:stance ev:affirms", "ev:stance ev:stated", "claim-stance"),
    ("fact", "ev:confidence 0.8", "ev:confidence 0.9", "claim-confidence"),
    ("fact", "ev:confidence 0.8", "ev:confidence 1", "claim-confidence"),
    ("fact", "ev:confidence 0.8 ;", "", "claim-confidence"),
    ("figure", "ev:claimValue 3", "ev:claimValue x:three", "claim-value"),
    ("figure", "ev:qualifier ev:atLeast", "ev:qualifier ev:maybe", "claim-qualifier"),
    ("figure", "ev:qualifier ev:atLeast", "ev:qualifier ev:atLeast , ev:about", "claim-qualifier"),
    ("node", "ev:claimNode x:bakery", 'ev:claimNode "bakery"', "claim-node"),
    ("node", "ev:claimNode x:bakery", "ev:claimNode x:bakery ; ev:claimSubject x:mill", "claim-form-subject"),
    ("node", "ev:claimNode x:bakery", "ev:claimNode x:bakery ; ev:claimPredicate x:bakes", "claim-form-predicate"),
    ("node", "ev:stance ev:affirms", "ev:stance ev:denies", "claim-denial"),
    ("passage", 'ev:sectionPath "1 / 1.2"', 'ev:sectionPath "1 / 1.2" ; x:text "The bakery bakes."', "passage"),
    ("passage", "ev:inDocument x:kept ;", "", "passage-document"),
    ("passage", 'ev:sectionPath "1 / 1.2"', 'ev:sectionPath " "', "passage-section"),
    ("passage", 'ev:sectionPath "1 / 1.2" ;', "", "passage-section"),
    ("passage", "ev:lineStart 7", "ev:lineStart 0", "passage-first-line"),
    ("passage", "ev:lineStart 7", "ev:lineStart 7.0", "passage-first-line"),
    ("passage", "ev:lineEnd 7 ;", "", "passage-last-line"),
    ("passage", "ev:lineStart 7", "ev:lineStart 8", "passage-line-order"),
    ("passage", "ev:charStart 0", "ev:charStart -1", "passage-first-character"),
    ("passage", "ev:charEnd 42 ;", "", "passage-last-character"),
    ("passage", "ev:charEnd 42", "ev:charEnd 42 , 43", "passage-last-character"),
    ("passage", "ev:charStart 0", "ev:charStart 42", "passage-character-order"),
    ("passage", "e3b0c442", "E3B0C442", "passage-text-digest"),
    ("passage", "e3b0c442", "e3b0c44", "passage-text-digest"),
    ("passage", "ev:table 1", "ev:table 0", "passage-table"),
    ("passage", "ev:row 2", 'ev:row "2"', "passage-row"),
    ("passage", "ev:column 3", "ev:column 3 , 4", "passage-column"),
    ("kept", 'dcterms:title "On bread"@en ;', "", "document-title"),
    ("kept", '"bread.md"', '"texts/bread.md"', "document-file-name"),
    ("kept", "e3b0c442", "g3b0c442", "document-file-digest"),
    ("kept", 'ev:fileName "bread.md" ;', "", "document"),
    ("kept", 'ev:fileName "bread.md"', 'ev:fileName "bread.md" ; ev:webAddress x:bread', "document"),
    ("page", "<https://example.org/bread>", '"example.org/bread"', "document-web-address"),
    ("page", '"2026-11-21"^^xsd:date', '"2026-11-21"', "document-seen-on"),
    ("page", '"2026-11-21"^^xsd:date', '"2026-11-31"^^xsd:date', "document-seen-on"),
    ("page", "ev:webAddress <https://example.org/bread> ;", "", "document"),
    ("mention", "ev:inPassage x:passage", "ev:inPassage x:passage ; x:mood 1", "mention"),
    ("mention", "ev:mentions x:bakery", "ev:mentions x:bakery , x:mill", "mention-thing"),
    ("mention", '"the old bakery"', f'"{LONG}"', "mention-words"),
    ("mention", '"the old bakery"', '"the old bakery"@en', "mention-words"),
    ("mention", '"the old bakery"', '""', "mention-words"),
    ("mention", "ev:inPassage x:passage", 'ev:inPassage "passage"', "mention-passage"),
    ("gap", "ev:checkedBy x:curator", "ev:checkedBy x:curator ; x:mood 1", "gap"),
    ("gap", "ev:gapSubject x:bakery ;", "", "gap-subject"),
    ("gap", "ev:gapPredicate x:ownedBy", 'ev:gapPredicate "owned by"', "gap-predicate"),
    ("gap", "ev:gapObject x:miller", 'ev:gapObject "miller"', "gap-object"),
    ("gap", "ev:gapPredicate x:ownedBy ;", "", "gap-form gap-object-alone"),
    ("gap", "ev:gapPredicate x:ownedBy", "ev:gapPredicate x:ownedBy ; ev:gapType x:Mill", "gap-form"),
    ("gap", "ev:searchedIn x:kept , x:page ;", "", "gap-searched"),
    ("gap", ', "No nombra dueño."@es', "", "gap-reason"),
    ("gap", '"No nombra dueño."@es', '"Er nennt keinen."@de', "gap-reason"),
    ("gap", '"No nombra dueño."@es', '"No nombra dueño."@es , "Sin dueño."@es', "gap-reason"),
    ("gap", "ev:checkedBy x:curator", 'ev:checkedBy "Ana"', "gap-checked-by"),
    ("untyped", "ev:gapType x:Cooperative", 'ev:gapType "cooperative"', "gap-type"),
    ("untyped", "ev:gapType x:Cooperative ;", "", "gap-form"),
    ("untyped", "ev:gapType x:Cooperative", "ev:gapType x:Cooperative ; ev:gapObject x:mill", "gap-object-alone"),
]
BUNDLED: list[Mutation] = [
    ("ana", ', "Ana"@es', "", "named-thing-label"),
    ("network", '"Red de panaderos"@es', '"Red de panaderos"@es , "Red"@es', "named-thing-label"),
    ("network", '"https://example.org/bakers"', '"example.org"', "actor-home-page"),
    ("network", ":hasMember x:guild", ":hasMember x:project", "collective-member"),
    ("network", ":hasMemberKind c:institution", ":hasMemberKind c:facilitating", "collective-member-kind"),
    ("network", ":inField c:internet-governance", ":inField c:facilitating", "collective-field"),
    ("network", ":fitsPole c:centralised", ":fitsPole c:one-actor", "collective-pole"),
    ("network", ":memberListComplete true", ':memberListComplete "yes"', "collective-member-list"),
    ("network", ":hasMember x:guild", ":hasSeat x:seat", "inverse-written"),
    ("guild", "rdfs:label", ":carriesOut x:study ; rdfs:label", "inverse-written"),
    ("network", ":hasMember x:guild", ":performsFunction c:facilitating", "helper-written"),
    ("network", ":hasMember x:guild", ":hasPractice x:habit", "inverse-written"),
    ("edition", ":editionOf x:forum", ":editionOf x:forum ; :meetsPrinciple c:openness", "helper-written"),
    ("seat", ":forGroup c:private-sector", ":forGroup c:private-sector ; :inField c:topics", "seat"),
    ("seat", ":ofBody x:network ;", "", "seat-body"),
    ("seat", ":ofBody x:network", ":ofBody x:network , x:forum", "seat-body"),
    ("seat", ":ofBody x:network", ":ofBody x:guild", "seat-body"),
    ("seat", ":heldBy x:guild", ":heldBy x:ana", "seat-holder"),
    ("seat", ":heldBy x:guild ;", "", "seat-holder"),
    ("seat", ":representedBy x:ana", ":representedBy x:guild", "seat-representative"),
    ("seat", ":forGroup c:private-sector", ":forGroup c:private-sector , c:academia", "seat-group"),
    ("seat", ":forGroup c:private-sector", ":forGroup c:member", "seat-group"),
    ("seat", ":inRole c:secretariat", ":inRole c:support", "seat-role"),
    ("seat", ":startYear 2016", ":startYear 16", "dated-start"),
    ("seat", ":startYear 2016", ':startYear "2016"', "dated-start dated-order"),
    ("seat", ":endYear 2017", ":endYear 2017 , 2018", "dated-end"),
    ("seat", ":endYear 2017", ":endYear 2015", "dated-order"),
    ("seat", '"spring 2016"', '"spring 2016"@en', "dated-text"),
    ("teaching", 'rdfs:label "Teaching bakers"@en , "Enseñanza a panaderos"@es ;', "", "activity-label"),
    ("teaching", ":carriedOutBy x:network ;", "", "activity-actor"),
    ("teaching", ":carriedOutBy x:network", ":carriedOutBy x:project", "activity-actor-class"),
    ("teaching", ":realises c:facilitating", ":realises c:support", "activity-function"),
    ("teaching", ":inRole c:support", ":inRole c:secretariat", "activity-role"),
    ("teaching", ":addresses c:policymaker", ":addresses c:topics", "activity-audience"),
    ("teaching", ":serves x:guild", ":serves x:project", "activity-audience"),
    ("teaching", ":inProject x:project", ":inProject x:guild", "activity-project"),
    ("study", ":studies x:network", ':studies "networks"', "study-subject"),
    ("study", ":usesEvidence x:interviews", ":usesEvidence c:openness", "study-evidence"),
    ("survey", ":forEdition x:edition", ":forEdition x:forum", "for-edition-class"),
    ("survey", ":forEdition x:edition", ":forEdition x:edition , x:forum", "survey-edition for-edition-class"),
    ("edition", ":editionOf x:forum", ":editionOf x:network", "edition-forum"),
    ("edition", ":organisedBy x:network", ":organisedBy x:project", "event-organiser"),
    ("edition", ":inSeries x:series", ":inSeries x:forum", "event-series"),
    ("edition", ":coversTopic x:prices", ":coversTopic c:openness", "event-topic"),
    ("edition", ":openedBy x:ana", ":openedBy x:guild", "event-opener"),
    ("edition", '"8:30 to noon"', '"8:30 to noon"@en', "event-time"),
    ("edition", ":place x:town", ":place x:guild", "placed-place"),
    ("edition", "x:guild , c:policymaker", "x:project", "participation-actor"),
    ("edition", ":participantsFrom x:town", ":participantsFrom x:guild", "participation-place"),
    ("meeting", ":organisedBy x:guild ;", "", "activity-actor"),
    ("meeting", ":partOf x:edition", ":partOf x:town", "part-whole"),
    ("town", ":locatedIn x:valley", ":locatedIn x:guild", "located-place"),
    ("town", ":maybeSameAs x:village", ':maybeSameAs "village"', "maybe-same-thing"),
    ("town", ', "Pueblo"@es', "", "named-thing-label"),
    ("project", ":runBy x:guild", ":runBy x:kiln", "programme-runner"),
    ("project", ":alignedWith c:openness", ":alignedWith c:met", "aligned-principle"),
    ("project", ":hasApproach x:teamwork", ":hasApproach c:openness", "programme-approach"),
    ("arrangement", ":arrangementOf x:network", ":arrangementOf x:network ; :about x:guild", "arrangement"),
    ("arrangement", ":arrangementOf x:network", ":arrangementOf x:guild", "arrangement-body"),
    ("arrangement", ":taskHolding c:one-actor ;\n    :coordinationMeans c:internet", "", "arrangement-content"),
    ("arrangement", ":taskHolding c:one-actor", ":taskHolding c:one-actor , c:shared", "arrangement-tasks"),
    ("arrangement", ":coordinationMeans c:internet", ":coordinationMeans c:topics", "arrangement-means"),
    ("rule", ":surveyBinding false", ":surveyBinding false ; :about x:guild", "decision-rule"),
    ("rule", ":decisionRuleOf x:network ;", "", "decision-rule-body"),
    ("rule", ":onMatter c:topics", ":onMatter c:internet", "decision-rule-matter"),
    ("rule", ":byProcedure c:consensus ;", "", "decision-rule-procedure"),
    ("rule", ":surveyBinding false", ":surveyBinding false , true", "decision-rule-survey"),
    ("uptake", ":uptakeOf x:sourdough", ":uptakeOf x:project", "uptake-innovation"),
    ("uptake", ":byActor x:guild ;", "", "uptake-actor"),
    ("uptake", ":status c:done", ":status c:done , c:dropped", "uptake-status"),
    ("uptake", ":withSupport x:network", ":withSupport x:project", "uptake-support"),
    ("uptake", ":viaInstrument x:agreement", ":viaInstrument x:project", "uptake-instrument"),
    ("uptake", ":inProject x:project", ":inProject x:agreement", "uptake-project"),
    ("agreement", ", x:network", "", "agreement-party"),
    ("agreement", ", x:network", ", x:project", "agreement-party"),
    ("choice", ", c:decentralised", "", "choice"),
    ("choice", "c:decentralised", "c:topics", "choice-pole"),
    ("choice", ":affects c:facilitating", ':affects "facilitating"', "choice-affects"),
    ("choice", ', "La distancia cuesta tiempo."@es', "", "explanation-text"),
    ("advice", ":admitsPurpose c:support", ":admitsPurpose c:facilitating", "recommendation-purpose"),
    ("advice", "x:network , c:policymaker", "x:project", "recommendation-addressee"),
    ("advice", ":addressesChoice x:choice", ":addressesChoice x:guild", "recommendation-choice"),
    ("advice", ":addressesBarrier x:turnover", ":addressesBarrier x:guild", "answer-to-barrier-class"),
    ("advice", ":sequence 1", ":sequence 0", "ordered-number"),
    ("advice", ":sequence 1", ":sequence 1 , 2", "ordered-number"),
    ("step", ":respondsTo x:accounts", ":respondsTo x:guild", "action-step-ground"),
    ("book", ":authoredBy x:ana", ":authoredBy x:project", "publication-author"),
    ("book", ":assistedBy x:ana", ":assistedBy x:project", "publication-helper"),
    ("book", ":publicationKind x:leaflet", ":publicationKind c:openness", "publication-kind"),
    ("book", ":publishedBy x:guild", ":publishedBy x:project", "publication-publisher"),
    ("book", ":publicationYear 2006", ":publicationYear 206", "publication-year"),
    ("book", '"Ana, B."', '"Ana, B."@es', "publication-authors"),
    ("size", ":about x:network ;", "", "observation-subject"),
    ("size", ":measure c:members", ":measure c:municipality", "observation-measure"),
    ("size", ":value 530.0", ":value 530.0 , 560.0", "observation-figure"),
    ("size", ":value 530.0", ":value 530.0 ; :missing c:not-known", "observation-figure"),
    ("size", ":value 530.0", ":value 530", "observation-value"),
    ("blank", ":missing c:not-known", ":missing c:topics", "observation-missing"),
    ("size", ":unit c:organisation ;", "", "observation"),
    ("size", ":unit c:organisation", ":unit c:members", "observation-unit"),
    ("size", '"bakeries"', f'"{LONG}"', "observation-unit-as-printed"),
    ("size", ":inTable 5", ":inTable 5 ; :phase c:topics", "observation-phase"),
    ("size", '"open shops"', '"open shops"@en', "observation-population"),
    ("size", ":place x:town", ':place "town"', "placed-place"),
    ("size", ":saidBy x:ana", ":saidBy x:book", "observation-speaker"),
    ("size", ":saidBy x:ana", ":saidBy x:ana ; :inField c:topics", "observation-closed"),
    ("size", ":inTable 5", ":inTable 0", "observation-table"),
    ("size", ', "El cuadro cuenta tiendas."@es', "", "reading-reason-text"),
    ("remark", ":saidBy x:ana ;", "", "remark-speaker"),
    ("remark", ':gist "It has grown."@en , "Ha crecido."@es ;', "", "remark-gist"),
    ("remark", '"It has grown."@en', f'"{"x" * 401}"@en', "gist-text"),
    ("remark", ":about x:network", ':about "network"', "remark-subject"),
    ("remark", '"questions"', '"questions" , "answers"', "remark-part"),
    ("remark", ":saidAt x:edition", ":saidAt x:teaching", "said-at-event"),
    ("remark", ":saidAt x:edition", ":saidAt x:edition , x:meeting", "said-at-event"),
    ("remark", ":repliesTo x:point", ":repliesTo x:size", "remark-reply"),
    ("remark", ":suggestsFunction c:convening", ":suggestsFunction c:support", "remark-function"),
    ("point", ":raisedBy x:ana", ":raisedBy x:project", "discussion-point-speaker"),
    ("point", ":raisedBy x:ana", ":repliedBy x:project", "discussion-point-speaker"),
    ("point", ':gist "Whether it has grown."@en , "Si ha crecido."@es ;', "", "discussion-point-gist"),
    ("point", ":about x:network", ':about "network"', "discussion-point-about"),
    ("point", '"questions"', '"questions"@en', "discussion-point-part"),
    ("point", ":about x:network", ":saidBy x:network", "discussion-point"),
    ("aim", ":aimOf x:project", ":aimOf x:town", "aim-of"),
    ("aim", ":aimOf x:project ;", "", "aim-of"),
    ("aim", ':gist "Warm ovens."@en , "Hornos calientes."@es .', ".", "aim-gist"),
    ("aim", ":aimOf x:project", ":aimOf x:project ; :realises c:convening", "aim"),
    ("comparison", ":measure c:members", ":measure c:openness", "comparison-measure"),
    ("comparison", ":comparison x:higher ;", "", "comparison-result"),
    ("comparison", ":comparedWith x:valley ;", "", "comparison-other"),
    ("comparison", ":about x:town", ":value 3.0", "comparison"),
    ("divergence", ":concerns x:size , x:blank ;", "", "divergence-sides"),
    ("divergence", ":divergenceKind x:figures ;", "", "divergence-kind"),
    ("divergence", ':gist "They differ."@en , "Difieren."@es .', ".", "divergence-gist"),
    ("divergence", ":concerns x:size", ":saidBy x:ana ; :concerns x:size", "divergence"),
    ("finding", ":about x:forum ;", "", "finding-subject"),
    ("finding", ':gist "Few come."@en , "Vienen pocos."@es .', ".", "finding-gist"),
    ("finding", ":about x:forum", ":about x:forum ; :saidBy x:ana", "finding"),
    ("post", ":postHolder x:ana", ":postHolder x:guild", "post-person"),
    ("post", ":postAt x:guild ;", "", "post-body"),
    ("post", '"Treasurer"', f'"{LONG}"', "post-title"),
    ("post", ":postAt x:guild", ":postAt x:guild ; :ofBody x:network", "post"),
    ("turnover", "x:network , c:policymaker", "x:town", "challenge-faced-by"),
    ("turnover", ', "Los panaderos se van"@es', "", "named-thing-label"),
    ("accounts", ":practiceOf x:edition ;", "", "edition-practice-owner"),
    ("accounts", ":practiceOf x:edition", ":practiceOf x:town", "practice-owner"),
    ("accounts", ":advances c:openness", ":advances c:transparency", "practice-advances"),
    ("accounts", ":fallsShortOf c:transparency", ":fallsShortOf c:met", "practice-principle"),
    ("accounts", ":leavesOut x:prices", ":leavesOut c:met", "practice-topic"),
    ("gift", ":forEdition x:edition", "", "sponsorship-edition"),
    ("jury", ":usesCriterion x:skill", ":usesCriterion c:openness", "selection-criterion"),
    ("listing", ":recognises x:edition ;", "", "recognition-edition"),
    ("listing", ":grantedBy x:guild", ":grantedBy x:town", "recognition-body"),
    ("listing", ":certifies c:openness", ":certifies c:met", "recognition-principle"),
    ("listing", ":listedAmong x:network", ":listedAmong x:guild", "recognition-list"),
    ("listing", ":grantedBy x:guild", ":organisedBy x:guild", "recognition"),
    ("verdict", ":onEdition x:edition", ":onEdition x:edition , x:forum", "verdict-edition"),
    ("verdict", ":ofPrinciple c:openness ;", "", "verdict-principle"),
    ("verdict", ":verdict c:met", ":verdict c:met , c:not-met", "verdict-value"),
    ("verdict", ":saidBy x:guild ;", "", "verdict-speaker"),
    ("verdict", ":groundedIn x:accounts", ":groundedIn x:guild", "verdict-ground"),
    ("verdict", ":groundedIn x:accounts", ":certifies c:openness", "verdict"),
]
MUTATIONS = [*EVIDENCE, *BUNDLED]

pytestmark = pytest.mark.xdist_group("shapes")


def _blocks(file: Path) -> dict[str, str]:
    return {match[1]: match[0] for match in re.finditer(r"(?ms)^x:(\w+) a .*? \.$", file.read_text("utf-8"))}


def _mutant(number: int) -> str:
    node, old, new, _ = MUTATIONS[number]
    block = BLOCKS[node]
    assert block.count(old) == 1, f"{old!r} stands {block.count(old)} times in {node}"
    text = block.replace(old, new).replace(f"x:{node} a ", f"x:m{number} a ", 1)
    return re.sub(r";\s*\.$", ".", text)


BLOCKS = _blocks(GOOD / "evidence.ttl") | _blocks(GOOD / "bundled.ttl")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The names of the shapes that fired, by node."""
    root = tmp_path_factory.mktemp("project")
    claims = root / "graph_data" / "claims"
    claims.mkdir(parents=True)
    for folder in ("ontology", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    mutants = [_mutant(number) for number in range(len(MUTATIONS))]
    for name, path, first, last in (
        ("evidence", claims, 0, len(EVIDENCE)),
        ("bundled", claims.parent, len(EVIDENCE), len(MUTATIONS)),
    ):
        good = (GOOD / f"{name}.ttl").read_text("utf-8")
        (path / "a.ttl").write_text("\n\n".join([good, *mutants[first:last]]), "utf-8")
    rules = defaultdict(set)
    for finding in check_shapes(Sources(Project.open(root))):
        node = re.match(r"<http://example.org/(\w+)>", finding.subject or "")
        rules[node[1] if node else finding.subject or ""].add(finding.rule)
    return rules


@pytest.mark.parametrize("number", range(len(MUTATIONS)), ids=lambda n: f"{MUTATIONS[n][0]}-{n}-{MUTATIONS[n][3]}")
def test_a_fault_is_found_by_the_shape_made_for_it(found: dict[str, set[str]], number: int) -> None:
    assert found[f"m{number}"] == set(MUTATIONS[number][3].split())


def test_sound_nodes_are_found_by_no_shape(found: dict[str, set[str]]) -> None:
    assert {node: rules for node, rules in found.items() if not re.fullmatch(r"m\d+", node)} == {}


@pytest.mark.parametrize(
    ("files", "mutations"), [([EVIDENCE_SHAPES], EVIDENCE), (BUNDLED_SHAPES, BUNDLED)], ids=["evidence", "bundled"]
)
def test_every_shape_that_can_fire_has_a_fault_made_for_it(files: list[Path], mutations: list[Mutation]) -> None:
    facts = [fact for file in files for fact in read(file).facts]
    speaking = {s for s, p, _ in facts if p == SH.message}
    named = {local_name(s.value) for s in speaking if isinstance(s, NamedNode)}
    assert named
    assert named == {rule for mutation in mutations for rule in mutation[3].split()}


def test_every_kind_of_node_has_a_sound_example() -> None:
    facts = [fact for file in [EVIDENCE_SHAPES, *BUNDLED_SHAPES] for fact in read(file).facts]
    examples = {o for file in GOOD.glob("*.ttl") for _, p, o in read(file).facts if p == RDF.type}
    targets = {o for _, p, o in facts if p == SH.targetClass}
    abstract = {"Actor", "Collective", "Activity", "Event", "Challenge", "Instrument"}
    assert {local_name(str(t).strip("<>")) for t in targets - examples} <= abstract
