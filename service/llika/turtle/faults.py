"""What is wrong with a file, in words a person can act on.

The parsers report in English and in their own terms; the table below turns what they say into a stable code, a
sentence and a hint in both languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import InputError, Place, SyntaxFault
from ..terms import Text
from .sniff import Syntax

_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class _Known:
    """A kind of parser message; the groups of the pattern fill the ``{}`` of the message."""

    pattern: re.Pattern[str]
    code: str
    message: Text
    hint: Text


def _known(pattern: str, message: tuple[str, str], hint: tuple[str, str], code: str = "turtle-syntax") -> _Known:
    return _Known(re.compile(pattern, re.DOTALL), code, Text(*message), Text(*hint))


_KNOWN = (
    _known(
        r"The prefix (\S*) has not been declared",
        ("The prefix {} is not declared.", "El prefijo {} no está declarado."),
        (
            "Add a line '@prefix {} <...> .' at the top of the file, or correct the spelling.",
            "Añada al inicio del archivo una línea '@prefix {} <...> .' o corrija la grafía.",
        ),
        "unknown-prefix",
    ),
    _known(
        r"No scheme found in an absolute IRI",
        ("The IRI is relative and the file declares no base.", "El IRI es relativo y el archivo no declara una base."),
        (
            "Write the IRI in full, or declare '@base <...> .' at the top of the file.",
            "Escriba el IRI completo o declare '@base <...> .' al inicio del archivo.",
        ),
        "relative-iri",
    ),
    _known(
        r"A dot is expected at the end of statements",
        ("A dot is missing at the end of a statement.", "Falta el punto al final de un enunciado."),
        (
            "End the statement before this place with ' .'; separate its predicates with ' ;', its objects with ' ,'.",
            "Termine con ' .' el enunciado anterior; separe sus predicados con ' ;' y sus objetos con ' ,'.",
        ),
    ),
    _known(
        r"Unexpected end$",
        ("The file ends before its last statement does.", "El archivo termina antes que su último enunciado."),
        (
            "End the statement with ' .' and close every '[' and '('; perhaps the file was saved only in part.",
            "Termine el enunciado con ' .' y cierre cada '[' y '('; quizá el archivo se guardó a medias.",
        ),
    ),
    _known(
        r"Line jumps are not allowed in string literals",
        ("A string in single-line quotes runs over the line end.", "Una cadena de una sola línea no se cierra."),
        (
            'Close the quotes on the same line, or use """ for a text of several lines.',
            'Cierre las comillas en la misma línea o use """ para un texto de varias líneas.',
        ),
    ),
    _known(
        r"Unexpected end of file",
        ("The file ends inside a string or an IRI.", "El archivo termina dentro de una cadena o de un IRI."),
        (
            "Close what opens at this place; perhaps the file was saved only in part.",
            "Cierre lo que se abre en este lugar; quizá el archivo se guardó a medias.",
        ),
    ),
    _known(
        r"Invalid IRI code point '(.+)'",
        ("The character '{}' may not stand in an IRI.", "El carácter '{}' no puede estar en un IRI."),
        (
            "Percent-encode it (a space is %20), or check where the IRI should have been closed with '>'.",
            "Codifíquelo con porcentaje (un espacio es %20) o revise dónde debía cerrarse el IRI con '>'.",
        ),
    ),
    _known(
        r"Unexpected escape character '(.+)'",
        ("'{}' is no escape sequence of Turtle.", "'{}' no es una secuencia de escape de Turtle."),
        (
            r"Write a backslash as \\; the escapes are \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX.",
            r"Escriba la barra inversa como \\; los escapes son \t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX.",
        ),
    ),
    _known(
        r"is not a valid (?:RDF )?subject",
        ("A statement cannot begin here.", "Aquí no puede empezar un enunciado."),
        (
            "A subject is an IRI, a prefixed name or '[ ]'; perhaps a ';' or ',' is missing or a '.' stands too early.",
            "Un sujeto es un IRI, un nombre con prefijo o '[ ]'; quizá falte un ';' o ',' o sobre un '.' anterior.",
        ),
    ),
    _known(
        r"is not a valid (?:RDF )?predicate",
        ("A predicate is expected here.", "Aquí se espera un predicado."),
        (
            "A predicate is an IRI, a prefixed name or 'a'; perhaps the ':' of a prefixed name is missing.",
            "Un predicado es un IRI, un nombre con prefijo o 'a'; quizá falte el ':' de un nombre con prefijo.",
        ),
    ),
    _known(
        r"is not a valid (?:RDF )?object",
        ("An object is expected here.", "Aquí se espera un objeto."),
        (
            "An object is an IRI, a prefixed name, a number, true or false, '[ ]', '( )' or a text in quotes.",
            "Un objeto es un IRI, un nombre con prefijo, un número, true, false, '[ ]', '( )' o texto entre comillas.",
        ),
    ),
)

_GENERAL_HINT = Text(
    "Mend the text at this place; the fault may lie just before it.",
    "Corrija el texto en este lugar; la falta puede estar justo antes.",
)


def syntax_fault(reason: str, place: Place, *, code: str = "turtle-syntax", text: str = "") -> SyntaxFault:
    """Return the error for what a parser said about a text.

    :param reason: the parser's own sentence
    :param code: the code where the table of known reasons has no better one
    :param text: the text that was parsed; its characters at the place are shown
    """
    if "\0" in text:
        return _binary(place)
    shown = _excerpt(text, place)
    for known in _KNOWN:
        if found := known.pattern.search(reason):
            message = Text(*(part.format(*found.groups()) + shown for part in known.message))
            hint = Text(*(part.format(*found.groups()) if "{}" in part else part for part in known.hint))
            return SyntaxFault(code if known.code == "turtle-syntax" else known.code, message, hint, place=place)
    sentence = reason.rstrip(".")
    message = Text(f"{sentence}.{shown}", f"Error de sintaxis ({sentence}).{shown}")
    return SyntaxFault(code, message, _GENERAL_HINT, place=place)


def _excerpt(text: str, place: Place) -> str:
    if not text or place.line is None or place.column is None:
        return ""
    lines = text.split("\n", place.line)
    rest = lines[place.line - 1][place.column - 1 :].strip() if place.line <= len(lines) else ""
    return f" ({rest[:_EXCERPT]}…)" if len(rest) > _EXCERPT else f" ({rest})" if rest else ""


def _binary(place: Place) -> SyntaxFault:
    return SyntaxFault(
        "binary-file",
        Text(
            "The file does not parse and holds NUL characters.",
            "El archivo no se puede leer y contiene caracteres NUL.",
        ),
        Text(
            "It is binary or UTF-16; save it as UTF-8 text, or name the right file.",
            "Es binario o UTF-16; guárdelo como texto UTF-8 o indique el archivo correcto.",
        ),
        place=place,
    )


def not_utf8(data: bytes, position: int, file: str, *, first_line: int = 1) -> SyntaxFault:
    """Return the error for bytes that are not UTF-8 from this position on.

    :param first_line: the number of the line with which the bytes begin
    """
    start = data.rfind(b"\n", 0, position) + 1
    column = len(data[start:position].decode("utf-8", errors="replace")) + 1
    return SyntaxFault(
        "not-utf8",
        Text(f"The byte 0x{data[position]:02X} is not UTF-8.", f"El byte 0x{data[position]:02X} no es UTF-8."),
        Text(
            "Save the file with the encoding UTF-8; if it is not a text at all, name the right file.",
            "Guarde el archivo con la codificación UTF-8; si no es un texto, indique el archivo correcto.",
        ),
        place=Place(file, data.count(b"\n", 0, position) + first_line, column),
    )


def triple_term(place: Place) -> SyntaxFault:
    """Return the error for a triple that stands as a term (RDF 1.2)."""
    return SyntaxFault(
        "triple-term",
        Text("The file holds triple terms of RDF 1.2.", "El archivo contiene términos triples de RDF 1.2."),
        Text(
            "Describe the triple with a node of its own; '<< >>', '~' and '{| |}' are not read here.",
            "Describa la tripleta con un nodo propio; aquí no se leen '<< >>', '~' ni '{| |}'.",
        ),
        place=place,
    )


def other_syntax(syntax: Syntax, place: Place) -> SyntaxFault:
    """Return the error for a file that should be Turtle, and that an editor saved in another syntax."""
    hint = Text("In the editor, save it as Turtle.", "En el editor, guárdelo como Turtle.")
    if syntax != Syntax.MANCHESTER:
        hint = Text(
            f"Run `llika format {place.file}`, or save it as Turtle in the editor.",
            f"Ejecute `llika format {place.file}` o guárdelo como Turtle en el editor.",
        )
    name = syntax.value
    message = Text(f"The file is not Turtle but {name}.", f"El archivo no es Turtle, sino {name}.")
    return SyntaxFault("saved-in-other-syntax", message, hint, place=place)


def nested_too_deep(place: Place, deepest: int) -> SyntaxFault:
    """Return the error for brackets inside brackets, more of them than are followed."""
    return SyntaxFault(
        "nested-too-deep",
        Text(
            f"Brackets stand more than {deepest} deep inside each other.",
            f"Hay más de {deepest} niveles de corchetes o paréntesis anidados.",
        ),
        Text(
            "Give a node in the middle an IRI or a label and describe it in a statement of its own.",
            "Dé un IRI o una etiqueta a un nodo intermedio y descríbalo en un enunciado propio.",
        ),
        place=place,
    )


def nested_entity(place: Place) -> SyntaxFault:
    """Return the error for an XML entity that is made of other entities."""
    return SyntaxFault(
        "entity-nested",
        Text("The file declares an entity made of others.", "El archivo declara una entidad hecha de otras."),
        Text("Write it out: such entities can grow without limit.", "Escríbala entera: así pueden crecer sin límite."),
        place=place,
    )


def unreadable(error: OSError, file: str) -> InputError:
    """Return the error for a file that the system does not give us."""
    if isinstance(error, FileNotFoundError):
        return InputError(
            "file-missing",
            Text(f"There is no file {file}.", f"No existe el archivo {file}."),
            Text("Check the name and the folder.", "Revise el nombre y la carpeta."),
            place=Place(file),
        )
    reason = error.strerror or str(error)
    return InputError(
        "file-unreadable",
        Text(f"{file} cannot be read: {reason}.", f"No se puede leer {file}: {reason}."),
        Text("Name a file that you may read.", "Indique un archivo que se pueda leer."),
        place=Place(file),
    )


def damaged_gzip(file: str) -> InputError:
    """Return the error for a ``.gz`` file that does not unpack."""
    return InputError(
        "gzip-damaged",
        Text(f"{file} is not a whole gzip file.", f"{file} no es un archivo gzip completo."),
        Text("Fetch or pack the file again.", "Descargue o comprima el archivo de nuevo."),
        place=Place(file),
    )


def unknown_format(file: str, suffixes: str) -> InputError:
    """Return the error for a file whose suffix stands for no RDF syntax."""
    return InputError(
        "unknown-format",
        Text(f"The name {file} does not tell its RDF syntax.", f"El nombre {file} no indica su sintaxis RDF."),
        Text(f"Give it one of the suffixes {suffixes}.", f"Use uno de los sufijos {suffixes}."),
        place=Place(file),
    )
