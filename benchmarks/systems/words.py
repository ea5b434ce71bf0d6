"""BM25 over words between blanks: what search made for English does with Korean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.outcome import MissingData

if TYPE_CHECKING:
    from bm25s import BM25


class Words:
    """The ``bm25s`` library with its own settings (Lucene's BM25); words in lower case, signs at their ends left out."""

    name = "words"

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        """Index (id, text) pairs.

        :raises MissingData: when ``bm25s`` is not installed.
        """
        try:
            import bm25s
        except ImportError as error:
            raise MissingData("bm25s is not installed (it comes with citedesk[dev])") from error
        self._ids = [id for id, _ in texts]
        self._index: BM25 = bm25s.BM25()
        self._index.index([words(text) for _, text in texts], show_progress=False)

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents that hold a word of the question, best first."""
        k = min(k, len(self._ids))
        found, scores = self._index.retrieve([words(question)], k=k, show_progress=False)
        return [self._ids[at] for at, score in zip(found[0], scores[0], strict=True) if score > 0]


def words(text: str) -> list[str]:
    """Words between blanks."""
    cleaned = (word.strip(".,!?;:\"'()[]‘’“”…·") for word in text.lower().split())
    return [word for word in cleaned if word]
