"""What is derived from an article's text and kept beside it: its edition, its story, the dates it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.library.articles import Articles
from assistant.library.editions import Added, Editions
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
        self._editions = Editions(database)
        self._mentions = Mentions(database)
        self._stories = Stories(database)
        self._withdrawn = Withdrawn(database)

    def enter(self, article: Article) -> Added:
        """Relate an article that has just been stored, with its passages, to the others."""
        self._mentions.write(article)
        added = self._editions.enter(article)
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

    def leave(self, article_id: str) -> None:
        """Remove an article; the newest of its other versions is searched again, and its story is formed anew."""
        lineage = self._editions.lineage(article_id)
        current = any(each.current for each in lineage if each.article_id == article_id)
        self._stories.leave(article_id)
        self._articles.delete(article_id)
        rest = [each.article_id for each in lineage if each.article_id != article_id]
        if current and rest:
            self.reinstate(rest[0])

    def catch_up(self) -> None:
        """Relate the articles that are not yet: those of a library of an older format."""
        while names := self._editions.unentered(GROUP):
            with self._database.transaction():
                for name in names:
                    self._stories.leave(name)
                    self.enter(self._articles.read(name))
