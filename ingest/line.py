"""One line of a page, and paragraphs that were broken into lines at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HANGUL = re.compile(r"[가-힣]")
WIDE = re.compile(r"[가-힣\u3041-\u30ff\u4e00-\u9fff]")
"""Letters that say about as much as two Latin ones: Hangul syllables, kana and Chinese characters."""
CLOSED = re.compile(r"[.!?。！？…।॥۔؟။។][\"'”’″“‘»«›」』》)\]]*$")
LEAST_WRAPPED = 3
COLUMNS = (50, 104)
"""Least and greatest width at which plain text is broken, a Hangul syllable counted as two columns."""
RAGGED = 18
"""How much shorter than the widest line one may be that was broken before a long word."""
SLACK = 8
"""How much wider than the widest line seen another one may be."""


@dataclass(frozen=True, slots=True)
class Line:
    """A span of a page: one printed line, or a part of one, with the blank space after it.

    ``text`` is what a reader sees: trimmed, without invisible characters. ``gap`` says that a blank line follows,
    ``glued`` that the next part of the same printed line does.
    """

    start: int
    end: int
    text: str
    gap: bool = False
    glued: bool = False

    @property
    def weight(self) -> int:
        """Length in Latin characters (see :data:`WIDE`)."""
        return len(self.text) + len(WIDE.findall(self.text))

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes with a full stop, question or exclamation mark."""
        return CLOSED.search(self.text) is not None and not self.text.endswith(("..", "…"))


def unwrapped(lines: list[Line]) -> list[Line]:
    """Lines that were broken at a fixed width joined to the paragraphs that they were."""
    runs = [list(run) for run in _runs(lines)]
    widths = [max(line.weight for line in run[:-1]) for run in runs if _is_wrapped(run)]
    if not widths:
        return lines
    column = max(widths)
    return [joined for run in runs for joined in _joined(run, column)]


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines without a blank one between them."""
    run: list[Line] = []
    for line in lines:
        run.append(line)
        if line.gap:
            yield run
            run = []
    if run:
        yield run


def _is_wrapped(run: list[Line]) -> bool:
    """Three lines and more, all but the last about as long, that break inside sentences and end with one."""
    full = [line.weight for line in run[:-1]]
    if len(run) < LEAST_WRAPPED or not run[-1].ends_sentence:
        return False
    within = sum(not line.ends_sentence for line in run[:-1]) * 2 >= len(full)
    even = COLUMNS[0] <= min(full) and max(full) <= COLUMNS[1] and max(full) - min(full) <= RAGGED
    return within and even and run[-1].weight <= max(full) + RAGGED


def _joined(run: list[Line], column: int) -> Iterator[Line]:
    """A line goes on in the next one if it fills the column, and no sentence ends there for good."""
    open_line: Line | None = None
    for at, line in enumerate(run):
        whole = line if open_line is None else _join(open_line, line)
        full = column - RAGGED <= line.weight <= column + SLACK and at + 1 < len(run)
        open_line = whole if full else None
        if open_line is None:
            yield whole


def _join(line: Line, following: Line) -> Line:
    return Line(line.start, following.end, f"{line.text} {following.text}", following.gap)
