"""An embedding model that remembers questions, where several systems are asked the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.models.protocols import Embedder, EmbeddingFingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Remembering:
    """Embeds each question once. For measuring what is found, never for measuring time."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def fingerprint(self) -> EmbeddingFingerprint:
        """Identity of the vectors."""
        return self._embedder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed questions, those asked before from memory; shape (number of texts, dimension)."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.encode_queries(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages; shape (number of texts, dimension)."""
        return self._embedder.encode_passages(texts, progress)
