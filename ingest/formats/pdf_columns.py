"""The order in which the lines of a PDF page are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from ingest.formats.pdf_lines import Strip, side_by_side

LEAST_ROWS = 4
"""Rows of several strips from which a page may be one of columns that the file gives row by row."""
LEAST_PROSE = 14
"""Characters that half of the strips of a column have; cells of a table are shorter."""
DEEPEST = 24
"""How often a page is parted at most."""


def in_order(strips: Sequence[Strip]) -> list[Strip]:
    """The strips of a page as they are read.

    A file mostly gives column by column, and its order is kept. Where it gives rows across columns, the page is parted at
    its gutters (recursive X-Y cut: Nagy & Seth 1984); where the parts of a row are short, they are the cells of a table
    and become one line.
    """
    rows = [list(row) for _, row in groupby(strips, key=lambda strip: strip.row)]
    parted = [row for row in rows if len(row) > 1]
    cells = [len(strip.text) for row in parted for strip in row]
    if len(parted) >= LEAST_ROWS and len(parted) * 3 >= len(rows) and median(cells) >= LEAST_PROSE:
        return _parted(list(strips), DEEPEST)
    return [line for row in rows for line in _lines(row)]


def _lines(row: list[Strip]) -> list[Strip]:
    level = all(abs(one.bottom - other.bottom) < 0.6 * max(one.size, other.size) for one, other in pairwise(row))
    return [side_by_side(row)] if len(row) > 1 and level else row


def _parted(strips: list[Strip], depth: int) -> list[Strip]:
    """Left before right where a gutter goes through all, else above before below at the widest gap."""
    if len(strips) <= 1 or not depth:
        return _downwards(strips)
    size = median(strip.size for strip in strips)
    across = _widest([(strip.left, strip.right) for strip in strips])
    if across and across[0] >= 0.8 * size:
        left = [strip for strip in strips if strip.left < across[1]]
        right = [strip for strip in strips if strip.left >= across[1]]
        return _parted(left, depth - 1) + _parted(right, depth - 1)
    down = _widest([(strip.bottom, strip.top) for strip in strips])
    if down and down[0] > 0:
        above = [strip for strip in strips if strip.bottom >= down[1]]
        below = [strip for strip in strips if strip.bottom < down[1]]
        return _parted(above, depth - 1) + _parted(below, depth - 1)
    return _downwards(strips)


def _widest(spans: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The widest gap that no span touches, as its width and middle."""
    gaps: list[tuple[float, float]] = []
    reached = min(start for start, _ in spans)
    for start, end in sorted(spans):
        if start > reached:
            gaps.append((start - reached, (start + reached) / 2))
        reached = max(reached, end)
    return max(gaps, default=None)


def _downwards(strips: list[Strip]) -> list[Strip]:
    return sorted(strips, key=lambda strip: (-round(strip.bottom), strip.left))
