"""What the page and the API need from the rest of Citedesk: the assistant, and a way to add articles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Evidence, Filters, StreamEvent, Turn
from assistant.article import Article
from assistant.library.corrections import Correction, Details
from assistant.library.deleted import Deleted
from assistant.library.listing import Facets, Wanted
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


class Page(Protocol):
    """Some lines of the list of articles, and how many the whole list has."""

    @property
    def rows(self) -> Sequence[ArticleRow]:
        """The lines, newest article first."""

    @property
    def total(self) -> int:
        """How many there are altogether."""


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
        model: str | None = None,
    ) -> AsyncIterator[StreamEvent]:
        """Yield ``EvidenceFound``, then any number of ``Draft``, then ``Finished``.

        :param model: "extractive" answers without the chat model; any other name but that of the model is refused.
        """

    def suggest(self, answer: Answer, filters: Filters | None = None, asked: Sequence[str] = ()) -> Sequence[str]:
        """Return a few questions that go on from an answer and that the library answers; slow.

        :param asked: questions that were asked already.
        """

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


class Watch(Protocol):
    """Follows the adding of articles while it goes on."""

    def take(self, line: ReportLine) -> None:
        """Called with each line of the report as it comes."""

    def progress(self, done: int, total: int) -> None:
        """Called with how many pages are done, vectors included, and of how many, as far as that is known."""

    def stopping(self) -> bool:
        """Asked between two pages; when it says yes, what was added stays, and nothing more is."""


class AddArticles(Protocol):
    """Adds files, a pasted page and what addresses lead to (any may be empty); slow, called in a worker thread."""

    def __call__(
        self, paths: Sequence[Path], text: str, addresses: Sequence[str] = (), watch: Watch | None = None
    ) -> AddReport:
        """Add them, and report a line for each article or file."""


class Catalogue(Protocol):
    """The articles as the library view shows and changes them."""

    @property
    def editable(self) -> bool:
        """Whether articles can be corrected and deleted."""

    def facets(self) -> Facets:
        """How many articles there are, and what they can be filtered by."""

    def page(self, wanted: Wanted, limit: int, offset: int) -> Page:
        """Some articles of a list, newest first, and how many the list has."""

    def versions(self, article_id: str) -> Sequence[ArticleRow]:
        """All versions of an article, newest first, itself included."""

    def corrections(self, article_id: str) -> Sequence[Correction]:
        """What was corrected by hand of an article."""

    def correct(self, article_id: str, details: Details) -> None:
        """Give an article other details; vectors follow."""

    def set_back(self, article_id: str) -> None:
        """Take all corrections of an article back."""

    def delete(self, article_id: str) -> Deleted | None:
        """Delete an article; what :meth:`undo` needs is in the memory of the caller alone."""

    def undo(self, deleted: Deleted) -> bool:
        """Bring a deleted article back; false when it was added again meanwhile."""
