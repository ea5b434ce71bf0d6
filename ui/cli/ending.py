"""Commands that run until somebody ends them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ui.cli.terminal import note


@contextmanager
def until_interrupted() -> Iterator[None]:
    """End on Ctrl-C or SIGTERM as on a normal end, so that everything is closed."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        note("citedesk: ended.")
    finally:
        signal.signal(signal.SIGTERM, before)
