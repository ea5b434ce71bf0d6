"""The headline of a document, by the size of its letters, and the blocks around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from assistant.article import SEARCHED_KINDS, Block, BlockKind
from ingest.blocks import segment, segment_body
from ingest.formats.paragraph import Paragraph
from ingest.formats.tables import with_tables
from ingest.line import HANGUL, Line
from ingest.lines import split_lines
from ingest.rules.frame import is_masthead
from ingest.traits import Trait, traits_of

LARGER = 1.12
"""How much larger than the text a headline is set at least."""
WITHIN = 30
"""Paragraphs at the start among which the headline stands."""
LEAST, LONGEST = 12, 160
"""Weight that a headline has at least (as :attr:`ingest.lines.Line.weight`), and characters that it has at most."""
LONGEST_ABOVE = 240
"""Weight of the sentences above a headline from which the document has other articles there."""
MOST_LOST = 0.3
"""Share of a document's sentences that a reading like a page's may leave out of the article."""
ABOVE = {Trait.DATE: BlockKind.DATE, Trait.BYLINE: BlockKind.BYLINE, Trait.RIGHTS: BlockKind.COPYRIGHT}


def blocks_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Blocks that cover a document.

    Where one paragraph is set like a headline, it is the title, and what stands above it is no part of the article;
    otherwise the text is read like any page.

    :param text: the paragraphs in order, with line ends between.
    :raises NoArticleError: if it holds no article.
    """
    return with_tables(_blocks_of(text, paragraphs), text, paragraphs)


def _blocks_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    at = _headline(paragraphs)
    if at is None:
        return _plain(text)
    start = _start(text, paragraphs, at)
    above = split_lines(text[:start])
    traits = traits_of(above)
    prose = sum(
        line.weight for line, trait in zip(above, traits, strict=True) if trait in (Trait.PROSE, Trait.SENTENCE)
    )
    below = traits_of(split_lines(text[start:]))
    if prose > LONGEST_ABOVE or not any(trait in (Trait.PROSE, Trait.SENTENCE) for trait in below):
        return _plain(text)
    return (*_frame(above, traits), *(_moved(block, start) for block in segment_body(text[start:], titled=True)))


def _plain(text: str) -> tuple[Block, ...]:
    """The blocks of a document without a headline; it has no menus, so hardly a sentence of it is another page's."""
    blocks = segment(text)
    kept = lost = 0
    lines = split_lines(text)
    for line, trait in zip(lines, traits_of(lines), strict=True):
        if trait in (Trait.PROSE, Trait.SENTENCE):
            at = bisect_right(blocks, line.start, key=lambda block: block.start) - 1
            searched = blocks[at].kind in SEARCHED_KINDS
            kept, lost = kept + searched * line.weight, lost + (not searched) * line.weight
    return segment_body(text) if lost > MOST_LOST * (kept + lost) else blocks


def _headline(paragraphs: Sequence[Paragraph]) -> int | None:
    first = [at for at, one in enumerate(paragraphs[:WITHIN]) if _may_be(one)]
    styled = next((at for at in first if paragraphs[at].title), None)
    usual = _usual_size(paragraphs)
    large = [at for at in first if usual and paragraphs[at].size >= LARGER * usual]
    largest = max(large, key=lambda at: (paragraphs[at].size, -at), default=None)
    return largest if styled is None else styled


def _may_be(one: Paragraph) -> bool:
    line = " ".join(one.text.split())
    if "\t" in one.text:  # a row of a table
        return False
    weight = len(line) + len(HANGUL.findall(line))
    if weight < LEAST or len(line) > LONGEST or is_masthead(line):
        return False
    return traits_of(split_lines(line))[0] not in (Trait.DATE, Trait.BYLINE, Trait.RIGHTS)


def _usual_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which the middle letter of the document is set."""
    sizes = sorted((one.size, len(one.text)) for one in paragraphs if one.size)
    half = sum(length for _, length in sizes) / 2
    passed = 0
    for size, length in sizes:
        passed += length
        if passed >= half:
            return size
    return 0.0


def _start(text: str, paragraphs: Sequence[Paragraph], at: int) -> int:
    """Where a paragraph begins in the text."""
    start = 0
    for one in paragraphs[:at]:
        start = text.index(one.text, start) + len(one.text)
    return text.index(paragraphs[at].text, start)


def _frame(lines: Sequence[Line], traits: Sequence[Trait]) -> list[Block]:
    """Above the headline: dates, names, and the masthead."""
    kinds = [ABOVE.get(trait, BlockKind.MENU) for trait in traits]
    found: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        if found and found[-1].kind is kind:
            found[-1] = found[-1].model_copy(update={"end": line.end})
        else:
            found.append(Block(kind=kind, start=line.start, end=line.end))
    return found


def _moved(block: Block, by: int) -> Block:
    return block.model_copy(update={"start": block.start + by, "end": block.end + by})
