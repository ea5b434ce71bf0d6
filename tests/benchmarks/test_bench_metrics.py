"""Metrics worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.metrics import hit, median, mrr, p95, place, ratio, share


def test_places_count_from_one() -> None:
    assert [place(["a", "b", "c"], gold) for gold in "acx"] == [1, 3, None]


def test_hits_are_shares_of_all_questions() -> None:
    places = [1, 3, None, 6]
    assert hit(places, 1) == 1 / 4
    assert hit(places, 5) == 2 / 4
    assert hit(places, 10) == 3 / 4


def test_reciprocal_ranks() -> None:
    # 1/1, 1/4, nothing, and 1/11, which lies beyond the first ten
    assert mrr([1, 4, None, 11]) == pytest.approx((1 + 0.25 + 0 + 0) / 4)


def test_times() -> None:
    assert median([3.0, 1.0, 2.0, 10.0]) == 2.5
    # 0.95 of the way through 0, 1, … 20
    assert p95([float(at) for at in range(21)]) == 19.0
    assert median([]) is None
    assert p95([]) is None


def test_shares_and_ratios_of_nothing_are_nothing() -> None:
    assert share([True, False, False, False]) == 0.25
    assert share([]) is None
    assert ratio(3.0, 2.0) == 1.5
    assert [ratio(None, 1.0), ratio(1.0, None), ratio(1.0, 0.0)] == [None, None, None]
