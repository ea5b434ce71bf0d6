"""How close together a passage says what is asked."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.closeness import CLOSENESS, WEIGHT, WINDOW, closeness, with_closeness
from assistant.retrieval.fusion import Fused

FAR = ["x"] * WINDOW


def test_closeness_by_hand() -> None:
    """10 passages; 누리호 in 1 weighs log 11, 발사 in 5 log 3. Apart, the better of the two counts: 2.398 / 3.497 = 0.686."""
    groups, frequencies = [{"누리호"}, {"발사"}], {"누리호": 1, "발사": 5}
    assert closeness(groups, ["누리호", "3", "발사"], frequencies, 10) == pytest.approx(1.0)
    apart = closeness(groups, ["누리호", *FAR, "발사"], frequencies, 10)
    assert apart == pytest.approx(math.log(11) / (math.log(11) + math.log(3)))
    assert apart == pytest.approx(0.6858, abs=5e-5)


def test_the_window_ends_where_it_says() -> None:
    groups = [{"a"}, {"b"}]
    inside = ["a", *["x"] * (WINDOW - 2), "b"]
    assert closeness(groups, inside, {}, 10) == pytest.approx(1.0)
    assert closeness(groups, ["a", *["x"] * (WINDOW - 1), "b"], {}, 10) == pytest.approx(0.5)


def test_a_word_counts_once_in_either_language() -> None:
    groups = [{"rocket", "로켓"}, {"달"}]
    assert closeness(groups, ["로켓", "rocket", "로켓"], {}, 10) == pytest.approx(0.5)


@pytest.mark.parametrize("groups", [[], [{"a"}]])
def test_nothing_asked_or_nothing_found_is_nothing(groups: list[set[str]]) -> None:
    assert closeness(groups, ["b", "c"], {}, 10) == 0.0
    assert closeness(groups, [], {}, 10) == 0.0


WORDS = st.lists(st.sampled_from("abcde"), max_size=60)


@given(tokens=WORDS, more=WORDS)
def test_it_is_a_share_and_more_text_never_takes_from_it(tokens: list[str], more: list[str]) -> None:
    groups, frequencies = [{"a"}, {"b", "c"}, {"d"}], {"a": 3, "b": 1, "c": 9, "d": 5}
    less = closeness(groups, tokens, frequencies, 10)
    assert 0.0 <= less <= 1.0 + 1e-9
    assert closeness(groups, tokens + more, frequencies, 10) >= less - 1e-9


def test_of_equal_candidates_the_closer_is_first_and_the_rest_keep_their_order() -> None:
    ranked = [Fused("a", 0.8, {}), Fused("b", 0.8, {}), Fused("c", 0.2, {}), Fused("d", 0.1, {})]
    found = with_closeness(ranked, {"a": 0.5, "b": 0.9})
    assert [each.id for each in found] == ["b", "a", "c", "d"]
    assert found[0].score == pytest.approx((1 - WEIGHT) * 0.8 + WEIGHT * 0.9)
    assert found[0].legs == {CLOSENESS: 0.9}
    assert found[2].legs == {}


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=8))
def test_scores_stay_between_0_and_1(given: list[tuple[float, float]]) -> None:
    ranked = [Fused(str(at), score, {}) for at, (score, _) in enumerate(given)]
    found = with_closeness(ranked, {str(at): close for at, (_, close) in enumerate(given)})
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 + 1e-9 for score in scores)
