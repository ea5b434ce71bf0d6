"""How far a run has come, shown on standard error or told to a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""
Item = TypeVar("Item")


class Tally:
    """Counts the pages of a run, and at its end the passages that get vectors.

    :param wanted: true for bars on standard error, false for silence, or a function that is told of the pages.
    """

    def __init__(self, wanted: bool | Progress) -> None:
        self._told = wanted if callable(wanted) else None
        self._bars = wanted is True
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def over(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items one by one, each counted when the next is asked for."""
        for done, item in enumerate(items):
            self._tell("page", done, len(items))
            yield item
        self._tell("page", len(items), len(items))

    def passages(self, done: int, total: int) -> None:
        """Told by the library while it embeds; only bars show it."""
        if self._told is None:
            self._tell("passage", done, total)

    def _tell(self, unit: str, done: int, total: int) -> None:
        if self._told is not None:
            self._told(done, total)
        elif self._bars:
            self._show(unit, done, total)

    def _show(self, unit: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None or self._bar.unit != unit:
            if self._bar is not None:
                self._bar.close()
            self._bar = tqdm(total=total, unit=unit)
        self._bar.update(done - self._bar.n)
