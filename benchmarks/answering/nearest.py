"""Which of several wordings means nearly what an answer says."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models.protocols import Embedder


class NearestChoice:
    """By the cosine of their embeddings."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def nearest(self, text: str, choices: Sequence[str]) -> str:
        """The choice nearest in meaning."""
        vectors = self._embedder.encode_queries([text, *choices])
        cosines = vectors[1:] @ vectors[0]
        return choices[int(cosines.argmax())]
