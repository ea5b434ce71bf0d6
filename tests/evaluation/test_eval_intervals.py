"""Intervals, tests of two runs, and risk at each coverage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.intervals import bootstrap_interval, bootstrap_p, mcnemar_p
from assistant.evaluation.risk import RiskPoint, area_under, risk_coverage


def test_an_interval_is_that_of_scipy() -> None:
    """Two bootstraps of the same scores agree to a few hundredths."""
    import numpy as np
    from scipy.stats import bootstrap

    scores = [1.0] * 30 + [0.5] * 10 + [0.0] * 20
    reference = bootstrap((scores,), np.mean, n_resamples=5000, method="percentile", rng=1).confidence_interval
    assert bootstrap_interval([(score, 1.0) for score in scores]) == pytest.approx(tuple(reference), abs=0.02)


def test_an_interval_is_the_same_each_time_and_holds_the_value() -> None:
    terms = [(1.0, 1.0)] * 28 + [(0.0, 1.0)] * 12
    first = bootstrap_interval(terms)
    assert first == bootstrap_interval(terms)
    assert first is not None
    assert 0 < first[0] < 0.7 < first[1] < 1


def test_ratios_are_drawn_by_question_not_by_part() -> None:
    """All questions give 2/3, so every draw does."""
    assert bootstrap_interval([(2.0, 3.0)] * 5) == pytest.approx((2 / 3, 2 / 3))
    assert bootstrap_interval([]) is None


@settings(deadline=None)  # the first import takes seconds
@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_the_binomial_test_of_scipy(broken: int, mended: int) -> None:
    from scipy.stats import binomtest

    wanted = binomtest(broken, broken + mended).pvalue if broken + mended else 1.0
    assert mcnemar_p(broken, mended) == pytest.approx(wanted)


def test_mcnemar_by_hand() -> None:
    """Of 5 that changed all broke: 2 * 1/32."""
    assert mcnemar_p(5, 0) == pytest.approx(0.0625)


def test_no_difference_is_certainly_chance_and_a_steady_one_is_not() -> None:
    assert bootstrap_p([0.0] * 20) == 1.0
    assert bootstrap_p([0.1] * 20) == 1 / 2000
    assert bootstrap_p([0.3, -0.3] * 10) > 0.5


def test_risk_by_hand() -> None:
    """Of 5 asked, 4 answered: the surest right, two equally sure of which one is wrong, the last wrong."""
    points = risk_coverage([(0.5, False), (0.9, True), (0.7, True), (0.7, False)], asked=5)
    assert points == [RiskPoint(0.9, 0.2, 0.0), RiskPoint(0.7, 0.6, pytest.approx(1 / 3)), RiskPoint(0.5, 0.8, 0.5)]
    assert area_under(points) == pytest.approx((0 * 0.2 + 1 / 3 * 0.4 + 0.5 * 0.2) / 0.8)


def test_without_answers_there_is_no_risk() -> None:
    assert risk_coverage([], asked=3) == []
    assert area_under([]) is None
