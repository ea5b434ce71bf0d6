"""The articles' own words beside those of a model, where what it wrote does not prove what the reader found best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Claim, Verdict
from assistant.answering.binding import agreeing
from assistant.answering.expected import has_type
from assistant.answering.extractive import write_extract
from assistant.answering.reading import Reading
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.window import window
from assistant.answering.wording import wording_of
from assistant.question.question import Question
from assistant.text.language import language_of


def own_words(written: Sequence[Claim], reading: Reading) -> tuple[Claim, ...]:
    """The quotes that answer without a model, unless one of its claims is verified by the best of them and answers too.

    So an answer with a model holds no less of what answers than one without. Where another sentence verifies one of its claims
    that answers, the best alone stands beside it.
    """
    best = reading.scored[0].sentence
    answering = [
        claim for claim in written if claim.verdict is Verdict.VERIFIED and tells(claim.text, best, reading.question)
    ]
    if any(_rests_on(claim, best) for claim in answering):
        return ()
    quotes = write_extract(reading).claims
    return tuple(claim for claim in (quotes[:1] if answering else quotes) if not _said(claim, written))


def _rests_on(claim: Claim, sentence: EvidenceSentence) -> bool:
    """Whether a claim cites a sentence, or another that tells its figures as this one does."""
    return agreeing(claim.text, sentence) == 1.0 or any(_of(cited, sentence) for cited in claim.citations)


def _of(cited: Citation, sentence: EvidenceSentence) -> bool:
    return cited.article_id == sentence.article.id and cited.start < sentence.end and sentence.start < cited.end


def tells(text: str, source: EvidenceSentence, question: Question) -> bool:
    """Whether a claim says what was asked for, of the kind that was asked for and beyond the question's own words."""
    if not has_type(question, replace(source, text=text)):
        return False
    said = wording_of(text, source.anchor)
    if language_of(text) != language_of(question.standalone) or said.quantities or said.dates:
        return True
    asked = window(question.standalone)
    return any(not asked.tells(word.form) for word in said.words)


def repeats(claim: Claim, question: Question) -> bool:
    """Whether a claim that is not proved says no word, number or date that the question does not say itself."""
    if claim.verdict is Verdict.VERIFIED or language_of(claim.text) != language_of(question.standalone):
        return False
    said, asked, here = wording_of(claim.text), wording_of(question.standalone), window(question.standalone)
    return (
        all(here.tells(word.form) for word in said.words)
        and all(any(one.agrees(other) for other in asked.quantities) for one in said.quantities)
        and all(any(one.agrees(other) for other in asked.dates) for one in said.dates)
    )


def _said(quote: Claim, written: Sequence[Claim]) -> bool:
    return any(quote.text in claim.text for claim in written)
