"""Whether a Latin name and a Hangul name sound alike: Wong / 웡, Lawrence / 로런스, Danuri / 다누리.

Hangul is romanised by the letters of the Revised Romanization of Korean (2000), without its sound changes; names are
then compared letter by letter and by their consonants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import product

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


def romanise(hangul: str) -> str:
    """Hangul syllables in Latin letters; other characters stay."""
    return hangul.translate(_romanised())


@cache
def _romanised() -> dict[int, str]:
    syllables = ("".join(letters) for letters in product(_INITIAL, _MEDIAL, _FINAL))
    return dict(enumerate(syllables, ord("가")))


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
    spelled = _all(_latin if hangul else romanise, words)
    own = romanise(name) if hangul else _latin(name)
    surnames = {at for at, word in enumerate(spelled) if word in _SURNAMES} if hangul else set()
    for at in sorted(surnames | _near(own, spelled) | _same_bones(own, spelled)):
        if sounds_alike(words[at], name) if hangul else sounds_alike(name, words[at]):
            yield words[at]


def _near(own: str, spelled: Sequence[str]) -> set[int]:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    forms = {own, _SURNAMES.get(own, own)}
    return {
        at for form in forms for _, _, at in extract(form, spelled, scorer=ratio, score_cutoff=100 * _ALIKE, limit=None)
    }


def _same_bones(own: str, spelled: Sequence[str]) -> set[int]:
    bones, shortest, longest = _consonants(own), len(own) - 4, len(own) + 4
    if len(bones) < 3:
        return set()
    near = [at for at, word in enumerate(spelled) if shortest <= len(word) <= longest]
    theirs = _all(_consonants, [spelled[at] for at in near])
    return {at for at, word in zip(near, theirs, strict=True) if word == bones}


def _all(spell: Callable[[str], str], words: Sequence[str]) -> list[str]:
    """Every word in another spelling, in one go: a library has thousands that begin alike."""
    return spell("\n".join(words)).split("\n") if words else []


def _latin(words: str) -> str:
    return _NO_LETTER.sub("", words.casefold())


def _could_be(one: str, other: str, least: float) -> bool:
    """Whether the letters in common, in any order, suffice; quick, since most words do not even sound near."""
    letters = len(one) + len(other)
    if 2 * min(len(one), len(other)) < least * letters:
        return False
    return 2 * sum(min(one.count(letter), other.count(letter)) for letter in set(one)) >= least * letters


_NO_LETTER = re.compile(r"[^a-z\n]")
_SOFT = re.compile(r"c(?=[eiyh])")
_DOUBLED = re.compile(r"(.)(?=\1)")
_BONES = str.maketrans("jzxcqgbfvdl", "ssskkkppptr", "aeiouwyh")


def _consonants(words: str) -> str:
    """The consonants alone, those that are heard as one in Hangul as one letter: Zelensky and Jellenseuki."""
    return _DOUBLED.sub("", _SOFT.sub("s", words).translate(_BONES))
