"""When a page says that it was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.article import Block, BlockKind
from assistant.text.normalise import visible
from ingest.newspapers import Newspaper
from ingest.rules.dates import Found, find_dates

K = BlockKind
NUMBERED_DAY = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d\d?/20\d\d\b")
NUMBERED_MONTH = re.compile(r"(?<![\d/])\d\d?/(?:1[3-9]|2\d|3[01])/20\d\d\b")
ENGLISH = re.compile(r"\b(?:the|of|and|to|that|is|was|for|with)\b", re.IGNORECASE)
LEAST_ENGLISH = 0.08
"""Share of the commonest words from which a Latin text is English (they are about a fifth of English prose)."""
AROUND, LONGEST_DATED = 8, 120
"""Lines over the headline, and characters of a line, in which a date that no line of dates gives is looked for."""


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    blocks: Sequence[Block]
    newspaper: Newspaper | None
    day_first: bool

    def lines(self, *kinds: BlockKind) -> Iterator[str]:
        return block_lines(self.text, self.blocks, *kinds)


def dates_of(
    text: str, blocks: Sequence[Block], newspaper: Newspaper | None, language: str
) -> tuple[datetime | None, datetime | None]:
    """Published and updated, as printed: with a zone only if the page prints one; ``None`` where it says nothing."""
    return _dates(_Page(text, blocks, newspaper, _day_first(text, blocks, language)))


def block_lines(text: str, blocks: Sequence[Block], *kinds: BlockKind) -> Iterator[str]:
    """The visible lines of blocks of some kinds, trimmed."""
    for block in blocks:
        if block.kind in kinds:
            lines = visible(text[block.start : block.end]).split("\n")
            yield from (line.strip() for line in lines if line.strip())


def _day_first(text: str, blocks: Sequence[Block], language: str) -> bool:
    """Whether a page's dates in numbers put the day first: where English is written, another date of it must tell."""
    if language == "ko":
        return False
    said = " ".join(block_lines(text, blocks, K.BODY))
    english = len(ENGLISH.findall(said)) >= LEAST_ENGLISH * len(said.split())
    return not english or (NUMBERED_DAY.search(text) is not None and NUMBERED_MONTH.search(text) is None)


def _dates(page: _Page) -> tuple[datetime | None, datetime | None]:
    """Published and updated. A date labelled so counts before one that merely stands there."""
    printed = [*_found(page, K.DATE), *_found(page, K.BYLINE)] or _nearby(page) or _found(page, K.SIGN_OFF)
    top = [date for date in find_dates(next(page.lines(*K), "")) if date.start <= 10]
    first = [date for date in (*printed, *top) if not date.changed]
    changed = next((date.when for date in printed if date.changed), None)
    published = next((date for date in first if date.labelled), first[0] if first else None)
    return (published.when if published else changed), changed


def _found(page: _Page, kind: BlockKind) -> list[Found]:
    return [date for line in page.lines(kind) for date in _dated(page, line)]


def _dated(page: _Page, line: str) -> list[Found]:
    return [_labelled(page.newspaper, line, date) for date in find_dates(line, day_first=page.day_first)]


def _nearby(page: _Page) -> list[Found]:
    """The dates of the line nearest above the text that has any, at most ``AROUND`` lines over the headline."""
    first = next((at for at, block in enumerate(page.blocks) if block.kind is K.BODY), 0)
    head = next((block.start for block in page.blocks if block.kind is K.TITLE), page.blocks[first].start)
    between = visible(page.text[head : page.blocks[first].start]).split("\n")
    over = [line for line in visible(page.text[:head]).split("\n") if line.strip()][-AROUND:]
    for line in (*between, *reversed(over)):
        if len(line) <= LONGEST_DATED and (found := _dated(page, line)):
            return found
    return []


def _labelled(newspaper: Newspaper | None, line: str, date: Found) -> Found:
    """A date by the words that its newspaper is known to put in front of it."""
    before = line[: date.start].rstrip(" :|[]")
    if newspaper and before.endswith(newspaper.updated):
        return replace(date, changed=True, labelled=True)
    if newspaper and before.endswith(newspaper.published):
        return replace(date, changed=False, labelled=True)
    return date
