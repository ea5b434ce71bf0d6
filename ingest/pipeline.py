"""Files into a library: read, cut, stored and indexed, with a line for each in a report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.article import Article
from assistant.errors import InputError, LibraryMismatchError
from assistant.settings import Settings, load_settings
from ingest.passages import CHUNKER_VERSION, cut
from ingest.progress import Progress, Tally
from ingest.reader import read_page
from ingest.report import Failure, Line, Report, Status
from ingest.rows import read_rows
from ingest.rules.rights import reserves
from ingest.source import Source, open_source
from ingest.sources import find_files, shown

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.models.protocols import Embedder

CHUNKER = "chunker"
"""Under which name a library's manifest keeps the version of the chunker."""
GROUP = 200
"""Passages that may wait for their vectors while files are read."""


def ingest(
    sources: str | Path | Iterable[str | Path],
    *,
    library: str | Path | Library | None = None,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: bool | Progress = False,
    stdin: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Report:
    """Add files, folders and standard input (``-``) to a library.

    Articles are stored as they are read and get their vectors in groups; what is there already is left alone, so a run
    that was interrupted is simply started again. A file that cannot be used becomes a line of the report and stops
    nothing.

    :param library: an open library, or the directory of one; without it that of the settings.
    :param embedder: makes the vectors; without it the model of the settings, loaded when the first are due.
    :param progress: true for bars on standard error, or a function of pages done and pages in all.
    :param stdin: where ``-`` reads from; without it the process's standard input.
    :param mapping: for JSONL, the row's own name of a field by ours.
    :raises LibraryError: if the library is locked, of another model, or damaged, or the disk is full.
    :raises ModelError: if the model cannot be loaded. What was stored gets its vectors in the next run.
    """
    chosen = settings or load_settings()
    with _opened(library if library is not None else chosen.library) as shelf, Tally(progress) as tally:
        _check_chunker(shelf)
        run = _Run(shelf, chosen, embedder, stdin, mapping or {})
        lines = [line for source in tally.over(list(find_files(sources))) for line in run.take(source)]
        run.index(tally.passages)
    return Report(tuple(lines))


def _opened(library: str | Path | Library) -> AbstractContextManager[Library]:
    if not isinstance(library, str | Path):
        return nullcontext(library)
    from assistant.library import Library

    return Library.open(library, write=True, holder="citedesk ingest")


def _check_chunker(library: Library) -> None:
    """Passages of two versions must not mix: their borders would differ for no reason that a reader could see."""
    stored = library.manifest.read(CHUNKER)
    if stored is None:
        library.manifest.write(CHUNKER, CHUNKER_VERSION)
    elif stored != CHUNKER_VERSION:
        raise LibraryMismatchError(
            f"The passages of the library {library.path} were cut by version {stored} of the chunker, "
            f"not by version {CHUNKER_VERSION}.",
            hint="Put the pages into a new library: `citedesk ingest FILES --library NEW`.",
        )


class _Run:
    """One run: where it stores, and how many passages wait for their vectors."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        embedder: Embedder | None,
        stdin: BinaryIO | None,
        mapping: Mapping[str, str],
    ) -> None:
        self._library = library
        self._settings = settings
        self._embedder = embedder
        self._stdin = stdin
        self._mapping = mapping
        self._waiting = 0

    def take(self, source: Path | str | Failure) -> Iterator[Line]:
        """The lines of one file: one of a page, one a row of JSONL."""
        if isinstance(source, Failure):
            yield Line(shown(source.source), Status.FAILED, reason=source.reason)
            return
        name = shown(source)
        try:
            opened = self._open(source)
            if opened.format == "rows":
                yield from (self._store(row, opened, f"{name}:{at}") for at, row in read_rows(opened, self._mapping))
            else:
                yield self._store(read_page(opened), opened, name)
        except InputError as error:
            yield Line(name, Status.FAILED, reason=str(error))

    def index(self, progress: Progress | None = None) -> None:
        """Give vectors to the passages that wait, those of an interrupted run included."""
        self._waiting = 0
        if self._library.counts().pending:
            self._library.index_pending(self._embedder or self._load(), progress)

    def _open(self, source: Path | str) -> Source:
        limit = self._settings.max_file_bytes
        if isinstance(source, Path):
            return open_source(source, "", limit)
        return open_source((self._stdin or sys.stdin.buffer).read(limit + 1), "standard input", limit)

    def _store(self, found: Article | Failure, source: Source, name: str) -> Line:
        if isinstance(found, Failure):
            return Line(name, Status.FAILED, reason=found.reason)
        reserved = reserves(found.rights) and self._settings.rights != "ignore"
        if reserved and self._settings.rights == "refuse":
            return Line(name, Status.SKIPPED, found.id, found.title, f"rights are reserved: {found.rights}")
        added = not self._library.has(found.id) and self._add(found, source)
        note = f"rights are reserved: {found.rights}" if reserved and added else ""
        return Line(name, Status.ADDED if added else Status.UNCHANGED, found.id, found.title, note)

    def _add(self, article: Article, source: Source) -> bool:
        passages = cut(article)
        added = self._library.add(article, passages, original=source.original if source.format == "html" else None)
        self._waiting += len(passages) if added else 0
        if self._waiting >= GROUP:
            self.index()
        return added

    def _load(self) -> Embedder:
        from assistant.models.embedding import load_encoder

        self._embedder = load_encoder(self._settings.embedding, dtype=self._settings.dtype)
        return self._embedder
