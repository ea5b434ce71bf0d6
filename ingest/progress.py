"""How far a run has come, shown on standard error or told to a function."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Progress = Callable[[int, int], None]
"""Called with how many pages are done, and of how many, as far as that is known."""
ROWS = frozenset({".jsonl", ".ndjson"})
"""Endings of files whose lines are counted, an article each."""
PIECE = 1024 * 1024


class Tally:
    """Counts the pages of a run that are done: stored, and their vectors too.

    :param wanted: true for a bar with rate and time left on standard error, false for silence, or a function.
    :param expected: pages in all, as far as that is known; there may be more.
    :param pending: passages that an interrupted run left without vectors; they come first.
    :ivar expected: the same.
    """

    def __init__(self, wanted: bool | Progress, expected: int, pending: int = 0) -> None:
        self._told = wanted if callable(wanted) else None
        self._bars = wanted is True
        self._bar: Any = None
        self.expected = expected
        self._pages = 0
        self._waiting: deque[int] = deque()  # how many passages of each page that waits have no vector yet
        self._pending = pending

    def __enter__(self) -> Self:
        self._tell(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def page(self, *, waits: int = 0) -> None:
        """Count a page.

        :param waits: how many passages of it need vectors; it is done when they have them.
        """
        self._pages += 1
        if waits:
            self._waiting.append(waits)
        else:
            self._tell(self._pages - len(self._waiting))

    def passages(self, embedded: int | None) -> None:
        """Count passages that got their vectors, in the order in which their pages came.

        :param embedded: how many; ``None`` when there is none left that waits.
        """
        before = len(self._waiting)
        if embedded is None:
            self._waiting.clear()
        else:
            self._count(embedded)
        if len(self._waiting) < before:
            self._tell(self._pages - len(self._waiting))

    def _count(self, embedded: int) -> None:
        left = embedded - min(self._pending, embedded)
        self._pending -= embedded - left
        while self._waiting and left >= self._waiting[0]:
            left -= self._waiting.popleft()
        if self._waiting:
            self._waiting[0] -= left

    def _tell(self, done: int) -> None:
        total = max(self.expected, self._pages)
        if self._told is not None:
            self._told(done, total)
        elif self._bars:
            self._show(done, total)

    def _show(self, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, unit="page", dynamic_ncols=True)
        self._bar.total = total
        self._bar.update(done - self._bar.n)


def expected_pages(sources: Iterable[object]) -> int:
    """About how many pages files hold: one each, and a line each of JSONL."""
    return sum(_lines(source) if isinstance(source, Path) and source.suffix in ROWS else 1 for source in sources)


def _lines(path: Path) -> int:
    try:
        if not path.is_file():
            return 1
        with path.open("rb") as file:
            count = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
    except OSError:
        return 1
    return max(count, 1)
