"""Exact match and character F1 as the official script of KorQuAD 1.0 defines them.

S. Lim, M. Kim and J. Lee, KorQuAD1.0: Korean QA Dataset for Machine Reading Comprehension (2019), after P. Rajpurkar et
al., SQuAD (2016): an answer is lowercased, quotation marks and brackets become spaces, ASCII punctuation is taken out; F1
is over characters, since particles hang on words in Korean. The best of several gold answers counts.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence

_TO_SPACE = str.maketrans(dict.fromkeys("'\"《》<>〈〉()‘’", " "))
_TAKEN_OUT = str.maketrans(dict.fromkeys(string.punctuation, ""))


def exact_match(answer: str, gold: Sequence[str]) -> float | None:
    """1 when the answer is one of the gold answers, else 0; ``None`` without gold."""
    return max((float(_normalised(answer) == _normalised(each)) for each in gold), default=None)


def character_f1(answer: str, gold: Sequence[str]) -> float | None:
    """F1 over the characters that an answer shares with the gold answer it shares most with; ``None`` without gold."""
    return max((_f1(_characters(answer), _characters(each)) for each in gold), default=None)


def _f1(said: Counter[str], wanted: Counter[str]) -> float:
    shared = (said & wanted).total()
    return 2 * shared / (said.total() + wanted.total()) if shared else 0.0


def _characters(text: str) -> Counter[str]:
    return Counter(_normalised(text).replace(" ", ""))


def _normalised(text: str) -> str:
    return " ".join(text.translate(_TO_SPACE).lower().translate(_TAKEN_OUT).split())
