"""Answers, evidence and articles as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.answer import Answer, Citation, Claim, Evidence, Verdict
from ui.cli.terminal import one_line

MARKS = {Verdict.VERIFIED: "✓", Verdict.PARTLY: "~", Verdict.UNSUPPORTED: "?"}
"""What stands before a claim, by its verdict."""


def answer_lines(answer: Answer, *, verbose: bool = False) -> Iterator[str]:
    """An answer for reading: its lead, the claims with their verdicts, the quotes that they cite, and notes."""
    if answer.refused:
        yield one_line(answer.text)
        if answer.refusal:
            yield one_line(answer.refusal)
    else:
        yield from _answered(answer)
    if verbose and answer.dropped:
        yield ""
        yield from (f"left out: {_claim(claim, '')}" for claim in answer.dropped)
    if answer.notes:
        yield ""
        yield from (one_line(text) for text in answer.notes)
    if answer.as_of and not answer.refused:
        yield ""
        yield f"Articles as of {answer.as_of:%Y-%m-%d}; model {one_line(answer.model)}."


def _answered(answer: Answer) -> Iterator[str]:
    if answer.lead:
        yield one_line(answer.lead)
    sources = _numbered(answer.claims)
    for number, claim in enumerate(answer.claims, 1):
        marks = "".join(f"[{sources[_place(each)][0]}]" for each in claim.citations)
        yield f"{number}. {_claim(claim, marks)}"
    for number, citation in sources.values():
        yield ""
        yield f"[{number}] “{one_line(citation.quote)}”"
        yield f"    {about(citation.title, citation.outlet, citation.published)}"
        if citation.rights:
            yield f"    {one_line(citation.rights)}"


def _claim(claim: Claim, marks: str) -> str:
    doubts = "" if claim.verdict is Verdict.VERIFIED else f"({claim.verdict}: {'; '.join(claim.reasons)})"
    parts = [MARKS[claim.verdict], one_line(claim.text), marks, one_line(doubts)]
    return " ".join(part for part in parts if part)


def _numbered(claims: Sequence[Claim]) -> dict[tuple[str, int, int], tuple[int, Citation]]:
    """The quotes in the order in which they are first cited, each with its number."""
    found: dict[tuple[str, int, int], tuple[int, Citation]] = {}
    for claim in claims:
        for citation in claim.citations:
            found.setdefault(_place(citation), (len(found) + 1, citation))
    return found


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end


def about(title: str, outlet: str, published: datetime | None) -> str:
    """Headline, outlet and day, as far as they are known."""
    parts = [one_line(title), one_line(outlet), f"{published:%Y-%m-%d}" if published else ""]
    return " · ".join(part for part in parts if part)


def evidence_lines(evidence: Sequence[Evidence], *, explain: bool = False) -> Iterator[str]:
    """Passages, best first; with ``explain`` their scores by leg."""
    for found in evidence:
        source = about(found.title, found.outlet, found.published)
        yield f"{found.rank}. {source}  [{found.article_id[:8]}, {found.kind}]"
        if explain:
            yield "   " + "  ".join(f"{leg} {score:.3f}" for leg, score in found.scores.items())
        yield f"   {one_line(found.text)}"


def timing_line(answer: Answer) -> str:
    """Seconds to each stage."""
    times = "  ".join(f"{stage} {seconds:.3f} s" for stage, seconds in answer.timings.items())
    return f"{times}  model {one_line(answer.model)} {one_line(answer.prompt)}".rstrip()
