"""Metrics of a ranking, from the ranks of what was to be found (from 1; ``None`` where it was not).

``None`` comes back when nothing was to be found: that is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.evaluation.spans import Span

Ranks = Sequence[int | None]


def ranks_of(gold: Sequence[Sequence[Span]], found: Sequence[Span]) -> list[int | None]:
    """For each gold quote the rank of the first passage that touches one of the places where it stands."""
    return [_first(places, found) for places in gold]


def _first(places: Sequence[Span], found: Sequence[Span]) -> int | None:
    touching = (rank for rank, passage in enumerate(found, 1) if any(passage.overlaps(place) for place in places))
    return next(touching, None)


def hit_at(k: int, ranks: Ranks) -> float | None:
    """Whether one is among the first k: 1 or 0.

    "Success at k" of TREC (E. Voorhees, The TREC-8 Question Answering Track Report, 1999).
    """
    return float(any(_within(rank, k) for rank in ranks)) if ranks else None


def recall_at(k: int, ranks: Ranks) -> float | None:
    """The share that is among the first k (C. Manning et al., Introduction to Information Retrieval, 2008, 8.4)."""
    return sum(_within(rank, k) for rank in ranks) / len(ranks) if ranks else None


def reciprocal_rank_at(k: int, ranks: Ranks) -> float | None:
    """One over the best rank, 0 when none is among the first k; its mean is MRR (E. Voorhees, 1999, as above)."""
    if not ranks:
        return None
    best = min((rank for rank in ranks if rank is not None and rank <= k), default=None)
    return 1 / best if best else 0.0


def ndcg_at(k: int, ranks: Ranks) -> float | None:
    """Normalised discounted cumulative gain with relevance 0 or 1: Σ 1/log2(rank + 1), over that of the best order.

    K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002), in the form with log2(rank +
    1) that trec_eval and ranx use. Of two gold quotes that one passage touches, the second counts one rank lower.
    """
    if not ranks:
        return None
    gained, taken = 0.0, 0
    for rank in sorted(rank for rank in ranks if rank is not None):
        taken = max(rank, taken + 1)
        gained += 1 / math.log2(taken + 1) if taken <= k else 0.0
    return gained / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(ranks)) + 1))


def _within(rank: int | None, k: int) -> bool:
    return rank is not None and rank <= k
