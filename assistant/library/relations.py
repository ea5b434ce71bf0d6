"""What is derived from an article's text and kept beside it: its edition, its story, the dates it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.library.articles import Articles
from assistant.library.corrections import Corrections, Details
from assistant.library.editions import Added, Editions, headline_of
from assistant.library.headings import Headings
from assistant.library.mentions import Mentions
from assistant.library.stories import Stories
from assistant.library.withdrawn import Withdrawn

if TYPE_CHECKING:
    from assistant.article import Article
    from assistant.library.database import Database

GROUP = 50
"""Articles of an older library that are brought in between two commits."""


class Relations:
    """Keeps editions, stories and dates in step with the articles; called inside the transaction of the change."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._corrections = Corrections(database)
        self._editions = Editions(database)
        self._headings = Headings(database)
        self._mentions = Mentions(database)
        self._stories = Stories(database)
        self._withdrawn = Withdrawn(database)

    def enter(self, article: Article) -> Added:
        """Relate an article that has just been stored, with its passages, to the others."""
        headline, relative = headline_of(article), self._editions.relative(article)
        if relative is not None:
            article = self._adopt(article, relative)
        self._mentions.write(article)
        added = self._editions.enter(article, relative, headline)
        if added is Added.OLD_VERSION:
            self._withdrawn.withdraw(article.id)
            return added
        if added is Added.VERSION:
            self.supersede(self._editions.lineage(article.id)[1].article_id)
        self._stories.enter(article)
        return added

    def supersede(self, article_id: str) -> None:
        """Take an article out of the search and out of its story."""
        self._withdrawn.withdraw(article_id)
        self._stories.leave(article_id)

    def reinstate(self, article_id: str) -> None:
        """Bring an article back into the search and into a story."""
        self._editions.promote(article_id)
        self._withdrawn.restore(article_id)
        self._stories.enter(self._articles.read(article_id))

    def correct(self, article: Article, details: Details) -> Article:
        """Give an article other details, and let headings, dates and stories follow."""
        corrected = self._retitle(article, self._corrections.write(article, details))
        if corrected.published != article.published:
            self._mentions.write(corrected)
            if self._stories.leave(article.id):
                self._stories.enter(corrected)
        return corrected

    def withdraw(self, article_id: str) -> bool:
        """Take the passages of an article that is to be deleted out of the search; returns whether it is current."""
        self._withdrawn.withdraw(article_id)
        return any(each.current for each in self._editions.lineage(article_id) if each.article_id == article_id)

    def leave(self, article_id: str, *, current: bool) -> None:
        """Remove an article whose passages are withdrawn; its story is formed anew.

        :param current: whether it was searched; then the newest of its other versions is searched again.
        """
        rest = [each.article_id for each in self._editions.lineage(article_id) if each.article_id != article_id]
        self._stories.leave(article_id)
        self._articles.delete(article_id)
        if current and rest:
            self.reinstate(rest[0])

    def come_back(self, article: Article) -> None:
        """Relate an article that was deleted, and whose rows are back; if it is the newest version, it is searched."""
        self._mentions.write(article)
        order = self._editions.lineage(article.id)
        if order[0].article_id != article.id:
            return
        for each in order[1:]:
            self.supersede(each.article_id)
        self.reinstate(article.id)

    def _adopt(self, article: Article, relative: str) -> Article:
        names = [each.article_id for each in self._editions.lineage(relative)]
        return self._retitle(article, self._corrections.adopt(article, names))

    def _retitle(self, before: Article, after: Article) -> Article:
        if before.title != after.title:
            self._headings.replace(before.id, before.title, after.title)
        return after

    def catch_up(self) -> None:
        """Relate the articles that are not yet: those of a library of an older format."""
        while names := self._editions.unentered(GROUP):
            with self._database.transaction():
                for name in names:
                    self._stories.leave(name)
                    self.enter(self._articles.read(name))
