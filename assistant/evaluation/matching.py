"""Whether a text says a fact: letters compared without case and whitespace, numbers only whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKS = re.compile(r"\[\d{1,3}\]")
"""The numbers of citations in an answer's text, which are no part of what it says."""

_BEFORE = re.compile(r"(?:\d\.?|\d[십백천만억조경]\s?)$")
_AFTER = re.compile(r"\d|\.\d|,\d{3}(?!\d)|[십백천만억조경]|\s*(?:hundred|thousand|million|billion|trillion)\b")
_THOUSANDS = re.compile(r"(?<=\d,)\d{3}(?!\d)")


def contains(text: str, wanted: str) -> bool:
    """Whether the text holds the wanted words.

    Both sides are compared in NFC, casefolded and without whitespace. Where the wanted words begin or end with a digit,
    they must not be part of a longer number: "3" is not found in "13", "3.5", "1,300", "3억" or "3 million".
    """
    said = comparable(text)
    return any(_whole(said, *found.span(1)) for found in _pattern(wanted).finditer(said))


def contains_any(text: str, alternatives: Iterable[str]) -> bool:
    """Whether the text holds one of the alternatives."""
    return any(contains(text, wanted) for wanted in alternatives)


def comparable(text: str) -> str:
    """NFC, casefolded, without the numbers of citations ("[2]")."""
    return unicodedata.normalize("NFC", without_marks(text).casefold())


def without_marks(text: str) -> str:
    """NFC, without the numbers of citations ("[2]")."""
    return _MARKS.sub(" ", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _pattern(wanted: str) -> re.Pattern[str]:
    letters = "".join(unicodedata.normalize("NFC", wanted).casefold().split())
    return re.compile("(?=(" + r"\s*".join(map(re.escape, letters)) + "))")


def _whole(text: str, start: int, end: int) -> bool:
    begins, ends = text[start].isdigit(), text[end - 1].isdigit()
    if begins and (_BEFORE.search(text[max(0, start - 3) : start]) or _THOUSANDS.match(text, start)):
        return False
    return not (ends and _AFTER.match(text, end))
