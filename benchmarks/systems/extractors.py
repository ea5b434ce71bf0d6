"""What takes the article out of a page's text: Citedesk, and programs made for HTML.

Those programs get what a person pasted, wrapped in the least HTML there is: a ``p`` for every line that is not blank.
They lose the markup that they were made for, which is just what is lost when a page is copied as text.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable
from dataclasses import dataclass

from assistant.article import SEARCHED_KINDS, Article, BlockKind
from assistant.errors import CitedeskError
from benchmarks.outcome import MissingData

TEXT_KINDS = frozenset({BlockKind.DECK, BlockKind.BODY})
"""What counts as the body: the golds of most collections hold the deck too."""


@dataclass(frozen=True)
class Extract:
    """What a program made of a page; ``None`` for what it does not look for. ``searched`` is all that may be quoted."""

    body: str
    searched: str
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Extractor:
    """A program by the name of its column and its figures."""

    name: str
    extract: Callable[[str], Extract]


def extractors() -> list[Extractor]:
    """Citedesk first, then the baselines.

    :raises MissingData: when a package that a baseline needs is not there.
    """
    try:
        import readability  # noqa: F401
    except ImportError:
        raise MissingData("readability-lxml is not installed (pip install readability-lxml)") from None
    for noisy in ("trafilatura", "readability", "readability.readability", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    return [
        Extractor("citedesk", citedesk),
        Extractor("trafilatura", trafilatura),
        Extractor("readability", readability_lxml),
        Extractor("html2text", html2text),
    ]


def citedesk(page: str) -> Extract:
    """What Citedesk reads; nothing where it finds no article."""
    from ingest import read

    try:
        return extract_of(read(page + "\n", name="page.txt"))
    except CitedeskError:
        return Extract("", "", "", "", ())


def extract_of(article: Article) -> Extract:
    """The parts of an article that the benchmark looks at."""

    def of(kinds: frozenset[BlockKind]) -> str:
        return "\n".join(article.text[b.start : b.end].strip() for b in article.blocks if b.kind in kinds)

    date = article.published.date().isoformat() if article.published else ""
    return Extract(of(TEXT_KINDS), of(SEARCHED_KINDS), article.title, date, article.authors)


def trafilatura(page: str) -> Extract:
    """``trafilatura.bare_extraction`` with its own settings, comments left out."""
    from trafilatura import bare_extraction

    found = bare_extraction(wrapped(page), include_comments=False, with_metadata=True)
    if found is None:
        return Extract("", "", "", "", ())
    about = found.as_dict()
    body = about.get("text") or ""
    authors = tuple(name.strip() for name in (about.get("author") or "").split(";") if name.strip())
    return Extract(body, body, about.get("title") or "", about.get("date") or "", authors)


def readability_lxml(page: str) -> Extract:
    """``readability.Document.summary``, as text; it knows neither dates nor names."""
    from lxml.html import fromstring
    from readability import Document
    from readability.readability import Unparseable

    try:
        summary = Document(wrapped(page)).summary()
    except Unparseable:
        return Extract("", "")
    body = "\n".join(text.strip() for text in fromstring(summary).itertext() if text.strip())
    return Extract(body, body)


def html2text(page: str) -> Extract:
    """All text, nothing chosen: ``trafilatura.html2txt``."""
    from trafilatura import html2txt

    body = html2txt(wrapped(page))
    return Extract(body, body)


def wrapped(page: str) -> str:
    """A page's text in the least HTML there is."""
    lines = (html.escape(line.strip()) for line in page.split("\n") if line.strip())
    return "<html><body>" + "\n".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
