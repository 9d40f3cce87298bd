"""What answers in JSON look like, as JSON Schema (2020-12) for the description of the interface.

In the table ``key?`` may be absent, ``A|B`` is one of two, ``A[]`` a list, and a capital begins another of the objects.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...evidence import STRATA

Schema = dict[str, object]

_STABLE = "string"  # a code of docs/errors.md; not enumerated, so that a client outlives a new one
_OBJECTS: Mapping[str, Mapping[str, str]] = {
    "Text": {"en": "string", "es": "string", "only?": "string"},
    "Problem": {
        "type": "string",
        "title": "string",
        "detail": "string",
        "status": "integer",
        "code": _STABLE,
        "hint": "string",
        "parameter?": "string",
        "line?": "integer|null",
        "column?": "integer|null",
    },
    "Health": {"status": "string", "version": "string", "engine": "string"},
    "Named": {"iri": "string", "label": "Text"},
    "Document": {"document": "string", "title": "string"},
    "Passage": {
        "iri": "string",
        "document": "string",
        "title": "string",
        "address?": "string|null",
        "section?": "string|null",
        "lineStart?": "integer",
        "lineEnd?": "integer",
        "charStart?": "integer",
        "charEnd?": "integer",
        "digest?": "string",
        "text?": "string",
        "table?": "integer",
        "row?": "integer",
        "column?": "integer",
    },
    "Fact": {
        "subject": "string",
        "predicate": "string",
        "object": "string",
        "subject_label": "Text",
        "predicate_label": "Text",
        "object_label": "Text",
        "sentence": "Text",
        "qualifiers?": "Named[]",
    },
    "Claim": {
        "iri": "string",
        "basis": "string",
        "stance": "string",
        "confidence": "number",
        "passage": "Passage",
        "qualifier?": "Named",
        "fact?": "Fact",
        "kind?": "string",
    },
    "Gap": {
        "gap": "string",
        "wanted": "Named|null",
        "value": "Named|null",
        "reason": "Text",
        "searched": "Document[]",
        "known?": "ShownFact[]",
        "basis_needed?": "string",
    },
    "ShownFact": {
        "subject": "string",
        "predicate": "string",
        "object": "string",
        "sentence": "Text",
        "qualifiers?": "Named[]",
        "layer": "string",
        "basis": "string|null",
        "explain": "string",
        "claims": "Claim[]",
    },
    "Mention": {"written_as": "string", "passage": "Passage"},
    "Entity": {
        "subject": "string",
        "label": "Text",
        "version": "string",
        "basis": "string",
        "definition": "Text|null",
        "facts": "ShownFact[]",
        "incoming": "ShownFact[]",
        "incoming_total": "integer",
        "page": "integer",
        "page_size": "integer|null",
        "next": "integer|null",
        "denied": "Claim[]",
        "not_stated": "Gap[]",
        "mentions": "Mention[]",
        "kinds": "Named[]",
        "texts": "Words[]",
        "targets": "Node[]",
        "nodes": "NodeGroup[]",
    },
    "Words": {"iri": "string", "label": "Text", "texts": "object"},
    "NodeValue": {
        "predicate": "string",
        "predicate_label": "Text",
        "object": "string",
        "object_label": "Text",
        "number": "boolean",
        "qualifiers?": "Named[]",
    },
    "Node": {
        "iri": "string",
        "label": "Text",
        "texts": "Words[]",
        "facts": "NodeValue[]",
        "link": "ShownFact",
        "claims": "Claim[]",
        "rank?": "integer",
    },
    "NodeGroup": {
        "class": "Named|null",
        "predicate": "Named",
        "valued": "boolean",
        "columns": "Named[]",
        "nodes": "Node[]",
    },
    "Type": {
        "iri": "string",
        "label": "Text",
        "layer": "string",
        "basis": "string",
        "evidence": "string[]",
        "confidence": "number",
        "explain": "string",
        "sentence": "Text",
    },
    "DeniedType": {"iri": "string", "label": "Text", "claim": "string", "claims": "Claim[]"},
    "RuledOutType": {"iri": "string", "label": "Text", "ruled_out_by": "ShownFact", "basis_needed?": "string"},
    "NotStatedType": {
        "iri": "string",
        "label": "Text",
        "reason": "Text",
        "gap": "string",
        "searched": "Document[]",
        "basis_needed?": "string",
    },
    "UnknownType": {"iri": "string", "label": "Text", "basis_needed?": "string"},
    "Types": {
        "subject": "string",
        "label": "Text",
        "version": "string",
        "basis": "string",
        "types": "Type[]",
        "denied": "DeniedType[]",
        "ruled_out": "RuledOutType[]",
        "not_stated": "NotStatedType[]",
        "unknown": "UnknownType[]",
    },
    "Step": {
        "fact": "Fact",
        "rule": "string",
        "wording": "Text",
        "basis": "string",
        "axioms": "Step[]",
        "premises": "Step[]",
        "claims": "Claim[]",
    },
    "Explanation": {
        "subject": "string",
        "predicate": "string",
        "object": "string",
        "layer": "string",
        "basis": "string|null",
        "version": "string",
        "sentence": "Text",
        "steps": "Step|null",
        "proof": "Step|null",
        "other_grounds": "Claim[]",
        "ruled_out_by?": "Step",
        "gaps?": "Gap[]",
    },
    "Member": {"iri": "string", "label": "Text", "slug": "string"},
    "Members": {
        "collection": "string",
        "label": "Text",
        "version": "string",
        "basis": "string",
        "total": "integer",
        "members": "Member[]",
        "page": "integer",
        "page_size": "integer",
        "next": "integer|null",
    },
    "Collections": {"version": "string", "basis": "string", "collections": "Members[]"},
    "QueryParameter": {
        "name": "string",
        "kind": "string",
        "required": "boolean",
        "label": "Text",
        "default": "string|null",
        "values": "string[]",
    },
    "SavedQuery": {
        "name": "string",
        "path": "string",
        "summary": "Text",
        "description": "Text",
        "tags": "string[]",
        "form": "string",
        "parameters": "QueryParameter[]",
        "tests": "object[]",
    },
    "RefusedFile": {
        "file": "string|null",
        "line": "integer|null",
        "column": "integer|null",
        "code": _STABLE,
        "detail": "Text",
        "hint": "Text",
    },
    "Subject": {"tag": "string", "label": "Text", "queries": "string[]"},
    "SavedQueries": {"queries": "SavedQuery[]", "subjects": "Subject[]", "refused": "RefusedFile[]"},
    "Kind": {"iri": "string", "slug": "string", "label": "Text", "count?": "integer"},
    "Matched": {"field": "string", "text": "string", "language": "string|null", "marks": "array"},
    "Found": {
        "iri": "string",
        "slug": "string",
        "label": "Text",
        "kinds": "Kind[]",
        "matched": "Matched",
        "address": "string",
    },
    "SearchResults": {
        "q": "string",
        "kind": "string|null",
        "version": "string",
        "basis": "string",
        "total": "integer",
        "partial": "boolean",
        "results": "Found[]",
        "kinds": "Kind[]",
        "suggestions": "string[]",
        "page": "integer",
        "page_size": "integer",
        "next": "integer|null",
    },
    "File": {"name": "string", "formats": "object", "triples": "integer"},
    "Graph": {"name": "string", "iri": "string", "basis": "string|null", "triples": "integer", "formats": "object"},
    "Files": {"version": "string", "files": "File[]", "graphs": "Graph[]"},
    "Module": {
        "iri": "string",
        "title": "Text",
        "description": "Text|null",
        "version": "string|null",
        "basis": "string",
        "file": "string",
        "triples": "integer",
        "imports": "string[]",
        "own": "boolean",
    },
    "Class": {
        "iri": "string",
        "anchor": "string",
        "kind": "string",
        "label": "Text",
        "definition": "Text|null",
        "members": "integer",
        "parents": "object[]",
        "children": "object[]",
    },
    "Property": {
        "iri": "string",
        "anchor": "string",
        "kind": "string",
        "label": "Text",
        "definition": "Text|null",
        "uses": "integer",
        "domain": "object[]",
        "range": "object[]",
        "characteristics": "object[]",
    },
    "Scheme": {"iri": "string", "label": "Text", "concepts": "object[]"},
    "Rule": {"name": "string", "basis": "string", "sentence": "Text", "justification": "Text", "concludes": "object[]"},
    "Ontology": {
        "version": "string",
        "basis": "string",
        "modules": "Module[]",
        "tree": "object[]",
        "classes": "Class[]",
        "properties": "Property[]",
        "schemes": "Scheme[]",
        "axioms": "object[]",
        "rules": "Rule[]",
    },
    "KindTarget": {"iri": "string", "label": "Text", "part": "integer|null", "concept": "boolean"},
    "KindProperty": {
        "iri": "string",
        "label": "Text",
        "range": "KindTarget[]",
        "datatype": "string|null",
        "least": "integer",
        "most": "integer|null",
        "inverse": "Named|null",
    },
    "KindEnd": {"iri": "string", "label": "Text", "of": "string", "from": "Named"},
    "NodeKind": {
        "iri": "string",
        "label": "Text",
        "definition": "Text|null",
        "node": "boolean",
        "kinds": "Named[]",
        "properties": "KindProperty[]",
        "entailed": "KindEnd[]",
    },
    "Part": {"iri": "string", "title": "Text", "kinds": "NodeKind[]"},
    "Model": {"version": "string", "basis": "string", "parts": "Part[]"},
    "DefinedBy": {"iri": "string", "label": "Text", "kind": "string", "places?": "object[]"},
    "Entry": {
        "iri": "string",
        "anchor": "string",
        "label": "Text",
        "definition": "Text",
        "kind": "string",
        "alternative": "object",
        "schemes": "object[]",
        "by": "DefinedBy[]",
    },
    "GlossaryScheme": {"iri": "string", "label": "Text", "count": "integer"},
    "Glossary": {
        "version": "string",
        "basis": "string",
        "scheme": "string|null",
        "classes": "integer",
        "schemes": "GlossaryScheme[]",
        "entries": "Entry[]",
    },
    "Completion": {"value": "string", "label": "Text", "description": "Text"},
    "Completions": {"values": "Completion[]"},
}

SPARQL_JSON: Schema = {
    "type": "object",
    "properties": {
        "head": {"type": "object"},
        "results": {"type": "object", "required": ["bindings"]},
        "boolean": {"type": "boolean"},
    },
    "required": ["head"],
}
"""SPARQL 1.1 Query Results JSON: ``results`` for SELECT, ``boolean`` for ASK."""


def schemas() -> dict[str, Schema]:
    """Return every schema by name."""
    return {name: _object(fields) for name, fields in _OBJECTS.items()}


def schema_of(kind: str) -> Schema:
    """Return the schema that a word of the table stands for.

    >>> schema_of("Claim[]")
    {'type': 'array', 'items': {'$ref': '#/components/schemas/Claim'}}
    """
    if "|" in kind:
        return {"anyOf": [schema_of(part) for part in kind.split("|")]}
    if kind.endswith("[]"):
        return {"type": "array", "items": schema_of(kind.removesuffix("[]"))}
    return {"$ref": f"#/components/schemas/{kind}"} if kind[0].isupper() else {"type": kind}


def rows_of(name: str, columns: tuple[str, ...]) -> Schema:
    """Return the schema of a page of rows of a saved query."""
    cell: Schema = {"type": ["string", "number", "boolean", "null"]}
    row: Schema = {"type": "object", "properties": dict.fromkeys(columns, cell), "required": list(columns)}
    properties: dict[str, Schema] = {
        "query": {"const": name},
        "version": {"type": "string"},
        "basis": {"type": "string", "enum": [basis.dataset for basis in STRATA]},
        "parameters": {"type": "object"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {**row, "additionalProperties": False}},
        "page": {"type": "integer", "minimum": 1},
        "page_size": {"type": "integer", "minimum": 1},
        "next": {"type": ["integer", "null"]},
        "total": {"type": "integer", "minimum": 0},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _object(fields: Mapping[str, str]) -> Schema:
    return {
        "type": "object",
        "properties": {key.removesuffix("?"): schema_of(kind) for key, kind in fields.items()},
        "required": [key for key in fields if not key.endswith("?")],
    }
