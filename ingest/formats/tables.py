"""Tables of a document: part of its article wherever they stand below the headline, at its end too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.article import Block, BlockKind
from ingest.formats.paragraph import Paragraph

CONTACTS = re.compile(r"담당|책임자|연락처|문의|전화|contact|press office|telephone|phone", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d|@")
"""A telephone number or an address: with :data:`CONTACTS`, the table of those who may be asked."""
HEADED = re.compile(
    r"[<〈《\[(【■○□▲※\s]*(?:표|별표|도표|table)\s?\d{0,2}(?:[\s.:>〉》\])】-]|$).{0,80}", re.IGNORECASE
)
"""What stands above a table and numbers it."""
OUTSIDE = frozenset({BlockKind.OTHER, BlockKind.MENU})
Span = tuple[int, int]


def with_tables(blocks: Sequence[Block], text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Blocks in which the tables below the first paragraph of the text are body, each row a block.

    A table of contacts, and one in the head, stay what they are.

    :param text: the paragraphs in order, with line ends between, which ``blocks`` cover.
    """
    first = next((block.start for block in blocks if block.kind is BlockKind.BODY), len(text))
    rows = [span for run in _tables(text, paragraphs) for span in run if run[0][0] > first]
    return tuple(_cut(blocks, rows)) if rows else tuple(blocks)


def _tables(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[list[Span]]:
    """The rows of each table with the line that numbers it, if any; each row ends where what follows begins."""
    starts: list[int] = []
    at = 0
    for one in paragraphs:
        starts.append(text.index(one.text, at))
        at = starts[-1] + len(one.text)
    ends = [*starts[1:], len(text)]
    for is_row, run in groupby(range(len(paragraphs)), key=lambda each: paragraphs[each].row):
        places = list(run)
        said = " ".join(paragraphs[each].text for each in places)
        if is_row and not (CONTACTS.search(said) and NUMBER.search(said)):
            above = places[0] - 1
            headed = above >= 0 and HEADED.fullmatch(" ".join(paragraphs[above].text.split()))
            yield [(starts[each], ends[each]) for each in ([above, *places] if headed else places)]


def _cut(blocks: Sequence[Block], rows: Sequence[Span]) -> Iterator[Block]:
    """The blocks, those that hold rows and are not searched taken apart."""
    for block in blocks:
        inside = [row for row in rows if block.start <= row[0] < block.end]
        if block.kind not in OUTSIDE or not inside:
            yield block
            continue
        at = block.start
        for start, end in inside:
            if at < start:
                yield block.model_copy(update={"start": at, "end": start})
            at = min(end, block.end)
            yield block.model_copy(update={"kind": BlockKind.BODY, "start": start, "end": at})
        if at < block.end:
            yield block.model_copy(update={"start": at})
