"""The articles of a library as the library view needs them, and those of an engine that has no library of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.errors import LibraryError, ModelError
from assistant.library import Library
from assistant.library.corrections import Correction, Details
from assistant.library.deleted import Deleted
from assistant.library.listing import Facets, Wanted
from assistant.settings import Settings
from ui.ports import ArticleRow, Catalogue, Engine, Page
from ui.web.render.text import day

log = logging.getLogger(__name__)


def catalogue_of(engine: Engine) -> Catalogue:
    """The catalogue of an engine: that of its library, or else the list of its articles, to be read only."""
    library = getattr(engine, "library", None)
    if isinstance(library, Library):
        return LibraryCatalogue(library, partial(_index, library, engine.settings))
    return ListCatalogue(engine)


def _index(library: Library, settings: Settings) -> None:
    """Give vectors to what was changed; where the model cannot be loaded, the next ingest does it."""
    from assistant.models.embedding import load_encoder

    if not library.counts().pending:
        return
    try:
        library.index_pending(load_encoder(settings.embedding, dtype=settings.dtype))
    except ModelError as error:
        log.warning("What was changed by hand is not embedded yet; the next ingest does that. %s", error)


class LibraryCatalogue:
    """The articles of an open library.

    :param index: brings the vectors of changed articles in.
    """

    def __init__(self, library: Library, index: Callable[[], None]) -> None:
        self._library = library
        self._index = index

    @property
    def editable(self) -> bool:
        """Whether this process may change the library."""
        return self._library.owner

    def facets(self) -> Facets:
        """How many articles there are, and what they can be filtered by."""
        return self._library.listing.facets()

    def page(self, wanted: Wanted, limit: int, offset: int) -> Page:
        """Some articles of a list."""
        return self._library.listing.page(wanted, limit=limit, offset=offset)

    def versions(self, article_id: str) -> Sequence[ArticleRow]:
        """All versions of an article, newest first."""
        return self._library.versions(article_id)

    def corrections(self, article_id: str) -> Sequence[Correction]:
        """What was corrected by hand."""
        return self._library.editing.corrections(article_id)

    def correct(self, article_id: str, details: Details) -> None:
        """Give an article other details, and the passages under another title other vectors."""
        self._library.editing.correct(article_id, details)
        self._index()

    def set_back(self, article_id: str) -> None:
        """Take all corrections back."""
        self._library.editing.set_back(article_id)
        self._index()

    def delete(self, article_id: str) -> Deleted | None:
        """Delete an article; an older version that comes back may need vectors."""
        deleted = self._library.editing.delete(article_id)
        self._index()
        return deleted

    def undo(self, deleted: Deleted) -> bool:
        """Bring a deleted article back."""
        undone = self._library.editing.undo(deleted)
        self._index()
        return undone


@dataclass(frozen=True)
class Rows:
    """Some lines of a list, and how many it has."""

    rows: Sequence[ArticleRow]
    total: int


class ListCatalogue:
    """The articles that an engine lists; for few, since all of them are read for each page."""

    editable = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def facets(self) -> Facets:
        """How many articles there are, and what they can be filtered by."""
        rows = self._engine.articles()
        kinds = ((row.outlet, row.section, row.language) for row in rows)
        outlets, sections, languages = zip(*kinds, strict=True) if rows else ((), (), ())
        return Facets(len(rows), *(tuple(sorted({*each} - {""})) for each in (outlets, sections, languages)))

    def page(self, wanted: Wanted, limit: int, offset: int) -> Page:
        """Some articles of a list."""
        newest = sorted(self._engine.articles(), key=lambda row: day(row.published, clock=True), reverse=True)
        found = [row for row in newest if _passes(row, wanted)]
        return Rows(found[offset : offset + limit], len(found))

    def versions(self, article_id: str) -> Sequence[ArticleRow]:
        """The article itself."""
        return [row for row in self._engine.articles() if row.id == article_id]

    def corrections(self, article_id: str) -> Sequence[Correction]:
        """None."""
        return ()

    def correct(self, article_id: str, details: Details) -> None:
        """Refuse."""
        raise self._refusal()

    def set_back(self, article_id: str) -> None:
        """Refuse."""
        raise self._refusal()

    def delete(self, article_id: str) -> Deleted | None:
        """Refuse."""
        raise self._refusal()

    def undo(self, deleted: Deleted) -> bool:
        """Refuse."""
        raise self._refusal()

    @staticmethod
    def _refusal() -> LibraryError:
        return LibraryError("These articles cannot be changed.", hint="Serve a library, with `citedesk chat`.")


def _passes(row: ArticleRow, wanted: Wanted) -> bool:
    filters, text = wanted.filters, f"{row.title} {row.outlet}".lower()
    when = row.published.replace(tzinfo=None) if row.published else None
    within = (filters.since is None or (when is not None and when >= filters.since)) and (
        filters.until is None or (when is not None and when.date() <= filters.until.date())
    )
    chosen = ((row.outlet, filters.outlets), (row.section, filters.sections), (row.language, filters.languages))
    return (
        within
        and all(value in values for value, values in chosen if values)
        and all(word in text for word in wanted.words.lower().split())
        and (wanted.reserved is None or wanted.reserved == bool(row.rights))
    )
