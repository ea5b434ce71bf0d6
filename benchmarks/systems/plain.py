"""Plain LangChain + Chroma: similarity search over the same texts with the same embedding model, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.models.langchain_embeddings import EncoderEmbeddings
from assistant.models.protocols import Embedder
from benchmarks.outcome import MissingData

if TYPE_CHECKING:
    from langchain_chroma import Chroma

BATCH = 200


class PlainChroma:
    """A LangChain vector store; documents are texts by id."""

    name = "langchain"

    def __init__(self, store: Chroma) -> None:
        self._store = store

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first."""
        return [str(found.metadata["id"]) for found in self._store.similarity_search(question, k=k)]


@contextmanager
def plain_chroma(texts: Sequence[tuple[str, str]], embedder: Embedder) -> Iterator[PlainChroma]:
    """A store on disk that holds these (id, text) pairs.

    :raises MissingData: when ``langchain-chroma`` is not installed.
    """
    try:
        from langchain_chroma import Chroma
    except ImportError as error:
        raise MissingData("langchain-chroma is not installed (it comes with citedesk[dev])") from error
    import chromadb
    from chromadb.config import Settings

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        try:
            store = Chroma(
                client=client,
                collection_name="plain",
                embedding_function=EncoderEmbeddings(embedder),
                collection_configuration={"hnsw": {"space": "cosine"}},
            )
            for at in range(0, len(texts), BATCH):
                part = texts[at : at + BATCH]
                store.add_texts([text for _, text in part], [{"id": id} for id, _ in part])
            yield PlainChroma(store)
        finally:
            client.close()  # type: ignore[attr-defined]
