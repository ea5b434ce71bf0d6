"""How much two stretches of a page speak of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.text.normalise import fold

WORD = re.compile(r"[a-zß-ž]{4,}|[가-힣]{2,}")
STEM = 2
"""Syllables of a Korean word that are compared; what is behind them are mostly particles."""
VERBAL = re.compile(r"(?:다|고|며|면|지만|는데|해|라)$")
"""How verbs end: "said" and "plans to" stand in all articles."""
LEAST_WORDS = 8
"""Different words from which two stretches can be compared."""


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The words of some lines that tell what they speak of: long Latin ones, and the beginnings of Korean ones."""
    words = (word for text in texts for word in WORD.findall(fold(text)))
    return frozenset(word[:STEM] if "가" <= word[0] <= "힣" else word for word in words if not VERBAL.search(word))


def share(told: frozenset[str], known: frozenset[str]) -> float | None:
    """The part of ``told`` that is among ``known``; ``None`` where too few words are told to say."""
    return len(told & known) / len(told) if len(told) >= LEAST_WORDS else None
