"""JSON-LD: the article that a page describes for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.text.normalise import fold, normalise_page, visible

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report"}
    | {"BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting", "LiveBlogPosting"}
    | {"AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle", "TechArticle", "SocialMediaPosting"}
)
"""Types of https://schema.org/Article and those below it."""
ORGANISED = re.compile(r"Organi[sz]ation$|^Corporation$")
"""Types of https://schema.org/Organization and those of its kin that publish."""
DEEPEST = 12
LISTS = ("itemListElement", "hasPart", "item")
NESTED = ("@graph", "mainEntity", "mainEntityOfPage", *LISTS)

Linked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    article: Linked
    listed: bool


def linked_article(page: LexborHTMLParser, titles: tuple[str, ...]) -> Linked:
    """The article of a page's JSON-LD, empty if there is none.

    Of several it is the one whose headline the page bears; of the others, articles of a list are none of this page's.

    :param titles: what the page calls itself.
    """
    found = list(_articles(page))
    known = " ".join(fold(title) for title in titles)
    named = (each.article for each in found if (name := fold(headline(each.article))) and name in known)
    own = (each.article for each in found if not each.listed)
    return next(named, None) or next(own, {})


def headline(linked: Linked) -> str:
    """Its headline, or its name."""
    return said(linked.get("headline")) or said(linked.get("name"))


def names(value: Any) -> list[str]:
    """Names in a value that may be a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        return [name for item in value for name in names(item)]
    if isinstance(value, dict):
        return names(value.get("name"))
    return [said(value)] if said(value) else []


def signers(value: Any) -> tuple[list[str], list[str]]:
    """Names as :func:`names` finds them: those of persons, or of nothing in particular, and those of organisations."""
    if isinstance(value, list):
        pairs = [signers(item) for item in value]
        return [name for persons, _ in pairs for name in persons], [name for _, others in pairs for name in others]
    organised = isinstance(value, dict) and any(ORGANISED.search(of) for of in types_of(value))
    return ([], names(value)) if organised else (names(value), [])


def types_of(data: Linked) -> set[str]:
    """The types of an object, without the address of their vocabulary."""
    types = data.get("@type")
    return {
        name.rpartition("/")[2] for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)
    }


def said(value: Any) -> str:
    """A string as it is stored, without what cannot be seen; empty for all else."""
    return visible(normalise_page(value)).strip() if isinstance(value, str) else ""


def _articles(page: LexborHTMLParser) -> Iterator[_Found]:
    for script in page.css("script[type]"):
        if (script.attributes.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(_bare(script.text(deep=True)), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _typed(data, DEEPEST, listed=False)


def _bare(text: str) -> str:
    """Without the comment marks and the last semicolon that some sites put around."""
    plain = text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removeprefix("<![CDATA[")
    return plain.removesuffix("-->").removesuffix("//]]>").removesuffix("]]>").strip().removesuffix(";")


def _typed(data: Any, depth: int, *, listed: bool) -> Iterator[_Found]:
    """Objects of an article's type, wherever they are nested."""
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _typed(item, depth - 1, listed=listed)
    elif isinstance(data, dict):
        if ARTICLES & types_of(data):
            yield _Found(data, listed)
        for key in NESTED:
            yield from _typed(data.get(key), depth - 1, listed=listed or key in LISTS)
