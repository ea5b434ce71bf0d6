"""Numbers over many questions: means, percentiles, and how well refusals fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mean:
    """A mean, with over how many questions it was taken."""

    value: float
    n: int


Terms = Sequence[tuple[float, float]]
"""For each question what it adds above and below the line: a mean is Σ score / Σ 1, a precision Σ right / Σ chosen."""


def mean_terms(scores: Iterable[float | None]) -> list[tuple[float, float]]:
    """The terms of a mean, over the scores that there are."""
    return [(score, 1.0) for score in scores if score is not None]


def ratio(terms: Terms) -> Mean | None:
    """The value of terms, and over how many questions; ``None`` when there are none."""
    whole = sum(below for _, below in terms)
    return Mean(sum(above for above, _ in terms) / whole, len(terms)) if whole else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """A percentile, with straight lines between neighbours; ``None`` of nothing.

    Definition 7 of R. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages (1996), which NumPy uses too.

    :param share: 0 to 1; 0.5 is the median.
    """
    if not values:
        return None
    ranked = sorted(values)
    at = share * (len(ranked) - 1)
    below, above = ranked[math.floor(at)], ranked[math.ceil(at)]
    return below + (above - below) * (at - math.floor(at))


@dataclass(frozen=True)
class Refusals:
    """How refusals fit questions that the articles do not answer; a refusal is the positive class.

    Precision, recall and F1 as for no-answer questions in P. Rajpurkar et al., Know What You Don't Know (2018).

    :param right: refused, and not answerable.
    :param wrong: refused, though answerable.
    :param missed: answered, though not answerable.
    :param answered: answered, and answerable.
    """

    right: int
    wrong: int
    missed: int
    answered: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[bool, bool]]) -> Refusals:
        """Count pairs of (answerable, refused)."""
        counted = list(pairs)
        return cls(
            right=counted.count((False, True)),
            wrong=counted.count((True, True)),
            missed=counted.count((False, False)),
            answered=counted.count((True, False)),
        )

    @property
    def terms(self) -> dict[str, tuple[float, float]]:
        """What goes above and below the line of each metric.

        Precision and recall of refusals; F1 as 2·right / (2·right + wrong + missed), which is their harmonic mean; and of
        the answerable questions the share that was refused.
        """
        return {
            "refusal_precision": (self.right, self.right + self.wrong),
            "refusal_recall": (self.right, self.right + self.missed),
            "refusal_f1": (2 * self.right, 2 * self.right + self.wrong + self.missed),
            "false_refusals": (self.wrong, self.wrong + self.answered),
        }


def refusal_terms(pairs: Iterable[tuple[bool, bool]]) -> dict[str, list[tuple[float, float]]]:
    """The terms of the metrics of refusals, from pairs of (answerable, refused); questions that add nothing are left out."""
    found: dict[str, list[tuple[float, float]]] = {}
    for pair in pairs:
        for name, (above, below) in Refusals.of([pair]).terms.items():
            if below:
                found.setdefault(name, []).append((above, below))
    return found
