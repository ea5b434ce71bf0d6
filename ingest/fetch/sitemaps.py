"""Sitemaps to their addresses (sitemaps.org, version 0.9), with Google's news extension."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.fetch.entries import Entry
from ingest.fetch.feeds import MOST, absolute
from ingest.fetch.xml import read_xml


@dataclass(slots=True)
class Sitemap:
    """What a sitemap lists: pages, or, if it is an index, further sitemaps."""

    pages: list[Entry] = field(default_factory=list)
    sitemaps: list[Entry] = field(default_factory=list)


def read_sitemap(data: bytes, base: str, *, charset: str = "") -> Sitemap:
    """The addresses of a sitemap or an index of sitemaps, in its order.

    :param base: the sitemap's own address.
    :raises FetchError: if it cannot be read.
    """
    reader = _SitemapReader(base)
    read_xml(data, reader, charset=charset)
    return reader.found


class _SitemapReader:
    """Gathers ``loc`` and the best date of each ``url`` and ``sitemap``."""

    def __init__(self, base: str) -> None:
        self.found = Sitemap()
        self._base = base
        self._path: list[str] = []
        self._link = ""
        self._dates: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if name in {"url", "sitemap"}:
            self._link, self._dates = "", {}

    def end(self, name: str, text: str) -> None:
        self._path.pop()
        if name == "loc" and self._path and self._path[-1] in {"url", "sitemap"}:  # a picture has a loc of its own
            self._link = text
        elif name in {"lastmod", "publication_date"}:
            self._dates.setdefault(name, text)
        elif name in {"url", "sitemap"} and self._link:
            self._add(self.found.pages if name == "url" else self.found.sitemaps)

    def _add(self, entries: list[Entry]) -> None:
        if len(entries) < MOST:
            date = self._dates.get("lastmod") or self._dates.get("publication_date", "")
            entries.append(Entry(absolute(self._base, self._link), date))
        self._link = ""
