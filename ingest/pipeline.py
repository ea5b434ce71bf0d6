"""Pages into a library: read in child processes, stored and indexed here, with a line for each in a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar

from assistant.article import Article
from assistant.errors import InputError, LibraryMismatchError
from assistant.settings import Settings, load_settings
from ingest.behind import Behind
from ingest.passages import CHUNKER_VERSION, COMPATIBLE, cut
from ingest.progress import Progress, Tally, expected_pages
from ingest.reading import Limits, Page, Pool
from ingest.reading.worker import ReaderDied
from ingest.report import Failure, Line, Report, Status
from ingest.rows import check_mapping
from ingest.rules.rights import reserves
from ingest.source import Source
from ingest.sources import find_files
from ingest.worklist import Worklist

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.models.protocols import Embedder

Given = TypeVar("Given")
CHUNKER = "chunker"
"""Under which name a library's manifest keeps the version of the chunker."""
GROUP = 256
"""Passages of a turn of embedding: about 50 articles. Meanwhile the child reads and this process stores as many more, and
waits then. What is stored is safe; a killed run has to embed at most two turns again."""
MANY = 50
"""Pages of a run from which on the readers are told what is stored already."""


def ingest(
    sources: str | Path | Source | Iterable[str | Path | Source],
    *,
    library: str | Path | Library | None = None,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: bool | Progress = False,
    stdin: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    each: Callable[[Line], None] | None = None,
    stopping: Callable[[], bool] | None = None,
) -> Report:
    """Add files, folders, web addresses, fetched pages and standard input (``-``) to a library.

    Pages are read in child processes (the settings ``jobs``, ``parse_seconds`` and ``parse_megabytes``), stored as they
    come and get their vectors in groups; what is there already is left alone, so a run that was interrupted is simply
    started again. A page that cannot be used becomes a line of the report and stops nothing.

    :param sources: addresses are fetched only with the setting ``fetch``.
    :param library: an open library, or the directory of one; without it that of the settings.
    :param embedder: makes the vectors; without it the model of the settings, loaded when the first are due.
    :param progress: true for a bar on standard error, or a function of pages done and pages in all.
    :param stdin: where ``-`` reads from; without it the process's standard input.
    :param mapping: for rows, their own name of a field by ours.
    :param each: called with each line of the report as it comes.
    :param stopping: asked between two pages; when it says yes, the run ends with what it has stored, which gets its
        vectors.
    :raises InputError: if the mapping names a field that there is not.
    :raises LibraryError: if the library is locked, of another model, or damaged, or the disk is full.
    :raises ModelError: if the model cannot be loaded. What was stored gets its vectors in the next run.
    """
    chosen = settings or load_settings()
    check_mapping(mapping or {})
    with _opened(library if library is not None else chosen.library) as shelf:
        _check_chunker(shelf)
        named = [sources] if isinstance(sources, str | Path | Source) else sources
        files = [found for source in named for found in _found(source)]
        worklist = Worklist(chosen, shelf.fetches, stdin, mapping or {})
        with (
            Tally(progress, expected_pages(files), shelf.counts().pending) as tally,
            _Run(shelf, chosen, embedder, tally, stopping or (lambda: False)) as run,
        ):
            lines = []
            for line in run.lines(worklist, files):
                lines.append(line)
                if each is not None:
                    each(line)
            run.finish()
    return Report(tuple(lines))


def _found(source: str | Path | Source) -> Iterator[Path | str | Source | Failure]:
    return iter([source]) if isinstance(source, Source) else find_files(source)


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
    elif stored != CHUNKER_VERSION and stored not in COMPATIBLE:
        raise LibraryMismatchError(
            f"The passages of the library {library.path} were cut by version {stored} of the chunker, "
            f"not by version {CHUNKER_VERSION}.",
            hint="It answers as before. To add pages, put all of them into a new library: "
            "`citedesk ingest FILES --library NEW`.",
        )


class _Run:
    """One run: where it stores, and how many passages wait for their vectors."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        embedder: Embedder | None,
        tally: Tally,
        stopping: Callable[[], bool],
    ) -> None:
        self._library = library
        self._stopping = stopping
        self._settings = settings
        self._embedder = embedder
        self._tally = tally
        self._waiting = 0
        self._behind = Behind(self._embed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._behind.close()

    def lines(self, worklist: Worklist, sources: list[Path | str | Source | Failure]) -> Iterator[Line]:
        """The lines of all sources: one of a page, one a row or record of a file of many."""
        with Pool(Limits.of(self._settings), self._settings.jobs, self._known()) as pool:
            for named, pages in pool.over(self._until_stopped(worklist.over(iter(sources)))):
                if isinstance(named, Line):
                    self._tally.page()
                    yield named
                else:
                    yield from self._until_stopped(self._take(named, pages))
                if self._stopping():
                    return

    def _until_stopped(self, given: Iterator[Given]) -> Iterator[Given]:
        while not self._stopping() and (item := next(given, None)) is not None:
            yield item

    def _known(self) -> frozenset[str]:
        """Ids of what is stored already, where so many pages may be unchanged that cutting them would cost more."""
        if self._tally.expected < MANY:
            return frozenset()
        return frozenset(article.id for article in self._library.articles(superseded=True))

    def finish(self) -> None:
        """Give vectors to all passages that wait, those of an interrupted run included."""
        self._tally.passages(self._behind.wait())
        while done := self._embed():
            self._tally.passages(done)
        self._tally.passages(None)

    def _embed(self) -> int:
        if not self._library.counts().pending:
            return 0
        return self._library.index_pending(self._embedder or self._load(), most=GROUP)

    def _take(self, name: str, pages: Iterator[Page]) -> Iterator[Line]:
        last = ""
        try:
            for page in pages:
                last = f"{name}:{page.where}" if page.where else name
                yield self._store(page, last)
        except InputError as error:
            yield self._failed(name, str(error))
        except ReaderDied as error:
            rest = f" Nothing behind {last} was read." if last else ""
            yield self._failed(name, f"{name}: {error}{rest}")

    def _failed(self, name: str, reason: str) -> Line:
        self._tally.page()
        return Line(name, Status.FAILED, reason=reason)

    def _store(self, page: Page, name: str) -> Line:
        found = page.found
        if isinstance(found, Failure):
            return self._failed(name, found.reason)
        reserved = f"rights are reserved: {found.rights}" if reserves(found.rights) else ""
        if reserved and self._settings.rights == "refuse":
            self._tally.page()
            return Line(name, Status.SKIPPED, found.id, found.title, reserved)
        notes = [*page.notes, reserved if self._settings.rights == "warn" else ""]
        return self._added(found, page, name, notes)

    def _added(self, article: Article, page: Page, name: str, notes: list[str]) -> Line:
        passages = page.passages if page.passages is not None else cut(article)
        stored = self._library.has(article.id)
        added = not stored and self._library.add(article, passages, original=page.original, tokens=page.tokens)
        self._tally.page(waits=len(passages) if added else 0)
        if not added:
            return Line(name, Status.UNCHANGED, article.id, article.title)
        self._waiting += len(passages)
        if self._waiting >= GROUP:
            self._waiting = 0
            self._tally.passages(self._behind.next())
        reason = "; ".join(filter(None, [self._version(article), *notes]))
        return Line(name, Status.ADDED, article.id, article.title, reason)

    def _version(self, article: Article) -> str:
        """What an article is to its other versions, if it has any."""
        versions = self._library.versions(article.id)
        if len(versions) < 2:
            return ""
        if versions[0].id != article.id:
            return f"older version of {versions[0].id[:8]}, kept but not searched"
        return f"new version of {versions[1].id[:8]}"

    def _load(self) -> Embedder:
        from assistant.models.embedding import load_encoder

        self._embedder = load_encoder(self._settings.embedding, dtype=self._settings.dtype)
        return self._embedder
