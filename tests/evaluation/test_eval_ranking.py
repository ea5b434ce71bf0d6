"""Metrics of a ranking, by hand and against figures of ranx 0.3.21 and scikit-learn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.ranking import hit_at, ndcg_at, ranks_of, recall_at, reciprocal_rank_at
from assistant.evaluation.spans import Span

GOLD = ((Span("a", 100, 150),),)


def test_touching_means_one_shared_character_in_the_same_article() -> None:
    assert ranks_of(GOLD, [Span("a", 149, 300)]) == [1]
    assert ranks_of(GOLD, [Span("a", 150, 300)]) == [None]  # begins where the quote ends
    assert ranks_of(GOLD, [Span("b", 100, 150)]) == [None]  # another article


def test_the_first_passage_that_touches_any_place_counts() -> None:
    twice = ((Span("a", 100, 150), Span("b", 0, 10)),)
    assert ranks_of(twice, [Span("c", 0, 9), Span("b", 5, 6), Span("a", 100, 150)]) == [2]


def test_each_quote_has_a_rank_of_its_own() -> None:
    quotes = (*GOLD, (Span("a", 200, 210),))
    assert ranks_of(quotes, [Span("a", 205, 220), Span("a", 0, 101)]) == [2, 1]


@pytest.mark.parametrize(
    ("ranks", "k", "ndcg", "reciprocal", "recall", "hit"),
    [
        ([1], 5, 1.0, 1.0, 1.0, 1.0),
        ([3], 5, 0.5, 0.333333, 1.0, 1.0),
        ([2, 4], 5, 0.650921, 0.5, 1.0, 1.0),
        ([1, 2, 5], 5, 0.946902, 1.0, 1.0, 1.0),
        ([6], 5, 0.0, 0.0, 0.0, 0.0),
        ([2, None], 5, 0.386853, 0.5, 0.5, 1.0),
        ([1, None, 4], 3, 0.469279, 1.0, 0.333333, 1.0),
    ],
)
def test_figures_are_those_of_ranx(
    ranks: list[int | None], k: int, ndcg: float, reciprocal: float, recall: float, hit: float
) -> None:
    """Made with ranx 0.3.21: ndcg@k, mrr@k, recall@k and hit_rate@k of one question, all gold of relevance 1."""
    assert ndcg_at(k, ranks) == pytest.approx(ndcg, abs=1e-6)
    assert reciprocal_rank_at(k, ranks) == pytest.approx(reciprocal, abs=1e-6)
    assert recall_at(k, ranks) == pytest.approx(recall, abs=1e-6)
    assert hit_at(k, ranks) == hit


def test_gain_by_hand() -> None:
    """Ranks 2 and 3 of two: (1/log2 3 + 1/log2 4) / (1/log2 2 + 1/log2 3)."""
    wanted = (1 / math.log2(3) + 0.5) / (1 + 1 / math.log2(3))
    assert ndcg_at(5, [2, 3]) == pytest.approx(wanted)


def test_one_passage_that_touches_two_quotes_is_not_better_than_two_that_touch_one_each() -> None:
    assert ndcg_at(5, [1, 1]) == ndcg_at(5, [1, 2]) == 1.0


@settings(deadline=None)  # the first import takes seconds
@given(st.sets(st.integers(1, 12), min_size=1, max_size=6), st.integers(1, 12))
def test_gain_agrees_with_scikit_learn(places: set[int], k: int) -> None:
    from sklearn.metrics import ndcg_score

    relevance = [[1 if rank in places else 0 for rank in range(1, 13)]]
    scores = [[13 - rank for rank in range(1, 13)]]
    assert ndcg_at(k, sorted(places)) == pytest.approx(ndcg_score(relevance, scores, k=k))


def test_nothing_to_find_is_no_score() -> None:
    assert [metric(5, []) for metric in (hit_at, recall_at, reciprocal_rank_at, ndcg_at)] == [None] * 4
