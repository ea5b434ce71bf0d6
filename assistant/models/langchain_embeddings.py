"""Lets LangChain parts use our encoder."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from assistant.models.protocols import Embedder


class EncoderEmbeddings(Embeddings):
    """An embedding model as LangChain's ``Embeddings``.

    :param encoder: the model, loaded or fake.
    """

    def __init__(self, encoder: Embedder) -> None:
        self.encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, with the passage prefix."""
        return [[float(value) for value in row] for row in self.encoder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed one question, with the query prefix."""
        return [float(value) for value in self.encoder.encode_queries([text])[0]]
