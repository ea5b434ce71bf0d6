"""Slowing down whoever guesses passwords."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ui.people.address import is_loopback, network_of

LONGEST, LONGEST_HERE = 900.0, 30.0
"""Seconds between two attempts at most; for those who sit at the machine itself, so that nobody locks its owner out."""
FORGOTTEN = 3600.0
"""Seconds without an attempt after which earlier ones no longer count."""
REMEMBERED = 10_000
"""Names and addresses that are remembered; the longest quiet ones are forgotten first."""
FREE = {"name": 3, "address": 10}
"""Attempts before the first wait; a whole office may stand behind one address."""


@dataclass
class _Count:
    attempts: int
    last: float


class Throttle:
    """Counts the attempts per name and per address; each failed one doubles the wait before the next.

    Failures from the machine itself and from elsewhere are counted apart, for each name.

    :param clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: OrderedDict[tuple[str, str], _Count] = OrderedDict()

    def attempt(self, name: str, address: str) -> float:
        """Note an attempt before it is checked; returns the seconds to wait first, when it comes too early.

        It counts as failed until :meth:`succeeded`, so that many at once are no way around the wait.
        """
        keys, now = list(self._keys(name, address)), self._clock()
        wait = max(self._wait(key, now, is_loopback(address)) for key in keys)
        if wait > 0:
            return wait
        for key in keys:
            count = self._counts.setdefault(key, _Count(0, now))
            count.attempts, count.last = count.attempts + 1, now
            self._counts.move_to_end(key)
        while len(self._counts) > REMEMBERED:
            self._counts.popitem(last=False)
        return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a name; of those of its address only this one, lest one's own login wash away guesses
        at others' passwords.
        """
        of_name, of_address = self._keys(name, address)
        self._counts.pop(of_name, None)
        if of_address in self._counts:
            self._counts[of_address].attempts -= 1

    def _wait(self, key: tuple[str, str], now: float, here: bool) -> float:
        count = self._counts.get(key)
        if count is None or now - count.last > FORGOTTEN:
            self._counts.pop(key, None)
            return 0.0
        doublings = count.attempts - FREE[key[0]]
        if doublings < 0:
            return 0.0
        longest = LONGEST_HERE if here else LONGEST
        return max(0.0, count.last + min(longest, 2.0 ** min(doublings, 30)) - now)

    @staticmethod
    def _keys(name: str, address: str) -> Iterable[tuple[str, str]]:
        place = "here" if is_loopback(address) else "elsewhere"
        return ("name", f"{place}:{name.casefold()[:100]}"), ("address", network_of(address))
