"""The parent's end of a child process that reads."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from assistant.errors import InputError, NoArticleError
from ingest.reading.bounds import TOO_LONG
from ingest.reading.frames import Frame, read_frame, write_frame
from ingest.reading.orders import Limits, Order, Page

SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
"""Variables whose names say this stay with the parent."""
LAST_WORDS_SECONDS = 5
"""How long a child that has closed its output may take to be gone."""


class ReaderDied(Exception):
    """The child process is gone in the middle of an order; the message says why, for the report."""


class Worker:
    """A child process, for one order at a time. It is of no use any more after a :class:`ReaderDied`.

    :raises InputError: if no process can be started.
    """

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "ingest.reading.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # Ctrl-C in the terminal is for the parent to handle
            )
        except OSError as error:
            raise InputError(f"No process for reading pages can be started: {error}.") from None
        if self._process.stdin is None or self._process.stdout is None:
            raise InputError("No process for reading pages can be started: it has no pipes.")
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self._ready = False
        self._known: frozenset[str] = frozenset()

    @property
    def alive(self) -> bool:
        """Whether the child runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    def read(self, order: Order, limits: Limits, known: frozenset[str] = frozenset()) -> Iterator[Page]:
        """The pages of a source, as the child gives them.

        :param known: ids of articles that need not be cut.
        :raises InputError: if the source as a whole cannot be read.
        :raises ReaderDied: if a limit was exceeded or the child crashed.
        """
        try:
            if known is not self._known:
                write_frame(self._orders, {"known": len(known)}, " ".join(known).encode("ascii"))
                self._known = known
            write_frame(self._orders, *order.frame(limits, _folder()))
        except (OSError, ValueError):  # it is gone, or its pipe is closed; what it left to read says why
            pass
        while True:
            values, data = self._next(limits)
            if "done" in values:
                return
            if "error" in values:
                raise (NoArticleError if values["kind"] == "none" else InputError)(values["error"], hint=values["hint"])
            if "crash" in values:
                self.close()
                raise ReaderDied(_crash(str(values["crash"]), limits))
            yield self._page(values, data)

    def close(self) -> None:
        """End the child; may be called again, and by another thread than the one that reads."""
        self._process.kill()
        with suppress(OSError):
            self._orders.close()
        self._process.wait()

    def forget(self) -> None:
        """Close the pipe that pages come from, when nobody reads it any more."""
        self._answers.close()

    def _next(self, limits: Limits) -> Frame:
        try:
            frame = read_frame(self._answers)
            if frame is not None and not self._ready:
                self._ready = True
                frame = read_frame(self._answers)
        except ValueError:  # no JSON: something wrote into the middle of it
            self.close()
            frame = None
        if frame is None:
            raise ReaderDied(_death(self._status(), limits))
        return frame

    def _page(self, values: dict[str, Any], data: bytes) -> Page:
        try:
            return Page.of(values, data)
        except (ValueError, KeyError, TypeError) as error:
            self.close()
            raise ReaderDied(f"what was read makes no sense: {error}.") from None

    def _status(self) -> int:
        try:
            return self._process.wait(LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self.close()
            return self._process.returncode


def _environment() -> dict[str, str]:
    """The parent's variables without secrets, and the parent's own way of finding modules."""
    kept = {name: value for name, value in os.environ.items() if not SECRET.search(name)}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - Path.cwd() is the same, and the child wants a string
    except OSError:
        return os.sep


def _crash(words: str, limits: Limits) -> str:
    if words.startswith("MemoryError"):
        return _too_much(limits)
    return f"it could not be read ({words}): it is damaged, or {_too_much(limits)}"


def _death(status: int, limits: Limits) -> str:
    alarm = -int(getattr(signal, "SIGALRM", 0)) or TOO_LONG
    if status in (alarm, TOO_LONG):
        return (
            f"reading it took more than {limits.seconds:g} seconds. "
            "The setting parse_seconds (CITEDESK_PARSE_SECONDS) raises the limit."
        )
    if status < 0:
        return f"the process that read it was ended by {_signal(-status)}: it is damaged, or {_too_much(limits)}"
    return f"the process that read it ended with status {status}."


def _too_much(limits: Limits) -> str:
    return (
        f"reading it took more than {limits.megabytes:,} megabytes. "
        "The setting parse_megabytes (CITEDESK_PARSE_MEGABYTES) raises the limit."
    )


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
