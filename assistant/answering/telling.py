"""How much of what sets a question apart a sentence says itself: in an article about a race track its name tells nothing, 설계 does."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answering.support import NAMED, Support

_LEAST = 0.05
"""How telling a term is that each sentence names, before squaring; not nothing, since they still may differ."""


def telling(articles: Sequence[str], supports: Sequence[Support], weights: Sequence[float]) -> list[float]:
    """What each sentence names itself of a question, 0 to 1; a term counts the less, the more sentences of the article name it.

    The share of a term is its weight times ``(1 - log(1 + df) / log(1 + n)) ** 2``, where ``df`` of ``n`` sentences name it: the
    inverse document frequency of Spärck Jones (1972), scaled to 0..1 and squared. Measured in ``docs/answers.md``.

    :param articles: the article of each sentence that is read.
    :param supports: what speaks for each.
    :param weights: of the terms; 0 for dates, since the day of an article is that of most of its sentences, and few repeat it.
    """
    places: dict[str, list[int]] = {}
    for at, article in enumerate(articles):
        places.setdefault(article, []).append(at)
    told = [0.0] * len(supports)
    for within in places.values():
        shares = _shares([supports[at] for at in within], weights)
        for at in within:
            told[at] = sum(share * strength for share, strength in zip(shares, supports[at].here, strict=True))
    return told


def _shares(supports: Sequence[Support], weights: Sequence[float]) -> list[float]:
    """The share of each term among the sentences of one article; they come to 1."""
    counts = [sum(each.here[at] >= NAMED for each in supports) for at in range(len(weights))]
    shares = [weight * _rare(count, len(supports)) for weight, count in zip(weights, counts, strict=True)]
    total = sum(shares)
    return [share / total if total else 0.0 for share in shares]


def _rare(count: int, of: int) -> float:
    return max(_LEAST, 1 - math.log(1 + count) / math.log(1 + of)) ** 2
