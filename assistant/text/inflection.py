"""English words without the endings of inflection: plurals and the forms of verbs; words derived from each other stay apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.text.wordlists import word_list

_WORD = re.compile(r"[a-z]+")
_VOWEL = re.compile(r"[aeiouy]")

_SHORT = re.compile(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][^aeiouwxy]")
"""One vowel and one consonant at the end: before -ed such a word has doubled its consonant (hopped) or lost an e (hoped)."""

_HISSING = ("ss", "x", "ch", "sh", "zz", "o")
"""Ends of words that take -es and not -s."""

_WHOLE_EED = frozenset({"exceed", "proceed", "succeed", "indeed"})


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split("=") for pair in word_list("irregular_forms"))


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """What the inflected forms of an English word have in common: apply, applies, applied and applying are one.

    It is a key to compare by and not always a word: a silent e is left out after all but short syllables (decid), and so is
    the second l (instal). By the rules of spelling and a list of irregular forms; no dictionary is asked, so that a few
    words that only look inflected share the key of another (wicked, wick).

    :param word: case-folded; what is not made of the letters a to z is given back as it is.
    """
    if not _WORD.fullmatch(word) or len(word) < 3:
        return word
    word = _irregular().get(word, word)
    if word.endswith(("ie", "ied", "ies")):
        return word[: word.rindex("ie")] + "y"
    if word.endswith("eed"):
        return word[:-1] if word not in _WHOLE_EED and _VOWEL.search(word[:-3]) else word
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 1 and _VOWEL.search(base):
            return _unsuffixed(base)
    return _bare(_singular(word))


def _unsuffixed(base: str) -> str:
    """The root of what stands before -ing or -ed: its doubled consonant undone, its silent e put back."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lszfeo":
        return _bare(base[:-1])
    return _bare(base + "e" if _SHORT.fullmatch(base) else base)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    shorter = word.removesuffix("es")
    if shorter.endswith("zz"):
        return shorter[:-1]
    return shorter if shorter != word and shorter.endswith(_HISSING) else word[:-1]


def _bare(word: str) -> str:
    """A word without its silent e, and with one l at the end of more than one syllable, which British spelling doubles."""
    if word.endswith("ll") and len(_VOWEL.findall(word)) > 1:
        return word[:-1]
    if not word.endswith("e") or word.endswith("ee") or _SHORT.fullmatch(word[:-1]):
        return word
    return word[:-1]
