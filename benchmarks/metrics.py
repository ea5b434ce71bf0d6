"""Metrics of rankings and of times."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from assistant.evaluation.averages import percentile
from assistant.evaluation.ranking import hit_at, reciprocal_rank_at


def place(ranked: Sequence[str], gold: str) -> int | None:
    """The place of the gold document in a ranking, from 1; ``None`` when it is not there."""
    return ranked.index(gold) + 1 if gold in ranked else None


def hit(places: Sequence[int | None], k: int) -> float:
    """The share of questions whose gold document is among the first k."""
    return sum(hit_at(k, [at]) or 0.0 for at in places) / len(places)


def mrr(places: Sequence[int | None], k: int = 10) -> float:
    """Mean reciprocal rank among the first k, 0 where the gold document is not there.

    E. Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    return sum(reciprocal_rank_at(k, [at]) or 0.0 for at in places) / len(places)


def median(values: Sequence[float]) -> float | None:
    """The median; ``None`` of nothing."""
    return statistics.median(values) if values else None


def p95(values: Sequence[float]) -> float | None:
    """The 95th percentile; ``None`` of nothing."""
    return percentile(values, 0.95)


def share(flags: Sequence[bool]) -> float | None:
    """The share that is true; ``None`` of nothing."""
    return sum(flags) / len(flags) if flags else None


def ratio(one: float | None, other: float | None) -> float | None:
    """How many times the other the one is; ``None`` where either is missing or the other is 0."""
    return one / other if one is not None and other else None
