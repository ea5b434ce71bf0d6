"""The bounds that a child process sets itself: time by an alarm, memory by the system."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOO_LONG = 124
"""Exit status of a child that took too long where there are no signals, as ``timeout`` of GNU has it."""
MEGABYTE = 1024 * 1024


@contextmanager
def time_bound(seconds: float) -> Iterator[None]:
    """End this process if what is inside takes longer.

    The alarm's default action ends the process even while it is deep in C code. Windows has no alarm; a thread ends the
    process there, as soon as it gets its turn.
    """
    if sys.platform == "win32":
        timer = threading.Timer(seconds, os._exit, [TOO_LONG])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        return
    import signal

    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def bound_memory(megabytes: int) -> bool:
    """Let this process grow by so much and no more, from now on; what asks for more gets a ``MemoryError``.

    Private, writable memory is counted (``RLIMIT_DATA``): address space that is only reserved, which some libraries do
    by the gigabyte, does no harm.

    :returns: whether the system does it: Linux does.
    """
    if not sys.platform.startswith("linux"):
        return False
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = _private_bytes() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    return True


def _private_bytes() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    found = next((line for line in lines if line.startswith("VmData:")), "VmData: 0 kB")
    return int(found.split()[1]) * 1024
