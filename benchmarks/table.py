"""Tables that read well on a terminal and are Markdown all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True)
class Table:
    """A table with a title that says what was measured and on how many (N)."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def markdown(self) -> str:
        """The title in bold and the rows below it, columns aligned."""
        cells = [list(self.head), *([shown(cell) for cell in row] for row in self.rows)]
        widths = [max(len(row[at]) for row in cells) for at in range(len(self.head))]
        ruled = [_line(cells[0], widths), "|" + "|".join(_rule(at, width) for at, width in enumerate(widths)) + "|"]
        return "\n".join([f"**{self.title}**", "", *ruled, *(_line(row, widths) for row in cells[1:])])


def shown(cell: Cell) -> str:
    """A figure with three digits that count; a dash for none."""
    if cell is None:
        return "–"
    if isinstance(cell, str | int):
        return str(cell)
    if abs(cell) >= 100:
        return f"{cell:.0f}"
    return f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.3f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Names to the left, figures to the right."""
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"


def _rule(at: int, width: int) -> str:
    return "-" * (width + 2) if at == 0 else "-" * (width + 1) + ":"
