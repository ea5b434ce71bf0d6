"""The library: articles, their passages and the indexes that find them, in one directory."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Filters
from assistant.article import Article, Passage
from assistant.library.access import Access
from assistant.library.articles import Articles, ArticleSummary
from assistant.library.conversations import Conversations
from assistant.library.counts import LibraryCounts
from assistant.library.editing import Editing
from assistant.library.editions import Added, Editions
from assistant.library.embeddings import Embeddings
from assistant.library.fetches import Fetches
from assistant.library.indexing import Progress
from assistant.library.jobs import Jobs
from assistant.library.keyword_search import KeywordSearch
from assistant.library.keywords import Tokens
from assistant.library.listing import Listing
from assistant.library.manifest import Manifest
from assistant.library.mentions import DatedWords
from assistant.library.opening import close_files, open_files
from assistant.library.passages import Passages, State
from assistant.library.stories import Stories
from assistant.library.timeline import Timeline
from assistant.library.vocabulary import Leg

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.library.database import Database
    from assistant.library.directory import Directory
    from assistant.library.findings import DoctorReport
    from assistant.library.search import VectorSearch
    from assistant.models.protocols import Embedder, EmbeddingFingerprint


class Library:
    """A library directory that is open; a context manager.

    Any number of processes read. One process at a time writes, through as many Library objects as it likes and from
    any of its threads. A reader takes the lock too if it is free, when it first needs Chroma, and keeps it until it
    is closed; without the lock it compares vectors one by one, with the same results.
    """

    def __init__(self, directory: Directory, database: Database, vectors: VectorSearch, *, write: bool) -> None:
        self.path = directory.path
        self.jobs = Jobs(database)
        self.manifest = Manifest(database)
        self.fetches = Fetches(database)
        self.conversations = Conversations(database)
        self.listing = Listing(database)
        self._access = Access(directory, database, vectors, write=write)
        self.editing = Editing(database, self._access)
        self._directory = directory
        self._write = write
        self._articles = Articles(database)
        self._passages = Passages(database)
        self._keywords = KeywordSearch(database)
        self._embeddings = Embeddings(database)
        self._editions = Editions(database)
        self.timeline = Timeline(database)
        self._stories = Stories(database)
        self._database = database
        self._vectors = vectors
        self._closing = weakref.finalize(self, close_files, vectors, database)

    @classmethod
    def open(cls, path: Path | str, *, write: bool = False, holder: str = "citedesk") -> Library:
        """Open a library directory.

        :param write: own the library, so that articles can be added; makes the directory when it is absent.
        :param holder: what this process is, as another will be told that finds the library in use.
        :raises LibraryError: when there is none, or it is of another format.
        :raises LibraryLockedError: when another process owns it (with ``write``).
        :raises StorageError: when it is damaged, or cannot be written (with ``write``).
        """
        return open_files(path, partial(cls, write=write), write=write, holder=holder)

    @property
    def owner(self) -> bool:
        """Whether this process holds the lock."""
        return self._vectors.owner

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files and give up the lock; a second time does nothing."""
        self._closing()

    def check_embedder(self, fingerprint: EmbeddingFingerprint) -> None:
        """Refuse a model whose vectors are not those of the library; the first that is used becomes its model.

        :raises LibraryMismatchError: naming both, and the command that re-embeds.
        """
        self.manifest.check_embedder(fingerprint, store=self._write, replace=not self._embeddings.any())

    def add(
        self, article: Article, passages: Sequence[Passage], *,
        original: bytes | None = None, tokens: Sequence[Tokens] | None = None,
    ) -> Added:  # fmt: skip
        """Store an article with its passages and their keywords, in one step; the vectors are pending.

        :param original: the bytes that the article was read from, to be kept beside it.
        :param tokens: those of each passage, from :func:`assistant.library.keywords.tokenise_all`; else made here.
        :returns: what it is beside the others; false when it is already there, and nothing is changed then.
        :raises InputError: when a passage is not a slice of the article.
        """
        return self._access.writing().add(article, passages, original, tokens)

    def index_pending(self, embedder: Embedder, progress: Progress | None = None, *, most: int | None = None) -> int:
        """Embed the passages that have no vector, in groups that are kept one by one; returns how many.

        :param progress: called with how many are done, and of how many.
        :param most: how many at most, the first that were added; without it all.
        """
        indexing = self._access.indexing()
        self.check_embedder(embedder.fingerprint)
        return indexing.index_pending(embedder, progress, most)

    def delete(self, article_id: str) -> bool:
        """Remove an article and every trace of its text; the one before it is searched again. False: there is none."""
        return self._access.writing().delete(article_id) is not None

    def articles(self, filters: Filters | None = None, *, superseded: bool = False) -> list[ArticleSummary]:
        """The articles that pass the filters, newest first; with ``superseded`` their older versions too."""
        return self._articles.summaries(filters, superseded=superseded)

    def versions(self, article_id: str) -> list[ArticleSummary]:
        """All versions of an article, newest first, itself included; the first is the one that is searched."""
        return self._articles.named([each.article_id for each in self._editions.lineage(article_id)])

    def stories(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The story of each article: articles of one story are copies of one text, and have the same."""
        return self._stories.of(article_ids)

    def story(self, article_id: str) -> list[ArticleSummary]:
        """The articles of a story, earliest first: all sources that tell what this article tells, itself included."""
        return self._stories.articles(article_id)

    def dates(self, article_id: str) -> list[DatedWords]:
        """The dates that an article names, in the order of its text."""
        return self.timeline.mentions.of_article(article_id)

    def summaries(self, article_ids: Sequence[str]) -> dict[str, ArticleSummary]:
        """These articles without their text; unknown ids are left out."""
        return {each.id: each for each in self._articles.named(article_ids)}

    def article(self, article_id: str) -> Article:
        """The article with this id, or with an id that begins so (six characters at least).

        :raises InputError: when there is none, or more than one.
        """
        return self._articles.read(article_id)

    def original(self, article_id: str) -> bytes | None:
        """The bytes that an article was read from, when they were kept."""
        return self._articles.original(article_id)

    def has(self, article_id: str) -> bool:
        """Whether an article with exactly this id is stored."""
        return self._articles.has(article_id)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        return self._passages.by_id(ids)

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of an article, in the order of its text; none of a superseded version."""
        return self._passages.of_article(article_id)

    def resolve(self, filters: Filters) -> frozenset[str] | None:
        """Ids of the passages that may be used; ``None`` when all may.

        :raises InputError: when the filters name an article that is not there.
        """
        return None if filters == Filters() else self._passages.where(*self._articles.condition(filters))

    def search_vectors(
        self, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of the k nearest passages with their cosine to the vector, best first."""
        return self._vectors.search(vector, k, allowed)

    def search_keywords(
        self, leg: Leg, tokens: Sequence[str], k: int, allowed: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of the k passages that hold the tokens best, with BM25 (higher is better), best first."""
        return self._keywords.search(leg, tokens, k, allowed)

    def tokens(self, leg: Leg, ids: Sequence[str]) -> dict[str, list[str]]:
        """The tokens of these passages and their headings, in order; unknown ids are left out."""
        return self._keywords.of(leg, ids)

    def document_frequencies(self, leg: Leg, tokens: Sequence[str]) -> dict[str, int]:
        """In how many passages each token stands."""
        return self._keywords.document_frequencies(leg, tokens)

    def words_between(self, first: str, last: str) -> list[str]:
        """The words of all passages (morphemes) that begin with a character from ``first`` to ``last``."""
        return self._keywords.vocabulary.between("morphemes", first, last)

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors (length 1) of these passages; those without one are left out."""
        return self._embeddings.read(ids)

    def sample(self, size: int) -> list[str]:
        """Ids of about so many passages that have vectors, spread evenly."""
        return [id for state in (State.EMBEDDED, State.INDEXED) for id in self._passages.sample(state, size)]

    def searched(self) -> int:
        """How many passages are searched; found without counting them."""
        return self._keywords.vocabulary.size("morphemes").passages

    def counts(self) -> LibraryCounts:
        """How much there is."""
        passages, pending = self._passages.count(), self._passages.count(State.PENDING)
        return LibraryCounts(self._articles.count(), passages, pending, self._vectors.count())

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the Chroma index anew from ``library.db``; nothing is embedded, and questions are answered meanwhile.

        :raises StorageError: when Chroma cannot; the index before stays in use.
        """
        self._access.writing().rebuild(progress)

    def reembed(self, embedder: Embedder, progress: Progress | None = None) -> None:
        """Give every passage a vector of another model; takes up where it was interrupted."""
        self._access.indexing().reembed(embedder, progress)

    def doctor(self, *, repair: bool = False) -> DoctorReport:
        """Compare rows, keywords and vectors, and say what differs.

        :param repair: put it right, as far as the rows allow; needs a library that is open for writing.
        """
        from assistant.library.doctor import Doctor

        indexing = self._access.indexing() if repair else self._vectors.indexing()
        return Doctor(self._directory, self._database, indexing).examine(repair=repair)
