"""The Korean morphological analyser, loaded once and used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_LOCK = threading.Lock()

NOUNS = frozenset({"NNG", "NNP", "NR", "SL", "SH", "SN", "XR"})
"""Tags of words that name things: nouns, numerals, foreign words, Chinese characters, digits, roots."""

CONTENT = NOUNS | {"VV", "VA", "MM", "MAG", "NNB", "XPN", "XSN", "W_SERIAL"}
"""Tags that carry meaning for search; particles, endings and punctuation are left out."""


_GUESSED = {"NNG": {2}, "NNP": {3}}
"""The numbers that Kiwi gives to nouns without an entry of their own: those of their tags."""


class Morpheme(NamedTuple):
    """A morpheme with its tag (Sejong tag set, as Kiwi gives it) and its span in the text."""

    form: str
    tag: str
    start: int
    end: int


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


def morphemes_of(text: str) -> list[Morpheme]:
    """The morphemes of a text, in order; irregular stems come in their dictionary form."""
    with _LOCK:
        tokens = _kiwi().tokenize(text)
    return [
        Morpheme(token.form, token.tag.removesuffix("-I").removesuffix("-R"), token.start, token.start + token.len)
        for token in tokens
    ]


def is_unknown(word: str) -> bool:
    """Whether the analyser takes a word for a single noun that its dictionary does not have."""
    with _LOCK:
        tokens = _kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag in _GUESSED and tokens[0].id in _GUESSED[tokens[0].tag]


def join_morphemes(parts: Sequence[tuple[str, str]]) -> str:
    """A word out of morphemes and their tags, contracted and with the forms that fit each other."""
    with _LOCK:
        return str(_kiwi().join(list(parts)))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Sentence spans of Korean text by Kiwi, in order."""
    with _LOCK:
        found = _kiwi().split_into_sents(text)
    return [(sentence.start, sentence.end) for sentence in found]


def is_spaced(before: str, after: str) -> bool:
    """Whether a space belongs between two pieces of Korean text that a line end parts (Kiwi's ``glue``)."""
    with _LOCK:
        _, spaces = _kiwi().glue([before, after], return_space_insertions=True)
    return bool(spaces and spaces[0])
