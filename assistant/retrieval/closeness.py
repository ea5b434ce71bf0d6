"""How close together a passage says what a question asks: what answers it mostly stands in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from assistant.retrieval.fusion import Fused, rarity

CLOSENESS: Final = "closeness"

WINDOW = 15
"""Morphemes that count as close together, about a sentence. 8, 15, 30 and 60 were tried on half the questions of KorQuAD:
hit@1 0.954, 0.955, 0.953 and 0.949."""

WEIGHT = 0.15
"""Its share of a candidate's score. On the same half 0.09 and 0.17 gave hit@1 0.959 (0.953 without it, with the same weights
of the legs), and 0.956 on half of Belebele, Korean in Korean, with it or without; this lies between."""

LOOKED = 20
"""Candidates that are looked at: the answer is seldom further down, and their words have to be read."""


def closeness(
    groups: Sequence[Collection[str]], tokens: Sequence[str], frequencies: Mapping[str, int], passages: int
) -> float:
    """The share of a question's words, by rarity, that stand within :data:`WINDOW` tokens of a passage: 0 to 1.

    :param groups: the tokens of each word of the question, in both languages.
    :param tokens: the tokens of the passage, in order.
    :param frequencies: passages that hold each token of the question, 0 for none.
    :param passages: how many passages there are.
    """
    weights = [rarity(group, frequencies, passages) for group in groups]
    word = {token: at for at, group in enumerate(groups) for token in group}
    total = sum(weights)
    hits = [(at, word[token]) for at, token in enumerate(tokens) if token in word]
    return _best_window(hits, weights) / total if total else 0.0


def _best_window(hits: Sequence[tuple[int, int]], weights: Sequence[float]) -> float:
    """The greatest sum of the weights of different words in one window; hits are (position, word) in order."""
    inside: Counter[int] = Counter()
    best, first = 0.0, 0
    for at, word in hits:
        inside[word] += 1
        while hits[first][0] <= at - WINDOW:
            inside[hits[first][1]] -= 1
            first += 1
        best = max(best, sum(weights[each] for each, count in inside.items() if count))
    return best


def with_closeness(ranked: Sequence[Fused], found: Mapping[str, float]) -> list[Fused]:
    """The candidates in their new order; what was not looked at counts as holding nothing together.

    :param found: the closeness of the candidates that were looked at.
    """
    whole = [
        Fused(each.id, (1 - WEIGHT) * each.score + WEIGHT * found.get(each.id, 0.0),
              each.legs | ({CLOSENESS: found[each.id]} if each.id in found else {}))
        for each in ranked
    ]  # fmt: skip
    return sorted(whole, key=lambda item: (-item.score, item.id))
