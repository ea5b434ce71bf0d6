"""How well a stretch of text speaks of what the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.bridge import Bridge
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.window import Window, window
from assistant.question.terms import Term
from assistant.text.dates import DateMention, find_dates

SENTENCE, PASSAGE, TITLE, ARTICLE = 1.0, 0.8, 0.6, 0.4
"""What a term is worth found in the sentence itself, near it, in the headline, or elsewhere in its article."""

GLOSSED = 0.9
"""What a word is worth of which one in the other language stands there that it may mean."""

NAMED = 0.5
"""Strength from which a compound name counts as named; a simple one is there or not."""


@dataclass(frozen=True)
class Support:
    """The terms of a question in one place: strength of each (0..1), their weighted mean, and that of all but the names.

    ``here`` are the strengths in the sentence alone, without what stands around it, and ``own`` their mean of all but the names.
    """

    strengths: tuple[float, ...]
    here: tuple[float, ...]
    coverage: float
    content: float
    own: float
    names_missing: tuple[str, ...]


class Matcher:
    """Looks for terms by their forms first, and by meaning where that fails."""

    def __init__(self, bridge: Bridge, terms: Sequence[Term], rarity: dict[str, float]) -> None:
        self._bridge = bridge
        self.terms = tuple(terms)
        self.weights = [term.weight * rarity.get(term.text, 1.0) for term in self.terms]
        # weights by which sentences of one article are told apart: none for dates
        self.timeless = [weight * (term.date is None) for term, weight in zip(self.terms, self.weights, strict=True)]
        self._found: dict[tuple[str, str, date | None], float] = {}

    def prepare(self, sentences: Sequence[EvidenceSentence]) -> None:
        """Look up at once what the sentences will be searched for by meaning."""
        texts = dict.fromkeys(text for sentence in sentences for text in (sentence.text, sentence.passage))
        terms = [leaf for term in self.terms for leaf in _leaves(term) if leaf.date is None and not leaf.closed]
        self._bridge.learn(
            (term.text, where.nouns, term.name)
            for where in map(window, texts)
            for term in terms
            if not where.names(term)
        )

    def strength(self, term: Term, where: Window, anchor: date | None = None) -> float:
        """How surely a text names a term, 0 to 1.

        :param anchor: the day the text was published, against which its dates are resolved.
        """
        key = (term.text, where.text, anchor)
        if key not in self._found:
            self._found[key] = self._look(term, where, anchor)
        return self._found[key]

    def _look(self, term: Term, where: Window, anchor: date | None) -> float:
        if term.date is not None:
            return _dated(term.date, find_dates(where.text, anchor))
        if where.names(term):
            return 1.0
        if term.parts:
            weights = sum(part.weight for part in term.parts)
            return sum(part.weight * self.strength(part, where) for part in term.parts) / weights
        near = 0.0 if term.closed else self._bridge.strength(term.text, where.nouns, name=term.name)
        return max(near, GLOSSED) if where.may_mean(term) else near

    def support(self, sentence: EvidenceSentence, article: str) -> Support:
        """The terms in a sentence, what stands near it, and its article (by forms only, since it may be long)."""
        anchor = sentence.anchor
        strengths, here, missing = [], [], []
        for term in self.terms:
            here.append(self.strength(term, window(sentence.text), anchor))
            found = max(
                SENTENCE * here[-1],
                PASSAGE * self.strength(term, window(sentence.passage), anchor),
                PASSAGE * self.published_then(term, anchor),
                TITLE * by_forms(term, window(sentence.article.title), anchor),
                ARTICLE * by_forms(term, window(article), anchor),
            )
            strengths.append(found)
            missing += [name.text for name in names_in(term) if not self._named(name, sentence, article)]
        coverage = _mean(list(zip(self.weights, strengths, strict=True)))
        content, own = self._content(strengths), self._content(here)
        return Support(tuple(strengths), tuple(here), coverage, content, own, tuple(missing))

    def _content(self, strengths: Sequence[float]) -> float:
        """The weighted mean of all terms but the names."""
        rated = zip(self.terms, self.weights, strengths, strict=True)
        return _mean([(weight, strength) for term, weight, strength in rated if not term.name])

    def published_then(self, term: Term, anchor: date | None) -> bool:
        """Whether a term is a date that the article was published on."""
        if term.date is None or anchor is None:
            return False
        return term.date.agrees(DateMention(0, 0, anchor.year, anchor.month, anchor.day))

    def _named(self, name: Term, sentence: EvidenceSentence, article: str) -> bool:
        """Whether a name stands in a sentence, near it or in its article; a bare number elsewhere in it is one of other things."""
        anchor = sentence.anchor
        wide = window(sentence.article.title) if name.text.replace(",", "").isdigit() else window(article)
        found = max(
            self.strength(name, window(sentence.text), anchor),
            self.strength(name, window(sentence.passage), anchor),
            float(self.published_then(name, anchor)),
            by_forms(name, wide, anchor),
        )
        return found >= NAMED if name.parts else found > 0


def _leaves(term: Term) -> list[Term]:
    """The simple terms of a term."""
    return [leaf for part in term.parts for leaf in _leaves(part)] if term.parts else [term]


def names_in(term: Term) -> list[Term]:
    """The names that a term is or holds; of a compound that is a name itself, only the countries count by themselves."""
    if term.name:
        return [term, *(part for part in term.parts if part.closed and part.proper)]
    return [part for part in term.parts if part.name]


def by_forms(term: Term, where: Window, anchor: date | None = None) -> float:
    """Strength by forms alone, parts counted in."""
    if term.date is not None:
        return _dated(term.date, find_dates(where.text, anchor))
    if where.names(term) or not term.parts:
        return float(where.names(term))
    return sum(part.weight * where.names(part) for part in term.parts) / sum(part.weight for part in term.parts)


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    """Weighted mean; of nothing, 1."""
    total = sum(weight for weight, _ in weighted)
    return sum(weight * value for weight, value in weighted) / total if total else 1.0


def _dated(asked: DateMention, stated: Sequence[DateMention]) -> float:
    return float(any(asked.agrees(mention) for mention in stated))
