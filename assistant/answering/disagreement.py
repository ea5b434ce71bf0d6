"""Articles that state different numbers or days for the same thing: both are shown, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.answer import Claim
from assistant.answering.extractive import Written, quote_claim
from assistant.answering.phrases import phrase
from assistant.answering.reading import Reading, Scored
from assistant.question.question import Kind, Question
from assistant.text.dates import find_dates
from assistant.text.modality import Modality, modality_of
from assistant.text.numbers import find_quantities

_LOOKED_AT = 12
"""Sentences, best first, among which another article's word is looked for."""

_AS_GOOD = 0.88
"""Share of the best sentence's score from which another may answer as well."""

_COVERAGE = 0.05
"""How much less of the question its surroundings may name."""


def other_words(reading: Reading) -> list[Scored]:
    """The best sentence and one of another article that answers as well and disagrees, newest first; else nothing."""
    if reading.question.kind not in {Kind.AMOUNT, Kind.COUNT, Kind.DATE} or not reading.answerable:
        return []
    top = reading.scored[0]
    for one in reading.scored[1:_LOOKED_AT]:
        if _answers_as_well(one, top) and _disagree(reading.question, one, top) and _states(reading.question, one):
            return sorted([top, one], key=_published, reverse=True)
    return []


def with_both(written: Written, reading: Reading) -> Written:
    """An answer with what another article says otherwise; its newest word comes first."""
    both = other_words(reading)
    if not both or not written.claims:
        return written
    language = reading.question.language
    quotes = [quote_claim(one.sentence, language) for one in both]
    rest = [claim for claim in written.claims if not _cites_any(claim, both)]
    days = ", ".join(day.date().isoformat() for one in both if (day := one.sentence.article.published))
    note = phrase("differ", language, days=days) if days else phrase("differ_undated", language)
    return replace(written, claims=(*quotes, *rest), notes=(*written.notes, note))


def _answers_as_well(one: Scored, top: Scored) -> bool:
    elsewhere = one.sentence.article.id != top.sentence.article.id
    as_good = one.score >= _AS_GOOD * top.score and one.support.coverage >= top.support.coverage - _COVERAGE
    return elsewhere and as_good and one.typed


def _states(question: Question, one: Scored) -> bool:
    """Whether it says what is or was: what was once planned contradicts nothing, unless plans are asked for."""
    return question.planned or modality_of(one.sentence.text) is not Modality.PLANNED


def _disagree(question: Question, one: Scored, top: Scored) -> bool:
    """Whether no value that answers in the one is in the other."""
    return not any(mine == theirs for mine in _values(question, one) for theirs in _values(question, top))


def _values(question: Question, one: Scored) -> Sequence[object]:
    sentence = one.sentence
    dates = find_dates(sentence.text, sentence.anchor)
    if question.kind is Kind.DATE:
        return [date.parts for date in dates]
    found = find_quantities(sentence.text, [(date.start, date.end) for date in dates])
    return [(q.value, q.unit) for q in found if not question.units or q.unit in question.units]


def _cites_any(claim: Claim, both: Sequence[Scored]) -> bool:
    """Whether a claim rests on one of these sentences, whole or cut down."""
    return any(
        cited.article_id == one.sentence.article.id
        and cited.start < one.sentence.end
        and one.sentence.start < cited.end
        for cited in claim.citations
        for one in both
    )


def _published(one: Scored) -> datetime:
    return one.sentence.article.published or datetime.min.replace(tzinfo=UTC)
