"""A form in which Korean names are compared however they are spaced, marked or spelt: 쇼! 음악중심, 쥬얼리, 다이세이(大成)건설."""

from __future__ import annotations

import re
from functools import cache

from assistant.text.normalise import fold

_BETWEEN = re.compile(r"[\s_!?'·-]+")
"""White space, the ``_`` of file names, and marks that one writer puts into a name and another leaves out."""

_GLOSS = re.compile(r"(?<=[가-힣])\([^()가-힣]+\)(?=[가-힣])")
"""What is explained in brackets inside a word, in Chinese characters, letters or figures."""

_AFTER = "ㅈㅉㅊ"
_LETTERS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS, _FINALS = 21, 28
_PLAIN = {2: 0, 3: 1, 6: 4, 7: 5, 12: 8, 17: 13}
"""Vowels that sound alike after those consonants, by their places in a syllable's code (Unicode 3.12): ㅑ as ㅏ, ㅠ as ㅜ.

Foreign names are written with the plain ones (외래어 표기법, 국립국어원), but not by everybody.
"""


def squeeze(text: str) -> str:
    """The folded text without white space and marks, foreign sounds written in one way."""
    return _BETWEEN.sub("", fold(text)).translate(_spelt_alike())


def without_glosses(text: str) -> str:
    """Text without what is explained in brackets inside its words: 다이세이(大成)건설 is 다이세이건설."""
    return _GLOSS.sub("", text)


@cache
def _spelt_alike() -> dict[int, int]:
    return {
        _code(consonant, vowel, final): _code(consonant, plain, final)
        for consonant in _AFTER
        for vowel, plain in _PLAIN.items()
        for final in range(_FINALS)
    }


def _code(consonant: str, vowel: int, final: int) -> int:
    return ord("가") + (_LETTERS.index(consonant) * _VOWELS + vowel) * _FINALS + final
