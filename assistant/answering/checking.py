"""Whether the cited words say what a claim says: numbers, dates, names, negation and modality, and the rest of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Verdict
from assistant.answering.sentences import EvidenceSentence, searched_text
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.text.dates import DateMention, find_dates
from assistant.text.modality import Modality, modality_of
from assistant.text.numbers import Quantity, find_quantities

VERIFIED_SHARE, PARTLY_SHARE = 0.6, 0.4
"""Share of a claim's terms that the cited words must name for "verified" and for "partly"."""

_FOUND = 0.5


def check(claim: str, cited: Sequence[EvidenceSentence], matcher: Matcher) -> tuple[Verdict, tuple[str, ...]]:
    """Compare a claim with the sentences it cites.

    :param matcher: holds the claim's own terms.
    :returns: the verdict, and its reasons in plain words.
    """
    if not cited:
        return Verdict.UNSUPPORTED, ("no sentence of the articles fits it",)
    wrong = [*_numbers(claim, cited), *_modality(claim, cited), *_absent_names(cited, matcher)]
    if wrong:
        return Verdict.UNSUPPORTED, tuple(wrong)
    share, elsewhere = _share(cited, matcher)
    if share < PARTLY_SHARE:
        return Verdict.UNSUPPORTED, ("the quoted words speak of something else",)
    if share < VERIFIED_SHARE or elsewhere:
        reasons = tuple(f"“{name}” is in the article but not in the quoted words" for name in elsewhere)
        return Verdict.PARTLY, reasons or ("the quoted words support only part of it",)
    return Verdict.VERIFIED, ("numbers, dates and names agree with the quoted words",)


def _numbers(claim: str, cited: Sequence[EvidenceSentence]) -> list[str]:
    anchors = [sentence.article.published.date() if sentence.article.published else None for sentence in cited]
    theirs = [found for sentence, anchor in zip(cited, anchors, strict=True) for found in find_dates(sentence.text, anchor)]
    mine = find_dates(claim, anchors[0])
    wrong = [claim[date.start : date.end] for date in mine if not _date_agrees(date, theirs)]
    quantities = find_quantities(claim, [(date.start, date.end) for date in mine])
    stated = [found for sentence in cited for found in quantities_of(sentence.text)]
    wrong += [claim[q.start : q.end] for q in quantities if not any(q.agrees(other) for other in stated)]
    return [f"“{part.strip()}” is not what the quoted words say" for part in wrong]


def _date_agrees(date: DateMention, theirs: Iterable[DateMention]) -> bool:
    return any(date.agrees(other) for other in theirs)


def quantities_of(text: str) -> list[Quantity]:
    """The quantities of a text that are not parts of its dates."""
    return find_quantities(text, [(mention.start, mention.end) for mention in find_dates(text)])


def _modality(claim: str, cited: Sequence[EvidenceSentence]) -> list[str]:
    mine = modality_of(claim)
    theirs = {modality_of(sentence.text) for sentence in cited}
    if mine in theirs or mine is Modality.PLANNED:
        return []
    if mine is Modality.DENIED or theirs == {Modality.DENIED}:
        return ["one of claim and quoted words denies what the other says"]
    return ["the quoted words only plan or promise it"]


def _absent_names(cited: Sequence[EvidenceSentence], matcher: Matcher) -> list[str]:
    absent = []
    for term in matcher.terms:
        if term.name and not term.text[0].isdigit() and not _in_article(term.text, cited, matcher):
            absent.append(f"“{term.text}” is not in the article")
    return absent


def _in_article(name: str, cited: Sequence[EvidenceSentence], matcher: Matcher) -> bool:
    term = next(term for term in matcher.terms if term.text == name)
    if any(matcher.strength(term, window(sentence.passage)) >= _FOUND for sentence in cited):
        return True
    return any(window(searched_text(sentence.article)).names(term) for sentence in cited)


def _share(cited: Sequence[EvidenceSentence], matcher: Matcher) -> tuple[float, list[str]]:
    """Share of the terms that the quoted words name, by weight, and the names found only elsewhere in the article."""
    total = found = 0.0
    elsewhere = []
    for term in matcher.terms:
        strength = max(matcher.strength(term, window(sentence.text)) for sentence in cited)
        total += term.weight
        found += term.weight * strength
        titled = any(window(sentence.article.title).names(term) for sentence in cited)
        if term.name and strength < _FOUND and not titled and not term.text[0].isdigit():
            elsewhere.append(term.text)
    return (found / total if total else 1.0), elsewhere
