"""Whether a Latin name and a Hangul name sound alike: Wong / 웡, Lawrence / 로런스, Danuri / 다누리.

Hangul is romanised by the letters of the Revised Romanization of Korean (2000), without its sound changes; names are
then compared letter by letter and by their consonants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MEDIAL = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
           "eu", "ui", "i")  # fmt: skip
_FINAL = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
          "t", "t", "k", "t", "p", "t")  # fmt: skip
_SURNAMES = {"lee": "i", "rhee": "i", "yi": "i", "park": "bak", "choi": "choe", "kim": "gim", "moon": "mun",
             "woo": "u", "jung": "jeong", "chung": "jeong", "yoon": "yun", "kang": "gang", "cho": "jo"}  # fmt: skip
_ALIKE = 0.75
"""Share of equal letters from which two spellings count as one name; by trial on names of news."""

_BEGINS = {
    "a": "ㅇ", "b": "ㅂㅃㅍ", "c": "ㅋㅅㅆㅊㅈㄲ", "d": "ㄷㄸㅌ", "e": "ㅇ", "f": "ㅍㅎ", "g": "ㄱㄲㅈ", "h": "ㅎㅇ", "i": "ㅇ",
    "j": "ㅈㅇㅎㅊ", "k": "ㅋㄱㄲ", "l": "ㄹㅇㄴ", "m": "ㅁ", "n": "ㄴㅇ", "o": "ㅇ", "p": "ㅍㅂㅃ", "q": "ㅋㄲㅊㄱ", "r": "ㄹㅇㄴ",
    "s": "ㅅㅆ", "t": "ㅌㄷㄸㅊㅅ", "u": "ㅇ", "v": "ㅂㅍ", "w": "ㅇ", "x": "ㅅㅈㅋ", "y": "ㅇ", "z": "ㅈㅊㅅ",
}  # fmt: skip
"""The Hangul consonants with which a name may begin that begins with a Latin letter (Lee is 이, Roh is 노, Xi is 시)."""
_CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def other_beginnings(name: str) -> list[tuple[str, str]]:
    """First and last character with which the same name may begin in the other script, as ranges; none for other scripts."""
    head = unicodedata.normalize("NFKD", name.casefold())[:1]
    if head in _BEGINS:
        return [_syllables(consonant) for consonant in _BEGINS[head]]
    if "가" <= name[:1] <= "힣":
        own = _CONSONANTS[(ord(name[0]) - ord("가")) // 588]
        return [(letter, letter) for letter, consonants in _BEGINS.items() if own in consonants]
    return []


def _syllables(consonant: str) -> tuple[str, str]:
    first = ord("가") + _CONSONANTS.index(consonant) * 588
    return chr(first), chr(first + 587)


@lru_cache(maxsize=1 << 17)
def romanise(hangul: str) -> str:
    """Hangul syllables in Latin letters; other characters stay."""
    return "".join(_syllable(char) if "가" <= char <= "힣" else char for char in hangul)


def _syllable(char: str) -> str:
    code = ord(char) - ord("가")
    return _INITIAL[code // 588] + _MEDIAL[code % 588 // 28] + _FINAL[code % 28]


def sounds_alike(latin: str, hangul: str) -> bool:
    """Whether a Latin word may be the spelling of a Hangul one."""
    theirs = romanise(hangul)
    mine = _latin(latin)
    if not mine or not theirs:
        return False
    least = _ALIKE + (0.1 if len(theirs) < 5 else 0)
    for spelling in {mine, _SURNAMES.get(mine, mine)}:
        if _could_be(spelling, theirs, least) and SequenceMatcher(None, spelling, theirs, False).ratio() >= least:
            return True
    if abs(len(mine) - len(theirs)) > 4:
        return False
    bones = _consonants(mine)
    return len(bones) >= 3 and bones == _consonants(theirs)


def sounding_like(name: str, words: Sequence[str]) -> Iterator[str]:
    """Those of many words in the other script that sound like a name, in their order.

    Only words that could pass are compared as :func:`sounds_alike` does. What counts there as equal letters is part of
    the longest common subsequence, whose share of all letters (the indel ratio) is computed for thousands in a millisecond.
    """
    hangul = "가" <= name[:1] <= "힣"
    spelled = list(map(_latin if hangul else romanise, words))
    own = romanise(name) if hangul else _latin(name)
    for at in sorted(_near(own, spelled) | _same_bones(own, spelled)):
        if sounds_alike(words[at], name) if hangul else sounds_alike(name, words[at]):
            yield words[at]


def _near(own: str, spelled: Sequence[str]) -> set[int]:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    surnames = {at for at, word in enumerate(spelled) if word in _SURNAMES}
    forms = {own, _SURNAMES.get(own, own)}
    return surnames | {
        at for form in forms for _, _, at in extract(form, spelled, scorer=ratio, score_cutoff=100 * _ALIKE, limit=None)
    }


def _same_bones(own: str, spelled: Sequence[str]) -> set[int]:
    bones, shortest, longest = _consonants(own), len(own) - 4, len(own) + 4
    if len(bones) < 3:
        return set()
    return {at for at, word in enumerate(spelled) if shortest <= len(word) <= longest and _consonants(word) == bones}


@lru_cache(maxsize=1 << 17)
def _latin(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.casefold())


def _could_be(one: str, other: str, least: float) -> bool:
    """Whether the letters in common, in any order, suffice; quick, since most words do not even sound near."""
    letters = len(one) + len(other)
    if 2 * min(len(one), len(other)) < least * letters:
        return False
    return 2 * sum(min(one.count(letter), other.count(letter)) for letter in set(one)) >= least * letters


_BONES = ((r"c(?=[eiy])", "s"), (r"ch|sh|j|z|x", "s"), (r"ph", "p"), (r"[cqg]", "k"), (r"[bfv]", "p"), (r"d", "t"),
          (r"th", "t"), (r"l", "r"), (r"ng", "n"), (r"[aeiouwyh]", ""), (r"(.)\1+", r"\1"))  # fmt: skip


@lru_cache(maxsize=1 << 17)
def _consonants(word: str) -> str:
    for pattern, replacement in _BONES:
        word = re.sub(pattern, replacement, word)
    return word
