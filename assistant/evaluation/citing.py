"""Metrics of citations and of the claims that rest on them. ``None`` means that there is nothing to score."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from assistant.answer import Citation, Claim, Verdict
from assistant.evaluation.facts import quantities_of
from assistant.text.dates import find_dates
from assistant.text.keywords import morphemes

Supports = Callable[[Claim, Sequence[Citation]], bool]
"""Whether these citations alone bear out a claim."""

Entails = Callable[[str, str], bool]
"""Whether a text (premise) bears out a statement (hypothesis), as a model of natural language inference says."""

ENOUGH = 0.6
"""Share of what all citations of a claim say of it that some of them must say to bear it out alone; as for "verified" in
:mod:`assistant.answering.checking`."""

_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def citations_exact(citations: Sequence[Citation], text_of: Callable[[str], str]) -> float | None:
    """The share of citations whose quote is ``article.text[start:end]``, letter for letter.

    :param text_of: gives the text of an article by its id.
    """
    if not citations:
        return None
    return sum(is_exact(each, text_of) for each in citations) / len(citations)


def is_exact(citation: Citation, text_of: Callable[[str], str]) -> bool:
    """Whether the quote stands in its article where it says, letter for letter."""
    return text_of(citation.article_id)[citation.start : citation.end] == citation.quote


def citation_recall(claims: Sequence[Claim], supports: Supports) -> float | None:
    """The share of claims that their citations bear out together; a claim without citations is not borne out.

    T. Gao et al., Enabling Large Language Models to Generate Text with Citations (ALCE, EMNLP 2023), section 3.
    """
    if not claims:
        return None
    return sum(_recalled(claim, supports) for claim in claims) / len(claims)


def citation_precision(claims: Sequence[Claim], supports: Supports) -> float | None:
    """The share of citations that are needed: their claim is borne out, and alone they bear it out or the others do not.

    As in ALCE: "irrelevant" is a citation that does not bear the claim out alone, while the others do without it.
    """
    cited = [(claim, at) for claim in claims for at in range(len(claim.citations))]
    if not cited:
        return None
    return sum(_needed(claim, at, supports) for claim, at in cited) / len(cited)


def _recalled(claim: Claim, supports: Supports) -> bool:
    return bool(claim.citations) and supports(claim, claim.citations)


def _needed(claim: Claim, at: int, supports: Supports) -> bool:
    if not _recalled(claim, supports):
        return False
    others = (*claim.citations[:at], *claim.citations[at + 1 :])
    return supports(claim, claim.citations[at : at + 1]) or not (others and supports(claim, others))


def by_entailment(entails: Entails) -> Supports:
    """Support as a model of natural language inference sees it: the quotes, joined, entail the claim."""
    return lambda claim, citations: entails("\n".join(each.quote for each in citations), claim.text)


def by_checker(claim: Claim, citations: Sequence[Citation]) -> bool:
    """Support as our own checker sees it.

    All citations together bear a claim out when its verdict is "verified". Some of them do when they hold all of its
    numbers that the quotes hold together, and :data:`ENOUGH` of the words of it that they hold together.
    """
    if len(citations) == len(claim.citations):
        return claim.verdict is Verdict.VERIFIED
    whole, part = _quotes(claim.citations), _quotes(citations)
    words = _words(claim.text) & _words(whole)
    if len(_words(part) & words) < ENOUGH * len(words):
        return False
    return set(wrong_numbers(claim, citations)) == set(wrong_numbers(claim, claim.citations))


def numbers_right(claims: Sequence[Claim], question: str = "") -> float | None:
    """The share of claims with numbers or dates all of which stand in the quotes, whatever words they are written in.

    Counted again from the answer, so that it shows when the check that ought to see to it does not.

    :param question: what was asked; its numbers may come back in a claim.
    """
    scored = [not wrong_numbers(claim, claim.citations, question) for claim in claims if _has_numbers(claim)]
    return sum(scored) / len(scored) if scored else None


def wrong_numbers(claim: Claim, citations: Sequence[Citation], question: str = "") -> list[str]:
    """Numbers and dates of a claim that are neither in the quotes nor in the question, as they are written."""
    text, anchor = own_words(claim), day_of(claim.citations)
    sources = [(each.quote, day_of((each,))) for each in citations] + [(question, anchor)]
    dates = [said for source, day in sources for said in find_dates(source, day)]
    stated = [said for source, _ in sources for said in quantities_of(source)]
    mine = find_dates(text, anchor)
    wrong = [text[each.start : each.end] for each in mine if not any(each.agrees(other) for other in dates)]
    numbers = quantities_of(text, anchor)
    wrong += [text[each.start : each.end] for each in numbers if not any(each.agrees(other) for other in stated)]
    return [each.strip() for each in wrong]


def own_words(claim: Claim) -> str:
    """A claim without what stands in square brackets: numbers of citations, and what code says of a quote's numbers."""
    return _BRACKETED.sub(" ", claim.text)


def _has_numbers(claim: Claim) -> bool:
    text = own_words(claim)
    return bool(find_dates(text) or quantities_of(text))


def day_of(citations: Sequence[Citation]) -> date | None:
    """The day the first dated article that is cited was published."""
    return next((each.published.date() for each in citations if each.published), None)


def _quotes(citations: Sequence[Citation]) -> str:
    return "\n".join(each.quote for each in citations)


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(morphemes(text))
