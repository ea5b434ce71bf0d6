"""What a page says about itself for machines: JSON-LD and meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.text.normalise import normalise_page, visible
from ingest.metadata import Metadata
from ingest.rules.dates import parse_date, with_zone
from ingest.rules.names import names_in

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser

ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report"}
    | {"BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting", "LiveBlogPosting"}
)
"""Types of https://schema.org/Article and those below it."""
DEEPEST = 12
NAMES = {
    "title": ("og:title", "twitter:title"),
    "outlet": ("og:site_name",),
    "published": ("article:published_time", "datePublished", "date", "pubdate", "dc.date.issued"),
    "updated": ("article:modified_time", "og:updated_time", "dateModified", "lastmod"),
    "authors": ("article:author", "author", "dable:author", "byl"),
    "section": ("article:section", "section"),
    "rights": ("copyright", "dc.rights"),
}
"""Names and properties of meta elements by our field; the first that is there counts."""


def structured_metadata(page: LexborHTMLParser, language: str) -> tuple[Metadata, str]:
    """The metadata of a page's markup, JSON-LD before meta elements, and the article's body if JSON-LD holds it."""
    linked = next(_articles(page), {})
    about = _from_linked(linked, language).filled_from(_from_meta(page, language))
    return about, _text(linked.get("articleBody"))


def _articles(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for script in page.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _typed(data, DEEPEST)


def _typed(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects of an article's type, wherever they are nested."""
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _typed(item, depth - 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if ARTICLES & {name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)}:
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            yield from _typed(data.get(key), depth - 1)


def _from_linked(linked: dict[str, Any], language: str) -> Metadata:
    return Metadata(
        title=_text(linked.get("headline") or linked.get("name")),
        outlet=_first(_named(linked.get("publisher"))),
        authors=_people(_named(linked.get("author"))),
        published=_moment(_text(linked.get("datePublished")), language),
        updated=_moment(_text(linked.get("dateModified")), language),
        section=_first(_named(linked.get("articleSection"))),
        language=language,
        rights=_text(linked.get("copyrightNotice")),
    )


def _from_meta(page: LexborHTMLParser, language: str) -> Metadata:
    said = _meta(page)
    found = {
        field: next((said[name.lower()] for name in names if name.lower() in said), [])
        for field, names in NAMES.items()
    }
    return Metadata(
        title=_first(found["title"]),
        outlet=_first(found["outlet"]),
        authors=_people([name for name in found["authors"] if not name.startswith("http")]),
        published=_moment(_first(found["published"]), language),
        updated=_moment(_first(found["updated"]), language),
        section=_first(found["section"]),
        language=language,
        rights=_first(found["rights"]),
    )


def _meta(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What the meta elements say, by their name in lower case."""
    said: dict[str, list[str]] = {}
    for element in page.css("meta[content]"):
        attributes = element.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = _text(attributes.get("content"))
        if name and content:
            said.setdefault(name.lower(), []).append(content)
    return said


def _named(value: Any) -> list[str]:
    """Names in a value that may be a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        return [name for item in value for name in _named(item)]
    if isinstance(value, dict):
        return _named(value.get("name"))
    return [_text(value)] if _text(value) else []


def _people(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for name in names for person in (names_in(name) or [name])))


def _text(value: Any) -> str:
    return visible(normalise_page(value)).strip() if isinstance(value, str) else ""


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _moment(printed: str, language: str) -> datetime | None:
    when = parse_date(printed) if printed else None
    return with_zone(when, language) if when else None
