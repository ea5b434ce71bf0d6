"""Changing what the library holds by hand: correcting details of articles, and deleting with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.library.articles import Articles
from assistant.library.corrections import Correction, Corrections, Details

if TYPE_CHECKING:
    from assistant.article import Article
    from assistant.library.access import Access
    from assistant.library.database import Database
    from assistant.library.deleted import Deleted


class Editing:
    """Corrections and deletions of one library, as ``library.editing``."""

    def __init__(self, database: Database, access: Access) -> None:
        self._articles = Articles(database)
        self._corrections = Corrections(database)
        self._access = access

    def corrections(self, article_id: str) -> list[Correction]:
        """What was corrected by hand of an article; empty when it is as it was read."""
        return self._corrections.of(article_id)

    def correct(self, article_id: str, details: Details) -> Article:
        """Give an article another title, date, outlet or section; its id, text and citations stay.

        The title follows in headings and keywords at once, and in vectors at the next ``library.index_pending``; the
        dates that its text names are resolved anew. A new version of the page gets the same corrections where it has
        what was corrected. Details that are again as they were read count as corrected no more.

        :returns: the article as it is now.
        :raises InputError: when there is no such article, for an empty title, or for a date that cannot be.
        :raises LibraryError: when the library is open for reading only.
        """
        return self._access.writing().correct(self._articles.find(article_id), details)

    def set_back(self, article_id: str) -> Article:
        """Take all corrections of an article back."""
        article = self._articles.read(article_id)
        return self.correct(article.id, self._corrections.as_read(article))

    def delete(self, article_id: str) -> Deleted | None:
        """Delete an article as ``library.delete`` does; what :meth:`undo` needs is in the memory of the caller alone.

        :returns: ``None`` when it is not there.
        """
        return self._access.writing().delete(article_id)

    def undo(self, deleted: Deleted) -> bool:
        """Bring a deleted article back: id, original, corrections, place among its versions, passages and vectors.

        Answers of kept conversations that went with it come back too, unless they also hold words of another article
        that is gone. Its story and the dates in its text are found anew. What servers said of its address is not known
        any more, so that its page is fetched again.

        :returns: false when it has been added again meanwhile.
        """
        return self._access.writing().undo(deleted)
