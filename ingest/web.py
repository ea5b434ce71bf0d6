"""HTML pages: a plain rendition, and blocks found with the help of the markup."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.text.language import language_of
from assistant.text.normalise import fold, normalise_page
from ingest.address import address_of
from ingest.blocks import Hints, segment, segment_body
from ingest.depth import check_depth
from ingest.directives import joined
from ingest.headline import page_titles
from ingest.hidden import hidden_by_sheets
from ingest.line import Line
from ingest.lines import split_lines
from ingest.marked import LEAST_TITLE, MOSTLY_LINKS, marked_blocks
from ingest.metadata import Metadata, build_article, describe
from ingest.places import Place
from ingest.rendition import Rendition, Spot, render
from ingest.rules.dates import find_dates, with_zone
from ingest.source import Source
from ingest.structured import Described, describe_markup, settled, stated_time

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser

K = BlockKind
EXTRACTED = 80
"""What standing in the extracted text adds to a line's score."""
LEFT_OUT = 1.1
"""Share of its length that a line loses for not standing there."""
LEAST_EXTRACT = 200
"""Characters from which an extracted text says anything about the page."""
LEAST_TOLD = 60
"""Characters of a text in JSON-LD that is an article by itself, like the least of a page (some two Korean sentences)."""
LARGEST_EXTRACT = 3_000_000
"""Characters of HTML beyond which trafilatura, which has no time limit of its own, is not asked."""
MOST_EXTRACT = 10_000
"""Lines beyond which it is not asked either."""
LEAST_SHOWN = 0.5
"""Share of the page that must stay for its style sheets to be believed: scripts may show what they hide."""
LONGEST_DATED = 300
"""Characters of a line below the headline in which a date may be the article's, and how many such lines there are."""
MOST_ABOVE = 4
BARRED = 2000
"""What a line above the headline loses: more than any line has."""
LEAST_FRAME = 0.1
"""Share of the page's weight outside the text from which it has a frame."""
LETTERS = re.compile(r"[\W_]+")
TAG = re.compile(r"<(?:p|br|div|span|figure|img|a|strong|b)\b", re.IGNORECASE)


def read_html(source: Source) -> Article:
    """An article from an HTML page: ``text`` is all that a reader of the page sees.

    A page that shows no article before its scripts have run is read from its JSON-LD, if that holds the text: ``text``
    is then headline and body.

    :raises NoArticleError: if the page holds no article.
    :raises InputError: if nothing on it is visible.
    """
    from selectolax.lexbor import LexborHTMLParser

    check_depth(source.text)
    page = LexborHTMLParser(source.text)
    shown = _shown(page)
    described = describe_markup(page, language_of(shown.text))
    address = address_of(page, source.url)
    try:
        text, blocks = _visible_article(shown, described, source.text, address)
    except InputError:
        told = _told_article(described)
        if told is None:
            raise
        text, blocks = told
    known = _known(text, blocks, described, page, address)
    return build_article(text, blocks, known, url=address, path=source.path)


def _shown(page: LexborHTMLParser) -> Rendition:
    """What a reader sees; where that is nothing without scripts, what a reader without scripts sees."""
    if page.root is None:
        return Rendition("", {})
    whole = render(page.root)
    hidden = hidden_by_sheets(page)
    if hidden:
        shown = render(page.root, hidden)
        whole = shown if len(shown.text) >= LEAST_SHOWN * len(whole.text) else whole
    return whole if whole.text else render(page.root, scripts=False)


def _visible_article(shown: Rendition, described: Described, html: str, url: str) -> tuple[str, tuple[Block, ...]]:
    if not shown.text.strip():
        raise InputError("the page shows no text without its scripts.", hint="Save it as text from the browser.")
    title = described.about.title or next(iter(described.titles), "")
    lines = split_lines(shown.text)
    names = {name for each in described.titles for name in page_titles(each)}
    bonus = _anchored(lines, _bonus(lines, shown, described.body or _extracted(html, len(lines))), names)
    against = sum(line.weight for line, score in zip(lines, bonus, strict=True) if score < 0)
    framed = against >= LEAST_FRAME * sum(line.weight for line in lines)
    hints = Hints(title, bonus, framed, url=url, certain=described.is_article and max(bonus, default=0) > 0)
    return shown.text, marked_blocks(shown, segment(shown.text, hints), names)


def _told_article(described: Described) -> tuple[str, tuple[Block, ...]] | None:
    """Headline and body as JSON-LD gives them, or ``None`` if it gives too little."""
    body = _plain(described.body)
    if len(LETTERS.sub("", body)) < LEAST_TOLD:
        return None
    title = described.about.title
    text = normalise_page(f"{title}\n\n{body}" if title else body)
    return text, segment_body(text, titled=bool(title))


def _plain(body: str) -> str:
    """A text that may itself be HTML."""
    if not TAG.search(body):
        return body.strip()
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(body).root
    return render(root).text if root is not None else ""


def _known(text: str, blocks: tuple[Block, ...], described: Described, page: LexborHTMLParser, url: str) -> Metadata:
    """The metadata of the markup, filled from what the page prints; the headline that is printed counts first."""
    printed = describe(text, blocks, url)
    about = described.about
    titled = any(block.kind is K.TITLE for block in blocks)
    language = printed.language
    return replace(
        about.filled_from(printed),
        outlet=about.outlet or printed.outlet or described.agency,
        title=printed.title if titled or not _speaks_of(about.title, text) else about.title,
        published=settled(about.published, printed.published)
        or stated_time(page, language)
        or _dated_above(text, blocks, language),
        updated=settled(about.updated, printed.updated),
        rights=joined(printed.rights, about.rights),
    )


def _dated_above(text: str, blocks: Sequence[Block], language: str) -> datetime | None:
    """The one day that is printed between headline and text, among names and buttons."""
    start = next((block.end for block in blocks if block.kind is K.TITLE), 0)
    below = [line for line in split_lines(text) if line.start >= start][:MOST_ABOVE]
    found = [date.when for line in below if not line.ends_sentence for date in find_dates(line.text[:LONGEST_DATED])]
    return with_zone(found[0], language) if len({when.date() for when in found}) == 1 else None


def _speaks_of(title: str, text: str) -> bool:
    """Whether a title that the page does not show at its place shares half of its words with the page."""
    words = fold(title).split()
    page = fold(text)
    return bool(words) and sum(word in page for word in words) * 2 >= len(words)


def _extracted(html: str, lines: int) -> str:
    """The main text by trafilatura; it drops what is nested too deep, so it only ever helps to find the place."""
    if len(html) > LARGEST_EXTRACT or lines > MOST_EXTRACT:
        return ""
    return _trafilatura().extract(html, include_comments=False, include_tables=False) or ""


@cache
def _trafilatura() -> Any:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura


def _bonus(lines: Sequence[Line], shown: Rendition, extracted: str) -> tuple[int, ...]:
    """What extracted text and markup say of each line's place."""
    main = LETTERS.sub("", extracted)
    told = len(main) >= LEAST_EXTRACT
    return tuple((_from_text(line, main) if told else 0) + _from_spot(line, shown) for line in lines)


def _from_text(line: Line, main: str) -> int:
    letters = LETTERS.sub("", line.text)
    return EXTRACTED if len(letters) >= 20 and letters in main else -int(LEFT_OUT * min(line.weight, 500))


def _from_spot(line: Line, shown: Rendition) -> int:
    spot = shown.spots.get(line.start, Spot())
    if spot.linked >= MOSTLY_LINKS:
        return -line.weight
    if spot.place is Place.FRAME:
        return -int(LEFT_OUT * min(line.weight, 500))
    return EXTRACTED // 2 if spot.place is Place.MAIN else 0


def _anchored(lines: Sequence[Line], bonus: Sequence[int], names: Set[str]) -> tuple[int, ...]:
    """The scores, with the text barred from beginning above the headline that most of what was extracted is below."""
    whole = sum(score > 0 for score in bonus)
    below = 0
    for at in reversed(range(len(lines))):
        below += bonus[at] > 0
        if below * 10 >= 8 * whole > 0 and lines[at].weight >= LEAST_TITLE and fold(lines[at].text) in names:
            return tuple(score - BARRED if above < at else score for above, score in enumerate(bonus))
    return tuple(bonus)
