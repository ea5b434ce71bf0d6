"""What reaches the terminal: plain lines without control characters, JSON, notes and bars on standard error."""

from __future__ import annotations

import logging
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from assistant.text.normalise import visible

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences, such as colours
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, device strings
    r"|\x1b[ -/]*[0-~]?"
)


def plain(text: str) -> str:
    """Text as it may reach a terminal: without escape sequences, control, invisible and direction characters."""
    return visible(_ESCAPES.sub("", text))


def one_line(text: str) -> str:
    """Plain text on a single line."""
    return " ".join(plain(text).split())


def say(text: str = "") -> None:
    """Print plain text on standard output; end quietly when nobody reads it any more."""
    _write(plain(text))


def say_coloured(text: str, colour: str) -> None:
    """Print plain text on standard output; in a colour where that is a terminal and ``NO_COLOR`` is not set.

    :param colour: a name that Click knows: https://click.palletsprojects.com/en/stable/api/#click.style
    """
    painted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    _write(click.style(plain(text), fg=colour) if painted else plain(text))


def say_json(json: str) -> None:
    """Print JSON; what a terminal would act upon is written as escapes, so that the values stay the same."""
    risky = {ord(char): _escape(char) for char in set(json) if char != "\n" and not visible(char)}
    _write(json.translate(risky).rstrip("\n"))


def note(text: str = "") -> None:
    """Print plain text on standard error."""
    try:
        print(plain(text), file=sys.stderr, flush=True)
    except BrokenPipeError:
        _discard(sys.stderr)


def flush() -> None:
    """Write out what is buffered; a closed pipe is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)


def is_watched() -> bool:
    """Whether somebody sits before standard error."""
    return sys.stderr.isatty()


@contextmanager
def bar(unit: str, title: str = "", *, scale: bool = False) -> Iterator[Progress]:
    """A progress bar on standard error, which nothing is written to when it is not a terminal.

    :param unit: what is counted, such as "question" or "B".
    :param scale: whether to write 1.1G for 1,117,320,768.
    """
    from tqdm import tqdm

    with tqdm(unit=unit, desc=title or None, unit_scale=scale, disable=not is_watched(), leave=False) as drawn:

        def tell(done: int, total: int) -> None:
            drawn.total = total
            drawn.update(done - drawn.n)

        yield tell


def pad(text: str, width: int) -> str:
    """Fill with spaces, or cut, to a width in columns, of which a Hangul syllable takes two."""
    shown, taken = "", 0
    for char in text:
        wide = 2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
        if taken + wide > width:
            break
        shown, taken = shown + char, taken + wide
    return shown + " " * (width - taken)


def set_up_logging(*, verbose: bool) -> None:
    """Send warnings of our own parts to standard error (with ``verbose`` everything), of others only errors."""
    logging.basicConfig(format="citedesk: %(message)s", level=logging.ERROR)
    for package in ("assistant", "ingest", "ui"):
        logging.getLogger(package).setLevel(logging.INFO if verbose else logging.WARNING)


def _write(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        _discard(sys.stdout)
        sys.exit(0)


def _discard(stream: Any) -> None:
    """Let what is still buffered go nowhere, else Python complains at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + ((code - 0x10000) >> 10):04x}\\u{0xDC00 + ((code - 0x10000) & 0x3FF):04x}"
