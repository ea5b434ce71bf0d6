"""Blocks of which a page's markup knows better than its text: captions, the page's frame, menus, the headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from assistant.article import Block, BlockKind
from assistant.text.normalise import fold
from ingest.line import Line
from ingest.lines import split_lines
from ingest.places import Place
from ingest.rendition import Rendition, Spot

K = BlockKind
MOSTLY_LINKS = 0.7
"""Share of a line's characters from which it is a menu of links."""
LEAST_TITLE = 12
"""Weight of a line that can be a headline for bearing the page's title."""


def marked_blocks(shown: Rendition, blocks: Sequence[Block], names: Set[str]) -> tuple[Block, ...]:
    """Blocks of which the markup knows better: captions, the page's frame, menus of links, and the headline."""
    moved = [_by_spot(block, shown) for block in blocks]
    named = _named_line(shown.text, moved, names)
    return tuple(_retitled(moved, named)) if named else tuple(moved)


def _by_spot(block: Block, shown: Rendition) -> Block:
    if block.kind not in (K.BODY, K.DECK):
        return block
    spot = shown.spots.get(block.start, Spot())
    kind = {Place.CAPTION: K.CAPTION, Place.FRAME: K.OTHER}.get(spot.place, block.kind)
    if spot.linked >= MOSTLY_LINKS and len(shown.text[block.start : block.end].split()) >= 4:
        kind = K.OTHER
    return block if kind is block.kind else block.model_copy(update={"kind": kind})


def _named_line(text: str, blocks: Sequence[Block], names: Set[str]) -> Line | None:
    """The last line above the text that is one of the page's own titles, unless the headline is one already."""
    if any(block.kind is K.TITLE and fold(text[block.start : block.end]) in names for block in blocks):
        return None
    begin = next((block.start for block in blocks if block.kind is K.BODY), 0)
    lines = split_lines(text)
    first = next((at for at, line in enumerate(lines) if line.start >= begin and line.ends_sentence), 0)
    above = (line for line in reversed(lines[: first + 1]) if line.weight >= LEAST_TITLE)
    return next((line for line in above if fold(line.text) in names), None)


def _retitled(blocks: Sequence[Block], line: Line) -> Iterator[Block]:
    """The blocks with this line as the title; what was taken for it is not."""
    for block in blocks:
        old = block.model_copy(update={"kind": K.OTHER}) if block.kind is K.TITLE else block
        if line.end <= block.start or block.end <= line.start:
            yield old
            continue
        cuts = ((block.start, line.start, old.kind), (line.start, line.end, K.TITLE), (line.end, block.end, old.kind))
        yield from (old.model_copy(update={"start": a, "end": b, "kind": kind}) for a, b, kind in cuts if a < b)
