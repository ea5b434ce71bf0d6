"""Feeds to their entries: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from ingest.fetch.entries import Entry
from ingest.fetch.errors import FetchError
from ingest.fetch.xml import read_xml

ITEMS = frozenset({"item", "entry"})
DATES = {"updated": 0, "modified": 0, "pubdate": 1, "published": 1, "date": 1, "issued": 1}
"""Elements that date an entry, the better ones with a lower number: an entry that changed is worth asking for again."""
MOST = 50_000
"""Most entries that are read of one list, as the protocol of sitemaps has it."""


def read_feed(data: bytes, base: str, *, charset: str = "") -> list[Entry]:
    """The entries of an RSS or Atom feed, in its order, links made absolute.

    :param base: the feed's own address.
    :raises FetchError: if the feed cannot be read.
    """
    reader = _FeedReader(base)
    read_xml(data, reader, charset=charset)
    return reader.entries


def read_json_feed(feed: dict[str, Any], base: str) -> list[Entry]:
    """The entries of a JSON Feed (jsonfeed.org, version 1.1)."""
    items = feed.get("items")
    found = []
    for item in items[:MOST] if isinstance(items, list) else []:
        link = _string(item, "url") or _string(item, "external_url")
        if link:
            found.append(Entry(absolute(base, link), _string(item, "date_modified") or _string(item, "date_published")))
    return found


def json_feed(data: bytes) -> dict[str, Any] | None:
    """The feed, if the data is a JSON Feed.

    :raises FetchError: if the data is no JSON.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise FetchError("The JSON file cannot be read.") from None
    named = found.get("version") if isinstance(found, dict) else None
    return found if isinstance(named, str) and "jsonfeed.org/version/" in named else None


def absolute(base: str, link: str) -> str:
    """A link as seen from ``base``; one that cannot be joined stays as it is, and is refused when it is fetched."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


class _FeedReader:
    """Gathers the link and date of each item. RSS writes the link as text, Atom as an attribute."""

    def __init__(self, base: str) -> None:
        self.entries: list[Entry] = []
        self._bases = [base]
        self._inside = 0
        self._links: dict[int, str] = {}
        self._dates: dict[int, str] = {}
        self._permanent = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._bases.append(absolute(self._bases[-1], attributes.get("xml:base", "")))
        if name in ITEMS and not self._inside:
            self._links, self._dates = {}, {}
            self._inside = len(self._bases)
            self._keep(3, attributes.get("about", ""))
        elif name == "link" and attributes.get("rel", "alternate") == "alternate":
            html = "html" in attributes.get("type", "html")
            self._keep(0 if html else 1, attributes.get("href", ""))
        elif name == "guid":
            self._permanent = attributes.get("ispermalink", "true").lower() == "true"

    def end(self, name: str, text: str) -> None:
        if self._inside and len(self._bases) == self._inside:
            self._add()
            self._inside = 0
        elif self._inside and len(self._bases) == self._inside + 1:
            self._child(name, text)
        self._bases.pop()

    def _child(self, name: str, text: str) -> None:
        if name == "link":
            self._keep(0, text)
        elif name == "guid" and self._permanent and text.startswith(("http://", "https://")):
            self._keep(2, text)
        elif name in DATES:
            self._dates.setdefault(DATES[name], text)

    def _keep(self, rank: int, link: str) -> None:
        if self._inside and link.strip():
            self._links.setdefault(rank, absolute(self._bases[-1], link.strip()))

    def _add(self) -> None:
        if self._links and len(self.entries) < MOST:
            date = self._dates[min(self._dates)] if self._dates else ""
            self.entries.append(Entry(self._links[min(self._links)], date))


def _string(item: Any, name: str) -> str:
    found = item.get(name) if isinstance(item, dict) else None
    return found.strip() if isinstance(found, str) else ""
