"""What a page says about itself for machines: JSON-LD, Open Graph and other meta elements, microdata."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.directives import machine_rights
from ingest.linked import Linked, headline, linked_article, names, said, signers
from ingest.metadata import Metadata
from ingest.rules.agencies import sort_names
from ingest.rules.dates import parse_date, with_zone
from ingest.rules.names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

NAMES = {
    field: tuple(names.split())
    for field, names in {
        "title": "og:title twitter:title headline dc.title sailthru.title parsely-title",
        "outlet": "og:site_name publisher dc.publisher article:media_name application-name",
        "published": "article:published_time og:article:published_time datepublished article:published pubdate "
        "parsely-pub-date sailthru.date dc.date.issued dc.date.created dc.date publishdate regdate date",
        "updated": "article:modified_time og:article:modified_time datemodified article:modified og:updated_time lastmod "
        "dc.date.modified last-modified",
        "authors": "article:author og:article:author author dable:author byl parsely-author sailthru.author dc.creator "
        "article:author_name",
        "section": "article:section og:article:section articlesection parsely-section section dc.subject",
    }.items()
}
"""Names, properties and item properties of elements by our field; the first that is there counts."""
LONGEST = {"title": 300, "outlet": 60, "authors": 80, "section": 60}
"""Characters: what is longer is no title, name or section, and would be text that nobody saw."""
ADDRESS = re.compile(r"^(?:https?:|www\.|@)|^\S+@\S+$|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """The metadata of a page's markup, the article's text where JSON-LD holds it, and the page's own titles.

    ``is_article`` is what JSON-LD or Open Graph says of the page's type, ``agency`` the news agency that it names as writer.
    """

    about: Metadata
    body: str
    titles: tuple[str, ...]
    is_article: bool
    agency: str = ""


def describe_markup(page: LexborHTMLParser, language: str) -> Described:
    """Read JSON-LD first, then meta elements, then microdata.

    :param language: decides the zone of dates that state none.
    """
    meta = _meta(page)
    titles = tuple(dict.fromkeys(_titles(page, meta)))
    linked = linked_article(page, titles)
    about = _from_linked(linked, language).filled_from(_from_meta(meta, language))
    about = about.filled_from(_from_meta(_microdata(page), language))
    about = replace(about, rights=machine_rights(page, meta, linked))
    is_article = bool(linked) or "article" in meta.get("og:type", ())
    return Described(about, said(linked.get("articleBody")), titles, is_article, _agency(linked, meta))


def stated_time(page: LexborHTMLParser, language: str) -> datetime | None:
    """The first ``time`` element with a date, outside lists of other articles: the last resort."""
    for node in page.css("time[datetime]"):
        if not node.css_matches("nav *, aside *, footer *, li *"):
            return _moment(node.attributes.get("datetime") or "", language)
    return None


def settled(stated: datetime | None, printed: datetime | None) -> datetime | None:
    """The stated time, unless the page prints the same hands of the clock in its own zone.

    Many sites write their local time as if it were UTC ("2026-07-12T22:09:00Z" for 22:09 in Seoul).
    """
    if stated and printed and stated.utcoffset() == UTC.utcoffset(None):
        same = stated.replace(tzinfo=None, second=0, microsecond=0) == printed.replace(
            tzinfo=None, second=0, microsecond=0
        )
        return printed if same else stated
    return stated or printed


def _titles(page: LexborHTMLParser, meta: Mapping[str, Sequence[str]]) -> list[str]:
    heads = [said(node.text(deep=True)) for node in page.css("h1")[:3]]
    title = page.css_first("head > title")
    whole = [said(title.text(deep=True))] if title is not None else []
    stated = [meta[name][0] for name in NAMES["title"] if name in meta]
    return [" ".join(each.split()) for each in (*stated, *heads, *whole) if each and len(each) <= LONGEST["title"]]


def _from_linked(linked: Linked, language: str) -> Metadata:
    publisher = names(linked.get("publisher")) or names(linked.get("sourceOrganization"))
    return Metadata(
        title=_short("title", [" ".join(headline(linked).split())]),
        outlet=_short("outlet", publisher),
        authors=_people([*signers(linked.get("author"))[0], *signers(linked.get("creator"))[0]], publisher),
        published=_moment(said(linked.get("datePublished") or linked.get("dateCreated")), language),
        updated=_moment(said(linked.get("dateModified")), language),
        section=_short("section", names(linked.get("articleSection"))),
        language=language,
    )


def _from_meta(stated: Mapping[str, Sequence[str]], language: str) -> Metadata:
    found = {field: next((stated[key] for key in keys if key in stated), []) for field, keys in NAMES.items()}
    outlet = _short("outlet", found["outlet"])
    return Metadata(
        title=_short("title", found["title"]),
        outlet=outlet,
        authors=_people(found["authors"], [outlet]),
        published=_first_moment(stated, "published", language),
        updated=_first_moment(stated, "updated", language),
        section=_short("section", found["section"]),
        language=language,
    )


def _meta(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What the meta elements say, by their name in lower case."""
    stated: dict[str, list[str]] = {}
    for element in page.css("meta[content]"):
        attributes = element.attributes
        content = said(attributes.get("content"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name and content:
                stated.setdefault(name.strip().lower(), []).append(content)
                break
    return stated


def _microdata(page: LexborHTMLParser) -> dict[str, list[str]]:
    """Item properties of the elements, by their name in lower case."""
    stated: dict[str, list[str]] = {}
    for node in page.css("[itemprop]")[:500]:
        name = (node.attributes.get("itemprop") or "").lower()
        if name != "articlebody" and node.tag != "meta":
            value = said(_item(node))
            if value and len(value) <= LONGEST["title"]:
                stated.setdefault(name, []).append(" ".join(value.split()))
    return stated


def _item(node: LexborNode) -> str:
    inner = node.css_first('[itemprop="name"]') if "itemscope" in node.attributes else None
    chosen = inner if inner is not None else node
    attributes = chosen.attributes
    return attributes.get("content") or attributes.get("datetime") or chosen.text(deep=True)


def _people(stated: Sequence[str], outlets: Sequence[str]) -> tuple[str, ...]:
    """Persons' names: no addresses, no agencies and offices, and not the outlet's name."""
    plain = [name for name in stated if not ADDRESS.search(name) and len(name) <= LONGEST["authors"]]
    persons = sort_names(plain, outlets).persons
    found = [person for name in persons for person in (names_in(name) or [name])]
    return sort_names(found, outlets).persons


def _agency(linked: Linked, meta: Mapping[str, Sequence[str]]) -> str:
    """The news agency that is named as the writer, in JSON-LD or else in a meta element."""
    persons, others = signers(linked.get("author"))
    stated = [name for key in NAMES["authors"] for name in meta.get(key, ())]
    return sort_names([*others, *persons, *stated]).agency


def _short(field: str, values: Sequence[str]) -> str:
    return next((value for value in values if value and len(value) <= LONGEST[field] and "\n" not in value), "")


def _first_moment(stated: Mapping[str, Sequence[str]], field: str, language: str) -> datetime | None:
    moments = (_moment(stated[key][0], language) for key in NAMES[field] if key in stated)
    return next((moment for moment in moments if moment), None)


def _moment(printed: str, language: str) -> datetime | None:
    when = parse_date(printed) if printed else None
    return with_zone(when, language) if when else None
