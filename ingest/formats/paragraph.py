"""A paragraph of a document, as its format gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

LONGEST_CELL = 60
"""Characters of a cell that may share a line with its neighbours."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document in reading order.

    ``page`` counts from 1, 0 where a format has no pages. ``size`` is the height of its letters in any unit, 0 if unknown;
    ``title`` says that its style is that of a headline; ``aside`` that it is a running head or foot, no part of the text;
    ``gap`` that space follows; ``row`` that it is a row of a table.
    """

    text: str
    page: int = 0
    size: float = 0
    title: bool = False
    aside: bool = False
    gap: bool = True
    row: bool = False


def row_of(cells: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """A table's row: one line with tabs between where every cell is a short line, else the cells' own paragraphs."""
    filled = [[one for one in cell if one.text.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) > 1 and all(len(cell) == 1 and len(cell[0].text) <= LONGEST_CELL for cell in filled):
        yield replace(
            filled[0][0], text="\t".join(" ".join(cell[0].text.split()) for cell in filled), gap=False, row=True
        )
        return
    for cell in filled:
        yield from (replace(one, gap=False) for one in cell[:-1])
        yield cell[-1]
