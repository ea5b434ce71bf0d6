"""From a question to evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Copy, Evidence, Filters
from assistant.article import BlockKind, Passage
from assistant.models.protocols import Embedder
from assistant.question.source_phrases import without_source_phrases
from assistant.question.timeframe import TimeFrame
from assistant.retrieval.asked_words import AskedWords
from assistant.retrieval.closeness import LOOKED, with_closeness
from assistant.retrieval.copies import broad, copies_of
from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES, Fused, base_weights, fuse, leg_weights
from assistant.retrieval.late_interaction import word_by_word
from assistant.retrieval.other_language import in_both
from assistant.retrieval.places import places
from assistant.retrieval.recency import WEIGHT, recency
from assistant.retrieval.reranking import reranked
from assistant.retrieval.window import allowed_passages, time_frame
from assistant.text.normalise import clean_question

if TYPE_CHECKING:
    from assistant.library import ArticleSummary, Leg, Library
    from assistant.models.cross_encoder import PairModel

POOL = 50
"""Candidates that each leg may bring."""

BURDEN = {BlockKind.TITLE: 0.15, BlockKind.DECK: 0.1, BlockKind.CAPTION: 0.05}
"""Taken from the score of what is short and says little: it fits a question well and seldom answers it."""

_KEYWORDS: tuple[Leg, ...] = (MORPHEMES, BIGRAMS)


class Searcher:
    """Finds passages in one library with one embedding model.

    :param weights: of the dense leg, morphemes and bigrams; without them ours.
    :param reranker: reads the best candidates again, if there is one.
    """

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        weights: Sequence[float] | None = None,
        reranker: PairModel | None = None,
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._weights = base_weights(weights)
        self._reranker = reranker

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
        text = without_source_phrases(clean_question(frame.searched if frame else question))
        allowed = allowed_passages(self._library, filters, frame)
        if not text or (allowed is not None and not allowed):
            return []
        ranked, weights = self._rank(text, allowed, current=frame is not None and frame.current)
        found, where = self._evidence(broad(self._library, ranked, k), allowed), places(ranked)
        counted = {leg: round(weight, 4) for leg, weight in weights.items()}
        return [each.model_copy(update={"ranks": where[each.passage_id], "weights": counted}) for each in found]

    def _rank(
        self, text: str, allowed: frozenset[str] | None, *, current: bool
    ) -> tuple[list[Fused], dict[str, float]]:
        """All candidates, best first, and what each leg counted."""
        vector = self._embedder.encode_queries([text])[0]
        scores: dict[str, dict[str, float]] = {DENSE: dict(self._library.search_vectors(vector, POOL, allowed))}
        spoken = in_both(text, self._library)
        asked = {leg: AskedWords.of(text, spoken, leg, self._library) for leg in _KEYWORDS}
        for leg, words in asked.items():
            scores[leg] = dict(self._library.search_keywords(leg, words.tokens, POOL, allowed))
        missing = sorted({id for leg in asked for id in scores[leg]} - scores[DENSE].keys())
        for id, found in self._library.vectors(missing).items():
            scores[DENSE][id] = float(found @ vector)
        passages = self._library.passages(list(scores[DENSE]))
        burden = {id: BURDEN.get(passage.kind, 0.0) for id, passage in passages.items()}
        if current:
            burden = self._fresher(burden, passages)
        weights = leg_weights({leg: words.known for leg, words in asked.items()}, self._weights)
        ranked = self._closer(fuse(scores, weights, burden), asked[MORPHEMES])
        if self._reranker is not None:
            return reranked(self._reranker, text, ranked, passages, burden), weights
        return word_by_word(self._embedder, text, ranked, passages), weights

    def _closer(self, ranked: list[Fused], asked: AskedWords) -> list[Fused]:
        """The candidates with their closeness, unless somebody set the keyword legs to nothing."""
        if not self._weights[MORPHEMES] + self._weights[BIGRAMS]:
            return ranked
        held = self._library.tokens(MORPHEMES, [each.id for each in ranked[:LOOKED]])
        return with_closeness(ranked, {id: asked.closeness(tokens) for id, tokens in held.items()})

    def _fresher(self, burden: dict[str, float], passages: dict[str, Passage]) -> dict[str, float]:
        """The burden of each passage, less what its article gains by being recent."""
        recent = recency(self._library.timeline.published(list({each.article_id for each in passages.values()})))
        return {id: taken - WEIGHT * recent.get(passages[id].article_id, 0.0) for id, taken in burden.items()}

    def _evidence(self, ranked: Sequence[Fused], allowed: frozenset[str] | None) -> list[Evidence]:
        passages = self._library.passages([item.id for item in ranked])
        articles = self._library.summaries([passage.article_id for passage in passages.values()])
        found = [(item, each) for item in ranked if (each := passages.get(item.id)) and each.article_id in articles]
        return [
            _as_evidence(rank, item, passage, articles[passage.article_id], copies_of(self._library, passage, allowed))
            for rank, (item, passage) in enumerate(found, 1)
        ]


def _as_evidence(rank: int, item: Fused, passage: Passage, article: ArticleSummary, also: tuple[Copy, ...]) -> Evidence:
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
        also=also,
    )
