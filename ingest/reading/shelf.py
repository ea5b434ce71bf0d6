"""Idle children kept for the next run of this process: starting one takes a second or more."""

from __future__ import annotations

import atexit
import threading

from ingest.reading.worker import Worker

IDLE_SECONDS = 120.0
"""How long an idle child is kept; it holds half a gigabyte, most of it the dictionary of Korean morphemes."""
KEPT = 1
"""How many are kept."""

_LOCK = threading.Lock()
_idle: list[Worker] = []
_timers: list[threading.Timer] = []


def take() -> Worker:
    """An idle child, or a new one.

    :raises InputError: if none can be started.
    """
    while True:
        with _LOCK:
            worker = _idle.pop() if _idle else Worker()
        if worker.alive:
            return worker
        discard(worker)


def give_back(worker: Worker) -> None:
    """Keep a child that has done its order, for a while."""
    with _LOCK:
        if len(_idle) < KEPT:
            _idle.append(worker)
            _wait()
            return
    discard(worker)


def discard(worker: Worker) -> None:
    """End a child."""
    worker.close()
    worker.forget()


def clear() -> None:
    """End all idle children."""
    with _LOCK:
        ending = list(_idle)
        _idle.clear()
    for worker in ending:
        discard(worker)


def _wait() -> None:
    """Start the time after which idle children are ended anew."""
    while _timers:
        _timers.pop().cancel()
    timer = threading.Timer(IDLE_SECONDS, clear)
    timer.daemon = True
    timer.start()
    _timers.append(timer)


atexit.register(clear)
