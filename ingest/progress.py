"""How far a run has come, shown on standard error or told to a function."""

from __future__ import annotations

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
    :ivar expected: the same.
    """

    def __init__(self, wanted: bool | Progress, expected: int) -> None:
        self._told = wanted if callable(wanted) else None
        self._bars = wanted is True
        self._bar: Any = None
        self.expected = expected
        self._pages = 0
        self._waiting = 0

    def __enter__(self) -> Self:
        self._tell(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def page(self, *, waits: bool = False) -> None:
        """Count a page.

        :param waits: whether it is done only when its vectors are.
        """
        self._pages += 1
        if waits:
            self._waiting += 1
        else:
            self._tell(self._pages - self._waiting)

    def passages(self, done: int, total: int) -> None:
        """Told by the library while it embeds the passages of the pages that wait."""
        left = self._waiting - self._waiting * done // max(total, 1)
        if left < self._waiting:
            self._tell(self._pages - left)
        if done >= total:
            self._waiting = 0

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
