"""A long sentence cut down to the clauses that a claim rests on, still letter for letter."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.sentences import EvidenceSentence
from assistant.answering.wording import wording_of
from assistant.text.clauses import clause_spans

LONG = 160
"""Characters from which a sentence is cut down."""


def trimmed(sentence: EvidenceSentence, claim: str) -> EvidenceSentence:
    """The stretch of a long sentence from the first to the last clause that shares words or numbers with a claim.

    :returns: the sentence itself where it is short or nothing can go.
    """
    if len(sentence.text) < LONG:
        return sentence
    source = wording_of(sentence.text, sentence.anchor)
    mine = wording_of(claim, sentence.anchor)
    forms = {word.form for word in mine.words}
    places = [word.start for word in source.words if word.form in forms]
    places += [one.start for one in source.quantities if any(other.agrees(one) for other in mine.quantities)]
    places += [one.start for one in source.dates if any(other.agrees(one) for other in mine.dates)]
    told = [span for span in clause_spans(sentence.text) if any(span[0] <= place < span[1] for place in places)]
    if not told:
        return sentence
    start, end = told[0][0], told[-1][1]
    text = sentence.text[start:end].rstrip()
    return replace(sentence, start=sentence.start + start, end=sentence.start + start + len(text), text=text)
