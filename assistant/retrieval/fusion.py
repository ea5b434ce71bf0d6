"""One ranking out of three: scores of each leg, scaled, weighted by what the leg can know about the question."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DENSE: Final = "dense"
MORPHEMES: Final = "morphemes"
BIGRAMS: Final = "bigrams"
BASE_WEIGHTS = {DENSE: 0.3, MORPHEMES: 0.35, BIGRAMS: 0.35}
"""Weights when question and articles share a language; measured on KorQuAD 1.0 dev (hit@1 0.924)."""


@dataclass(frozen=True)
class Fused:
    """A candidate with its scaled score by leg (0..1) and the weighted sum."""

    id: str
    score: float
    legs: dict[str, float]


def knowledge(groups: Iterable[Collection[str]], frequencies: Mapping[str, int], passages: int) -> float:
    """How much of a question a keyword leg can know: the share of its words, by rarity, that any passage holds.

    A word that no passage holds counts as much as one that a single passage holds. Where question and articles share few
    words, the leg's say shrinks towards nothing.

    :param groups: the tokens of each word of the question, in both languages.
    :param frequencies: passages that hold each token, 0 for none.
    :param passages: how many passages there are.
    """
    total = found = 0.0
    for group in groups:
        rarest = min((frequencies[token] for token in group if frequencies.get(token)), default=0)
        weight = math.log(1 + passages / max(rarest, 1))
        total += weight
        found += weight if rarest else 0.0
    return found / total if total else 0.0


def leg_weights(known: Mapping[str, float]) -> dict[str, float]:
    """Weights of the legs, adding up to 1: what a keyword leg does not know goes to the dense leg.

    :param known: for each keyword leg its :func:`knowledge` of the question.
    """
    weights = {leg: BASE_WEIGHTS[leg] * known.get(leg, 0.0) for leg in (MORPHEMES, BIGRAMS)}
    return {DENSE: 1.0 - sum(weights.values()), **weights}


def fuse(
    scores: Mapping[str, Mapping[str, float]], weights: Mapping[str, float], burden: Mapping[str, float] | None = None
) -> list[Fused]:
    """Candidates by the weighted sum of their min-max-scaled scores, best first; ties by id.

    :param scores: for each leg the score of each candidate it knows; keyword legs' missing scores count as 0, the dense
        leg is expected to have scored every candidate.
    :param burden: what to take from a candidate's sum, such as from headlines, which stand for more than they say.
    """
    ids = sorted({candidate for leg in scores.values() for candidate in leg})
    scaled = {leg: _scale(found, ids, floor=leg != DENSE) for leg, found in scores.items()}
    fused = []
    for candidate in ids:
        legs = {leg: values[candidate] for leg, values in scaled.items()}
        total = sum(weights.get(leg, 0.0) * score for leg, score in legs.items())
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
