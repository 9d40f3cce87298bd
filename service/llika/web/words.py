"""The words of the pages in both languages; templates hold none of their own."""

from __future__ import annotations

from collections.abc import Mapping

from ..terms import Text

LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "es": "Español"}
"""Each language in its own words."""

WORDS: Mapping[str, Text] = {
    # around every page
    "skip": Text("Skip to the content", "Saltar al contenido"),
    "site": Text("Site", "Sitio"),
    "home": Text("Overview", "Panorama"),
    "queries": Text("Saved queries", "Consultas guardadas"),
    "endpoint": Text("SPARQL endpoint, with an example", "Punto de consulta SPARQL, con un ejemplo"),
    "api": Text("API", "API"),
    "language": Text("Language", "Idioma"),
    "licence_is": Text("Licence of the data:", "Licencia de los datos:"),
    "as_json": Text("This page as JSON", "Esta página en JSON"),
    # what the answers may rest on
    "basis": Text("Answers rest on", "Las respuestas se apoyan en"),
    "dataset_stated": Text("The documents alone", "Solo los documentos"),
    "dataset_documents": Text("+ readings", "+ lecturas"),
    "dataset_context": Text("+ context", "+ contexto"),
    "dataset_stated_means": Text(
        "What they say in their own voice.",
        "Lo que dicen con voz propia.",
    ),
    "dataset_documents_means": Text(
        "Also what the curator reads in them.",
        "También lo que la curaduría lee en ellos.",
    ),
    "dataset_context_means": Text(
        "Also what sources outside them say.",
        "También lo que dicen fuentes ajenas a ellos.",
    ),
    "badge_stated": Text("stated", "consta"),
    "badge_reading": Text("reading", "lectura"),
    "badge_context": Text("context", "contexto"),
    "group_stated": Text("Stated by the documents", "Consta en los documentos"),
    "group_reading": Text("By the curator’s reading", "Según la lectura de la curaduría"),
    "group_context": Text("By sources of context", "Según fuentes de contexto"),
    "would_hold_documents": Text("Would hold with readings", "Se cumpliría con lecturas"),
    "would_hold_context": Text("Would hold with context", "Se cumpliría con contexto"),
    # pieces of evidence
    "kind_passage": Text("Passage", "Pasaje"),
    "kind_document": Text("Document", "Documento"),
    "kind_claim": Text("Claim", "Afirmación"),
    "kind_gap": Text("Looked for and not found", "Buscado y no hallado"),
    "kind_mention": Text("Mention", "Mención"),
    "claimed": Text("What is claimed", "Lo que se afirma"),
    "rests_on_it": Text("What rests on it", "Lo que se apoya en ello"),
    # how a fact is known
    "layer_asserted": Text("asserted", "afirmado"),
    "layer_entailed": Text("entailed", "inferido"),
    "layer_derived": Text("derived", "derivado"),
    "layer_denied": Text("denied", "negado"),
    "layer_not_stated": Text("not stated", "no consta"),
    "layer_asserted_means": Text(
        "Written in the data, each time with the passage that says so.",
        "Escrito en los datos, siempre con el pasaje que lo dice.",
    ),
    "layer_entailed_means": Text(
        "Follows from the ontology (OWL 2 RL); more facts can never undo it.",
        "Se sigue de la ontología (OWL 2 RL); más hechos nunca lo anulan.",
    ),
    "layer_derived_means": Text(
        "Follows from a rule over a list that a document presents as complete.",
        "Se sigue de una regla sobre una lista que un documento presenta como completa.",
    ),
    # the overview
    "counts": Text("Facts by basis", "Hechos según su base"),
    "legend": Text("What these words mean", "Qué significan estas palabras"),
    "no_collections": Text(
        "This project names no collections. Its facts are reached through the saved queries and the endpoint.",
        "Este proyecto no nombra colecciones. Sus hechos se alcanzan por las consultas guardadas y el punto SPARQL.",
    ),
    "no_evidence": Text(
        "This project records no evidence: its facts stand without passages.",
        "Este proyecto no registra evidencias: sus hechos no llevan pasajes.",
    ),
    "no_members": Text("None on this basis.", "Nada que mostrar con esta base."),
    "use": Text("Use the data", "Usar los datos"),
    "all_facts": Text("The data as files", "Los datos en archivos"),
    "api_docs": Text("The API and its documentation", "La API y su documentación"),
    "cite": Text("How to cite", "Cómo citar"),
    "citation": Text(
        "{title}, dataset version {version}, {address}",
        "{title}, versión de los datos {version}, {address}",
    ),
    "permalink": Text("Permanent link to this answer", "Enlace permanente a esta respuesta"),
    # types
    "types": Text("Types", "Tipos"),
    "no_types": Text("No type of this collection is known.", "No se conoce ningún tipo de esta colección."),
    "type": Text("Type", "Tipo"),
    "layer": Text("How", "Cómo"),
    "basis_column": Text("Basis", "Base"),
    "evidence": Text("Passages", "Pasajes"),
    "why": Text("why?", "¿por qué?"),
    "why_column": Text("Explanation", "Explicación"),
    "why_of": Text("why is this so: {fact}", "por qué es así: {fact}"),
    "denied": Text("Denied", "Negado"),
    "not_stated": Text("Not stated", "No consta"),
    "unknown": Text("Unknown", "No se sabe"),
    # an entity
    "facts": Text("Facts", "Hechos"),
    "no_facts": Text("No facts on this basis.", "Ningún hecho con esta base."),
    "property": Text("Property", "Propiedad"),
    "value": Text("Value", "Valor"),
    "source": Text("Source", "Fuente"),
    "incoming": Text("Where it is named", "Dónde aparece"),
    "subject": Text("By", "Por"),
    "searched": Text("Searched in:", "Se buscó en:"),
    "mentions": Text("As the documents write it", "Cómo lo escriben los documentos"),
    "as_data": Text("This page as data", "Esta página como datos"),
    "yes": Text("yes", "sí"),
    "no": Text("no", "no"),
    # the data to download
    "data": Text("Data", "Datos"),
    "data_lead": Text(
        "All of it as files, for a program, a triple store or an editor. Every file is of the version named below.",
        "Todo en archivos, para un programa, un almacén de tripletas o un editor. "
        "Cada archivo es de la versión que se indica abajo.",
    ),
    "files": Text("Everything at once", "Todo de una vez"),
    "file": Text("File", "Archivo"),
    "content": Text("Content", "Contenido"),
    "triples": Text("Triples", "Tripletas"),
    "dataset_all": Text("Every named graph", "Todos los grafos con nombre"),
    "graphs": Text("Graph by graph", "Grafo por grafo"),
    "graphs_lead": Text(
        "One graph for each file of the project, its claims beside it, and what is computed from them apart.",
        "Un grafo por cada archivo del proyecto, sus afirmaciones al lado y, aparte, lo que se calcula con ellos.",
    ),
    "graph": Text("Graph", "Grafo"),
    "in_no_dataset": Text("in no dataset", "en ningún conjunto"),
    # an explanation
    "explanation": Text("Explanation", "Explicación"),
    "proof": Text("How this is known", "Cómo se sabe"),
    "rule_absent": Text("Found nowhere", "No se halló en ningún lugar"),
    "whole_proof": Text("The whole proof, rule by rule", "La prueba entera, regla por regla"),
    "axioms": Text("What the ontology adds", "Lo que aporta la ontología"),
    "second_ground": Text("A second ground", "Un segundo fundamento"),
    "disagreement": Text("The documents disagree", "Los documentos no concuerdan"),
    "document_denies": Text("A document denies it:", "Un documento lo niega:"),
    "looked_for": Text("What was looked for", "Qué se buscó"),
    # a locator
    "line": Text("line {start}", "línea {start}"),
    "lines": Text("lines {start}–{end}", "líneas {start}–{end}"),
    "section": Text("§", "§"),
    "table": Text("table {number}", "tabla {number}"),
    "row": Text("row {number}", "fila {number}"),
    "column": Text("column {number}", "columna {number}"),
    "characters": Text("characters {start}–{end}", "caracteres {start}–{end}"),
    "digest": Text("digest", "huella"),
    "confidence": Text("confidence {number}", "confianza {number}"),
    # saved queries
    "no_queries": Text("This project has no saved queries.", "Este proyecto no tiene consultas guardadas."),
    "parameters": Text("Parameters", "Parámetros"),
    "required": Text("required", "obligatorio"),
    "optional": Text("optional", "opcional"),
    "kind_iri": Text("short name, CURIE or IRI", "nombre corto, CURIE o IRI"),
    "kind_string": Text("text", "texto"),
    "kind_en": Text("text in English", "texto en inglés"),
    "kind_es": Text("text in Spanish", "texto en español"),
    "kind_number": Text("number", "número"),
    "kind_xsd:integer": Text("whole number", "número entero"),
    "kind_xsd:date": Text("date, as 2017-04-21", "fecha, como 2017-04-21"),
    "run": Text("Run the query", "Ejecutar la consulta"),
    "result": Text("Result", "Resultado"),
    "no_rows": Text("No rows.", "Ninguna fila."),
    "empty_cell": Text("no value", "sin valor"),
    "page_number": Text("Page {number}", "Página {number}"),
    "result_pages": Text("Pages of the result", "Páginas del resultado"),
    "previous": Text("Previous page", "Página anterior"),
    "next": Text("Next page", "Página siguiente"),
    "download": Text("The same rows:", "Las mismas filas:"),
    # problems
    "what_to_do": Text("What to do:", "Qué hacer:"),
    "status": Text("Status", "Estado"),
    "code": Text("Code", "Código"),
    "back_home": Text("Back to the overview", "Volver al panorama"),
}
"""What pages say besides the data; braces stand for values."""
