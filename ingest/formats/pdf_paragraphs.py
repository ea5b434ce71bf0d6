"""Paragraphs from the printed lines of a PDF: lines that layout alone has parted are joined again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.paragraph import Paragraph
from ingest.formats.pdf_joints import joints_of
from ingest.formats.pdf_lines import Strip

MARGIN = 0.09
"""Share of a page's height at its top and bottom in which running heads and feet stand."""
LEAST_PAGES = 0.4
"""Share of the pages on which such a line stands."""
NUMBER = re.compile(
    r"[-–—\s|/<\[(]*(?:p(?:age)?\.?\s*)?\d{1,4}(?:\s*(?:/|of|면|쪽|페이지)\s*\d{0,4})?[-–—\s|/>\])]*", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
BULLET = re.compile(r"[□■○●◦ㅇ▲△▶▷◆◇※*•·‣❍❏☐◈◎★☆–—-]\s|[-–—][가-힣A-Z]|[①-⑳]")
ENUMERATION = re.compile(r"\(?\d{1,2}[.)]\s|[가-하][.)]\s|[<〈\[【(]")
"""What begins an item if the line above is closed; else it may be the end of a sentence ("했\\n다.") or of a date."""
CLOSED = re.compile(r"[.!?。…][\"'”’」』)\]]*$")
ALIKE = 0.18
"""Share by which the letters of two lines of a paragraph differ at most; a line of digits or stops alone is lower."""
NEAR = 15
"""Lines before and behind one whose ends show where its column ends."""


def asides_of(pages: Sequence[Sequence[Strip]], heights: Sequence[float]) -> frozenset[Strip]:
    """Running heads and feet: lines in the margins that most pages repeat, and page numbers.

    :param pages: the strips of each page.
    :param heights: the pages' heights, in points.
    """
    margins = [
        [one for one in page if one.bottom > height * (1 - MARGIN) or one.top < height * MARGIN]
        for page, height in zip(pages, heights, strict=True)
    ]
    seen = Counter(form for margin in margins for form in {_form(one) for one in margin})
    least = max(2.0, LEAST_PAGES * len(pages))
    return frozenset(
        one for margin in margins for one in margin if seen[_form(one)] >= least or NUMBER.fullmatch(one.text)
    )


def _form(strip: Strip) -> str:
    return DIGITS.sub("0", "".join(strip.text.split()))


def paragraphs_of(pages: Sequence[Sequence[Strip]]) -> list[Paragraph]:
    """The paragraphs of all pages, in order; each has the page that it begins on."""
    groups = list(_groups(pages))
    joined = joints_of([pair for group in groups for pair in pairwise(group)])
    return [
        Paragraph(
            group[0].text + "".join(joined(one, other) + other.text for one, other in pairwise(group)),
            page=group[0].page,
            size=_size(group),
        )
        for group in groups
    ]


def _size(group: Sequence[Strip]) -> float:
    return round(median(strip.size for strip in group), 1)


def _groups(pages: Sequence[Sequence[Strip]]) -> Iterator[list[Strip]]:
    """The lines of each paragraph."""
    group: list[Strip] = []
    layout = _Layout(pages)
    for page in pages:
        for strip in page:
            if group and not layout.goes_on(group, strip):
                yield group
                group = []
            group.append(strip)
    if group:
        yield group


class _Layout:
    """How far lines stand apart and reach, by page."""

    def __init__(self, pages: Sequence[Sequence[Strip]]) -> None:
        self._pitches: dict[tuple[int, int], list[float]] = defaultdict(list)
        self._strips: dict[int, Sequence[Strip]] = {}
        for page in pages:
            for one, other in pairwise(page):
                if one.size * 0.8 < one.bottom - other.bottom < one.size * 3 and _alike(one, other):
                    self._pitches[_kind(one)].append(one.bottom - other.bottom)
            if page:
                self._strips[page[0].page] = page
        self._places = {strip: at for page in pages for at, strip in enumerate(page)}

    def goes_on(self, group: Sequence[Strip], strip: Strip) -> bool:
        """Whether a paragraph goes on in this line."""
        last = group[-1]
        if not _alike(last, strip) or "\t" in last.text or "\t" in strip.text or _begins_item(last, strip):
            return False
        if strip.page == last.page and strip.bottom < last.bottom:
            return self._is_next(last, strip) and self._is_flush(group, strip) and self._is_full(last, strip)
        return not CLOSED.search(last.text) and self._is_full(last, strip) and len(last.text) >= 8

    def _is_next(self, last: Strip, strip: Strip) -> bool:
        pitches = self._pitches.get(_kind(last), [])
        usual = _lower_median(pitches) if pitches else last.size * 1.6
        beside = strip.left < last.right and strip.right > last.left - 4 * last.size
        return beside and last.bottom - strip.bottom <= max(usual, last.size) * 1.3

    def _is_flush(self, group: Sequence[Strip], strip: Strip) -> bool:
        """Whether a line is not indented: a first line, or one behind a bullet, may stand elsewhere than the others."""
        em = strip.size
        last = group[-1]
        if CLOSED.search(last.text):
            return strip.left - min(last.left, *(one.left for one in self._near(last))) < 0.7 * em
        centred = abs(strip.left + strip.right - last.left - last.right) < em and len(group) <= 2
        hanging = len(group) == 1 and BULLET.match(last.text) is not None and strip.left - last.left < 6 * em
        return centred or hanging or strip.left - last.left < 0.7 * em

    def _is_full(self, last: Strip, strip: Strip) -> bool:
        """Whether the next line's first word would not have fitted behind this one."""
        reach = self._reach(last)
        word = strip.text.split(maxsplit=1)[0]
        width = (strip.right - strip.left) * len(word) / len(strip.text)
        return last.right + min(width, 12 * last.size) + 0.3 * last.size >= reach - 0.5 * last.size

    def _reach(self, last: Strip) -> float:
        """How far the lines around one reach: three quarters of the way up among them, as single lines may be wider."""
        reaches = sorted(one.right for one in self._near(last))
        return reaches[len(reaches) * 3 // 4]

    def _near(self, last: Strip) -> list[Strip]:
        """The lines of the same size and about the same left edge around one, itself included."""
        page = self._strips[last.page]
        at = self._places[last]
        return [one for one in page[max(0, at - NEAR) : at + NEAR] if _alike(one, last) and _aligned(one, last)]


def _begins_item(last: Strip, strip: Strip) -> bool:
    listed = ENUMERATION.match(strip.text) is not None and CLOSED.search(last.text) is not None
    return listed or BULLET.match(strip.text) is not None


def _aligned(one: Strip, other: Strip) -> bool:
    return abs(one.left - other.left) < 4 * other.size


def _lower_median(values: list[float]) -> float:
    return sorted(values)[(len(values) - 1) // 2]


def _kind(strip: Strip) -> tuple[int, int]:
    return strip.page, round(strip.size)


def _alike(one: Strip, other: Strip) -> bool:
    return abs(one.size - other.size) <= ALIKE * max(one.size, other.size)
