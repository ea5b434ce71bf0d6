"""Vectors made in a thread of their own, while the run stores the next pages."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self


class Behind:
    """Work that follows the run, one turn at a time: who asks for the next waits for the one before.

    When the block is left, also by an error, the turn that has begun is finished first, so nothing of it is lost.

    :param turn: embeds what waits, as much as belongs to one turn, and returns how many passages.
    """

    def __init__(self, turn: Callable[[], int]) -> None:
        self._turn = turn
        self._thread = ThreadPoolExecutor(1, "citedesk-vectors")
        self._begun: Future[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
