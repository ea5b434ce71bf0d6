"""What servers said about pages when they were fetched, so that unchanged ones are not sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.library.addresses import address_of

if TYPE_CHECKING:
    from assistant.library.database import Database


class Fetches:
    """The validators of fetched pages (RFC 9110, 8.8), by the address that was asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> tuple[str, str] | None:
        """``ETag`` and ``Last-Modified`` of the last answer, each empty when there was none; ``None`` for a new address."""
        rows = self._database.rows("SELECT etag, modified FROM fetches WHERE url = ?", (url,))
        return (rows[0][0], rows[0][1]) if rows else None

    def forget(self, url: str) -> None:
        """Forget what was said about a page, under all addresses that are one with this, so that it is fetched anew."""
        address = address_of(url)
        if not address:
            return
        same = [row for row in self._database.rows("SELECT url FROM fetches") if address_of(row[0]) == address]
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM fetches WHERE url = ?", same)

    def put(self, url: str, etag: str, modified: str) -> None:
        """Keep what the server said; the library must be open for writing."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO fetches VALUES (?, ?, ?)", (url, etag, modified))
