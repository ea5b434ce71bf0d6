"""A long sentence cut down to the clauses that answer a narrow question, still letter for letter."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.sentences import EvidenceSentence
from assistant.answering.trimming import LONG
from assistant.answering.window import window
from assistant.question.question import Kind, Question
from assistant.text.clauses import clause_spans
from assistant.text.dates import find_dates
from assistant.text.modality import signs_of
from assistant.text.numbers import find_quantities

_NARROW = frozenset({Kind.DATE, Kind.AMOUNT, Kind.COUNT})
"""Kinds of questions whose answers are known when they are seen: no other clause can hold one."""

_SPEAKER = re.compile(
    r"밝혔|말했|전했|설명했|강조했|덧붙|주장했|지적했|따르면|발표했|보도했|[다라]고 |[다라]며 |[“”\"]"
    r"|\b(?:said|says|told|added|according to|announced|reported|argued|claimed|wrote)\b",
    re.IGNORECASE,
)


def compressed(sentence: EvidenceSentence, question: Question) -> EvidenceSentence:
    """The stretch of a long sentence from the first to the last clause that names what was asked or holds a figure that may answer.

    A clause that denies, plans, supposes or names a speaker is never cut off.

    :returns: the sentence itself where it is short, the question is open, or nothing can go.
    """
    if len(sentence.text) < LONG or question.kind not in _NARROW:
        return sentence
    spans = clause_spans(sentence.text)
    needed = [span for span in spans if _needed(sentence.text[slice(*span)], sentence, question)]
    if not needed:
        return sentence
    start, end = needed[0][0], needed[-1][1]
    kept = sentence.text[start:end].rstrip(" ,")
    if signs_of(kept) != signs_of(sentence.text):
        return sentence
    return replace(sentence, start=sentence.start + start, end=sentence.start + start + len(kept), text=kept)


def _needed(clause: str, sentence: EvidenceSentence, question: Question) -> bool:
    if _SPEAKER.search(clause):
        return True
    here = window(clause)
    if any(here.names(term) or any(here.names(part) for part in term.parts) for term in question.terms):
        return True
    dates = find_dates(clause, sentence.anchor)
    if question.kind is Kind.DATE:
        return bool(dates)
    return bool(find_quantities(clause, [(date.start, date.end) for date in dates]))
