"""Bringing vectors in: from the model to ``library.db``, from there to Chroma."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.library.chroma import BATCH, ChromaIndex, IndexFailure
from assistant.library.embeddings import Embeddings, Page, pack
from assistant.library.manifest import EMBEDDER, STAGED_EMBEDDER, Manifest
from assistant.library.passages import Passages, State, Waiting
from assistant.library.tombstones import Tombstones

if TYPE_CHECKING:
    from assistant.library.database import Database
    from assistant.library.lock import Ownership
    from assistant.models.protocols import Embedder

GROUP = 256
"""Passages embedded between two commits."""

Progress = Callable[[int, int], None]
"""Called with how many are done, and of how many."""

_LOG = logging.getLogger(__name__)


class Indexing:
    """Keeps the vectors of an owned library in step with its rows."""

    def __init__(self, database: Database, ownership: Ownership) -> None:
        self._manifest = Manifest(database)
        self._passages = Passages(database)
        self._embeddings = Embeddings(database)
        self._tombstones = Tombstones(database)
        self._ownership = ownership
        self.mutex = ownership.mutex
        """Held while rows and Chroma change together."""

    @property
    def complete(self) -> bool:
        """Whether Chroma has all that ``library.db`` has, and nothing else, as far as the rows say."""
        return not self._passages.any(State.EMBEDDED) and not self._tombstones.any()

    def index(self) -> ChromaIndex | None:
        """The open Chroma index, or ``None`` when there is none that may be used."""
        shelf = self._ownership.index
        if shelf.opened is not None:
            return shelf.opened
        with self._ownership.mutex:
            return None if shelf.fault(self._manifest.digest()) else shelf.open()

    def index_pending(self, embedder: Embedder, progress: Progress | None = None, most: int | None = None) -> int:
        """Embed what has no vector, or as much of it, group by group; each is kept whatever happens to the next."""
        waiting = self._passages.count(State.PENDING)
        total, done = waiting if most is None else min(most, waiting), 0
        self.finish()
        while group := self._passages.waiting(GROUP if most is None else min(GROUP, most - done)):
            self._ownership.directory.require_room()
            self._embeddings.store([passage.number for passage in group], _vectors(embedder, group))
            self.finish()
            done += len(group)
            if progress is not None:
                progress(done, max(done, total))
        return done

    def recover(self, *, rebuild: bool) -> None:
        """Bring Chroma in order after a process died, a part was replaced, or files were damaged.

        :param rebuild: make a damaged index anew; otherwise it is only left alone.
        """
        shelf = self._ownership.index
        with self._ownership.mutex:
            if rebuild:
                shelf.generations.remove_leaked()
            fault = shelf.fault(self._manifest.digest()) if self._embeddings.any() else ""
            if fault:
                level = logging.WARNING if shelf.generations.current() is not None else logging.INFO
                _LOG.log(level, "The vector index in %s cannot be used: %s.", self._ownership.directory.path, fault)
            if fault and rebuild:
                self._try_rebuild()
            self.finish()

    def finish(self) -> None:
        """Do in Chroma what is done in the rows: deletions first, then new vectors."""
        with self._ownership.mutex:
            if self.complete:
                return
            if self._ownership.index.generations.current() is None:
                self._begin()
                return
            index = self.index()
            if index is None:
                return
            try:
                self._delete(index)
                self._upsert(index)
            except IndexFailure as failure:
                self._ownership.index.give_up(failure, index)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the Chroma index anew from the vectors in ``library.db``; nothing is embedded.

        :raises IndexFailure: when Chroma cannot.
        """
        with self._ownership.mutex:
            self._ownership.directory.require_room()
            self._ownership.index.rebuild(self._pages(progress), self._manifest.digest())
            self._passages.mark_indexed()
            self._tombstones.clear()

    def reembed(self, embedder: Embedder, progress: Progress | None = None) -> None:
        """Give all passages vectors of another model; the old ones serve until the new ones are complete.

        What was embedded before an interruption is kept and not embedded again.
        """
        fingerprint = asdict(embedder.fingerprint)
        if self._manifest.read(STAGED_EMBEDDER) != fingerprint:
            self._embeddings.clear_staged()
            self._manifest.write(STAGED_EMBEDDER, fingerprint)
        total = self._passages.count()
        while group := self._passages.after(self._embeddings.last_staged(), GROUP):
            self._ownership.directory.require_room()
            self._embeddings.stage([passage.number for passage in group], _vectors(embedder, group))
            if progress is not None:
                progress(self._embeddings.count_staged(), total)
        with self._ownership.mutex:
            self._ownership.index.retire("its vectors are of the model before")
            with self._embeddings.switch_to_staged():
                self._manifest.write(EMBEDDER, fingerprint)
                self._manifest.write(STAGED_EMBEDDER, None)
            self._try_rebuild()

    def _begin(self) -> None:
        """Make the first generation, once there is something to put into it."""
        if self._embeddings.any():
            self._try_rebuild()
        else:
            self._tombstones.clear()

    def _try_rebuild(self) -> None:
        try:
            self.rebuild()
        except IndexFailure as failure:
            self._ownership.index.give_up(failure)

    def _pages(self, progress: Progress | None) -> Iterator[Page]:
        total, done = self._embeddings.count(), 0
        for page in self._embeddings.pages():
            yield page
            done += len(page.ids)
            if progress is not None:
                progress(done, total)

    def _delete(self, index: ChromaIndex) -> None:
        while ids := self._tombstones.next(BATCH):
            index.delete(ids)
            self._tombstones.remove(ids)

    def _upsert(self, index: ChromaIndex) -> None:
        while page := self._embeddings.unindexed(BATCH):
            index.upsert(page.ids, page.matrix)
            self._passages.mark_indexed(page.numbers)


def _vectors(embedder: Embedder, group: list[Waiting]) -> list[bytes]:
    vectors = embedder.encode_passages([passage.text for passage in group])
    return pack(vectors, len(group), embedder.fingerprint.dimension)
