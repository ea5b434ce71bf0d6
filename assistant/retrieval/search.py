"""From a question to evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Evidence, Filters
from assistant.article import Article, BlockKind, Passage
from assistant.models.protocols import Embedder
from assistant.question.timeframe import TimeFrame
from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES, Fused, fuse, knowledge, leg_weights
from assistant.retrieval.other_language import token_groups
from assistant.retrieval.recency import WEIGHT, recency
from assistant.retrieval.window import allowed_passages, time_frame
from assistant.text.keywords import bigrams, morphemes
from assistant.text.normalise import clean_question

if TYPE_CHECKING:
    from assistant.library import Leg, Library

POOL = 50
"""Candidates that each leg may bring."""

BURDEN = {BlockKind.TITLE: 0.15, BlockKind.DECK: 0.1, BlockKind.CAPTION: 0.05}
"""Taken from the score of what is short and says little: it fits a question well and seldom answers it."""

_TOKENS = {MORPHEMES: morphemes, BIGRAMS: bigrams}


class Searcher:
    """Finds passages in one library with one embedding model."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder

    def time_frame(self, question: str, today: date) -> TimeFrame:
        """How a question is understood in time, over this library."""
        return time_frame(self._library, clean_question(question), today)

    def search(
        self, question: str, k: int, filters: Filters | None = None, frame: TimeFrame | None = None
    ) -> list[Evidence]:
        """The passages that best fit a question, best first.

        :param k: how many at most.
        :param frame: how the question was understood in time; without it, time plays no part.
        """
        text = clean_question(frame.searched if frame else question)
        allowed = allowed_passages(self._library, filters, frame)
        if not text or (allowed is not None and not allowed):
            return []
        ranked = self._rank(text, allowed, current=frame is not None and frame.current)[:k]
        return self._evidence(ranked)

    def _rank(self, text: str, allowed: frozenset[str] | None, *, current: bool) -> list[Fused]:
        vector = self._embedder.encode_queries([text])[0]
        scores: dict[str, dict[str, float]] = {DENSE: dict(self._library.search_vectors(vector, POOL, allowed))}
        known: dict[str, float] = {}
        legs: tuple[Leg, ...] = (MORPHEMES, BIGRAMS)
        for leg in legs:
            scores[leg], known[leg] = self._keywords(leg, text, allowed)
        missing = sorted({id for leg in legs for id in scores[leg]} - scores[DENSE].keys())
        for id, found in self._library.vectors(missing).items():
            scores[DENSE][id] = float(found @ vector)
        passages = self._library.passages(list(scores[DENSE]))
        burden = {id: BURDEN.get(passage.kind, 0.0) for id, passage in passages.items()}
        if current:
            burden = self._fresher(burden, passages)
        return fuse(scores, leg_weights(known), burden)

    def _fresher(self, burden: dict[str, float], passages: dict[str, Passage]) -> dict[str, float]:
        """The burden of each passage, less what its article gains by being recent."""
        recent = recency(self._library.timeline.published(list({each.article_id for each in passages.values()})))
        return {id: taken - WEIGHT * recent.get(passages[id].article_id, 0.0) for id, taken in burden.items()}

    def _keywords(self, leg: Leg, text: str, allowed: frozenset[str] | None) -> tuple[dict[str, float], float]:
        groups = token_groups(text, _TOKENS[leg], self._library)
        tokens = sorted(frozenset().union(*groups)) if groups else []
        if not tokens:
            return {}, 0.0
        frequencies = self._library.document_frequencies(leg, tokens)
        known = knowledge(groups, frequencies, self._library.counts().passages)
        return dict(self._library.search_keywords(leg, tokens, POOL, allowed)), known

    def _evidence(self, ranked: Sequence[Fused]) -> list[Evidence]:
        passages = self._library.passages([item.id for item in ranked])
        articles = {passage.article_id: self._library.article(passage.article_id) for passage in passages.values()}
        found = [(item, passages[item.id]) for item in ranked if item.id in passages]
        return [
            _as_evidence(rank, item, passage, articles[passage.article_id])
            for rank, (item, passage) in enumerate(found, 1)
        ]


def _as_evidence(rank: int, item: Fused, passage: Passage, article: Article) -> Evidence:
    scores = {leg: round(score, 4) for leg, score in item.legs.items()} | {"fused": round(item.score, 4)}
    return Evidence(
        rank=rank,
        passage_id=passage.id,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        rights=article.rights,
        kind=passage.kind,
        language=passage.language,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        scores=scores,
    )
