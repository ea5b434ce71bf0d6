"""Checks of what relates articles to one another: editions, stories, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from assistant.library.articles import Articles
from assistant.library.editions import Editions
from assistant.library.findings import Problem, problem
from assistant.library.mentions import Mentions
from assistant.library.relations import Relations
from assistant.library.sketches import Sketches
from assistant.library.stories import Stories
from assistant.library.withdrawn import Withdrawn

if TYPE_CHECKING:
    from assistant.library.database import Database


class RelationChecks:
    """What must hold between articles; each method gives the problems of one kind."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._editions = Editions(database)
        self._mentions = Mentions(database)
        self._relations = Relations(database)
        self._sketches = Sketches(database)
        self._stories = Stories(database)
        self._withdrawn = Withdrawn(database)

    def editions(self) -> list[Problem]:
        """Every article is an edition, and the newest of each lineage is the current one."""
        alone, misplaced = self._editions.unentered(), self._editions.misplaced()
        return [
            *problem("edition-missing", "articles are related to no others yet.", alone, self._relations.catch_up),
            *problem(
                "edition-wrong",
                "articles are the newest version, but not the one that is searched.",
                misplaced,
                self._each(self._editions.promote, misplaced),
            ),
        ]

    def searched(self) -> list[Problem]:
        """The current version of an article is searched, the others are not."""
        old, lost = self._withdrawn.searched(), self._withdrawn.stranded()
        return [
            *problem(
                "version-searched", "superseded versions are still searched.", old, self._each(self._withdraw, old)
            ),
            *problem(
                "version-lost", "the newest version is not searched.", lost, self._each(self._withdrawn.restore, lost)
            ),
        ]

    def stories(self) -> list[Problem]:
        """Current articles, and no others, have a sketch; the index has its hashes; stories are called by their first."""
        wrong = list(dict.fromkeys([*self._sketches.missing(), *self._sketches.unindexed()]))
        old, orphans, misnamed = self._sketches.superseded(), self._sketches.orphans(), self._sketches.misnamed()
        return [
            *problem("story-extra", "superseded versions count as sources.", old, self._each(self._stories.leave, old)),
            *problem(
                "story-orphan",
                "entries of the index of stories belong to no article.",
                orphans,
                partial(self._sketches.forget, orphans),
            ),
            *problem("story-missing", "articles are in no story.", wrong, self._each(self._sketch_again, wrong)),
            *problem(
                "story-misnamed",
                "stories are not called by their first article.",
                misnamed,
                self._each(self._form_again, misnamed),
            ),
        ]

    def dates(self) -> list[Problem]:
        """Dates stand inside the text of their article."""
        outside = self._mentions.outside()
        return problem(
            "dates-outside", "dates lie outside the text of their article.", outside, self._each(self._date, outside)
        )

    def _each(self, repair: Callable[[str], object], names: Iterable[str]) -> Callable[[], None]:
        def repair_all() -> None:
            with self._database.transaction():
                for name in names:
                    repair(name)

        return repair_all

    def _withdraw(self, article_id: str) -> None:
        self._withdrawn.withdraw(article_id)
        self._stories.leave(article_id)

    def _sketch_again(self, article_id: str) -> None:
        self._stories.leave(article_id)
        self._stories.enter(self._articles.read(article_id))

    def _form_again(self, story: str) -> None:
        self._stories.form([each.article_id for each in self._sketches.of_story(story)])

    def _date(self, article_id: str) -> None:
        self._mentions.write(self._articles.read(article_id))
