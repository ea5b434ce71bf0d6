"""How recent each of several articles is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.recency import HALF_LIFE, recency

TIMES = st.dictionaries(st.text(max_size=3), st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), max_size=8)


@given(published=TIMES)
def test_the_newest_has_one_and_newer_is_never_less(published: dict[str, datetime]) -> None:
    found = recency(published)
    assert found.keys() == published.keys()
    assert max(found.values(), default=1.0) == 1.0
    by_time = sorted(published, key=published.__getitem__)
    assert [found[name] for name in by_time] == sorted(found.values())
    assert all(0.0 <= value <= 1.0 for value in found.values())


def test_half_is_left_after_the_half_life() -> None:
    newest = datetime(2026, 3, 3, 12, tzinfo=UTC)
    found = recency({"new": newest, "old": newest - timedelta(days=HALF_LIFE)})
    assert abs(found["old"] - 0.5) < 1e-9


def test_times_with_and_without_a_zone_can_be_compared() -> None:
    found = recency({"zoned": datetime(2026, 3, 3, 9, tzinfo=UTC), "plain": datetime(2026, 3, 3, 8)})
    assert found["zoned"] == 1.0 > found["plain"]
