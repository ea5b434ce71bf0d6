"""Asking feeds again and again, for as long as somebody takes what they bring."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field

from ingest.fetch.address import shown
from ingest.fetch.fetcher import Fetcher, Unchanged
from ingest.report import Failure
from ingest.source import Source

SHORTEST = 60.0
"""Shortest time between two visits to a feed, in seconds."""
JITTER = 0.1
"""Share of that time by which a visit may come later, so that many watchers do not come together."""
MOST_DOUBLINGS = 4
"""How often the time doubles while a feed fails: to 16 times at most."""


@dataclass(slots=True)
class _Feed:
    url: str
    due: float
    failures: int = 0
    seen: dict[str, str] = field(default_factory=dict)


def poll(
    fetcher: Fetcher,
    feeds: Iterable[str],
    every: float,
    *,
    rounds: int | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
    chance: Callable[[], float] = random.random,
) -> Iterator[Source | Failure | Unchanged]:
    """What feeds (or sitemaps, or pages) bring, now and whenever they are visited again.

    A feed that fails is visited less often, the time doubling with each failure, and never given up. An entry comes
    once, and again if its feed gives it another time.

    :param every: seconds between two visits to a feed, at least :data:`SHORTEST`.
    :param rounds: visits to each feed after which it ends; without it, it goes on until it is closed.
    :param sleep: waits for a number of seconds; called when everything that was found has been taken.
    :param chance: a number from 0 to 1, for the jitter.
    """
    waiting = [_Feed(url, clock()) for url in dict.fromkeys(feeds)]
    left = {feed.url: rounds for feed in waiting}
    every = max(every, SHORTEST)
    while waiting:
        feed = min(waiting, key=lambda each: each.due)
        pause = feed.due - clock()
        if pause > 0:
            sleep(pause)
        failed = yield from _visit(fetcher, feed)
        feed.failures = feed.failures + 1 if failed else 0
        feed.due = clock() + every * 2 ** min(feed.failures, MOST_DOUBLINGS) * (1 + JITTER * chance())
        visits = left[feed.url]
        if visits is not None:
            left[feed.url] = visits - 1
            waiting = [each for each in waiting if left[each.url] != 0]


def _visit(fetcher: Fetcher, feed: _Feed) -> Generator[Source | Failure | Unchanged, None, bool]:
    """What one visit brings; gives whether the feed itself failed."""
    failed = False
    for found in fetcher.open(feed.url, seen=feed.seen):
        failed = failed or (isinstance(found, Failure) and found.source == shown(feed.url))
        yield found
    return failed
