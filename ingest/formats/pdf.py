"""PDF: the text of its pages as paragraphs, by pdfium."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from assistant.article import Article
from assistant.errors import InputError
from ingest.formats.document import Properties, article_of_document
from ingest.formats.paragraph import Paragraph
from ingest.formats.pdf_columns import in_order
from ingest.formats.pdf_lines import Strip, strips_of
from ingest.formats.pdf_paragraphs import asides_of, paragraphs_of
from ingest.formats.pdf_streams import unpacked_size
from ingest.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 500
"""Pages of a document; a newspaper has 40, and a page tree that loops has any number."""
LARGEST_STREAM = 100_000_000
"""Bytes of a stream, unpacked; a page scanned in colour at 300 dots an inch has 26 million."""
PASSWORD = 4
"""pdfium's error code for a password that is needed (``FPDF_ERR_PASSWORD`` in fpdfview.h)."""
DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?")
"""A date as PDF 32000-1, 7.9.4 writes it."""
_LOCK = threading.Lock()
"""pdfium may be used by one thread at a time."""


def read_pdf(source: Source) -> Article:
    """An article from a PDF: ``text`` is that of all its pages, a line for each paragraph; blocks know their pages.

    A newspaper page of several articles is one article here.

    :raises NoArticleError: if the text is no article.
    :raises InputError: if it is encrypted, damaged, too long, or holds pictures only.
    """
    with _LOCK, _opened(source) as document:
        found = [_page(document, at, source.shown) for at in range(len(document))]
        about = _properties(document)
    pages = [strips for _, strips in found]
    asides = asides_of(pages, [height for height, _ in found])
    ordered = [in_order([one for one in page if one not in asides]) for page in pages]
    running = [Paragraph(one.text, page=one.page, aside=True) for page in pages for one in page if one in asides]
    return article_of_document(list(_merged(paragraphs_of(ordered), running)), about, source)


@contextmanager
def _opened(source: Source) -> Iterator[PdfDocument]:
    from pypdfium2 import PdfDocument, PdfiumError

    if unpacked_size(source.original or b"", LARGEST_STREAM) >= LARGEST_STREAM:
        raise InputError(
            f"{source.shown} holds a stream of more than {LARGEST_STREAM:,} bytes, unpacked; no page does."
        )
    try:
        document = PdfDocument(source.original or b"")
    except PdfiumError as error:
        if error.err_code == PASSWORD:
            raise InputError(f"{source.shown} is encrypted.", hint="Save it without a password.") from None
        raise InputError(f"{source.shown} is a damaged PDF.", hint="Get or save it again.") from None
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise InputError(f"{source.shown} has {len(document):,} pages; those with 1 to {MOST_PAGES:,} are read.")
        yield document
    finally:
        document.close()


def _page(document: PdfDocument, at: int, called: str) -> tuple[float, list[Strip]]:
    """The height of a page in points, and its strips."""
    from pypdfium2 import PdfiumError

    try:
        page = document[at]
        try:
            text = page.get_textpage()
            try:
                return page.get_height(), list(strips_of(text, at + 1))
            finally:
                text.close()
        finally:
            page.close()
    except PdfiumError:
        raise InputError(f"{called} is a damaged PDF (page {at + 1}).", hint="Get or save it again.") from None


def _merged(main: list[Paragraph], running: list[Paragraph]) -> Iterator[Paragraph]:
    """Running heads and feet before the first paragraph that begins behind their page."""
    waiting = list(running)
    for one in main:
        while waiting and waiting[0].page < one.page:
            yield waiting.pop(0)
        yield one
    yield from waiting


def _properties(document: PdfDocument) -> Properties:
    found = document.get_metadata_dict()
    dates = (_date(found.get(name, "")) for name in ("CreationDate", "ModDate"))
    return Properties(found.get("Title", ""), found.get("Author", ""), next(filter(None, dates), None))


def _date(printed: str) -> datetime | None:
    match = DATE.match(printed)
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(part or least) for part, least in zip(match.groups()[:6], "011000", strict=True)
    )
    offset = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    try:
        zone = timezone(-offset if match[7] == "-" else offset)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
