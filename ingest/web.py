"""HTML pages: a plain rendition, and blocks found with the help of the markup."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any

from assistant.article import Article, BlockKind
from assistant.errors import InputError
from assistant.text.language import language_of
from assistant.text.normalise import normalise_page
from ingest.blocks import Hints, segment
from ingest.lines import split_lines
from ingest.metadata import build_article, describe
from ingest.rendition import render
from ingest.source import Source
from ingest.structured import structured_metadata

EXTRACTED = 80
"""What standing in the extracted text adds to a line's score."""
LEFT_OUT = 0.7
"""Share of its length that a line loses for not standing there."""
LEAST_EXTRACT = 200
"""Characters from which an extracted text says anything about the page."""
LARGEST_EXTRACT = 3_000_000
"""Characters of HTML beyond which trafilatura, which has no time limit of its own, is not asked."""
LETTERS = re.compile(r"[\W_]+")


def read_html(source: Source, *, url: str = "") -> Article:
    """An article from an HTML page: ``text`` is all that a reader of the page sees.

    :raises NoArticleError: if the page holds no article.
    :raises InputError: if nothing on it is visible.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source.text)
    text = normalise_page(render(page.root)) if page.root is not None else ""
    if not text.strip():
        raise InputError("the page shows no text without its scripts.", hint="Save it as text from the browser.")
    about, body = structured_metadata(page, language_of(text))
    blocks = segment(text, Hints(about.title, _bonus(text, body or _extracted(source.text))))
    found = describe(text, blocks)
    known = about.filled_from(found)
    if any(block.kind == BlockKind.TITLE for block in blocks):
        known = replace(known, title=found.title)
    return build_article(text, blocks, known, url=url, path=source.path)


def _extracted(html: str) -> str:
    """The main text by trafilatura; it drops what is nested too deep, so it only ever helps to find the place."""
    if len(html) > LARGEST_EXTRACT:
        return ""
    return _trafilatura().extract(html, include_comments=False, include_tables=False, favor_recall=True) or ""


@cache
def _trafilatura() -> Any:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura


def _bonus(text: str, extracted: str) -> tuple[int, ...]:
    """What the extracted text says of each line's place."""
    main = LETTERS.sub("", extracted)
    if len(main) < LEAST_EXTRACT:
        return ()
    bonus = []
    for line in split_lines(text):
        letters = LETTERS.sub("", line.text)
        bonus.append(EXTRACTED if len(letters) >= 20 and letters in main else -int(LEFT_OUT * min(line.weight, 500)))
    return tuple(bonus)
