"""One ranking out of three: scores of each leg, scaled, weighted by what the leg can know about the question."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DENSE: Final = "dense"
MORPHEMES: Final = "morphemes"
BIGRAMS: Final = "bigrams"
BASE_WEIGHTS = {DENSE: 0.45, MORPHEMES: 0.3, BIGRAMS: 0.25}
"""Weights where the keyword legs know all words of a question. Chosen on every second question of KorQuAD 1.0 dev and
Belebele (Korean): hit@1 0.953 and 0.956, where 0.3, 0.35 and 0.35 had 0.945 and 0.953, and no weights of either keyword leg
from 0.2 to 0.3 had less than 0.946 and 0.956. ``docs/performance.md`` has the figures of all questions."""


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
        weight = rarity(group, frequencies, passages)
        total += weight
        found += weight if any(map(frequencies.get, group)) else 0.0
    return found / total if total else 0.0


def rarity(group: Collection[str], frequencies: Mapping[str, int], passages: int) -> float:
    """The weight of a word of the question by the rarest of its tokens; the rarer it is, the more it says."""
    rarest = min((frequencies[token] for token in group if frequencies.get(token)), default=1)
    return math.log(1 + passages / rarest)


def base_weights(given: Sequence[float] | None) -> Mapping[str, float]:
    """Weights of the dense leg, morphemes and bigrams as somebody sets them, brought to a sum of 1; without them ours."""
    if given is None:
        return BASE_WEIGHTS
    return {leg: weight / sum(given) for leg, weight in zip((DENSE, MORPHEMES, BIGRAMS), given, strict=True)}


def leg_weights(known: Mapping[str, float], base: Mapping[str, float] = BASE_WEIGHTS) -> dict[str, float]:
    """Weights of the legs, adding up to 1: what a keyword leg does not know goes to the dense leg.

    :param known: for each keyword leg its :func:`knowledge` of the question.
    :param base: weights where all is known.
    """
    weights = {leg: base[leg] * known.get(leg, 0.0) for leg in (MORPHEMES, BIGRAMS)}
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
