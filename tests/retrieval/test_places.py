"""Places of candidates in the legs, and that a search tells them."""

from __future__ import annotations

from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES, fuse
from assistant.retrieval.places import FUSED, places


def test_places_count_from_one_in_each_leg_and_ties_share() -> None:
    scores = {DENSE: {"a": 0.9, "b": 0.5, "c": 0.1}, MORPHEMES: {"b": 3.0, "c": 3.0}, BIGRAMS: {}}
    ranked = fuse(scores, {DENSE: 0.2, MORPHEMES: 0.8, BIGRAMS: 0.0})
    assert [each.id for each in ranked] == ["b", "c", "a"]
    assert places(ranked) == {
        "a": {FUSED: 3, DENSE: 1},
        "b": {FUSED: 1, DENSE: 2, MORPHEMES: 1},
        "c": {FUSED: 2, MORPHEMES: 1},
    }


def test_nothing_has_no_places() -> None:
    assert places([]) == {}
