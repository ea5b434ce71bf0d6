"""How often one host is asked."""

from __future__ import annotations

from collections.abc import Callable

from ingest.fetch.errors import FetchError

LONGEST_PAUSE = 60.0
"""Longest pause between two requests to a host, in seconds, that is waited for."""


class Pace:
    """Keeps a pause between two requests to the same host.

    :param pause: seconds, where the host names none.
    :param clock: a monotonic clock, in seconds.
    :param sleep: waits for a number of seconds.
    """

    def __init__(self, pause: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, asked: float | None = None) -> float:
        """Wait until the host may be asked again; gives the seconds waited.

        :param asked: pause that the host itself asks for, in seconds.
        :raises FetchError: if that is longer than :data:`LONGEST_PAUSE`.
        """
        pause = max(self._pause, asked or 0.0)
        if pause > LONGEST_PAUSE:
            raise FetchError(f"{host} asks for {pause:g} s between two requests; {LONGEST_PAUSE:g} s is the most.")
        waited = max(0.0, self._next.get(host, 0.0) - self._clock())
        if waited:
            self._sleep(waited)
        self._next[host] = self._clock() + pause
        return waited
