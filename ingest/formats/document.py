"""Documents (PDF, DOCX, HWPX): from their paragraphs to an article whose blocks know their pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.text.normalise import normalise_page, visible
from ingest.formats.heading import blocks_of
from ingest.formats.paragraph import Paragraph
from ingest.metadata import PRINTED, Metadata, build_article, describe
from ingest.rules.dates import find_dates, with_zone
from ingest.rules.names import names_in
from ingest.source import Source

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No document was written on a computer before; older dates are those of a clock that was not set."""
NO_TITLE = re.compile(
    r"untitled|title|제목\s?없음|무제|제목|document\s?\d*|문서\s?\d*|보도\s?자료|press release|slide \d+|빈 문서.*",
    re.IGNORECASE,
)
FILE_TITLE = re.compile(
    r"^(?:microsoft \w+\s?-|powerpoint)|\.(?:docx?|hwpx?|pdf|xlsx?|pptx?|indd|qxd|txt)$", re.IGNORECASE
)
PERSON = re.compile(r"[가-힣]{2,4}|[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z'-]+){1,2}")
NO_PERSON = re.compile(
    r"user|사용자|관리자|홍보|담당|office|admin|owner|default|unknown|author|저자|작성자|기획|[청처부과팀실국원]$",
    re.IGNORECASE,
)
"""Names that offices and programs leave in a document's properties."""
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document's file says about itself, often wrongly: it counts where the text is silent."""

    title: str = ""
    author: str = ""
    written: datetime | None = None


def article_of_document(paragraphs: Sequence[Paragraph], about: Properties, source: Source) -> Article:
    """An article from a document.

    :raises NoArticleError: if the text holds no article.
    :raises InputError: if there is no visible text.
    """
    kept = [replace(one, text=text) for one in paragraphs if (text := _clean(one.text))]
    main = [one for one in kept if not one.aside]
    if not main:
        raise InputError("the document holds no text; it is probably a scan.", hint="Recognise its text (OCR) first.")
    sheet = _Sheet(kept)
    blocks = blocks_of(sheet.text, main)
    text, laid = sheet.lay_out(blocks)
    known = _described(sheet, blocks, about)
    return build_article(text, laid, known, url=source.url, path=source.path)


class _Sheet:
    """The text without its running heads and feet, and where these belong."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._pieces = [(one, one.text + ("\n\n" if one.gap or one.aside else "\n")) for one in paragraphs[:-1]]
        self._pieces.append((paragraphs[-1], paragraphs[-1].text))
        self.text = "".join(piece for one, piece in self._pieces if not one.aside)
        self.asides = [one.text for one in paragraphs if one.aside]

    def lay_out(self, blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
        """The whole text with its blocks, each on one page."""
        starts, pages, asides = self._places()
        found: list[Block] = []
        at = 0
        for start, end, kind in _split(blocks, sorted({*starts, *asides})):
            for text, page in asides.get(start, ()):
                found.append(Block(kind=BlockKind.OTHER, start=at, end=at + len(text), page=page))
                at += len(text)
            page = pages[bisect_right(starts, start) - 1]
            found.append(Block(kind=kind, start=at, end=at + end - start, page=page))
            at += end - start
        for text, page in asides.get(len(self.text), ()):
            found.append(Block(kind=BlockKind.OTHER, start=at, end=at + len(text), page=page))
            at += len(text)
        return "".join(piece for _, piece in self._pieces), tuple(_joined(found))

    def _places(self) -> tuple[list[int], list[int], dict[int, list[tuple[str, int]]]]:
        """Where pages begin in the text and which these are, and what stands aside, by the place before which it does."""
        starts, pages = [0], [0]
        asides: dict[int, list[tuple[str, int]]] = {}
        at = 0
        for one, piece in self._pieces:
            if one.aside:
                asides.setdefault(at, []).append((piece, one.page))
                continue
            if one.page != pages[-1]:
                starts, pages = ([*starts, at], [*pages, one.page]) if at else ([0], [one.page])
            at += len(piece)
        return starts, pages, asides


def _split(blocks: Sequence[Block], cuts: Sequence[int]) -> Iterator[tuple[int, int, BlockKind]]:
    for block in blocks:
        edges = [block.start, *(cut for cut in cuts if block.start < cut < block.end), block.end]
        yield from ((start, end, block.kind) for start, end in pairwise(edges))


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Neighbouring asides of one page as one block."""
    waiting: Block | None = None
    for block in blocks:
        if waiting and waiting.kind is block.kind is BlockKind.OTHER and waiting.page == block.page:
            waiting = waiting.model_copy(update={"end": block.end})
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


def _clean(text: str) -> str:
    """A paragraph as it is stored; empty if nothing of it is visible."""
    found = normalise_page(text).strip()
    return found if visible(found).strip() else ""


def _described(sheet: _Sheet, blocks: Sequence[Block], about: Properties) -> Metadata:
    """What the text says; what it leaves open, from running heads, then from the file's properties."""
    found = describe(sheet.text, blocks)
    titled = any(block.kind is BlockKind.TITLE for block in blocks)
    printed = next((date.when for text in sheet.asides for date in find_dates(text)), None)
    sheet_of = next((match for text in sheet.asides if (match := PRINTED.search(text))), None)
    given = with_zone(printed, found.language) if printed else _real_date(about.written)
    return replace(
        found,
        title=found.title if titled else _real_title(about.title) or found.title,
        authors=found.authors or _real_author(about.author),
        published=found.published or given,
        print_page=found.print_page or ((sheet_of["page"] or sheet_of["named"]) if sheet_of else ""),
    )


def _real_title(title: str) -> str:
    """A title that a person gave; programs put file names and the like there."""
    plain = " ".join(visible(normalise_page(title)).split())
    letters = sum(char.isalpha() for char in plain)
    if letters < 4 or len(plain) > LONGEST_TITLE or " " not in plain:
        return ""
    return "" if NO_TITLE.fullmatch(plain) or FILE_TITLE.search(plain) else plain


def _real_author(author: str) -> tuple[str, ...]:
    plain = " ".join(visible(normalise_page(author)).split())
    named = tuple(names_in(plain))
    if named or not PERSON.fullmatch(plain) or NO_PERSON.search(plain):
        return named
    return (plain,)


def _real_date(when: datetime | None) -> datetime | None:
    if when is None:
        return None
    zoned = when if when.tzinfo else when.replace(tzinfo=UTC)
    return zoned if EARLIEST < zoned < datetime.now(UTC) + timedelta(days=1) else None
