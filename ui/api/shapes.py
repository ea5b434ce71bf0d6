"""What other programs send, and what they get back beside answers and evidence."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Evidence, Filters, Turn
from assistant.article import Article

MOST_EVIDENCE = 50
"""The most passages of one search."""
MOST_TURNS = 8
"""Earlier turns that are read; older ones have no say in what a follow-up means."""


class Asked(BaseModel):
    """A question, and what restricts and explains it."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, description="In Korean or English; the answer is in the same language.")
    filters: Filters | None = Field(default=None, description="Which articles may answer; without it all.")
    history: tuple[Turn, ...] = Field(default=(), max_length=MOST_TURNS, description="Earlier turns, oldest first.")
    today: date | None = Field(
        default=None, description='The day that "yesterday" is before; without it today in Korea.'
    )


class Searched(BaseModel):
    """A search for passages."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1)
    k: int = Field(default=10, ge=1, le=MOST_EVIDENCE, description="How many passages at most.")
    filters: Filters | None = None
    today: date | None = None


class Found(BaseModel):
    """What a search found, best first."""

    evidence: list[Evidence]


class Listed(BaseModel):
    """An article in a list."""

    id: str
    title: str
    outlet: str = ""
    published: datetime | None = None
    rights: str = Field(default="", description="The publisher's reservation of rights, in its own words.")
    passages: int = Field(description="How many passages of it are searched.")


class Articles(BaseModel):
    """Articles of the library, newest first, and how many there are."""

    total: int
    articles: list[Listed]


class ArticlePart(BaseModel):
    """An article with part of its text; offsets of citations count from the beginning of the whole text."""

    id: str
    title: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""
    rights: str = ""
    language: str
    start: int
    end: int
    length: int = Field(description="Characters of the whole text.")
    text: str

    @classmethod
    def of(cls, article: Article, start: int, length: int) -> ArticlePart:
        """The part of an article from ``start``, ``length`` characters at most."""
        text = article.text[start : start + length]
        return cls(
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            rights=article.rights,
            language=article.language,
            start=start,
            end=start + len(text),
            length=len(article.text),
            text=text,
        )


class Problem(BaseModel):
    """What went wrong, and what to do about it."""

    error: str
    hint: str = ""
