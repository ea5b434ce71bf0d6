"""What comes back: evidence, citations, claims and the answer that holds them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from assistant.article import BlockKind, Frozen


class Verdict(StrEnum):
    """How well a claim is supported by the words it cites."""

    VERIFIED = "verified"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"


class Copy(Frozen):
    """Another source that prints the same words: an article of the same story."""

    article_id: str
    title: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""


class Evidence(Frozen):
    """A passage found for a question.

    ``scores`` holds the score of each leg, scaled to 0..1, and ``fused``; ``rank`` counts from 1. ``ranks`` holds its place
    in each leg that found it, and under ``fused`` its place before copies were left out; ``weights`` what each leg counted.
    ``text`` is ``article.text[start:end]``. ``also`` are the other sources that print it, earliest first.
    """

    rank: int
    passage_id: str
    article_id: str
    title: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""
    rights: str = ""
    kind: BlockKind
    language: str = "ko"
    text: str
    start: int
    end: int
    scores: dict[str, float] = Field(default_factory=dict)
    ranks: dict[str, int] = Field(default_factory=dict)
    weights: dict[str, float] = Field(default_factory=dict)
    also: tuple[Copy, ...] = ()


class Citation(Frozen):
    """Exact words of an article: ``article.text[start:end] == quote``, always.

    ``focus_start``/``focus_end`` may point at the words inside the quote that matter most (an item of a list).
    """

    article_id: str
    title: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""
    rights: str = ""
    kind: BlockKind
    quote: str
    start: int
    end: int
    focus_start: int | None = None
    focus_end: int | None = None


class Claim(Frozen):
    """One sentence or list item of an answer, with what proves it and how well."""

    text: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class AskedPeriod(Frozen):
    """A stretch of days that the words of a question name; ``None`` leaves an end open.

    ``restricts`` says whether only articles of these days were searched.
    """

    text: str
    since: date | None = None
    until: date | None = None
    restricts: bool = False


class Answer(Frozen):
    """A question's answer; all that a person is shown can be rebuilt from it, and it round-trips through JSON.

    ``lead`` is a sentence without a claim of its own ("The articles name 5 …"); ``dropped`` are claims that a
    model wrote and the check refused: kept for inspection, never shown as fact. ``timings`` are seconds since
    the question was asked. ``refusal`` says why nothing was answered. ``today`` is the day that words such as
    "yesterday" were told from, ``periods`` what they came to, and ``as_of`` when the newest evidence was published.
    """

    question: str
    standalone_question: str = ""
    language: str = "ko"
    text: str
    lead: str = ""
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    refused: bool = False
    refusal: str = ""
    notes: tuple[str, ...] = ()
    model: str = "extractive"
    prompt: str = ""
    settings: dict[str, Any] = Field(default_factory=dict)
    timings: dict[str, float] = Field(default_factory=dict)
    as_of: datetime | None = None
    today: date | None = None
    periods: tuple[AskedPeriod, ...] = ()


class Turn(Frozen):
    """An earlier question of the same conversation and the text of its answer.

    ``standalone`` is the question as it was understood, and ``citations`` what its answer cited: only names that an article
    says are carried on from an answer.
    """

    question: str
    answer: str = ""
    standalone: str = ""
    citations: tuple[Citation, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """The turn that an answer was given in."""
        cited = tuple(citation for claim in answer.claims for citation in claim.citations)
        said = "" if answer.refused else answer.text
        return cls(question=answer.question, answer=said, standalone=answer.standalone_question, citations=cited)


class Filters(Frozen):
    """Which articles a question may be answered from; empty means all. Dates are inclusive."""

    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


class EvidenceFound(Frozen):
    """Streamed first: what was found, before anything is written."""

    evidence: tuple[Evidence, ...]
    standalone_question: str


class Draft(Frozen):
    """Streamed while a model writes: a piece of unchecked text, to be shown as a draft only."""

    delta: str


class Finished(Frozen):
    """Streamed last: the checked answer."""

    answer: Answer


StreamEvent = EvidenceFound | Draft | Finished
