"""Feeds that are asked again and again bring each entry once, and less often while they fail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from fetch_world import OTHER, SITE, Answer, World, urls

from ingest.fetch import Unchanged, poll
from ingest.report import Failure
from ingest.source import Source

Found = Source | Failure | Unchanged

FEED = f"http://{SITE}/rss"


def publish(world: World, *entries: tuple[str, str], host: str = SITE) -> None:
    items = "".join(f"<item><link>/{path}</link><pubDate>{date}</pubDate></item>" for path, date in entries)
    world.page(f"{host}/rss", body=f"<rss><channel>{items}</channel></rss>".encode(), type="text/xml")
    for path, _ in entries:
        world.page(f"{host}/{path}")


def polling(
    world: World, *feeds: str, rounds: int | None = None, every: float = 600, chance: float = 0.0
) -> Iterator[Found]:
    return poll(world.fetcher(), feeds, every, rounds=rounds, clock=world.clock.now, sleep=world.clock.sleep,
                chance=lambda: chance)  # fmt: skip


def test_each_entry_comes_once(world: World) -> None:
    publish(world, ("1", "2026-03-01"), ("2", "2026-03-02"))
    found = polling(world, FEED)
    assert urls(islice(found, 2)) == [f"http://{SITE}/2", f"http://{SITE}/1"]
    assert next(found) == Unchanged(FEED)
    publish(world, ("1", "2026-03-01"), ("2", "2026-03-02"), ("3", "2026-03-03"))
    assert urls([next(found)]) == [f"http://{SITE}/3"]
    publish(world, ("1", "2026-03-05"), ("2", "2026-03-02"), ("3", "2026-03-03"))
    assert urls([next(found)]) == [f"http://{SITE}/1"]


def test_it_ends_after_so_many_rounds(world: World) -> None:
    publish(world, ("1", ""))
    publish(world, ("1", ""), host=OTHER)
    found = list(polling(world, FEED, f"http://{OTHER}/rss", FEED, rounds=3))
    assert urls(found) == [f"http://{SITE}/1", f"http://{OTHER}/1"]
    assert found.count(Unchanged(FEED)) == found.count(Unchanged(f"http://{OTHER}/rss")) == 2


@pytest.mark.parametrize(("chance", "least"), [(0.0, 600), (1.0, 660)])
def test_it_waits_between_rounds(world: World, chance: float, least: float) -> None:
    publish(world, ("1", ""))
    list(polling(world, FEED, rounds=3, chance=chance))
    assert [round(pause) for pause in world.clock.slept] == [least, least]


def test_nobody_is_asked_every_second(world: World) -> None:
    publish(world, ("1", ""))
    list(polling(world, FEED, rounds=2, every=0))
    assert [round(pause) for pause in world.clock.slept] == [60]


def test_a_feed_that_fails_is_asked_less_often(world: World) -> None:
    found = list(polling(world, FEED, rounds=7))
    assert [type(each) for each in found] == [Failure] * 7
    assert [round(pause / 600) for pause in world.clock.slept] == [2, 4, 8, 16, 16, 16]


def test_a_feed_that_recovers_is_asked_as_before(world: World) -> None:
    found = polling(world, FEED, rounds=4)
    assert isinstance(next(found), Failure)
    publish(world, ("1", ""))
    assert [type(each).__name__ for each in found] == ["Source", "Unchanged", "Unchanged"]
    assert [round(pause / 600) for pause in world.clock.slept] == [2, 1, 1]


def test_one_that_fails_does_not_hold_up_another(world: World) -> None:
    publish(world, ("1", ""), host=OTHER)
    found = [type(each).__name__ for each in islice(polling(world, FEED, f"http://{OTHER}/rss"), 6)]
    assert found == ["Failure", "Source", "Unchanged", "Failure", "Unchanged", "Unchanged"]


def test_an_entry_that_fails_for_good_is_reported_once_and_one_that_may_recover_again(world: World) -> None:
    publish(world, ("gone", "2026-03-02"), ("busy", "2026-03-01"))
    world.page(f"{SITE}/gone", Answer(b"", status=410))
    world.page(f"{SITE}/busy", Answer(b"", status=503))
    found = polling(world, FEED)
    first = list(islice(found, 2))
    assert [each.source for each in first if isinstance(each, Failure)] == [
        f"http://{SITE}/gone",
        f"http://{SITE}/busy",
    ]
    world.page(f"{SITE}/busy")
    assert urls([next(found)]) == [f"http://{SITE}/busy"]
    assert next(found) == Unchanged(FEED)


def test_a_forbidden_feed_is_never_asked(world: World) -> None:
    found = list(polling(world, "http://127.0.0.1/rss", "file:///etc/passwd", rounds=2))
    assert [type(each) for each in found] == [Failure] * 4
    assert (world.hits, world.connected) == (0, [])
