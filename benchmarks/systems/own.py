"""Citedesk's search, each of its legs alone, and the legs under reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.models.protocols import Embedder
from assistant.retrieval.fusion import BIGRAMS, DENSE, MORPHEMES
from assistant.retrieval.search import POOL, Searcher
from assistant.text.keywords import bigrams, morphemes
from benchmarks.shelf import Shelf
from benchmarks.systems.system import System

RRF_CONSTANT = 60
"""G. Cormack, C. Clarke, S. Büttcher, Reciprocal Rank Fusion outperforms Condorcet (2009)."""


class Citedesk:
    """The search as it is used for answers."""

    name = "citedesk"

    def __init__(self, shelf: Shelf, embedder: Embedder) -> None:
        self._shelf = shelf
        self._searcher = Searcher(shelf.library, embedder)

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first; what prints the same words follows the one that is shown for all."""
        ranked: list[str] = []
        for found in self._searcher.search(question, k):
            ranked += self._shelf.ids([found.passage_id])
            ranked += [document for copy in found.also for document in self._shelf.of_article(copy.article_id)]
        return list(dict.fromkeys(ranked))[:k]


@dataclass(frozen=True)
class Dense:
    """Vectors alone."""

    shelf: Shelf
    embedder: Embedder
    name: str = DENSE

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first."""
        found = self.shelf.library.search_vectors(self.embedder.encode_queries([question])[0], k)
        return self.shelf.ids([id for id, _ in found])


@dataclass(frozen=True)
class Keywords:
    """BM25 over one kind of token alone."""

    shelf: Shelf
    name: Literal["morphemes", "bigrams"]
    tokens: Callable[[str], list[str]]

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first."""
        tokens = list(dict.fromkeys(self.tokens(question)))
        found = self.shelf.library.search_keywords(self.name, tokens, k) if tokens else []
        return self.shelf.ids([id for id, _ in found])


@dataclass(frozen=True)
class Reciprocal:
    """Reciprocal rank fusion of systems, all with the same say."""

    systems: tuple[System, ...]
    name: str = "rrf"

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first; ties by id."""
        scores: dict[str, float] = {}
        for system in self.systems:
            for at, document in enumerate(system.rank(question, POOL), 1):
                scores[document] = scores.get(document, 0.0) + 1 / (RRF_CONSTANT + at)
        return sorted(scores, key=lambda document: (-scores[document], document))[:k]


def own_systems(shelf: Shelf, embedder: Embedder) -> list[System]:
    """Citedesk first, then its parts, then another way to put them together."""
    legs: tuple[System, ...] = (
        Dense(shelf, embedder),
        Keywords(shelf, MORPHEMES, morphemes),
        Keywords(shelf, BIGRAMS, bigrams),
    )
    return [Citedesk(shelf, embedder), *legs, Reciprocal(legs)]
