"""Stories: articles of several sources that tell one thing in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.library.articles import Articles, ArticleSummary
from assistant.library.copies import SHARED, Told, disagreement, overlap
from assistant.library.sketches import Sketch, Sketches

if TYPE_CHECKING:
    from assistant.article import Article
    from assistant.library.database import Database

LIKELY = 0.25
"""Share of the shorter sketch from which on two articles are read and compared. It estimates the share of the text, which
must be twice that: with the 12 hashes of a short item the estimate is within 0.25 in 19 cases of 20."""

WITNESSES = 4
"""Articles of each of two stories that are compared before the stories become one."""


class Stories:
    """Forms the stories of the current articles.

    An article joins the story of an article that it shares its words with, unless it states a number, date or name
    otherwise than one of the articles of that story. A story is called by the smallest id of its articles.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._sketches = Sketches(database)
        self._told = lru_cache(maxsize=4 * WITNESSES)(self._tell)

    def enter(self, article: Article) -> None:
        """Sketch a current article and put it into its story."""
        told = Told.by(article)
        self._join(self._sketches.insert(article, told), told)

    def leave(self, article_id: str) -> bool:
        """Take an article out, and form its story anew from those that are left; returns whether it was in one."""
        held = self._sketches.read(article_id)
        if held is None:
            return False
        self._sketches.delete(article_id)
        self.form([each.article_id for each in self._sketches.of_story(held.story)])
        return True

    def form(self, article_ids: Sequence[str]) -> None:
        """Let articles find their stories anew, in this order."""
        for name in article_ids:
            self._sketches.join([name], name)
        for name in article_ids:
            held = self._sketches.read(name)
            if held is not None:
                self._join(held, self._told(name))

    def of(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The story of each article; a superseded version is a story of its own."""
        known = self._sketches.stories(list(article_ids))
        return {name: known.get(name, name) for name in article_ids}

    def articles(self, article_id: str) -> list[ArticleSummary]:
        """The articles of the story that an article belongs to, earliest first, itself included."""
        held = self._sketches.read(article_id)
        names = [each.article_id for each in self._sketches.of_story(held.story)] if held else [article_id]
        found = self._articles.named(names)
        return sorted(found, key=lambda each: (each.published is None, each.published and each.published.timestamp()))

    def _join(self, mine: Sketch, told: Told) -> None:
        """Merge the stories of the copies of an article, but those that hold an article which disagrees with it."""
        copies: dict[str, Sketch] = {}
        against: set[str] = set()
        for each in self._sketches.near(mine, LIKELY):
            other = self._told(each.article_id)
            if each.story == mine.article_id or overlap(told, other) < SHARED:
                continue
            if disagreement(told, other):
                against.add(each.story)
            else:
                copies.setdefault(each.story, each)
        joined = [mine]
        for story in copies:
            members = self._sketches.of_story(story)
            if story not in against and (len(joined) == 1 or self._agree(joined, members)):
                joined += members
        if len(joined) > 1:
            names = [each.article_id for each in joined]
            self._sketches.join(names, min(names))

    def _agree(self, some: Sequence[Sketch], others: Sequence[Sketch]) -> bool:
        """Whether some articles of two stories do not disagree with one another."""
        return not any(
            disagreement(self._told(one.article_id), self._told(other.article_id))
            for one in some[:WITNESSES]
            for other in others[:WITNESSES]
        )

    def _tell(self, article_id: str) -> Told:
        return Told.by(self._articles.read(article_id))
