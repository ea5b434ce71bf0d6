"""How far a figure may be off: bootstrap intervals, and tests for two runs over the same questions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.evaluation.averages import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 2000
"""How often questions are drawn anew; B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), ch. 13, ask for
1000 or more for the ends of an interval."""

LEVEL = 0.95
SEED = 20
"""Fixed, so that the same results have the same intervals."""

_AT_ONCE = 2_000_000


def bootstrap_interval(terms: Terms) -> tuple[float, float] | None:
    """The percentile bootstrap interval of Σ above / Σ below, over questions drawn with replacement.

    Efron and Tibshirani (1993), chapter 13. When all questions score the same the interval is a point: it then says nothing
    about questions that were not asked (of n right ones, up to 3/n may be wrong at 95 %).

    :returns: its ends; ``None`` without terms.
    """
    if not terms:
        return None
    import numpy as np

    drawn = _resampled(terms)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def bootstrap_p(differences: Sequence[float]) -> float:
    """The two-sided bootstrap p-value of a mean difference: twice the share of draws on the other side of 0, at most 1.

    P. Koehn, Statistical Significance Tests for Machine Translation Evaluation (EMNLP 2004), on paired differences. 1/2000
    is the least that 2000 draws can show.
    """
    if not any(differences):
        return 1.0
    drawn = _resampled([(each, 1.0) for each in differences])
    tail = min(float((drawn <= 0).mean()), float((drawn >= 0).mean()))
    return min(1.0, max(2 * tail, 1 / RESAMPLES))


def mcnemar_p(broken: int, mended: int) -> float:
    """The exact two-sided p-value of McNemar's test: of the questions that changed, half should have got better.

    Q. McNemar (1947), with the binomial distribution in place of chi-square: 2 · P(X ≤ min) for X ~ B(broken + mended, ½).
    """
    changed = broken + mended
    tail = sum(math.comb(changed, k) for k in range(min(broken, mended) + 1)) / (1 << changed)
    return min(1.0, 2 * tail)


def _resampled(terms: Terms) -> NDArray[np.float64]:
    import numpy as np

    above, below = np.array(terms, dtype=float).T
    draw = np.random.default_rng(SEED)
    rounds = max(1, _AT_ONCE // len(terms))
    parts = []
    for start in range(0, RESAMPLES, rounds):
        chosen = draw.integers(0, len(terms), (min(rounds, RESAMPLES - start), len(terms)))
        parts.append(above[chosen].sum(axis=1) / below[chosen].sum(axis=1))
    return np.concatenate(parts)
