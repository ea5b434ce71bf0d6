"""Forward passes side by side, each on a core of its own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

STARTED_SECONDS = 60
"""Within which the threads of a pool have started."""


def _take_one_core() -> None:
    import torch

    torch.set_num_threads(1)
    torch.get_num_threads()  # a thread that never asked takes the number that is set for all with its first product


@contextmanager
def streams(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads in which torch uses one core each.

    Several passes at once keep all cores busy: within one pass the cores wait for each other after each of some hundred
    steps. What was not begun when the block is left is not done any more.

    :param count: how many threads.
    """
    import torch

    before = torch.get_num_threads()
    started = Barrier(count + 1)
    pool = ThreadPoolExecutor(count, "citedesk-embedding", _take_one_core)
    try:
        for _ in range(count):
            pool.submit(started.wait, STARTED_SECONDS)
        started.wait(STARTED_SECONDS)
        torch.set_num_threads(before)  # threads that are started later take the number that was set last, wherever
        yield pool
    finally:
        started.abort()
        pool.shutdown(cancel_futures=True)
