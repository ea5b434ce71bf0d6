"""Names that a question spells otherwise than the articles do: 보르디노 for 보로디노, 셀러브리티 for 셀레브리티."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.window import window
from assistant.question.terms import Term
from assistant.text.morphemes import is_unknown

SHORTEST, SHORTEST_FOREIGN = 4, 3
"""Syllables of a name that may be misspelt, and of a foreign one: names of Korean people have two or three, and differ by as little."""

_FOREIGN = re.compile(r"[러레렌렉르스슨즈츠크클트튼틀드든프플브블므페펠펜펙테텔텐메멜멘베벨벤네넬데델덴헤켈케에엘엔]")
"""Syllables that foreign names are full of, and that no Chinese character is read as, of which Korean names are made."""

_WORD = re.compile(r"[가-힣]+")


@dataclass(frozen=True)
class Spelled:
    """A question's term as the articles spell it, and how each spells it."""

    term: Term
    asked: str
    said: str


def spelled(term: Term, texts: Sequence[str]) -> Spelled | None:
    """A term that also answers to the one name in the texts that differs from it by a single letter (jamo).

    Only words count that no dictionary knows, as names of foreign people and places are: 영남대학교 is not 경남대학교.

    :returns: ``None`` for a term that the texts hold as it is, or that they hold nothing like.
    """
    if term.parts or term.closed or term.date or not _may_be_misspelt(term.text):
        return None
    if any(window(text).names(term) for text in texts) or not is_unknown(term.text):
        return None
    found = {name for text in texts for name in _names(text, len(term.text)) if _one_letter_apart(term.text, name)}
    if len(found) != 1:
        return None
    said = found.pop()
    return Spelled(replace(term, forms=term.forms | {said}), term.text, said)


def _may_be_misspelt(name: str) -> bool:
    shortest = SHORTEST_FOREIGN if _FOREIGN.search(name) else SHORTEST
    return len(name) >= shortest and _WORD.fullmatch(name) is not None


def _names(text: str, length: int) -> Iterator[str]:
    """The beginnings of so many syllables of each word, and of each two words that one might write together."""
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        joined = word if len(word) >= length else "".join(words[at : at + 2])
        if len(joined) >= length:
            yield joined[:length]


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two words of as many syllables differ in one letter of one of them: another, one more, or one less."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    mine, theirs = (unicodedata.normalize("NFD", syllable) for syllable in pairs[0])
    if len(mine) == len(theirs):
        return sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
    return mine.startswith(theirs) or theirs.startswith(mine)
