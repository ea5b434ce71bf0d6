"""Reading the evidence: which sentences answer the question, and whether any does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Evidence
from assistant.answering.bridge import Bridge
from assistant.answering.expected import counted, counts_target, has_type
from assistant.answering.items import ItemList, Rating, find_items
from assistant.answering.nearness import Nearness
from assistant.answering.offices import Office, held_elsewhere, office_of
from assistant.answering.orders import speaks_to_a_model
from assistant.answering.penalties import penalty
from assistant.answering.sentences import EvidenceSentence, searched_text, sentences_of_passage, unique
from assistant.answering.spelling import Spelled, spelled
from assistant.answering.support import Matcher, Support
from assistant.answering.telling import telling
from assistant.answering.window import aliases, window, with_aliases
from assistant.article import Article
from assistant.models.protocols import Embedder
from assistant.question.question import Kind, Question
from assistant.question.terms import Term
from assistant.retrieval.breadth import read_whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.library import Library

ENOUGH = 0.5
"""Weighted share of the question's terms that an answer's surroundings must name; chosen in ``docs/answers.md``."""

CONTENT = 0.4
"""The same for what it asks about its names: naming a country and a year answers nothing about its birth rate."""

NEARER = 0.15
"""How much less must be named in the other language for each deviation that a passage is nearer than chance, and more for each that
it is further: few words there are known, and what single words mean says less than the whole."""

FOREIGN = (0.4, 0.6)
"""The least and the most that must be named there."""

_WEIGHTS = {
    "coverage": 0.5,
    "dense": 0.2,
    "type": 0.15,
    "prior": 0.1,
    "place": 0.05,
    "focus": 0.1,
    "counts": 0.1,
    "telling": 0.3,
}
"""What speaks for a sentence; ``place`` because news puts what matters most first, ``focus`` because a question ends with
what it wants to know of the things that it began with, ``counts`` because a number that stands at what is counted is no other,
``telling`` because what the whole article is about tells no sentence of it from the others (of those that hold what was asked for)."""

_NAMELESS = 0.5
"""How much of ``type`` a sentence has without a name where it was asked who: a post or a body may be the answer."""

_FOCUS = 2
"""Words at the end of a question, names and dates aside, that say what is asked of the others."""

_DENSE_POOL = 12


@dataclass(frozen=True)
class Scored:
    """A sentence with its score (0..1) for a question and what speaks for it; ``enough`` is the coverage that it needs."""

    sentence: EvidenceSentence
    score: float
    support: Support
    typed: bool
    enough: float = ENOUGH


@dataclass(frozen=True)
class Reading:
    """The sentences that may answer, best first, and the others ``beside`` them; ``missing`` are names that the articles do not hold.

    ``answerable`` is false when no sentence speaks of what was asked. ``items`` is set for lists and counts.
    ``respelled`` are names that the articles spell otherwise than the question.
    """

    question: Question
    scored: tuple[Scored, ...]
    answerable: bool
    beside: tuple[Scored, ...] = ()
    missing: tuple[str, ...] = ()
    items: ItemList | None = None
    respelled: tuple[Spelled, ...] = ()


class Reader:
    """Reads the evidence of one library with one embedding model.

    :param bridge: compares words by the same model; shared, since it keeps their vectors.
    """

    def __init__(self, library: Library, embedder: Embedder, bridge: Bridge) -> None:
        self._library = library
        self._embedder = embedder
        self._bridge = bridge
        self._nearness = Nearness(library)

    def read(self, question: Question, evidence: Sequence[Evidence]) -> Reading:
        """Rank the sentences of the evidence and decide whether they answer."""
        if not evidence:
            return Reading(question, (), answerable=False)
        articles = {found.article_id: self._library.article(found.article_id) for found in evidence}
        sentences = self._sentences(question, evidence, articles)
        matcher, respelled = self._matcher(question, evidence)
        vector = self._embedder.encode_queries([question.standalone])[0]
        near = self._nearness.surplus(vector, evidence, question.language)
        things = counted(question)
        scored = [
            replace(one, enough=_enough(near.get(one.sentence.passage), _speaks_of(things, one.sentence, matcher)))
            for one in self._score(question, sentences, matcher, vector)
        ]
        items = find_items(question, sentences, matcher, _ratings(scored)) if question.kind is Kind.LIST else None
        whole = {item.sentence.key for item in items.items} if items and items.certain(question.count) else set()
        answering = [one for one in scored if self._answers(question, one) or _listed(one, whole)]
        missing = () if answering else min((one.support.names_missing for one in scored), key=len, default=())
        beside = tuple(one for one in scored if one not in answering) if answering else ()
        return Reading(question, tuple(answering or scored), bool(answering), beside, missing, items, respelled)

    def _sentences(
        self, question: Question, evidence: Sequence[Evidence], articles: dict[str, Article]
    ) -> list[EvidenceSentence]:
        best: dict[str, float] = {}
        for found in evidence:
            best.setdefault(found.article_id, found.scores.get("fused", 0.0))
        sentences = [
            sentence
            for found in evidence
            for sentence in sentences_of_passage(found, articles[found.article_id], found.scores.get("fused", 0.0))
        ]
        whole = read_whole(evidence) if question.kind in {Kind.LIST, Kind.COUNT} else []
        for article_id in whole:
            for passage in self._library.passages_of(article_id):
                sentences += sentences_of_passage(passage, articles[article_id], best[article_id] / 2)
        return unique([sentence for sentence in sentences if not speaks_to_a_model(sentence.text)])

    def _matcher(self, question: Question, evidence: Sequence[Evidence]) -> tuple[Matcher, tuple[Spelled, ...]]:
        """What looks for the terms of a question, by the names that the evidence has for them."""
        texts = tuple(text for found in evidence for text in (found.text, found.title))
        respelled = {term: found for term in question.terms if (found := spelled(term, texts))}
        known = aliases(texts)
        terms = tuple(
            respelled[term].term if term in respelled else with_aliases(term, known) for term in question.terms
        )
        return Matcher(self._bridge, terms, self._rarity(question)), tuple(respelled.values())

    def _rarity(self, question: Question) -> dict[str, float]:
        """How telling each term is: 1 for one that hardly any passage holds, less for what many hold."""
        passages = max(self._library.searched(), 2)
        forms = {form for term in question.terms for form in term.forms}
        counts = self._library.document_frequencies("morphemes", sorted(forms))
        return {
            term.text: max(0.3, min(1.0, math.log(passages / (1 + most)) / math.log(passages)))
            for term in question.terms
            for most in [max((counts.get(form, 0) for form in term.forms), default=0)]
        }

    def _score(
        self, question: Question, sentences: list[EvidenceSentence], matcher: Matcher, vector: NDArray[np.float32]
    ) -> list[Scored]:
        texts = {sentence.article.id: searched_text(sentence.article) for sentence in sentences}
        office = office_of(question)
        matcher.prepare(sentences)
        supports = [self._support(matcher, s, texts[s.article.id], office) for s in sentences]
        told = telling([sentence.article.id for sentence in sentences], supports, matcher.timeless)
        order = sorted(range(len(sentences)), key=lambda at: -(supports[at].coverage + 0.3 * sentences[at].prior))
        dense = self._dense(vector, [sentences[at] for at in order[:_DENSE_POOL]])
        scored = []
        for place, at in enumerate(order):
            typed = has_type(question, sentences[at])
            parts = {"coverage": supports[at].coverage, "dense": dense[place] if place < len(dense) else 0.0,
                     "type": max(float(typed), _NAMELESS * (question.kind is Kind.WHO)), "prior": sentences[at].prior,
                     "place": 1 - sentences[at].start / len(sentences[at].article.text),
                     "focus": _focus(matcher, sentences[at]),
                     "counts": float(counts_target(question, sentences[at].text)),
                     "telling": told[at] * typed}  # fmt: skip
            score = sum(_WEIGHTS[name] * value for name, value in parts.items())
            scored.append(Scored(sentences[at], score - penalty(question, sentences[at]), supports[at], typed))
        return sorted(scored, key=lambda one: -one.score)

    @staticmethod
    def _support(matcher: Matcher, sentence: EvidenceSentence, article: str, office: Office | None) -> Support:
        """What speaks for a sentence; the office that is another's there counts as a name that it lacks."""
        found = matcher.support(sentence, article)
        if office is None or not held_elsewhere(office, sentence.text, article):
            return found
        return replace(found, names_missing=(*found.names_missing, office.text))

    def _dense(self, vector: NDArray[np.float32], sentences: list[EvidenceSentence]) -> list[float]:
        """Cosine of question and sentence, scaled to 0..1 among these sentences."""
        if not sentences:
            return []
        cosines = [float(c) for c in self._embedder.encode_passages([s.text for s in sentences]) @ vector]
        low, high = min(cosines), max(cosines)
        return [(cosine - low) / (high - low) if high > low else 1.0 for cosine in cosines]

    def _answers(self, question: Question, one: Scored) -> bool:
        content = one.enough - (ENOUGH - CONTENT)
        if one.support.names_missing or one.support.coverage < one.enough or one.support.content < content:
            return False
        return one.typed or question.kind not in {Kind.AMOUNT, Kind.COUNT, Kind.DATE}


def _enough(near: float | None, counts: bool) -> float:
    """The coverage that a sentence needs, by how much nearer than chance its passage in the other language is; all of the question
    where it does not speak of what is counted, since it holds other numbers.
    """
    if near is None:
        return ENOUGH
    return min(FOREIGN[1], max(FOREIGN[0], ENOUGH - NEARER * near)) if counts else 1.0


def _speaks_of(things: Term | None, sentence: EvidenceSentence, matcher: Matcher) -> bool:
    return things is None or any(
        matcher.strength(things, window(text)) > 0 for text in (sentence.text, sentence.passage)
    )


def _listed(one: Scored, whole: set[tuple[str, int, int]]) -> bool:
    """Whether a sentence names just as many things as were asked for, near all names of the question."""
    return one.sentence.key in whole and not one.support.names_missing


def _ratings(scored: Sequence[Scored]) -> dict[tuple[str, int, int], Rating]:
    return {one.sentence.key: Rating(one.support.coverage, one.score) for one in scored}


def _focus(matcher: Matcher, sentence: EvidenceSentence) -> float:
    """How many of the last words of the question a sentence names itself."""
    last = [term for term in matcher.terms if not term.name][-_FOCUS:]
    here = window(sentence.text)
    return sum(matcher.strength(term, here, sentence.anchor) for term in last) / len(last) if last else 0.0
