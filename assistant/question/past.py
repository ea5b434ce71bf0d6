"""Whether a question asks for something that took place."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text.language import has_hangul
from assistant.text.morphemes import morphemes_of

_ENGLISH = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_VERBS = frozenset({"VV", "XSV"})
_TENSES = frozenset({"었", "았", "였"})
_MODIFIERS = frozenset({"ᆫ", "은"})


def asks_of_past(question: str) -> bool:
    """Whether its verb stands in the past: "언제 발사됐나", "발사된 날은", "when was it launched"."""
    if not has_hangul(question):
        return _ENGLISH.search(question) is not None
    morphemes = morphemes_of(question)
    if any(one.tag == "EP" and one.form in _TENSES for one in morphemes):
        return True
    return any(
        one.tag in _VERBS and other.tag == "ETM" and other.form in _MODIFIERS for one, other in pairwise(morphemes)
    )
