"""The result of one question: its answer, its scores, and where it went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answer import Answer, Verdict
from assistant.evaluation.faults import Fault
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.spans import Span

DEPTH = 5
"""How many passages the retrieval metrics look at."""

_WEIGHTS = {Verdict.VERIFIED: 1.0, Verdict.PARTLY: 0.5, Verdict.UNSUPPORTED: 0.0}


class Stage(StrEnum):
    """Where a question went wrong first."""

    ERROR = "error"
    NOT_INGESTED = "not ingested"
    NOT_RETRIEVED = "not retrieved"
    WRONGLY_REFUSED = "wrongly refused"
    NOT_QUOTED = "not quoted"
    WRONGLY_WRITTEN = "wrongly written"
    WRONGLY_ANSWERED = "wrongly answered"


@dataclass(frozen=True)
class Usage:
    """Tokens that a chat model read and wrote for a question; zero without a chat model, or if it does not say."""

    read: int = 0
    written: int = 0


@dataclass
class Meter:
    """Counts, over many questions, the tokens of a chat model and how often it failed."""

    read: int = 0
    written: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Result:
    """One question.

    :param gold: for each gold quote where it stands in the library; empty where it was not found.
    :param answer: ``None`` when asking failed; ``error`` then says why.
    :param scores: by the name of the metric; ``None`` where there is nothing to score.
    :param faults: what is wrong with the answer, in words; empty when it is right.
    :param stage: the first stage that explains the faults; ``None`` when there are none.
    """

    fixture: Fixture
    gold: tuple[tuple[Span, ...], ...]
    answer: Answer | None = None
    error: str = ""
    scores: dict[str, float | None] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    stage: Stage | None = None
    usage: Usage = Usage()

    @property
    def gold_missing(self) -> bool:
        """Whether a gold quote is named that stands nowhere in the library."""
        return not all(self.gold)

    @property
    def passed(self) -> bool:
        """Whether the answer is right as a whole: nothing failed at any stage."""
        return self.stage is None

    @property
    def confidence(self) -> float | None:
        """How sure an answer can be, 0 to 1; ``None`` for a refusal.

        The fused score of the best passage that it cites (1 where all legs of the search agree on it), times the mean
        of its claims' verdicts (verified 1, partly 0.5).
        """
        if self.answer is None or self.answer.refused or not self.answer.claims:
            return None
        cited = {(each.article_id, each.start) for claim in self.answer.claims for each in claim.citations}
        fused = [
            found.scores.get("fused", 0.0)
            for found in self.answer.evidence
            if any(found.article_id == id and found.start <= at < found.end for id, at in cited)
        ]
        verdicts = [_WEIGHTS[claim.verdict] for claim in self.answer.claims]
        return max(fused, default=0.0) * sum(verdicts) / len(verdicts)
