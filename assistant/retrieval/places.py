"""The place of a candidate in each leg and in the fused order, for people who want to see why it was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from assistant.retrieval.fusion import Fused

FUSED: Final = "fused"


def places(ranked: Sequence[Fused]) -> dict[str, dict[str, int]]:
    """For each candidate its place in each leg that found it, from 1, and under ``fused`` its place before copies are left out.

    Equal scores share a place. A leg that gave a candidate nothing has no place for it.

    :param ranked: all candidates, best first.
    """
    found = {each.id: {FUSED: at} for at, each in enumerate(ranked, 1)}
    for leg in {leg for each in ranked for leg in each.legs}:
        order = sorted(-each.legs.get(leg, 0.0) for each in ranked)
        for each in ranked:
            if each.legs.get(leg, 0.0) > 0:
                found[each.id][leg] = bisect_left(order, -each.legs[leg]) + 1
    return found
