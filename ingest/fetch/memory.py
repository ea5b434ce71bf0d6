"""What a server said of a page's version, kept so that it need not send the same page again."""

from __future__ import annotations

from typing import Protocol


class Memory(Protocol):
    """Keeps the validators of addresses. A library keeps them on disk; :class:`RamMemory` keeps them for one run."""

    def get(self, url: str) -> tuple[str, str] | None:
        """``ETag`` and ``Last-Modified`` as the server sent them, or ``None`` for an address that was not fetched."""

    def put(self, url: str, etag: str, modified: str) -> None:
        """Keep both; either may be empty."""


class RamMemory:
    """A memory that ends with the process."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, str]] = {}

    def get(self, url: str) -> tuple[str, str] | None:
        """``ETag`` and ``Last-Modified``, or ``None``."""
        return self._kept.get(url)

    def put(self, url: str, etag: str, modified: str) -> None:
        """Keep both."""
        self._kept[url] = (etag, modified)
