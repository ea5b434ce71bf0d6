"""Each sentence of a written answer, bound to the sentences of the articles that support it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Claim, Verdict
from assistant.answering.bridge import Bridge
from assistant.answering.checking import check
from assistant.answering.entailment import Entailment
from assistant.answering.piecewise import proved_together
from assistant.answering.reasons import reason
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.support import Matcher
from assistant.answering.trimming import trimmed
from assistant.answering.window import aliases, window, with_aliases
from assistant.answering.wording import wording_of
from assistant.question.terms import claimed_terms
from assistant.text.dates import find_dates
from assistant.text.language import language_of
from assistant.text.normalise import visible
from assistant.text.numbers import find_quantities
from assistant.text.sentences import sentence_spans

_MARK = re.compile(r"\s*[\[【](\d{1,20}(?:\s*[,，-]\s*\d{1,20})*)[\]】]")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_FORMAT = re.compile(r"\*\*|__|`|^#+\s*")
_HINT = 0.15
"""What a mark that the model left adds to a sentence's fit; it decides between near equals only."""

_NUMBERS = 0.5
"""What a sentence that holds all numbers of a claim gains: less than the words it lacks would give it."""

_NEAR_EQUAL = 0.04


class Binder:
    """Binds claims to the sentences a model was given.

    :param question: what was asked; reasons are in its language.
    :param entailment: an inference model without whose consent nothing is verified.
    """

    def __init__(
        self,
        bridge: Bridge,
        sentences: Sequence[EvidenceSentence],
        question: str = "",
        entailment: Entailment | None = None,
    ) -> None:
        self._entailment = entailment
        self._bridge = bridge
        self._question = question
        self._sentences = list(sentences)
        self._known = aliases(tuple(sentence.passage for sentence in sentences))

    def bind(self, written: str) -> list[Claim]:
        """The claims of a written answer, each with its best verdict."""
        return [self._claim(text, marks) for text, marks in split_claims(written)]

    def _claim(self, text: str, marks: frozenset[int]) -> Claim:
        language = language_of(self._question or text)
        matcher = self._matcher(text)
        verdict, reasons, cited = self._best(text, marks, matcher)
        if verdict is not Verdict.VERIFIED and (together := proved_together(text, self._proof)):
            verdict, reasons, cited = Verdict.VERIFIED, (reason("agrees", language),), together
        if verdict is Verdict.VERIFIED and (doubt := self._doubt(text, cited)):
            verdict, reasons = Verdict.PARTLY, (reason(doubt, language),)
        kept = cited if verdict is not Verdict.UNSUPPORTED else ()
        quoted = self._trimmed(text, kept, verdict, matcher)
        return Claim(text=text, verdict=verdict, reasons=reasons, citations=tuple(one.cite() for one in quoted))

    def _matcher(self, text: str) -> Matcher:
        terms = tuple(with_aliases(term, self._known) for term in claimed_terms(_without_numbers(text)))
        return Matcher(self._bridge, terms, {})

    def _best(
        self, text: str, marks: frozenset[int], matcher: Matcher
    ) -> tuple[Verdict, tuple[str, ...], tuple[EvidenceSentence, ...]]:
        """The best verdict on a claim, its reasons, and the sentences that it rests on."""
        fits = [self._fit(text, at, marks, matcher) for at in range(len(self._sentences))]
        results = [(*check(text, cited, matcher, self._question), cited) for cited in self._choices(text, fits)]
        if not results:
            return Verdict.UNSUPPORTED, (reason("nothing_to_cite", language_of(self._question or text)),), ()
        return min(results, key=lambda result: _ORDER[result[0]])

    def _proof(self, piece: str) -> EvidenceSentence | None:
        """The sentence that alone says a piece of a claim."""
        verdict, _, cited = self._best(piece, frozenset(), self._matcher(piece))
        return cited[0] if verdict is Verdict.VERIFIED and len(cited) == 1 else None

    def _trimmed(
        self, text: str, cited: Sequence[EvidenceSentence], verdict: Verdict, matcher: Matcher
    ) -> tuple[EvidenceSentence, ...]:
        """Long sentences cut down to what matters, where that proves as much."""
        shorter = tuple(trimmed(one, text) for one in cited)
        if shorter == tuple(cited) or check(text, shorter, matcher, self._question)[0] is not verdict:
            return tuple(cited)
        return shorter

    def _doubt(self, text: str, cited: Sequence[EvidenceSentence]) -> str:
        """The reason of the inference model, if there is one and it does not agree."""
        return self._entailment.doubt(" ".join(one.text for one in cited), text) if self._entailment else ""

    def _choices(self, text: str, fits: list[float]) -> list[tuple[EvidenceSentence, ...]]:
        """The sentences that fit best, one by one, then the best with another of its article.

        A sentence that fits clearly less than the best is not tried alone, unless it holds a date or several numbers of
        the claim, and all of them: where the best one contradicts a claim, a worse one does not prove it.
        """
        order = sorted(range(len(fits)), key=lambda at: -fits[at])
        if not order:
            return []
        alone = [self._sentences[at] for at in order[:3] if fits[at] >= fits[order[0]] - _NEAR_EQUAL]
        mine = wording_of(text)
        if mine.dates or len(mine.quantities) > 1:
            alone += [self._sentences[at] for at in order[:5] if agreeing(text, self._sentences[at]) == 1.0][:2]
        others = [self._sentences[at] for at in order[1:3] if self._sentences[at].article.id == alone[0].article.id]
        return [(one,) for one in dict.fromkeys(alone)] + [(alone[0], other) for other in others]

    def _fit(self, text: str, at: int, marks: frozenset[int], matcher: Matcher) -> float:
        sentence = self._sentences[at]
        here = window(sentence.text)
        total = sum(term.weight for term in matcher.terms) or 1.0
        share = sum(term.weight * matcher.strength(term, here) for term in matcher.terms) / total
        numbers = agreeing(text, sentence)
        return share + _NUMBERS * numbers + _HINT * (at + 1 in marks)


def _without_numbers(text: str) -> str:
    """A claim without its dates and quantities, which are checked by value and not by their words."""
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    spans = dates + [(quantity.start, quantity.end) for quantity in find_quantities(text, dates)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


_ORDER = {Verdict.VERIFIED: 0, Verdict.PARTLY: 1, Verdict.UNSUPPORTED: 2}


def agreeing(text: str, sentence: EvidenceSentence) -> float:
    """Share of a claim's numbers and dates that a sentence states; of none, 0."""
    mine, theirs = wording_of(text, sentence.anchor), wording_of(sentence.text, sentence.anchor)
    found = [any(quantity.agrees(other) for other in theirs.quantities) for quantity in mine.quantities]
    found += [any(date.agrees(other) for other in theirs.dates) for date in mine.dates]
    return sum(found) / len(found) if found else 0.0


def split_claims(written: str) -> list[tuple[str, frozenset[int]]]:
    """Sentences and list items of a written answer, each with the marks that stood in it; a line ending in ":" is none."""
    claims = []
    for line in visible(written).splitlines():
        body = _FORMAT.sub("", _BULLET.sub("", line)).strip()
        for start, end in sentence_spans(body):
            piece = body[start:end]
            marks = frozenset(int(n) for found in _MARK.findall(piece) for n in re.findall(r"\d+", found))
            text = _MARK.sub("", piece).strip()
            if re.search(r"\w", text) and not text.endswith((":", "：")):
                claims.append((text, marks))
            elif marks and claims and not re.search(r"\w", text):
                claims[-1] = (claims[-1][0], claims[-1][1] | marks)
    return claims
