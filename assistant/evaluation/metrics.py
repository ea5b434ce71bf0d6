"""Metrics of what an answer says, as pure functions. ``None`` means that there is nothing to score, which is not zero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation, Claim, Verdict
from assistant.evaluation.facts import says_any
from assistant.evaluation.matching import contains_any
from assistant.text.language import language_of
from assistant.text.normalise import visible

_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def fact_recall(facts: Sequence[Sequence[str]], text: str, anchor: date | None = None) -> float | None:
    """The share of facts of which an alternative stands in the text; ``None`` without facts.

    Recall over answer nuggets (E. Voorhees, Overview of the TREC 2003 Question Answering Track, section 4), matched as
    :func:`assistant.evaluation.facts.says` says.
    """
    if not facts:
        return None
    return sum(says_any(text, alternatives, anchor) for alternatives in facts) / len(facts)


def fact_precision(
    facts: Sequence[Sequence[str]], statements: Sequence[str], anchor: date | None = None
) -> float | None:
    """The share of an answer's statements that say a fact; ``None`` without facts or statements.

    Stands for the precision over nuggets of TREC 2003, which allows an answer so many characters a nugget.
    """
    if not facts or not statements:
        return None
    said = [any(says_any(text, fact, anchor) for fact in facts) for text in statements]
    return sum(said) / len(said)


def absent_violated(absent: Sequence[str], text: str) -> float | None:
    """Whether the text holds a string that a right answer does not: 1 or 0; ``None`` when none is named."""
    return float(contains_any(text, absent)) if absent else None


def list_count_right(count: int | None, items: int) -> float | None:
    """Whether a list has exactly as many items as it should: 1 or 0; ``None`` when no count is stated."""
    return None if count is None else float(items == count)


def list_exact(
    count: int | None, facts: Sequence[Sequence[str]], items: Sequence[str], anchor: date | None = None
) -> float | None:
    """Whether a list is the set that was wanted: ``count`` items, each a fact, all facts among them: 1 or 0.

    ``None`` when no count is stated. The exact-set score of list questions, as for the list task of TREC 2003 when both
    instance recall and instance precision are 1.
    """
    if count is None:
        return None
    whole = fact_recall(facts, "\n".join(items), anchor) in (None, 1.0)
    pure = fact_precision(facts, items, anchor) in (None, 1.0)
    return float(len(items) == count and whole and pure)


def claims_verified(claims: Sequence[Claim]) -> float | None:
    """The share of claims whose verdict is "verified"; ``None`` without claims."""
    return sum(claim.verdict is Verdict.VERIFIED for claim in claims) / len(claims) if claims else None


def language_right(language: str, text: str, citations: Sequence[Citation]) -> float | None:
    """Whether the answer's own words are in the language of the question: 1 or 0; ``None`` if it only quotes.

    Taken out first are cited words, whole or in focus, which stay in the language of the article, and what stands in
    square brackets: numbers of citations, and numbers and dates of a quote said in the other language.
    """
    own = visible(text)
    for quoted in sorted({words for each in citations for words in _quoted(each)}, key=len, reverse=True):
        own = own.replace(quoted, " ")
    spoken = language_of(_BRACKETED.sub(" ", own), default="")
    return float(spoken == language) if spoken else None


def _quoted(citation: Citation) -> list[str]:
    """The words of a citation, as an answer may show them."""
    words = [citation.quote]
    if citation.focus_start is not None and citation.focus_end is not None:
        words.append(citation.quote[citation.focus_start - citation.start : citation.focus_end - citation.start])
    return [shown for each in words if (shown := visible(each).strip())]


def all_holds(facts: float | None, violated: float | None, count: int | None, items: int) -> bool:
    """Whether an answer says all facts, nothing that is wrong, and no more items than there are.

    Fewer are no fault by themselves: one sentence may hold several facts.
    """
    return facts in (None, 1.0) and not violated and (count is None or items <= count)
