"""How long one exchange may still take, whatever its parts do."""

from __future__ import annotations

from collections.abc import Callable

from ingest.fetch.errors import LimitError


class Deadline:
    """A total limit of time. A server that sends a byte now and then does not prolong it.

    :param seconds: from now.
    :param clock: a monotonic clock, in seconds.
    """

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that are left, at most as many as given.

        :raises LimitError: if none is left.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise self.passed()
        return left if at_most is None else min(left, at_most)

    def extend(self, seconds: float) -> None:
        """Allow for time spent waiting on purpose."""
        self._end += seconds

    def passed(self) -> LimitError:
        """The error that says so."""
        return LimitError(
            f"The server took longer than {self._seconds:g} s.", hint="The setting fetch_seconds allows more."
        )
