"""Whether the cited words say what a claim says: numbers, dates, names, negation and modality, and the rest of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Verdict
from assistant.answering.sentences import EvidenceSentence, searched_text
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.question.terms import Term
from assistant.text.dates import DateMention, find_dates
from assistant.text.language import language_of
from assistant.text.modality import Modality, modality_of, tells_event
from assistant.text.numbers import Quantity, find_quantities

VERIFIED_SHARE, PARTLY_SHARE = 0.6, 0.4
"""Share of a claim's terms that the cited words must name for "verified" and for "partly"."""

_FOUND = 0.5


def check(
    claim: str, cited: Sequence[EvidenceSentence], matcher: Matcher, question: str = ""
) -> tuple[Verdict, tuple[str, ...]]:
    """Compare a claim with the sentences it cites.

    :param matcher: holds the claim's own terms.
    :param question: what was asked; its words may come back in a claim.
    :returns: the verdict, and its reasons in plain words.
    """
    if not cited:
        return Verdict.UNSUPPORTED, ("no sentence of the articles fits it",)
    wrong = [*_numbers(claim, cited[0]), *_modality(claim, cited[0], matcher), *_absent_names(cited, matcher)]
    if wrong:
        return Verdict.UNSUPPORTED, tuple(wrong)
    share, absent = _share(cited, matcher)
    if share < PARTLY_SHARE:
        return Verdict.UNSUPPORTED, ("the quoted words speak of something else",)
    absent += _new_words(claim, cited, matcher, question)
    if share < VERIFIED_SHARE or absent:
        reasons = tuple(f"“{name}” is not in the quoted words" for name in dict.fromkeys(absent))
        return Verdict.PARTLY, reasons or ("the quoted words support only part of it",)
    return Verdict.VERIFIED, ("numbers, dates and names agree with the quoted words",)


def _numbers(claim: str, best: EvidenceSentence) -> list[str]:
    """Numbers and dates must stand in the sentence that fits best: one borrowed from beside it says something else."""
    mine, theirs = find_dates(claim, best.anchor), find_dates(best.text, best.anchor)
    wrong = [claim[date.start : date.end] for date in mine if not _date_agrees(date, theirs)]
    quantities = find_quantities(claim, [(date.start, date.end) for date in mine])
    stated = quantities_of(best.text)
    wrong += [claim[q.start : q.end] for q in quantities if not any(q.agrees(other) for other in stated)]
    return [f"“{part.strip()}” is not what the quoted words say" for part in wrong]


def _date_agrees(date: DateMention, theirs: Iterable[DateMention]) -> bool:
    return any(date.agrees(other) for other in theirs)


def quantities_of(text: str) -> list[Quantity]:
    """The quantities of a text that are not parts of its dates."""
    return find_quantities(text, [(mention.start, mention.end) for mention in find_dates(text)])


_SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"")


def _modality(claim: str, best: EvidenceSentence, matcher: Matcher) -> list[str]:
    """Held against the sentence that fits best: another one that something else happened proves nothing."""
    mine, theirs = modality_of(claim), modality_of(_relevant(best.text, matcher))
    if mine is theirs or mine is Modality.PLANNED:
        return []
    if Modality.DENIED in {mine, theirs}:
        return ["one of claim and quoted words denies what the other says"]
    return ["the quoted words only plan or promise it"] if tells_event(claim) else []


def _relevant(sentence: str, matcher: Matcher) -> str:
    """What is said in quotation marks, or what stands around them: whichever holds more of the claim."""
    speech = " ".join(_SPEECH.findall(sentence))
    around = _SPEECH.sub(" ", sentence)
    if not speech:
        return sentence

    def share(text: str) -> float:
        return sum(term.weight * matcher.strength(term, window(text)) for term in matcher.terms)

    return around if share(around) >= share(speech) else speech


def _absent_names(cited: Sequence[EvidenceSentence], matcher: Matcher) -> list[str]:
    parts = [part for term in matcher.terms for part in (term.parts or (term,))]
    return [
        f"“{part.text}” is not in the article"
        for part in parts
        if part.proper and not _in_article(part, cited, matcher)
    ]


def _in_article(name: Term, cited: Sequence[EvidenceSentence], matcher: Matcher) -> bool:
    if any(matcher.strength(name, window(sentence.passage)) >= _FOUND for sentence in cited):
        return True
    return any(window(searched_text(sentence.article)).names(name) for sentence in cited)


def _new_words(claim: str, cited: Sequence[EvidenceSentence], matcher: Matcher, question: str) -> list[str]:
    """Nouns of a claim that nothing quoted holds, where claim and quote share a language and so should share words."""
    if any(language_of(sentence.text) != language_of(claim) for sentence in cited):
        return []
    near = [window(question), *(window(sentence.passage) for sentence in cited)]
    return [
        term.text
        for term in matcher.terms
        if term.weight >= 1.0 and not any(matcher.strength(term, w) >= _FOUND for w in near)
    ]


def _share(cited: Sequence[EvidenceSentence], matcher: Matcher) -> tuple[float, list[str]]:
    """Share of the terms that the quoted words name, by weight, and the names found only elsewhere in the article."""
    total = found = 0.0
    elsewhere = []
    for term in matcher.terms:
        strength = max(matcher.strength(term, window(sentence.text)) for sentence in cited)
        total += term.weight
        found += term.weight * strength
        there = matcher.strength(term, window(cited[0].text)) >= _FOUND or window(cited[0].article.title).names(term)
        if term.proper and not there:
            elsewhere.append(term.text)
    return (found / total if total else 1.0), elsewhere
