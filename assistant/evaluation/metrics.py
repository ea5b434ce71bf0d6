"""Metrics of one answer, as pure functions. ``None`` means that there is nothing to score, which is not zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Citation
from assistant.evaluation.matching import contains, contains_any
from assistant.evaluation.spans import Span
from assistant.text.language import language_of
from assistant.text.normalise import visible

_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def hit_at(k: int, gold: Sequence[Span], found: Sequence[Span]) -> float | None:
    """Whether one of the first k passages touches the gold quote: 1 or 0; ``None`` without a gold quote.

    "Success at k" of TREC (E. Voorhees, The TREC-8 Question Answering Track Report, 1999), by span and not by id.
    """
    if not gold:
        return None
    return float(any(passage.overlaps(span) for passage in found[:k] for span in gold))


def facts_found(facts: Sequence[Sequence[str]], text: str) -> float | None:
    """The share of facts of which an alternative stands in the text; ``None`` without facts.

    Recall over answer nuggets (E. Voorhees, Overview of the TREC 2003 Question Answering Track, section 4), matched by
    string: see :func:`assistant.evaluation.matching.contains`.
    """
    if not facts:
        return None
    return sum(contains_any(text, alternatives) for alternatives in facts) / len(facts)


def absent_violated(absent: Sequence[str], text: str) -> float | None:
    """Whether the text holds a string that a right answer does not: 1 or 0; ``None`` when none is named."""
    return float(contains_any(text, absent)) if absent else None


def list_count_right(count: int | None, items: int) -> float | None:
    """Whether a list has exactly as many items as it should: 1 or 0; ``None`` when no count is stated."""
    return None if count is None else float(items == count)


def citation_correct(gold: Sequence[Span], cited: Sequence[Span]) -> float | None:
    """Whether a cited quote touches the gold quote: 1 or 0; ``None`` without a gold quote.

    The gold side of citation recall (T. Gao et al., Enabling Large Language Models to Generate Text with Citations,
    EMNLP 2023, section 3), by position instead of by an entailment model.
    """
    return hit_at(len(cited), gold, cited)


def citations_exact(citations: Sequence[Citation], text_of: Callable[[str], str]) -> float | None:
    """The share of citations whose quote is ``article.text[start:end]``, letter for letter; ``None`` without any.

    :param text_of: gives the text of an article by its id.
    """
    if not citations:
        return None
    return sum(text_of(each.article_id)[each.start : each.end] == each.quote for each in citations) / len(citations)


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


def wanted_in(facts: Sequence[Sequence[str]], text: str) -> list[str]:
    """The facts (each by its first alternative) that the text does not hold."""
    return [fact[0] for fact in facts if not any(contains(text, wanted) for wanted in fact)]
