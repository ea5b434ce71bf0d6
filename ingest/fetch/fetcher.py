"""From an address to the pages behind it: of a feed or a sitemap the newest that it lists, else the page itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from assistant.errors import CitedeskError
from assistant.settings import Settings
from ingest.fetch.address import shown
from ingest.fetch.client import Client, Network
from ingest.fetch.errors import FetchError, TemporaryError
from ingest.fetch.listing import Listing
from ingest.fetch.memory import Memory, RamMemory
from ingest.fetch.pages import Listed, Page, look
from ingest.fetch.sitemaps import Sitemap
from ingest.report import Failure
from ingest.source import Source


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose page is the same as when it was last taken, or whose list holds nothing new."""

    url: str


class Fetcher:
    """Fetches what addresses lead to. Nothing is fetched unless the setting ``fetch`` is on.

    One fetcher keeps the pace and the robots.txt of every host, so use one for a whole run. Not for several threads.

    :param settings: ``fetch``, ``fetch_limit``, ``fetch_seconds``, ``fetch_pause`` and ``max_file_bytes`` are used.
    :param memory: keeps validators; without it, pages are fetched again in the next run.
    :param network: other ways out than the system's, for tests.
    :param clock: a monotonic clock, in seconds.
    :param sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        settings: Settings,
        memory: Memory | None = None,
        *,
        network: Network | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._limit = settings.fetch_limit
        self._max_bytes = settings.max_file_bytes
        kept = RamMemory() if memory is None else memory
        self._client = Client(settings, kept, network or Network(), clock, sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open between two fetches."""

    def open(self, url: str, *, seen: dict[str, str] | None = None) -> Iterator[Source | Failure | Unchanged]:
        """The pages behind an address, each fetched when it is asked for.

        A page's version is remembered when the next page is asked for, a list's when it is through: what a run did not
        take is fetched again by the next. No error is raised; each becomes a failure of its address.

        :param seen: entries of lists that were taken before, with the time that the list gave them; they are left out
            unless that time differs. Those that are taken now are added.
        """
        try:
            found = look(self._client, url, self._max_bytes)
        except CitedeskError as error:
            yield Failure(shown(url), str(error))
            return
        if found is None:
            yield Unchanged(url)
        elif isinstance(found, Page):
            yield found.source
            self._client.remember(found.visit)
        else:
            yield from self._list(url, found, {} if seen is None else seen)

    def _list(self, url: str, listed: Listed, seen: dict[str, str]) -> Iterator[Source | Failure | Unchanged]:
        named, complete, taken = False, True, 0
        for entry in Listing(self._client, self._max_bytes).pages(listed):
            named = True
            if isinstance(entry, Failure):
                complete = False
                yield entry
            elif seen.get(entry.link) != entry.written:
                if taken == self._limit:
                    complete = False
                    break
                taken += 1
                settled = yield from self._entry(entry.link)
                complete = complete and settled
                if settled:
                    seen[entry.link] = entry.written
        if not named:
            yield Failure(shown(url), "It is a list that names no page.")
        elif not taken and complete:
            yield Unchanged(url)
        if complete and not (isinstance(listed.holds, Sitemap) and listed.holds.sitemaps):
            self._client.remember(listed.visit)  # an index may stay as it is while its sitemaps change

    def _entry(self, link: str) -> Generator[Source | Failure | Unchanged, None, bool]:
        """The page of an entry; gives whether that settles it, or it is worth asking again."""
        try:
            found = look(self._client, link, self._max_bytes)
            if isinstance(found, Listed):
                raise FetchError("It is a list of pages, though a list names it as a page; it is not followed.")
        except TemporaryError as error:
            yield Failure(shown(link), str(error))
            return False
        except CitedeskError as error:
            yield Failure(shown(link), str(error))
            return True
        if found is None:
            yield Unchanged(link)
        else:
            yield found.source
            self._client.remember(found.visit)
        return True
