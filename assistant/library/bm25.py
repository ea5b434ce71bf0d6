"""BM25 as FTS5 reckons it, for the few passages that are scored apart from it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

K1, B = 1.2, 0.75
"""The constants that SQLite's ``bm25()`` has built in (https://sqlite.org/fts5.html#the_bm25_function)."""

LEAST_IDF = 1e-6
"""What a token weighs that stands in half of all passages or more; so does FTS5."""


@dataclass(frozen=True)
class Size:
    """How many passages a keyword index holds, and how many tokens these have altogether."""

    passages: int
    tokens: int


def idf(size: Size, passages: int) -> float:
    """The weight of a token that stands in so many passages (S. Robertson, K. Spärck Jones, 1976)."""
    return max(LEAST_IDF, math.log((size.passages - passages + 0.5) / (passages + 0.5)))


def bm25(tokens: Sequence[str], weights: Mapping[str, float], size: Size) -> float:
    """The score of a passage, higher is better.

    :param tokens: all tokens of the passage, each as often as it stands there.
    :param weights: the :func:`idf` of each token of the question.
    """
    average = size.tokens / size.passages
    length = K1 * (1 - B + B * len(tokens) / average)
    found = Counter(token for token in tokens if token in weights)
    return sum(weights[token] * times * (K1 + 1) / (times + length) for token, times in found.items())
