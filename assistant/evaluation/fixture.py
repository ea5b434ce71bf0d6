"""Fixtures: questions with what a right answer must say, and the words of the article that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from assistant.answer import Turn
from assistant.article import Frozen
from assistant.evaluation.facts import require_known

Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""A string that holds more than whitespace."""

GUIDE = "docs/evaluation.md, which describes every field."

FIXES = {
    "id": "Give every question an id of its own, such as \"launch-date-ko\".",
    "question": "Write the question as a string.",
    "language": "Write \"ko\" or \"en\": the language of the question.",
    "answerable": "Write true or false.",
    "history": "Write a list of earlier turns: [{\"question\": \"…\", \"answer\": \"…\"}].",
    "facts": "Write a list of facts, each a list of alternatives: [[\"550㎞\", \"number:550km\"], [\"date:2023-05-25\"]].",
    "absent": "Write a list of strings that a right answer does not hold: [\"13기\"].",
    "article": "Write the name of the article's file, or null.",
    "quote": "Write words of the article, letter for letter, or null.",
    "quotes": "Write a list of further words of the article, letter for letter: [\"…\", \"…\"].",
    "count": "Write how many items the list has, as a whole number.",
    "today": "Write the day that the question is asked on: \"2026-03-03\".",
    "filters": "Write which articles may answer: {\"outlets\": [\"…\"], \"since\": \"2024-01-01\"}.",
    "tags": "Write a list of strings: [\"number\", \"date\"].",
    "accepted": "Write true, or false for a proposal that is not to be counted yet.",
}  # fmt: skip
"""What to write in each field, as it is said when something else stands there."""


class FixtureFilters(Frozen):
    """Which articles may answer, as a person names them; days are inclusive.

    :param articles: names of files, as in the field ``article``.
    """

    articles: tuple[Filled, ...] = ()
    outlets: tuple[Filled, ...] = ()
    languages: tuple[Literal["ko", "en"], ...] = ()
    since: date | None = None
    until: date | None = None


class Fixture(Frozen):
    """A question and its gold: facts with their alternatives, the article, and the quotes that prove them.

    A question that is not ``answerable`` has no facts, article or quote: the right answer is a refusal. One that is not
    ``accepted`` is a proposal, and is not asked.
    """

    id: Filled
    question: Filled
    language: Literal["ko", "en"]
    answerable: bool = True
    history: tuple[Turn, ...] = ()
    facts: tuple[Annotated[tuple[Filled, ...], Field(min_length=1)], ...] = ()
    absent: tuple[Filled, ...] = ()
    article: Filled | None = None
    quote: Filled | None = None
    quotes: tuple[Filled, ...] = ()
    count: Annotated[int, Field(ge=1)] | None = None
    today: date | None = None
    filters: FixtureFilters | None = None
    tags: tuple[Filled, ...] = ()
    accepted: bool = True

    @property
    def gold_quotes(self) -> tuple[str, ...]:
        """All quotes that prove the answer: ``quote``, then ``quotes``."""
        return (*((self.quote,) if self.quote else ()), *self.quotes)

    @field_validator("facts")
    @classmethod
    def _facts_can_be_read(cls, facts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for fact in facts:
            for alternative in fact:
                require_known(alternative)
        return facts

    @model_validator(mode="after")
    def _gold_fits(self) -> Self:
        if self.answerable and not (self.facts or self.gold_quotes):
            raise ValueError("an answerable question needs facts or a quote, or nothing of it can be scored")
        if not self.answerable and (self.facts or self.gold_quotes or self.article or self.count):
            raise ValueError("a question that is not answerable has no facts, article, quote or count")
        return self


def digest_of(fixtures: Sequence[Fixture]) -> str:
    """The SHA-256 of the fixtures, whatever the order of their fields in a file."""
    return sha256("\n".join(fixture.model_dump_json() for fixture in fixtures).encode("utf-8")).hexdigest()
