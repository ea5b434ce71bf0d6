"""The arithmetic of one ranking out of three."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES, fuse, knowledge, leg_weights

WEIGHTS = {DENSE: 0.5, MORPHEMES: 0.3, BIGRAMS: 0.2}


def test_scores_are_scaled_and_weighted() -> None:
    """Dense runs from 0.7 to 0.9: a = 1, b = (0.8 - 0.7) / 0.2 = 0.5, c = 0. Keywords run from 0: morphemes a = 4 / 8,
    b = 8 / 8, c is not found = 0; bigrams c = 5 / 5. Sums: a = 0.5 + 0.15 = 0.65, b = 0.25 + 0.3 = 0.55, c = 0.2.
    """
    scores = {DENSE: {"a": 0.9, "b": 0.8, "c": 0.7}, MORPHEMES: {"a": 4.0, "b": 8.0}, BIGRAMS: {"c": 5.0}}
    fused = fuse(scores, WEIGHTS)
    assert [item.id for item in fused] == ["a", "b", "c"]
    assert [item.score for item in fused] == pytest.approx([0.65, 0.55, 0.2])
    assert fused[1].legs == pytest.approx({DENSE: 0.5, MORPHEMES: 1.0, BIGRAMS: 0.0})


def test_a_keyword_leg_that_found_nothing_says_nothing() -> None:
    """Dense alone: a = 1 × 0.5, b = 0."""
    fused = fuse({DENSE: {"a": 0.9, "b": 0.8}, MORPHEMES: {}, BIGRAMS: {}}, WEIGHTS)
    assert [(item.id, item.score) for item in fused] == [("a", 0.5), ("b", 0.0)]


def test_a_single_candidate_has_the_full_score_of_each_leg() -> None:
    fused = fuse({DENSE: {"a": 0.2}, MORPHEMES: {"a": 3.0}, BIGRAMS: {"a": 1.0}}, WEIGHTS)
    assert [item.score for item in fused] == pytest.approx([1.0])


def test_equal_scores_are_ordered_by_id() -> None:
    fused = fuse({DENSE: {"c": 0.5, "a": 0.5, "b": 0.5}, MORPHEMES: {}, BIGRAMS: {}}, WEIGHTS)
    assert [item.id for item in fused] == ["a", "b", "c"]


def test_nothing_found_is_an_empty_ranking() -> None:
    assert fuse({DENSE: {}, MORPHEMES: {}, BIGRAMS: {}}, WEIGHTS) == []


SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.0, 1.0, allow_nan=False), min_size=1)


@given(SCORES, SCORES, SCORES)
def test_scores_stay_between_0_and_1_and_fall(
    dense: dict[str, float], one: dict[str, float], two: dict[str, float]
) -> None:
    whole = {name: dense.get(name, 0.0) for name in {*dense, *one, *two}}
    fused = fuse({DENSE: whole, MORPHEMES: one, BIGRAMS: two}, WEIGHTS)
    scores = [item.score for item in fused]
    assert {item.id for item in fused} == set(whole)
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)


def test_knowledge_by_hand() -> None:
    """10 passages; a word of 1 passage and one of none weigh log 11 each, one of 5 weighs log 3.
    Known: (log 11 + log 3) / (2 log 11 + log 3) = 3.4965 / 5.8944 = 0.5932.
    """
    known = knowledge([{"누리호"}, {"발사"}, {"rocket"}], {"누리호": 1, "발사": 5}, 10)
    assert known == pytest.approx((math.log(11) + math.log(3)) / (2 * math.log(11) + math.log(3)))
    assert known == pytest.approx(0.5932, abs=5e-5)


def test_a_word_is_known_by_its_translation() -> None:
    """log(1 + 10 / 2) is all there is to know, whichever of the two spellings a passage holds."""
    assert knowledge([{"rocket", "로켓"}], {"로켓": 2}, 10) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("groups", "frequencies", "known"),
    [
        ([], {}, 0.0),
        ([{"a"}, {"b"}], {}, 0.0),
        ([{"a"}, {"b"}], {"a": 0}, 0.0),
        ([{"a"}, {"b"}], {"a": 1, "b": 7}, 1.0),
    ],
)
def test_knowledge_of_nothing_and_of_everything(
    groups: list[set[str]], frequencies: dict[str, int], known: float
) -> None:
    assert knowledge(groups, frequencies, 10) == pytest.approx(known)


def test_knowing_the_rare_word_is_worth_more_than_knowing_the_common_one() -> None:
    rare, common = knowledge([{"a"}, {"x"}], {"a": 1}, 100), knowledge([{"a"}, {"x"}], {"a": 60}, 100)
    assert 0 < common < rare < 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_leg_weights_add_up_to_1_and_none_is_negative(morphemes: float, bigrams: float) -> None:
    weights = leg_weights({MORPHEMES: morphemes, BIGRAMS: bigrams})
    assert set(weights) == {DENSE, MORPHEMES, BIGRAMS}
    assert sum(weights.values()) == pytest.approx(1.0)
    assert all(weight >= 0 for weight in weights.values())


def test_what_a_keyword_leg_does_not_know_goes_to_the_dense_leg() -> None:
    nothing, half, everything = (leg_weights({MORPHEMES: known, BIGRAMS: known}) for known in (0.0, 0.5, 1.0))
    assert nothing[DENSE] == pytest.approx(1.0)
    assert nothing[DENSE] > half[DENSE] > everything[DENSE]
    assert nothing[MORPHEMES] < half[MORPHEMES] < everything[MORPHEMES]
    assert everything[MORPHEMES] >= 0.25
