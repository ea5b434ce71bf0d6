"""Newer before older, where a question asks how things are now and the evidence fits equally well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

WEIGHT = 0.03
"""What the newest candidate gains on one that is much older, of a fused score of 0 to 1: enough to turn a tie, far less
than the 0.3 to 0.35 of a leg. How it does is in ``docs/answers.md``."""

HALF_LIFE = 90.0
"""Days by which an article must be older than the newest candidate to gain half of that."""

_DAY = 86_400.0


def recency(published: Mapping[str, datetime]) -> dict[str, float]:
    """How recent each candidate is: 1 for the newest, half of it :data:`HALF_LIFE` days before, and so on.

    :param published: when each was published; what has no date is to be left out, and gains nothing. A time without a
        zone is taken for UTC.
    """
    times = {id: _timestamp(when) for id, when in published.items()}
    newest = max(times.values(), default=0.0)
    return {id: 0.5 ** ((newest - time) / _DAY / HALF_LIFE) for id, time in times.items()}


def _timestamp(when: datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
