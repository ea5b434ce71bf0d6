"""Answers, evidence and articles as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Claim, Copy, Evidence, Verdict
from assistant.article import Article, Block, BlockKind
from assistant.question.timeframe import TimeFrame
from ui.cli.terminal import one_line, pad

if TYPE_CHECKING:
    from assistant.library import ArticleSummary

MARKS = {Verdict.VERIFIED: "✓", Verdict.PARTLY: "~", Verdict.UNSUPPORTED: "?"}
"""What stands before a claim, by its verdict."""


COLOURS = {
    BlockKind.TITLE: "bright_green", BlockKind.DECK: "green", BlockKind.BODY: "white", BlockKind.CAPTION: "cyan",
    BlockKind.BYLINE: "yellow", BlockKind.DATE: "yellow", BlockKind.SIGN_OFF: "yellow", BlockKind.COPYRIGHT: "magenta",
}  # fmt: skip
"""The colour of each kind of block; what is not the article is grey."""
GREY = "bright_black"


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
        asked = f"Asked on {answer.today}; articles" if answer.today else "Articles"
        yield f"{asked} as of {answer.as_of:%Y-%m-%d}; model {one_line(answer.model)}."


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
        yield from (f"    {line}" for line in _also(_copies(citation, answer.evidence)))
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


def _copies(citation: Citation, evidence: Sequence[Evidence]) -> Sequence[Copy]:
    """The other sources of the passage that a citation is from."""
    holding = (
        each.also
        for each in evidence
        if each.article_id == citation.article_id and each.start <= citation.start and citation.end <= each.end
    )
    return next(holding, ())


def _also(copies: Sequence[Copy]) -> Iterator[str]:
    if copies:
        outlets = dict.fromkeys(one_line(copy.outlet or copy.title) for copy in copies)
        yield f"also in {len(outlets)} {'outlet' if len(outlets) == 1 else 'outlets'}: {', '.join(outlets)}"


def evidence_lines(evidence: Sequence[Evidence], *, explain: bool = False) -> Iterator[str]:
    """Passages, best first; with ``explain`` their scores by leg."""
    for found in evidence:
        source = about(found.title, found.outlet, found.published)
        yield f"{found.rank}. {source}  [{found.article_id[:8]}, {found.kind}]"
        if explain:
            yield "   " + "  ".join(f"{leg} {score:.3f}{_leg_place(found, leg)}" for leg, score in found.scores.items())
        yield f"   {one_line(found.text)}"
        yield from (f"   {line}" for line in _also(found.also))


def _leg_place(found: Evidence, leg: str) -> str:
    return f" (#{found.ranks[leg]})" if leg in found.ranks else ""


def weights_line(evidence: Sequence[Evidence]) -> str:
    """What each leg counted for this question; empty without evidence."""
    weights = evidence[0].weights if evidence else {}
    told = "  ".join(f"{leg} {weight:.2f}" for leg, weight in weights.items())
    return f"weights: {told}" if told else ""


def time_lines(frame: TimeFrame) -> Iterator[str]:
    """How a question was understood in time: its periods, which of them restrict the articles, and what was looked for."""
    restricting = {window.period: window for window in frame.windows}
    for period in frame.periods:
        window = restricting.get(period)
        days = f"{period.since or 'the beginning'} to {period.until or 'the present'}"
        use = "not a filter" if window is None else "published then" if window.reported else "published or told of then"
        yield f"asked on {frame.today}: {one_line(frame.words(period))} = {days} ({use})"
    if frame.windows:
        yield f"searched for: {one_line(frame.searched)}"
    if frame.current:
        yield "asks how things are now: newer articles first where they fit equally well"


def timing_line(answer: Answer) -> str:
    """Seconds to each stage."""
    times = "  ".join(f"{stage} {seconds:.3f} s" for stage, seconds in answer.timings.items())
    return f"{times}  model {one_line(answer.model)} {one_line(answer.prompt)}".rstrip()


def listed(article: ArticleSummary) -> str:
    """An article in a list: id, day, outlet, how many passages are searched, title, and what to know of it."""
    from ingest.rules.rights import reserves

    day = f"{article.published:%Y-%m-%d}" if article.published else "-"
    line = f"{article.id[:8]}  {day:<10}  {pad(one_line(article.outlet), 16)}  {article.passages:>4}  "
    marks = [] if article.current else ["superseded"]
    marks += ["rights reserved"] if reserves(article.rights) else []
    return line + one_line(article.title) + (f"  [{', '.join(marks)}]" if marks else "")


def version_line(article: ArticleSummary) -> str:
    """A version of an article: id, when it was edited or published, when it was added, whether it is searched, title."""
    edited = article.updated or article.published
    when = f"{edited:%Y-%m-%d %H:%M}" if edited else "-"
    state = "current" if article.current else "superseded"
    return f"{article.id[:8]}  {when:<16}  added {article.added:%Y-%m-%d %H:%M} UTC  {state:<10}  {one_line(article.title)}"


def block_lines(article: Article) -> Iterator[tuple[Block | None, str]]:
    """Each line of an article's text, after the kind, page and language of the block that it begins in."""
    blocks = iter(article.blocks)
    block, at = next(blocks, None), 0
    for line in article.text.splitlines(keepends=True):
        while block is not None and at >= block.end:
            block = next(blocks, None)
        kind, language = (block.kind.value, block.language) if block else ("", "")
        page = f"p. {block.page} " if block and block.page else ""
        text = line.rstrip("\n")
        yield block, f"{kind:<10}{page}{language:<2} | {text}".rstrip()
        at += len(line)


def colour_of(block: Block | None) -> str:
    """The colour in which a block is shown."""
    return COLOURS.get(block.kind, GREY) if block is not None else GREY
