"""Words compared across languages: all that comparisons need is looked up at once, and changes nothing of what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answering.bridge import Bridge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPARISONS = [
    ("nuclear power", ["원자력", "발전", "용량", "정상회의"], False),
    ("capacity", ["용량", "나라"], False),
    ("Samsung Electronics", ["삼성", "전자", "반도체"], True),
    ("회담", ["talks", "leaders", "March"], False),
    ("bridge", ["the", "river", "다리"], False),
]


class Counting:
    """The real embedder, and how often it was asked."""

    def __init__(self, embedder: Any) -> None:
        self._embedder = embedder
        self.calls = 0

    def encode_queries(self, words: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        vectors: NDArray[np.float32] = self._embedder.encode_queries(words)
        return vectors


def test_what_was_learnt_is_not_looked_up_again(bridge: Bridge) -> None:
    counting: Any = Counting(bridge._embedder)
    learning = Bridge(counting)
    learning.learn(COMPARISONS)
    before = counting.calls
    assert 1 <= before <= 3  # the words, and the mean of either language
    for word, others, name in COMPARISONS:
        assert learning.strength(word, others, name=name) == pytest.approx(
            bridge.strength(word, others, name=name), abs=0.02
        )
    assert counting.calls == before


def test_words_of_one_language_need_no_lookup(bridge: Bridge) -> None:
    counting: Any = Counting(bridge._embedder)
    Bridge(counting).learn([("talks", ["leaders", "March"], False), ("회담", ["정상", "3월"], False)])
    assert counting.calls == 0
