"""Answers as plain values: what the API, the pages and the terminal all show.

Every label is `{"en": …, "es": …}`; every IRI is whole. Names of keys are contracts (``docs/http.md``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from ..evidence import Basis, Claim, Gap, SourceText, basis_of_graph
from ..project import Collection
from ..terms import EV, RDF, Fact, Literal, NamedNode, Term, Text
from .condense import condense
from .grounds import Grounds, qualifiers_of
from .proofs import ASSERTED, DERIVED, ENTAILED, Explainer, Explanation, passages_of
from .types import STATUSES, Classifier, Typing

Json = dict[str, object]


class Views:
    """The views of one dataset.

    :param texts: the source documents, where they are at hand: then passages are shown with their text
    :param root: what the addresses of explanations begin with
    """

    def __init__(
        self, explainer: Explainer, texts: Mapping[NamedNode, SourceText] | None = None, *, root: str = ""
    ) -> None:
        self._root = root
        self.explainer = explainer
        self._texts = texts or {}
        self.dataset = explainer.dataset
        self.labels = explainer.labels
        self.classifier = Classifier(explainer)

    def types(self, subject: NamedNode, collection: Collection, basis: Basis) -> Json:
        """Return the types of a member of a collection, and what is denied, ruled out, not stated or unknown."""
        typings = self.classifier.classify(subject, collection, basis)
        by_status: dict[str, list[Typing]] = {status: [] for status in STATUSES}
        for typing in typings:
            by_status[typing.status].append(typing)
        return {
            **self._head(subject, basis),
            "types": [self._type(subject, typing, basis) for typing in by_status["type"]],
            "denied": [
                {**self.term(t.candidate), "claim": t.denials[0].iri.value, "claims": self.claims(t.denials)}
                for t in by_status["denied"]
            ],
            "ruled_out": [self._ruled_out(typing, basis) for typing in by_status["ruled_out"]],
            "not_stated": [
                {
                    **self.term(t.candidate),
                    "reason": t.gaps[0].reason._asdict(),
                    "gap": t.gaps[0].iri.value,
                    "searched": self.searched(t.gaps[0]),
                    **needing(t.basis_needed),
                }
                for t in by_status["not_stated"]
            ],
            "unknown": [{**self.term(t.candidate), **needing(t.basis_needed)} for t in by_status["unknown"]],
        }

    def explanation(self, explanation: Explanation) -> Json:
        """Return an explanation: ``steps`` for people, ``proof`` in full, both down to claims and passages."""
        fact, basis = explanation.fact, explanation.basis
        found: Json = {
            "subject": fact[0].value,
            "predicate": fact[1].value,
            "object": fact[2].value,
            "layer": explanation.layer,
            "basis": basis.label if basis is not None else None,
            "version": self.dataset.version,
            "sentence": explanation.sentence._asdict(),
            "steps": self.grounds(condense(explanation.grounds)) if explanation.grounds else None,
            "proof": self.grounds(explanation.grounds) if explanation.grounds else None,
            "other_grounds": [{"kind": "denial", **self.claim(claim)} for claim in explanation.denials],
        }
        if explanation.against:
            found["ruled_out_by"] = self.grounds(condense(explanation.against))
        if explanation.gaps:
            found["gaps"] = [self.gap(gap) for gap in explanation.gaps]
        return found

    def grounds(self, grounds: Grounds) -> Json:
        """Return one step of a proof and those below it."""
        return {
            "fact": {**self.fact(grounds.fact), **self.qualified(grounds.fact, grounds.claims)},
            "rule": grounds.rule,
            "wording": grounds.wording._asdict(),
            "basis": grounds.basis.label,
            "axioms": [self.grounds(axiom) for axiom in grounds.axioms],
            "premises": [self.grounds(premise) for premise in grounds.premises],
            "claims": self.claims(grounds.claims),
        }

    def entity(self, subject: NamedNode, basis: Basis, *, page: int = 1, page_size: int | None = None) -> Json:
        """Return all that a dataset holds about an entity, each fact with its layer, basis and claims.

        :param page: of the facts that name it, which can be many; pages count from 1
        :param page_size: how many of them are on a page; by default all
        """
        merged = self.dataset.merged(basis)
        outgoing = [fact for fact in merged.about(subject) if self._is_shown(fact)]
        incoming = [fact for fact in merged.naming(subject) if self._is_shown(fact)]
        size = page_size or max(len(incoming), 1)
        end = page * size
        records = self.dataset.records
        return {
            **self._head(subject, basis),
            "definition": self.labels.shown_definition(subject),
            "facts": [self._shown(fact, basis) for fact in outgoing],
            "incoming": [self._shown(fact, basis) for fact in incoming[end - size : end]],
            "incoming_total": len(incoming),
            "page": page,
            "page_size": size,
            "next": page + 1 if end < len(incoming) else None,
            "denied": [self.claim(claim) for claim in self.dataset.support.denials_about(subject, basis)],
            "not_stated": [
                self._gap_beside(gap, basis) for gap in self.dataset.support.gaps(basis) if gap.subject == subject
            ],
            "mentions": [
                {"written_as": mention.written, "passage": self.passage(mention.passage)}
                for mention in records.mentions
                if mention.thing == subject
            ],
        }

    def record(self, iri: NamedNode) -> Json | None:
        """Return what a piece of evidence is and what rests on it, or None where an IRI names something else."""
        records = self.dataset.records
        if iri in records.passages or iri in records.documents:
            found: Json = {"kind": "passage" if iri in records.passages else "document", "passage": self.passage(iri)}
            citing = [claim for claim in records.claims if iri in (claim.support, records.document_of(claim.support))]
            citing.sort(key=self._position)
            found["claims"] = [self._claimed(claim) for claim in citing]
            return found
        for claim in records.claims:
            if claim.iri == iri:
                return {"kind": "claim", "claims": [self._claimed(claim)]}
        for gap in records.gaps:
            if gap.iri == iri:
                return {"kind": "gap", "about": self.term(gap.subject), "gap": self.gap(gap)}
        for mention in records.mentions:
            if mention.iri == iri:
                passage = self.passage(mention.passage)
                return {
                    "kind": "mention",
                    "about": self.term(mention.thing),
                    "passage": passage,
                    "written_as": mention.written,
                }
        return None

    def listing(self, collection: Collection, basis: Basis, *, page: int = 1, page_size: int = 100) -> Json:
        """Return a page of the members of a collection with their labels; pages count from 1."""
        members = self.classifier.members(collection, basis)
        start = (page - 1) * page_size
        return {
            "collection": collection.name,
            "label": collection.label._asdict(),
            "version": self.dataset.version,
            "basis": basis.dataset,
            "total": len(members),
            "members": [self.member(iri) for iri in members[start : start + page_size]],
            "page": page,
            "page_size": page_size,
            "next": page + 1 if start + page_size < len(members) else None,
        }

    def member(self, iri: NamedNode) -> Json:
        """Return a member of a list with its name, that of a document being its title."""
        title = self.dataset.title_of(iri)
        label = Text(title, title)._asdict() if title else self.labels.shown(iri)
        return {"iri": iri.value, "label": label, "slug": self.slug(iri)}

    def fact(self, fact: Fact) -> Json:
        """Return a triple with a sentence that says it."""
        subject, predicate, value = fact
        return {
            "subject": subject.value,
            "predicate": predicate.value,
            "object": value.value,
            "subject_label": self.labels.shown(subject),
            "predicate_label": self.labels.shown(predicate),
            "object_label": self.labels.shown(value),
            "sentence": self.labels.sentence(fact)._asdict(),
        }

    def claims(self, claims: Iterable[Claim]) -> list[Json]:
        """Return claims, each with the passage it cites."""
        return [self.claim(claim) for claim in claims]

    def claim(self, claim: Claim) -> Json:
        """Return a claim with its basis, confidence and passage."""
        found: Json = {
            "iri": claim.iri.value,
            "basis": basis_of_graph(claim.graph).label,
            "stance": "affirms" if claim.affirms else "denies",
            "confidence": float(claim.confidence),
            "passage": self.passage(claim.support),
        }
        if claim.qualifier is not None:
            found["qualifier"] = self.term(claim.qualifier)
        if claim.fact:
            found["fact"] = {**self.fact(claim.fact), **self.qualified(claim.fact, [claim])}
        return found

    def qualified(self, fact: Fact, claims: Iterable[Claim]) -> Json:
        """Return what claims put on the value of a fact, such as “at least”, as an entry of a view; else nothing."""
        found = [self.term(qualifier) for qualifier in qualifiers_of(fact, claims)]
        return {"qualifiers": found} if found else {}

    def _position(self, claim: Claim) -> tuple[int, int, str]:
        passage = self.dataset.records.passages.get(claim.support)
        return (passage.char_start, passage.char_end, claim.iri.value) if passage else (0, 0, claim.iri.value)

    def _claimed(self, claim: Claim) -> Json:
        facts = self.dataset.support.covered(claim)
        return {**self.claim(claim), "facts": [{**self.fact(fact), **self.qualified(fact, [claim])} for fact in facts]}

    def passage(self, iri: NamedNode) -> Json:
        """Return a passage by its locator, or a document whose text is not kept by its address."""
        records = self.dataset.records
        passage = records.passages.get(iri)
        if passage is None:
            document = records.documents.get(iri)
            return {**self._document(iri), "iri": iri.value, "address": document.web_address if document else None}
        found: Json = {
            **self._document(passage.document),
            "iri": iri.value,
            "section": passage.section,
            "lineStart": passage.line_start,
            "lineEnd": passage.line_end,
            "charStart": passage.char_start,
            "charEnd": passage.char_end,
            "digest": passage.digest,
        }
        text = self._texts.get(passage.document)
        if text is not None and text.digest(passage.char_start, passage.char_end) == passage.digest:
            found["text"] = text.text[passage.char_start : passage.char_end]
        cells = {"table": passage.table, "row": passage.row, "column": passage.column}
        found.update({key: number for key, number in cells.items() if number is not None})
        return found

    def gap(self, gap: Gap) -> Json:
        """Return a gap with what was looked for, where, and the reason."""
        wanted = gap.type or gap.predicate
        return {
            "gap": gap.iri.value,
            "wanted": self.term(wanted) if wanted else None,
            "value": self.term(gap.object) if gap.object else None,
            "reason": gap.reason._asdict(),
            "searched": self.searched(gap),
        }

    def searched(self, gap: Gap) -> list[Json]:
        """Return the documents in which a gap says that something was looked for."""
        return [self._document(document) for document in gap.searched]

    def _gap_beside(self, gap: Gap, basis: Basis) -> Json:
        """Return a gap with what is known nevertheless, from elsewhere than where it was looked for."""

        def filling(within: Basis) -> list[Fact]:
            """Return the facts that say what the gap lacks: a name that the curator gave is none of them."""
            about = self.dataset.merged(within).about(gap.subject)
            return [fact for fact in about if gap.is_filled_by(fact) and self._is_shown(fact)]

        known = [self._shown(fact, basis) for fact in filling(basis)]
        wider = (one for one in self.dataset.published if one > basis and not known)
        return {
            **self.gap(gap),
            **({"known": known} if known else {}),
            **needing(next((one for one in wider if filling(one)), None)),
        }

    def term(self, term: Term) -> Json:
        """Return an IRI with its label."""
        return {"iri": term.value, "label": self.labels.shown(term)}

    def slug(self, iri: NamedNode) -> str:
        """Return the short name of an entity in URLs."""
        return iri.value.removeprefix(f"{self.dataset.project.base}id/")

    def _head(self, subject: NamedNode, basis: Basis) -> Json:
        return {
            "subject": subject.value,
            "label": self._name(subject),
            "version": self.dataset.version,
            "basis": basis.dataset,
        }

    def _name(self, subject: NamedNode) -> dict[str, str]:
        """Return what an entity is called; evidence is called by what it is about."""
        found = self._evidence_name(subject)
        return self.labels.shown(subject) if found is None else found._asdict()

    def _evidence_name(self, subject: NamedNode) -> Text | None:
        records = self.dataset.records
        if passage := records.passages.get(subject):
            title = self.dataset.title_of(passage.document) or self.labels.of(passage.document).en
            return Text(f"{title}, line {passage.line_start}", f"{title}, línea {passage.line_start}")
        own = self.dataset.title_of(subject)
        if own is not None:
            return Text(own, own)
        for claim in (claim for claim in records.claims if claim.iri == subject):
            about = self.labels.sentence(claim.fact) if claim.fact else self.labels.of(claim.node or subject)
            return about if claim.affirms else Text(f"Denied: {about.en}", f"Negado: {about.es}")
        for gap in (gap for gap in records.gaps if gap.iri == subject):
            about, wanted = self.labels.of(gap.subject), self.labels.of(gap.type or gap.predicate or subject)
            return Text(f"Not stated: {about.en} — {wanted.en}", f"No consta: {about.es} — {wanted.es}")
        return None

    def _type(self, subject: NamedNode, typing: Typing, basis: Basis) -> Json:
        explanation = typing.explanation
        grounds = explanation.grounds if explanation else None
        claims = grounds.all_claims() if grounds else []
        return {
            **self.term(typing.candidate),
            "layer": explanation.layer if explanation else None,
            "basis": explanation.basis.label if explanation and explanation.basis is not None else None,
            "evidence": [support.value for support in passages_of(claims)],
            "confidence": float(grounds.confidence) if grounds else 1.0,
            "explain": self.address((subject, RDF.type, typing.candidate), basis),
            "sentence": explanation.sentence._asdict() if explanation else None,
        }

    def _ruled_out(self, typing: Typing, basis: Basis) -> Json:
        by = self.excluding(typing, basis)
        return {**self.term(typing.candidate), "ruled_out_by": by, **needing(typing.basis_needed)}

    def excluding(self, typing: Typing, basis: Basis) -> Json | None:
        """Return the fact that rules a class out, with its layer and basis."""
        return self._shown(typing.excluding, basis) if typing.excluding is not None else None

    def _shown(self, fact: Fact, basis: Basis) -> Json:
        inference = self.dataset.inference
        first = inference.basis_of(fact, basis)
        closure = inference.strata[basis if first is None else first].closure
        layer = ASSERTED if fact in closure.asserted else ENTAILED if fact in closure else DERIVED
        claims = self.dataset.support.claims(fact, basis)
        return {
            **self.fact(fact),
            **self.qualified(fact, claims),
            "layer": layer,
            "basis": first.label if first is not None else None,
            "explain": self.address(fact, basis),
            "claims": self.claims(claims),
        }

    def address(self, fact: Fact, basis: Basis) -> str:
        """Return the address of the explanation of a fact."""
        parts = dict(zip(("subject", "predicate", "object"), (term.value for term in fact), strict=True))
        return f"{self._root}/explain?{urlencode({**parts, 'basis': basis.dataset})}"

    def _is_shown(self, fact: Fact) -> bool:
        """Facts of the data, and annotations in the project's own words; no headers, no evidence, no blank nodes."""
        subject, predicate, value = fact
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            return False
        return self.dataset.sources.vocabulary.is_fact(fact) and not _is_evidence(predicate)

    def _document(self, iri: NamedNode) -> Json:
        title = self.dataset.title_of(iri)
        return {"document": iri.value, "title": title or self.labels.of(iri).en}


def needing(basis: Basis | None) -> Json:
    """Return the weaker basis that something would hold on as an entry of a view, if there is one."""
    return {} if basis is None else {"basis_needed": basis.label}


def _is_evidence(predicate: Term) -> bool:
    return isinstance(predicate, NamedNode) and predicate.value.startswith(EV)
