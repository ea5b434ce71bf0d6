"""What a run has to read, one order after the other: files, standard input, what addresses lead to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.settings import Settings
from ingest.reading import Order
from ingest.report import Failure, Line, Status
from ingest.source import Source
from ingest.sources import STDIN, shown

if TYPE_CHECKING:
    from ingest.fetch import Fetcher, Memory

Work = tuple[str | Line, Order | None]
"""An order with the name of what is read, or a line of the report where there is nothing to read."""


class Worklist:
    """The orders of a run, made out as they are asked for.

    :param memory: what is known of addresses from earlier runs.
    :param stdin: where ``-`` reads from; without it the process's standard input.
    :param mapping: for rows, their own name of a field by ours.
    """

    def __init__(
        self, settings: Settings, memory: Memory | None, stdin: BinaryIO | None, mapping: Mapping[str, str]
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._stdin = stdin
        self._mapping = mapping

    def over(self, sources: Iterator[Path | str | Source | Failure]) -> Iterator[Work]:
        """The work that each source makes; an address may lead to many pages."""
        from ingest.fetch import Fetcher

        with ExitStack() as stack:
            fetcher: Fetcher | None = None
            for source in sources:
                if isinstance(source, str) and source != STDIN:
                    fetcher = fetcher or stack.enter_context(Fetcher(self._settings, self._memory))
                    yield from self._fetched(fetcher, source)
                else:
                    yield self._given(source)

    def _fetched(self, fetcher: Fetcher, url: str) -> Iterator[Work]:
        for found in fetcher.open(url):
            if isinstance(found, Source | Failure):
                yield self._given(found)
            else:
                yield Line(shown(found.url), Status.UNCHANGED), None

    def _given(self, source: Path | str | Source | Failure) -> Work:
        if isinstance(source, Failure):
            return Line(shown(source.source), source.status, reason=source.reason), None
        if isinstance(source, Source):
            return shown(source.url or source.name), Order(source, self._mapping)
        if isinstance(source, Path):
            return shown(source), Order(source, self._mapping)
        piped = (self._stdin or sys.stdin.buffer).read(self._settings.max_file_bytes + 1)
        return STDIN, Order(piped, self._mapping)
