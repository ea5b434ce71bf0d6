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


def mean(scores: Iterable[float | None]) -> Mean | None:
    """The mean of the scores that there are; ``None`` when there are none."""
    scored = [score for score in scores if score is not None]
    return Mean(sum(scored) / len(scored), len(scored)) if scored else None


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
    def precision(self) -> Mean | None:
        """Of the refusals, the share that was right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Mean | None:
        """Of the questions that are not answerable, the share that was refused."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> Mean | None:
        """The harmonic mean of precision and recall: 2·right / (2·right + wrong + missed)."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed, self.right + self.wrong + self.missed)

    @property
    def false_refusals(self) -> Mean | None:
        """Of the answerable questions, the share that was refused."""
        return _share(self.wrong, self.wrong + self.answered)


def _share(part: int, whole: int, n: int | None = None) -> Mean | None:
    return Mean(part / whole, whole if n is None else n) if whole else None
