"""What the rest of Citedesk asks of an embedding model; real encoders and small fakes both fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class EmbeddingFingerprint:
    """What makes two vectors comparable: vectors of different fingerprints must never meet in one index.

    The number format of the computation is not part of it: bfloat16 and float32 runs of one model agree to a
    cosine of 0.998 or better, and may be mixed.

    :param name: the model's name, without folder.
    :param sha256: hash of ``model.safetensors`` (of all its shards' hashes when there are several).
    :param dimension: length of a vector.
    :param query_prefix: what stands before a question when it is embedded.
    :param passage_prefix: what stands before a passage when it is embedded.
    :param normalised: whether vectors have length 1.
    """

    name: str
    sha256: str
    dimension: int
    query_prefix: str
    passage_prefix: str
    normalised: bool = True


class Embedder(Protocol):
    """Turns questions and passages into vectors."""

    @property
    def fingerprint(self) -> EmbeddingFingerprint:
        """Identity of the vectors."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed questions.

        :returns: array of shape (number of texts, dimension).
        """
        ...

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages.

        :param progress: called with the number of texts done so far.
        :returns: array of shape (number of texts, dimension), in the order of the texts.
        """
        ...


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedding model that also gives vectors of single tokens."""

    def token_vectors(self, texts: Sequence[str], *, questions: bool) -> list[NDArray[np.float32]] | None:
        """Embed each token of each text.

        :param questions: whether the texts are questions; else they are passages.
        :returns: for each text an array of shape (tokens, dimension), rows of length 1; ``None`` when the model was not made
            so that its tokens can be compared.
        """
        ...
