"""The printed lines of a PDF page, with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MOST_LETTERS = 300_000
"""Characters of a page that are looked at; a full newspaper page has 20,000."""
GUTTER = 1.8
"""Widths of a letter beyond which a gap within a line parts columns or cells."""
HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})
"""What pdfium gives for a hyphen at a line's end."""
ENDS = frozenset({0x0A, 0x0D})


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or the part of one between two wide gaps. Places are in points from the page's lower left corner.

    ``size`` is the height of its letters, ``row`` counts the lines of the page as the file gives them: strips of one row
    stand side by side. ``spaced`` says that a space of the file's own closes it.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int
    row: int
    spaced: bool = False


@dataclass(slots=True)
class _Letter:
    code: int
    made: bool
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


def strips_of(text: PdfTextPage, page: int) -> Iterator[Strip]:
    """The strips of a page in the file's order, which mostly is that of reading."""
    row: list[_Letter] = []
    at = 0
    for letter in _letters(text):
        if letter.code in ENDS:
            yield from _cut(row, page, at)
            row, at = [], at + 1
        else:
            row.append(letter)
    yield from _cut(row, page, at)


def _letters(text: PdfTextPage) -> Iterator[_Letter]:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for at in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        raw.FPDFText_GetLooseCharBox(text.raw, at, ctypes.byref(box))
        made = raw.FPDFText_IsGenerated(text.raw, at) == 1
        yield _Letter(0x2D if code in HYPHENS else code, made, box.left, box.right, box.bottom, box.top)


def _cut(row: list[_Letter], page: int, at: int) -> Iterator[Strip]:
    """The strips of a row: it is cut at wide gaps, and where pdfium went on in the next line (behind a hyphen)."""
    strip: list[_Letter] = []
    previous: _Letter | None = None
    for letter in row:
        if letter.code != 0x20 and previous is not None and _is_apart(previous, letter):
            yield from _strip(strip, page, at)
            strip = []
        strip.append(letter)
        previous = letter if letter.code != 0x20 else previous
    yield from _strip(strip, page, at)


def _is_apart(one: _Letter, other: _Letter) -> bool:
    size = max(one.size, other.size, 1.0)
    returns = other.left < one.left - size and abs(other.bottom - one.bottom) > 0.5 * size
    return returns or other.left - one.right > GUTTER * size


def _strip(letters: list[_Letter], page: int, row: int) -> Iterator[Strip]:
    text = _text(letters)
    printed = [letter for letter in letters if letter.code != 0x20]
    if not text.strip() or not printed:
        return
    sizes = sorted(letter.size for letter in printed)
    yield Strip(
        text.strip(),
        min(letter.left for letter in printed),
        max(letter.right for letter in printed),
        min(letter.bottom for letter in printed),
        max(letter.top for letter in printed),
        sizes[len(sizes) // 2],
        page,
        row,
        letters[-1].code == 0x20 and not letters[-1].made,
    )


def _text(letters: list[_Letter]) -> str:
    """The characters; pairs of surrogates become what they stand for, control characters go."""
    joined = "".join(chr(letter.code) for letter in letters if letter.code >= 0x20 and letter.code <= 0x10FFFF)
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def side_by_side(strips: list[Strip]) -> Strip:
    """The cells of a row as one line, with tabs between."""
    first, last = strips[0], strips[-1]
    return replace(
        first,
        text="\t".join(strip.text for strip in strips),
        right=max(strip.right for strip in strips),
        bottom=min(strip.bottom for strip in strips),
        top=max(strip.top for strip in strips),
        spaced=last.spaced,
    )
