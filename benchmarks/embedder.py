"""An embedding model that remembers, where several systems hold the same texts and are asked the same questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.models.protocols import Embedder, EmbeddingFingerprint, TokenEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Remembering:
    """Embeds each text once. For measuring what is found, never for measuring time."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._questions: dict[str, NDArray[np.float32]] = {}
        self._passages: dict[str, NDArray[np.float32]] = {}
        self._tokens: tuple[dict[str, NDArray[np.float32]], ...] = ({}, {})

    @property
    def fingerprint(self) -> EmbeddingFingerprint:
        """Identity of the vectors."""
        return self._embedder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed questions, those asked before from memory; shape (number of texts, dimension)."""
        return _recall(self._questions, texts, self._embedder.encode_queries)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages, those embedded before from memory; shape (number of texts, dimension)."""
        return _recall(self._passages, texts, lambda new: self._embedder.encode_passages(new, progress))

    def token_vectors(self, texts: Sequence[str], *, questions: bool) -> list[NDArray[np.float32]] | None:
        """Vectors of the tokens of each text, those embedded before from memory; ``None`` where the model has none."""
        embedder = self._embedder
        if not isinstance(embedder, TokenEmbedder):
            return None
        known = self._tokens[questions]
        new = [text for text in dict.fromkeys(texts) if text not in known]
        made = embedder.token_vectors(new, questions=questions) if new else []
        if made is None:
            return None
        known.update(zip(new, made, strict=True))
        return [known[text] for text in texts]


def _recall(
    known: dict[str, NDArray[np.float32]], texts: Sequence[str], encode: Callable[[list[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    import numpy as np

    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        known.update(zip(new, encode(new), strict=True))
    return np.stack([known[text] for text in texts])
