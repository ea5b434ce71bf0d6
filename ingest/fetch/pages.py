"""A response as a page to be read, or as the list of pages that it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.directives import header_rights
from ingest.fetch.client import Client, Visit
from ingest.fetch.entries import Entry
from ingest.fetch.feeds import json_feed, read_feed, read_json_feed
from ingest.fetch.kinds import charset_of, kind_of
from ingest.fetch.sitemaps import Sitemap, read_sitemap
from ingest.source import Source, page_of_bytes

SUFFIXES = {"html": ".html", "text": ".txt", "pdf": ".pdf", "docx": ".docx", "hwpx": ".hwpx", "json": ".json"}
"""What each format's name ends with, by which it is recognised where its bytes do not tell."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the visit it came from."""

    visit: Visit
    source: Source


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of pages: a feed's entries, or what a sitemap holds."""

    visit: Visit
    holds: list[Entry] | Sitemap


def look(client: Client, url: str, max_bytes: int) -> Page | Listed | None:
    """Fetch an address and tell what is there; ``None`` if it is unchanged.

    :param max_bytes: the largest page, unpacked.
    :raises InputError: if it cannot be fetched or is nothing that is read.
    """
    visit = client.visit(url)
    if visit.response.status == 304:
        return None
    address, charset = str(visit.address), charset_of(visit.response)
    kind, body = kind_of(visit.response, address, max_bytes)
    if kind == "feed":
        return Listed(visit, read_feed(body, address, charset=charset))
    if kind == "sitemap":
        return Listed(visit, read_sitemap(body, address, charset=charset))
    feed = json_feed(body) if kind == "json" else None
    if feed is not None:
        return Listed(visit, read_json_feed(feed, address))
    return Page(visit, _source(visit, kind, body, charset, max_bytes))


def _source(visit: Visit, kind: str, body: bytes, charset: str, max_bytes: int) -> Source:
    url = str(visit.address)
    read = page_of_bytes(body, f"page{SUFFIXES[kind]}", max_bytes, path=url, url=url, charset=charset)
    format = "html" if kind == "html" else read.format  # a server that says HTML knows better than a beginning can tell
    return replace(read, name=url, path="", format=format, rights=header_rights(visit.response.headers))
