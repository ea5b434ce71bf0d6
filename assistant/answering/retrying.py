"""The one place where a chat model is asked again: after faults that pass, and never once some of its text was shown."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from assistant.answering.leaving import pause as wait
from assistant.models.faults import ModelFault

_FIRST_WAIT, _GROWTH, _SPREAD = 0.5, 2.0, 0.5
"""Seconds before the second try, how the wait grows, and the share by which it varies, so that many do not come at once."""

Result = TypeVar("Result")
Attempt = Callable[[], Generator[str, None, Result]]
"""Begins one try: yields what is shown, and returns what came of it."""


@dataclass(frozen=True)
class Patience:
    """How often a model is asked, the longest wait between two tries, and when all of them must be over.

    :param wait: seconds; a server that asks for a longer wait is not waited for.
    :param until: a time of ``time.monotonic()``.
    """

    tries: int
    wait: float
    until: float

    def pause(self, tried: int, fault: ModelFault) -> float | None:
        """Seconds to wait before the next try, or ``None`` when there is none.

        :param tried: how many tries there were.
        """
        if tried >= self.tries or not fault.passing:
            return None
        if fault.after is None:
            # the wait need not be hard to guess
            seconds = _FIRST_WAIT * _GROWTH ** (tried - 1) * random.uniform(1 - _SPREAD, 1 + _SPREAD)
            seconds = min(seconds, self.wait)
        else:
            seconds = fault.after
        return seconds if seconds <= self.wait and time.monotonic() + seconds < self.until else None


def retrying(attempt: Attempt[Result], patience: Patience) -> Generator[str, None, Result]:
    """Pass one try on; begin another if it failed before anything was shown.

    :raises ModelError: that of the last try.
    """
    tried = 0
    while True:
        tried, shown = tried + 1, False
        with closing(attempt()) as running:
            try:
                while True:
                    piece = next(running)
                    shown = shown or bool(piece)
                    yield piece
            except StopIteration as finished:
                result: Result = finished.value
                return result
            except ModelFault as fault:
                pause = None if shown else patience.pause(tried, fault)
                if pause is None:
                    raise
        wait(pause)
