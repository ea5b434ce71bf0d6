"""Which language a text is in, among those Citedesk reads: Korean and English."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]+")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

HANGUL_SHARE = 0.25
"""Hangul words among all words from which a text counts as Korean.

Korean news mixes Latin names and acronyms into Hangul; English text holds Hangul only in names.
"""


def language_of(text: str, default: str = "ko") -> str:
    """Return "ko" or "en"; ``default`` when the text holds letters of neither."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN_WORD.findall(text))
    if not hangul and not latin:
        return default
    return "ko" if hangul / (hangul + latin) >= HANGUL_SHARE else "en"


def has_hangul(text: str) -> bool:
    """Whether any Hangul syllable or letter stands in the text."""
    return _HANGUL.search(text) is not None
