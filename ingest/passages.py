"""Articles cut into passages: what is embedded, searched and shown as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.article import SEARCHED_KINDS, Article, Block, BlockKind, Passage
from assistant.text.language import language_of
from assistant.text.normalise import visible
from assistant.text.sentences import sentence_spans

CHUNKER_VERSION = "2"
"""Changes whenever :func:`cut` would cut an article differently; a library made by another version is refused, unless it is
one of :data:`COMPATIBLE`."""
COMPATIBLE = frozenset({"1"})
"""Versions whose passages may stand beside ours: 1 broke some sentences between a quotation and its particle."""
TARGET = 300
LIMIT = 500
"""A passage is closed by the sentence that brings it to ``TARGET`` characters and never exceeds ``LIMIT``. Published
comparisons found no chunker better than whole sentences of 300 to 500 characters, and Korean ones agree."""
CLAUSE = re.compile(r"[,;:)\]”’』」]\s|[，、。]|(?<=[고며면서])\s")

Span = tuple[int, int]


@dataclass(frozen=True)
class Size:
    """How long passages are, in characters."""

    target: int = TARGET
    limit: int = LIMIT

    @classmethod
    def about(cls, target: int) -> Size:
        """Another target, with a limit in the same proportion; for measuring, since a library has passages of one size."""
        return cls(target, target * LIMIT // TARGET)


def cut(article: Article, size: Size | None = None) -> list[Passage]:
    """The passages of an article in order: whole sentences of title, decks, captions and paragraphs.

    Title and the decks right below it form one passage, every caption its own. Paragraphs are joined up to the limit,
    but never across a block that is not searched. ``article.text[start:end] == passage.text`` for each.

    :param size: how long they are; without it as all libraries have them.
    """
    wanted, text = size or Size(), article.text
    spans = [(kind, span) for kind, run in _runs(article.blocks) for span in _spans_of(text, kind, run, wanted)]
    return [_passage(article, kind, span) for kind, span in spans if _has_words(article.text[slice(*span)])]


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[BlockKind, list[Block]]]:
    """Neighbouring blocks that may share passages."""
    for _, group in groupby(enumerate(blocks), key=lambda item: _family(item[0], item[1])):
        run = [block for _, block in group]
        if run[0].kind in SEARCHED_KINDS:
            yield run[0].kind, run


def _family(at: int, block: Block) -> object:
    if block.kind in (BlockKind.TITLE, BlockKind.DECK):
        return BlockKind.TITLE
    return block.kind if block.kind is BlockKind.BODY else at


def _spans_of(text: str, kind: BlockKind, blocks: Sequence[Block], size: Size) -> list[Span]:
    whole = kind is not BlockKind.BODY
    sentences = [span for block in blocks for span in _sentences(text, block, size.limit, whole=whole)]
    return _joined(sentences, size)


def _sentences(text: str, block: Block, limit: int, *, whole: bool) -> list[Span]:
    """The sentences of a block, none longer than the limit; a title, deck or caption that fits stays whole."""
    trimmed = _trim(text, block.start, block.end)
    if trimmed is None:
        return []
    start, end = trimmed
    if whole and end - start <= limit:
        return [trimmed]
    spans = [(start + first, start + last) for first, last in sentence_spans(text[start:end])] or [trimmed]
    return [piece for span in spans for piece in _short(text, span, limit)]


def _joined(sentences: Sequence[Span], size: Size) -> list[Span]:
    """Neighbouring sentences joined until the target is reached."""
    joined: list[Span] = []
    for start, end in sentences:
        if joined and joined[-1][1] - joined[-1][0] < size.target and end - joined[-1][0] <= size.limit:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _short(text: str, span: Span, limit: int) -> Iterator[Span]:
    """A sentence beyond the limit in pieces: at the last clause, else the last space, else where the limit falls."""
    start, end = span
    while end - start > limit:
        window = text[start : start + limit]
        clauses = [match.end() for match in CLAUSE.finditer(window, limit // 2)]
        at = start + (clauses[-1] if clauses else window.rfind(" ", limit // 2) + 1 or limit)
        piece = _trim(text, start, at)
        if piece:
            yield piece
        start = at
    rest = _trim(text, start, end)
    if rest:
        yield rest


def _trim(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in visible(text))


def _passage(article: Article, kind: BlockKind, span: Span) -> Passage:
    start, end = span
    text = article.text[start:end]
    return Passage(
        id=Passage.id_of(article.id, start, end),
        article_id=article.id,
        kind=kind,
        start=start,
        end=end,
        text=text,
        heading="" if kind is BlockKind.TITLE else article.title,
        language=language_of(text, default=article.language),
    )
