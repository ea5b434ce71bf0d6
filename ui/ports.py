"""What the page and the API need from the rest of Citedesk: the assistant, and a way to add articles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from assistant.answer import Evidence, Filters, StreamEvent, Turn
from assistant.article import Article
from assistant.settings import Settings


class ArticleRow(Protocol):
    """A line of the list of articles."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def title(self) -> str:
        """Its headline."""

    @property
    def outlet(self) -> str:
        """Who published it; may be empty."""

    @property
    def published(self) -> datetime | None:
        """When."""

    @property
    def section(self) -> str:
        """The section; may be empty."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def rights(self) -> str:
        """The publisher's reservation; may be empty."""

    @property
    def passages(self) -> int:
        """How many passages of it are searched."""


class Engine(Protocol):
    """The part of ``assistant.Assistant`` that the page and the API use."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def model_name(self) -> str:
        """The name of the model that writes."""

    def astream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        today: date | None = None,
    ) -> AsyncIterator[StreamEvent]:
        """Yield ``EvidenceFound``, then any number of ``Draft``, then ``Finished``."""

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, today: date | None = None
    ) -> list[Evidence]:
        """Return the passages that best fit a question, best first."""

    def article(self, article_id: str) -> Article:
        """Return an article; raises ``CitedeskError`` when there is none of this id."""

    def articles(self) -> Sequence[ArticleRow]:
        """Return a line for each article of the library."""


class ReportLine(Protocol):
    """What happened to one article or file."""

    @property
    def source(self) -> str:
        """The file it came from."""

    @property
    def status(self) -> str:
        """``added``, ``updated``, ``unchanged``, ``skipped`` or ``failed``."""

    @property
    def title(self) -> str:
        """The headline, if one was read."""

    @property
    def reason(self) -> str:
        """Why, if it was not added."""


class AddReport(Protocol):
    """A line for each article or file that was given."""

    @property
    def lines(self) -> Sequence[ReportLine]:
        """The lines, in the order in which the files were given."""


AddArticles = Callable[[Sequence[Path], str], AddReport]
"""Add files and a pasted page (either may be empty) to the library; slow, called in a worker thread."""
