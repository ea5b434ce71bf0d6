"""The result of one question: its answer, its scores, and where it went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answer import Answer, Citation
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.metrics import (
    absent_violated,
    all_holds,
    citation_correct,
    citations_exact,
    facts_found,
    hit_at,
    language_right,
    list_count_right,
)
from assistant.evaluation.spans import Corpus, Span

DEPTH = 5
"""How many passages the retrieval metrics look at."""
_BETWEEN = "\x00"
"""Put between quotes, so that no fact is found across two."""


class Stage(StrEnum):
    """Where a question went wrong first."""

    NOT_IN_LIBRARY = "not in the library"
    ERROR = "error"
    NOT_RETRIEVED = "not retrieved"
    NOT_QUOTED = "not quoted"
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"
    WRONG_FACT = "wrong fact"


@dataclass(frozen=True)
class Result:
    """One question.

    :param gold: where the gold quote stands in the library; empty when none is named, or it was not found.
    :param answer: ``None`` when asking failed; ``error`` then says why.
    :param scores: by the name of the metric; ``None`` where there is nothing to score.
    """

    fixture: Fixture
    gold: tuple[Span, ...]
    answer: Answer | None = None
    error: str = ""
    scores: dict[str, float | None] = field(default_factory=dict)

    @property
    def gold_missing(self) -> bool:
        """Whether the gold quote is named, and stands nowhere in the library."""
        return self.fixture.quote is not None and not self.gold

    @property
    def passed(self) -> bool:
        """Whether the answer is right as a whole: nothing failed at any stage."""
        return self.stage is None

    @property
    def stage(self) -> Stage | None:
        """The first stage at which the question failed; ``None`` when its answer is right."""
        if self.answer is None:
            return Stage.ERROR
        if not self.fixture.answerable:
            return None if self.answer.refused else Stage.WRONGLY_ANSWERED
        facts, violated = self.scores["facts_in_answer"], self.scores["absent_violated"]
        right = all_holds(facts, violated, self.fixture.count, len(self.answer.claims))
        if right and not self.answer.refused:
            return None
        return self._cause(refused=self.answer.refused)

    def _cause(self, *, refused: bool) -> Stage:
        if self.gold_missing:
            return Stage.NOT_IN_LIBRARY
        if self.scores[f"hit@{DEPTH}"] == 0:
            return Stage.NOT_RETRIEVED
        if refused:
            return Stage.WRONGLY_REFUSED
        return Stage.NOT_QUOTED if self.scores["citation_correct"] == 0 else Stage.WRONG_FACT


def score(fixture: Fixture, answer: Answer, retrieved: Sequence[Span], corpus: Corpus) -> Result:
    """Score an answer.

    :param retrieved: the passages found for the question, best first.
    """
    gold = corpus.find(fixture.quote, fixture.article) if fixture.quote else ()
    citations = [citation for claim in answer.claims for citation in claim.citations]
    quotes = _BETWEEN.join(citation.quote for citation in citations)
    shown = not answer.refused
    scores = {
        "hit@1": hit_at(1, gold, retrieved),
        f"hit@{DEPTH}": hit_at(DEPTH, gold, retrieved),
        "facts_in_answer": facts_found(fixture.facts, answer.text),
        "facts_in_quotes": facts_found(fixture.facts, quotes),
        "absent_violated": absent_violated(fixture.absent, answer.text) if shown else None,
        "list_count": list_count_right(fixture.count, len(answer.claims)),
        "citation_correct": citation_correct(gold, [_span(citation) for citation in citations]),
        "citations_exact": citations_exact(citations, corpus.text),
        "language": language_right(fixture.language, answer.text, citations),
    }
    result = Result(fixture, gold, answer, scores=scores)
    return Result(fixture, gold, answer, scores=scores | {"passed": float(result.passed)})


def _span(citation: Citation) -> Span:
    return Span(citation.article_id, citation.start, citation.end)
