"""The pages that a feed, a sitemap, or an index of sitemaps lists."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.errors import CitedeskError
from ingest.fetch.address import shown
from ingest.fetch.client import Client
from ingest.fetch.entries import Entry, newest_first
from ingest.fetch.pages import Listed, look
from ingest.fetch.sitemaps import Sitemap
from ingest.report import Failure

DEEPEST = 2
"""Levels of indexes above a sitemap of pages."""
MOST_SITEMAPS = 50
"""Most sitemaps that are fetched for one address."""


class Listing:
    """Walks a list; sitemaps of an index are fetched one by one, newest first, as their pages are asked for.

    :param max_bytes: the largest sitemap, unpacked.
    """

    def __init__(self, client: Client, max_bytes: int) -> None:
        self._client = client
        self._max_bytes = max_bytes
        self._visited: set[str] = set()

    def pages(self, listed: Listed) -> Iterator[Entry | Failure]:
        """Entries of pages, newest first within each list; a sitemap that cannot be read is a failure."""
        if isinstance(listed.holds, Sitemap):
            self._visited.add(str(listed.visit.address))
            yield from self._sitemap(listed.holds, DEEPEST)
        else:
            yield from newest_first(listed.holds)

    def _sitemap(self, sitemap: Sitemap, levels: int) -> Iterator[Entry | Failure]:
        yield from newest_first(sitemap.pages)
        for entry in newest_first(sitemap.sitemaps):
            if entry.link in self._visited:
                continue
            if not levels:
                yield Failure(shown(entry.link), f"Sitemaps are nested more than {DEEPEST} deep; it is not fetched.")
                return
            if len(self._visited) > MOST_SITEMAPS:
                yield Failure(shown(entry.link), f"It and what follows is left out after {MOST_SITEMAPS} sitemaps.")
                return
            self._visited.add(entry.link)
            yield from self._child(entry.link, levels - 1)

    def _child(self, url: str, levels: int) -> Iterator[Entry | Failure]:
        try:
            found = look(self._client, url, self._max_bytes)
        except CitedeskError as error:
            yield Failure(shown(url), str(error))
            return
        if isinstance(found, Listed) and isinstance(found.holds, Sitemap):
            yield from self._sitemap(found.holds, levels)
        else:
            yield Failure(shown(url), "It is no sitemap, though an index of sitemaps lists it.")
