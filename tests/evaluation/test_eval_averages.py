"""Means, percentiles and refusals, against values worked out by hand."""

from __future__ import annotations

import pytest

from assistant.evaluation.averages import Mean, Refusals, mean_terms, percentile, ratio, refusal_terms


def test_mean_leaves_out_what_has_no_score() -> None:
    assert ratio(mean_terms([1.0, None, 0.0, 0.5])) == Mean(0.5, 3)  # (1 + 0 + 0.5) / 3
    assert ratio(mean_terms([None])) is None


def test_percentiles_lie_on_straight_lines() -> None:
    """Of 1, 2, 3, 4: the median is half-way from 2 to 3; p95 lies at rank 0.95 * 3 = 2.85, so 3 + 0.85."""
    assert percentile([4, 1, 3, 2], 0.5) == pytest.approx(2.5)
    assert percentile([4, 1, 3, 2], 0.95) == pytest.approx(3.85)
    assert percentile([7], 0.95) == 7
    assert percentile([], 0.5) is None


def test_refusals_by_hand() -> None:
    """3 right, 1 wrong, 2 missed, 4 answered: precision 3/4, recall 3/5, F1 6/9, false refusals 1/5."""
    pairs = [(False, True)] * 3 + [(True, True)] + [(False, False)] * 2 + [(True, False)] * 4
    assert Refusals.of(pairs) == Refusals(right=3, wrong=1, missed=2, answered=4)
    found = {name: ratio(terms) for name, terms in refusal_terms(pairs).items()}
    assert found["refusal_precision"] == Mean(0.75, 4)
    assert found["refusal_recall"] == Mean(0.6, 5)
    assert found["refusal_f1"] == Mean(pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6)), 6)
    assert found["false_refusals"] == Mean(0.2, 5)


def test_refusals_without_questions_to_refuse_have_no_recall() -> None:
    assert {name: ratio(terms) for name, terms in refusal_terms([(True, False)]).items()} == {
        "false_refusals": Mean(0.0, 1)
    }
