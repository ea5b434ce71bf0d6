"""What must hold of every answer, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Answer, Draft, EvidenceFound, Finished, StreamEvent, Verdict
from assistant.answering.phrases import REFUSAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant import Assistant


def assert_grounded(answer: Answer, assistant: Assistant) -> None:
    """A refusal says the refusal and nothing else; every claim of an answer stands on exact quotes."""
    if answer.refused:
        assert answer.text == REFUSAL[answer.language]
        assert answer.claims == ()
        assert answer.refusal
        return
    assert answer.claims
    for claim in answer.claims:
        assert claim.verdict in {Verdict.VERIFIED, Verdict.PARTLY}
        assert claim.citations
        assert claim.text in answer.text
        for citation in claim.citations:
            article = assistant.article(citation.article_id)
            assert article.text[citation.start : citation.end] == citation.quote
            assert citation.quote.strip()
            assert citation.kind.value in {"title", "deck", "body", "caption"}
            if citation.focus_start is not None and citation.focus_end is not None:
                assert citation.start <= citation.focus_start < citation.focus_end <= citation.end
    assert all(claim.verdict is Verdict.UNSUPPORTED or claim not in answer.claims for claim in answer.dropped)


def answer_of(events: Sequence[StreamEvent]) -> Answer:
    """The answer of a stream that came in order: evidence, drafts, answer."""
    assert isinstance(events[0], EvidenceFound)
    assert all(isinstance(event, Draft) for event in events[1:-1])
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.answer.evidence == events[0].evidence
    return last.answer
