"""One ranking out of three: scores of each leg, scaled, weighted by what the leg can know about the question."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DENSE: Final = "dense"
MORPHEMES: Final = "morphemes"
BIGRAMS: Final = "bigrams"
BASE_WEIGHTS = {DENSE: 0.3, MORPHEMES: 0.35, BIGRAMS: 0.35}
"""Weights when question and articles share a language; measured on KorQuAD 1.0 dev (hit@1 0.924)."""


FOREIGN_KEYWORDS = 0.15
"""Share of the keyword legs in a candidate that is in another language than the question."""


@dataclass(frozen=True)
class Fused:
    """A candidate with its scaled score by leg (0..1) and the weighted sum."""

    id: str
    score: float
    legs: dict[str, float]


def knowledge(frequencies: Mapping[str, int], passages: int) -> float:
    """How much of a question a keyword leg can know: the share of its tokens, by rarity, that any passage holds.

    A token that no passage holds counts as much as one that a single passage holds. An English question over Korean
    articles shares few tokens with them, so the leg's say shrinks towards nothing.

    :param frequencies: passages that hold each token of the question, 0 for none.
    :param passages: how many passages there are.
    """
    weights = {token: math.log(1 + passages / max(count, 1)) for token, count in frequencies.items()}
    total = sum(weights.values())
    return sum(weights[token] for token, count in frequencies.items() if count) / total if total else 0.0


def leg_weights(known: Mapping[str, float]) -> dict[str, float]:
    """Weights of the legs, adding up to 1: what a keyword leg does not know goes to the dense leg.

    The square lets a leg that knows half of the question have a quarter of its say.
    """
    weights = {leg: BASE_WEIGHTS[leg] * known.get(leg, 0.0) ** 2 for leg in (MORPHEMES, BIGRAMS)}
    return {DENSE: 1.0 - sum(weights.values()), **weights}


def fuse(
    scores: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
    foreign: Collection[str] = (),
    burden: Mapping[str, float] | None = None,
) -> list[Fused]:
    """Candidates by the weighted sum of their min-max-scaled scores, best first; ties by id.

    :param scores: for each leg the score of each candidate it knows; keyword legs' missing scores count as 0, the dense
        leg is expected to have scored every candidate.
    :param foreign: candidates in another language than the question. Keyword legs know nothing of them but the names and
        numbers that both languages write alike, so their dense score counts whole, and what keywords find is added.
    :param burden: what to take from a candidate's sum, such as from headlines, which stand for more than they say.
    """
    ids = sorted({candidate for leg in scores.values() for candidate in leg})
    scaled = {leg: _scale(found, ids, floor=leg != DENSE) for leg, found in scores.items()}
    fused = []
    for candidate in ids:
        legs = {leg: values[candidate] for leg, values in scaled.items()}
        total = sum(weights.get(leg, 0.0) * score for leg, score in legs.items())
        if candidate in foreign:
            keywords = total - weights.get(DENSE, 0.0) * legs[DENSE]
            total = (1 - FOREIGN_KEYWORDS) * legs[DENSE] + FOREIGN_KEYWORDS * min(1.0, keywords)
        fused.append(Fused(candidate, total - (burden or {}).get(candidate, 0.0), legs))
    return sorted(fused, key=lambda item: (-item.score, item.id))


def _scale(found: Mapping[str, float], ids: Sequence[str], *, floor: bool) -> dict[str, float]:
    """Min-max to 0..1; a keyword leg's minimum is 0, since what it does not find scores nothing."""
    if not found:
        return dict.fromkeys(ids, 0.0)
    low = 0.0 if floor else min(found.values())
    span = max(found.values()) - low
    if span <= 0:
        return {candidate: 1.0 if candidate in found else 0.0 for candidate in ids}
    return {candidate: (found.get(candidate, low) - low) / span for candidate in ids}
