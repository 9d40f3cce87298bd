"""What people type into a search box, read so that nothing they type is an error.

Words in any order, with or without accents, in singular or plural; the last one may go on. ``"two words"`` stand
together, ``-word`` must not be there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

_LONGEST = 400
_MOST_WORDS = 16
_FLEXIBLE = 3
_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+")
_ACCENT = re.compile(f"[{_MARKS}]+")
_PART = re.compile(r"""(?P<sign>(?<!\S)-(?=\S))?(?:["“«](?P<quoted>[^"”»]*)["”»]?|(?P<plain>[^\s"“«]+))""")
_SHORTEST = 3
_BEGINNING = 6
"""Letters after which a word may end in another way: *financió*, *financiamiento*."""
_ENDINGS = (("", "s"), ("s", ""), ("", "es"), ("es", ""), ("y", "ies"), ("ies", "y"), ("z", "ces"), ("ces", "z"))
_FILLERS = frozenset(
    """
    a an and are as at be been by can could did do does for from had has have how in is it many much of on or that the
    their there these they this to was were what when where which who whom whose why with
    a al como con cual cuales cuando cuanta cuantas cuanto cuantos de del donde e el ella ellas ellos en entre era es
    esta estan este fue fueron ha haber habia han hay hubo la las le les lo los no o para por que quien quienes se ser
    si sin sobre son su sus tiene tienen u un una unos unas y
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Small words that a question may hold and its answer need not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text without case and accents, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Return the words of a text.

    :param offset: where the text itself begins

    >>> [token.word for token in tokens("Gestión de_redes, año 3")]
    ['gestion', 'de', 'redes', 'ano', '3']
    """
    return [Token(folded(one[0]), one.start() + offset, one.end() + offset) for one in _WORD.finditer(text)]


def forms(word: str) -> set[str]:
    """Return a word with what may be its singular or plural, in English or Spanish.

    >>> sorted(forms("redes"))
    ['red', 'rede', 'redes', 'redeses', 'redess']
    """
    found = {word}
    for old, new in _ENDINGS:
        other = word.removesuffix(old) + new
        if word.endswith(old) and min(len(word), len(other)) >= _SHORTEST and word.isalpha():
            found.add(other)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for, or several that must stand together.

    :param loose: other forms of the word count too
    :param goes_on: what is found may go on after the last letter
    """

    tokens: tuple[Token, ...]
    loose: bool
    goes_on: bool = False

    def matches(self, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a text where it stands."""
        size = len(self.tokens)
        for start in range(len(words) - size + 1):
            here = words[start : start + size]
            if all(self._fits(at, one.word) for at, one in enumerate(here)):
                yield here[0].start, here[-1].end

    def stands_whole(self, words: Sequence[Token]) -> bool:
        """Tell whether it stands in a text without going on."""
        return any(replace(self, goes_on=False).matches(words))

    def _fits(self, at: int, word: str) -> bool:
        own = self.tokens[at].word
        if self.goes_on and at == len(self.tokens) - 1 and word.startswith(own):
            return True
        return word == own or (self.loose and word in forms(own))

    @property
    def expression(self) -> str:
        """What the index is asked: words in quotation marks, so that none of them is an operator."""
        whole = '"{}"'.format(" ".join(token.word for token in self.tokens))
        found = sorted(f'"{form}"' for form in forms(self.tokens[0].word)) if self.loose else [whole]
        return "({})".format(" OR ".join([*found, f"{whole} *"] if self.goes_on else found))


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for."""

    text: str
    wanted: tuple[Wanted, ...]
    unwanted: tuple[Wanted, ...] = ()

    def whole_names(self) -> Iterator[str]:
        """Yield the names, as `name_key` writes them, that are the question and no more."""
        words = [(one.loose, token.word) for one in self.wanted for token in one.tokens]
        flexible = len(words) <= _FLEXIBLE
        for choice in product(*(sorted(forms(word)) if loose and flexible else [word] for loose, word in words)):
            yield name_key(" ".join(choice))

    def begun(self) -> Question:
        """Return a question for words that begin alike: the beginnings of its long words, which may go on.

        >>> [one.expression for one in read_question("quién financió la red").begun().wanted]
        ['("financ" OR "financ" *)']
        """
        long = (one.tokens[0] for one in self.wanted if one.loose and len(one.tokens[0].word) > _BEGINNING)
        begun = (replace(token, word=token.word[: max(_BEGINNING, len(token.word) - 2)]) for token in long)
        return replace(self, wanted=tuple(Wanted((token,), loose=False, goes_on=True) for token in begun))

    def expression(self, *, every: bool) -> str:
        """Return what the index is asked for all words, or for any of them."""
        found = (" AND " if every else " OR ").join(one.expression for one in self.wanted)
        without = " OR ".join(one.expression for one in self.unwanted)
        return f"({found}) NOT ({without})" if without else f"({found})"


def name_key(name: str) -> str:
    """Return a name to find it by as a whole: its words without case, accents and small words.

    >>> name_key("Red de Municipalidades Rurales"), name_key("WHO")
    ('red municipalidades rurales', 'who')
    """
    words = _WORD.findall(folded(name))
    return " ".join([word for word in words if word not in _FILLERS] or words)


def read_question(text: str) -> Question:
    """Read what was typed; of a very long text its beginning.

    >>> question = read_question('Redes de "desarrollo rural" -foro municip')
    >>> [" ".join(token.word for token in one.tokens) for one in question.wanted]
    ['redes', 'desarrollo rural', 'municip']
    """
    kept = text[:_LONGEST]
    wanted: list[Wanted] = []
    unwanted: list[Wanted] = []
    parts = list(_PART.finditer(kept))
    for part in parts:
        group = "plain" if part["quoted"] is None else "quoted"
        if found := tuple(tokens(part[group], part.start(group))):
            is_plain, goes_on = group == "plain", part is parts[-1] and group == "plain"
            one = Wanted(found, loose=is_plain and len(found) == 1, goes_on=goes_on and not part["sign"])
            (unwanted if part["sign"] else wanted).append(one)
    telling = [one for one in wanted if not (one.loose and one.tokens[0].word in _FILLERS)]
    return Question(kept, tuple((telling or wanted)[:_MOST_WORDS]), tuple(unwanted[:_MOST_WORDS]))


def folded(text: str) -> str:
    """Return a text without case and accents."""
    return text.lower() if text.isascii() else _ACCENT.sub("", unicodedata.normalize("NFD", text.lower()))


def written_words(text: str) -> list[str]:
    """Return the words of a text in small letters, with their accents."""
    return _WORD.findall(text.lower())
