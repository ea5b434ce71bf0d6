"""Vectors made in a thread of their own, while the run stores the next pages."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Behind:
    """Work that follows the run, one turn at a time: who asks for the next waits for the one before.

    :param turn: embeds what waits, as much as belongs to one turn, and returns how many passages.
    """

    def __init__(self, turn: Callable[[], int]) -> None:
        self._turn = turn
        self._thread = ThreadPoolExecutor(1, "citedesk-vectors")
        self._begun: Future[int] | None = None

    def close(self) -> None:
        """Finish the turn that has begun, whatever ended the run, so that nothing of it is lost."""
        self._thread.shutdown()

    def next(self) -> int:
        """Begin the next turn, after the one before.

        :returns: how many passages the one before embedded.
        :raises CitedeskError: what went wrong in it.
        """
        done = self.wait()
        self._begun = self._thread.submit(self._turn)
        return done

    def wait(self) -> int:
        """Wait for the turn that has begun, if one has; returns and raises as :meth:`next`."""
        begun, self._begun = self._begun, None
        return begun.result() if begun is not None else 0
