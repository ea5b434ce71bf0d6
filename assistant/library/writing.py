"""Adding and deleting articles in the rows of an owned library."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import StorageError
from assistant.library.articles import Articles
from assistant.library.chroma import IndexFailure
from assistant.library.conversations import Conversations
from assistant.library.deleted import Deleted, Shreds
from assistant.library.editions import Added
from assistant.library.fetches import Fetches
from assistant.library.jobs import Jobs
from assistant.library.keywords import Keywords, Tokens, tokenise_all
from assistant.library.manifest import Manifest
from assistant.library.passages import Passages, check_slices
from assistant.library.relations import Relations

if TYPE_CHECKING:
    from assistant.article import Article, Passage
    from assistant.library.corrections import Details
    from assistant.library.database import Database
    from assistant.library.directory import Directory
    from assistant.library.indexing import Indexing, Progress

TRACES = "traces"
"""Key of the manifest: words of deleted articles may still stand in the files."""

_LOG = logging.getLogger(__name__)


class Writing:
    """What changes rows: each change is one transaction, and Chroma follows."""

    def __init__(self, directory: Directory, database: Database, indexing: Indexing) -> None:
        self._directory = directory
        self._database = database
        self._indexing = indexing
        self._manifest = Manifest(database)
        self._articles = Articles(database)
        self._passages = Passages(database)
        self._keywords = Keywords(database)
        self._relations = Relations(database)
        self._shreds = Shreds(database)

    def add(
        self,
        article: Article,
        passages: Sequence[Passage],
        original: bytes | None,
        tokens: Sequence[Tokens] | None = None,
    ) -> Added:
        """Store an article with its passages and keywords; the version before it leaves the search."""
        if self._articles.has(article.id):
            return Added.UNCHANGED
        self._directory.require_room()
        check_slices(article, passages)
        if tokens is None or len(tokens) != len(passages):
            tokens = tokenise_all([(passage.heading, passage.text) for passage in passages])
        with self._indexing.mutex, self._database.transaction():
            if self._articles.has(article.id):
                return Added.UNCHANGED
            self._articles.insert(article, original)
            self._keywords.insert(self._passages.insert(passages), tokens)
            return self._relations.enter(article)

    def correct(self, article_id: str, details: Details) -> Article:
        """Give an article other details; what is derived from them follows in the same transaction."""
        with self._indexing.mutex:
            with self._database.transaction():
                corrected = self._relations.correct(self._articles.read(article_id), details)
            self._indexing.finish()
        return corrected

    def delete(self, article_id: str) -> Deleted | None:
        """Remove an article, its passages, keywords and vectors, and their words from the files.

        :returns: what would bring it back; ``None`` when it is not there.
        """
        with self._indexing.mutex:
            if not self._articles.has(article_id):
                return None
            with self._database.transaction():
                current = self._relations.withdraw(article_id)
                deleted = self._shreds.take(article_id)
                Fetches(self._database).forget(deleted.article.url)
                self._relations.leave(article_id, current=current)
                Conversations(self._database).withdraw(article_id)
                self._manifest.write(TRACES, True)
            self._remove_traces()
            self._indexing.finish()
        return deleted

    def undo(self, deleted: Deleted) -> bool:
        """Bring a deleted article back; false when it is there again."""
        with self._indexing.mutex:
            if self._articles.has(deleted.article.id):
                return False
            self._directory.require_room()
            with self._database.transaction():
                self._shreds.put_back(deleted)
                self._relations.come_back(deleted.article)
                self._shreds.put_back_answers(deleted)
            self._indexing.finish()
        return True

    def rebuild(self, progress: Progress | None) -> None:
        """Make the Chroma index anew from ``library.db``.

        :raises StorageError: when Chroma cannot; the index before stays in use.
        """
        try:
            self._indexing.rebuild(progress)
        except IndexFailure as failure:
            raise StorageError(
                f"The vector index of {self._directory.path} could not be rebuilt: {failure}."
            ) from failure

    def _remove_traces(self) -> None:
        """Remove what is left of deleted words in the keyword index and in the log."""
        if self._manifest.read(TRACES) is None:
            return
        try:
            with self._database.transaction():
                self._keywords.forget_deleted()
                self._manifest.write(TRACES, None)
            self._database.forget_deleted()
        except StorageError as error:
            _LOG.warning("Words of deleted articles are still in the files; the next opening tries again. %s", error)

    def recover(self, *, fresh: bool) -> None:
        """Finish what a process that died left behind.

        :param fresh: whether this process has only now come to own the library.
        """
        with self._indexing.mutex:
            if fresh:
                Jobs(self._database).requeue()
                self._remove_traces()
                self._database.forget_deleted()
            if not self._keywords.current:
                _LOG.warning("The keywords in %s are of another version and are made anew.", self._directory.path)
                self._keywords.rebuild()
            self._keywords.vocabulary.catch_up()
            self._relations.catch_up()
            self._indexing.recover(rebuild=True)
