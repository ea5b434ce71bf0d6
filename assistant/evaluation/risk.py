"""Risk and coverage: how wrong answers are when only the surest are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RiskPoint:
    """If only answers at least this sure were given: the share of questions answered, and the share of those wrong."""

    confidence: float
    coverage: float
    risk: float


def risk_coverage(answers: Sequence[tuple[float, bool]], asked: int) -> list[RiskPoint]:
    """The risk–coverage curve; answers that are equally sure come together.

    R. El-Yaniv and Y. Wiener, On the Foundations of Noise-free Selective Classification (JMLR 2010).

    :param answers: for each answer that was given how sure it is, and whether it is right.
    :param asked: how many questions there were, refused ones too.
    :returns: points of growing coverage.
    """
    points = []
    ranked = sorted(answers, key=lambda each: -each[0])
    wrong = 0
    for count, (confidence, right) in enumerate(ranked, 1):
        wrong += not right
        if count == len(ranked) or ranked[count][0] < confidence:
            points.append(RiskPoint(confidence, count / asked, wrong / count))
    return points


def area_under(points: Sequence[RiskPoint]) -> float | None:
    """The mean risk over the coverage that was reached (AURC): 0 is best; ``None`` without answers.

    Y. Geifman et al., Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers (ICLR 2019), over the answers given.
    """
    if not points:
        return None
    total = before = 0.0
    for point in points:
        total += point.risk * (point.coverage - before)
        before = point.coverage
    return total / before
