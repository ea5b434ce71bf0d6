"""A library and a plain LangChain + Chroma store that grow together, and what asking them costs at each size."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.answer import Filters
from assistant.library import Library
from assistant.models.protocols import Embedder, EmbeddingFingerprint
from benchmarks.speed.mass import Text, as_articles

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 200


class Given:
    """Questions go to a model; passages have vectors already."""

    def __init__(self, embedder: Embedder, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._embedder = embedder
        self._vectors = dict(zip(texts, vectors, strict=True))

    @property
    def fingerprint(self) -> EmbeddingFingerprint:
        """Identity of the model."""
        return self._embedder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed questions; shape (number of texts, dimension)."""
        return self._embedder.encode_queries(texts)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """The vectors that were given; shape (number of texts, dimension)."""
        return np.stack([self._vectors[text] for text in texts])


@dataclass(frozen=True)
class Pair:
    """The two systems over the same passages; ``store`` is LangChain's ``Chroma``."""

    path: Path
    library: Library
    store: Any
    embedder: Given

    def grow(self, texts: Sequence[Text]) -> None:
        """Put more texts into both."""
        _fill(self.library, texts, self.embedder)
        for at in range(0, len(texts), BATCH):
            part = texts[at : at + BATCH]
            self.store.add_texts([each.text for each in part], [{"time": each.published.timestamp()} for each in part])

    def plain_between(self, question: str, k: int, filters: Filters) -> object:
        """Chroma's own filter on a time."""
        return self.store.similarity_search(question, k=k, filter=_where(filters))

    def plain_lookup(self, vector: NDArray[np.float32], k: int, filters: Filters) -> object:
        """The same for a question that is embedded already."""
        return self.store.similarity_search_by_vector(vector.tolist(), k=k, filter=_where(filters))


def _where(filters: Filters) -> dict[str, object]:
    assert filters.since is not None
    assert filters.until is not None
    return {"$and": [{"time": {"$gte": filters.since.timestamp()}}, {"time": {"$lte": filters.until.timestamp()}}]}


@contextmanager
def pair(embedder: Given) -> Iterator[Pair]:
    """Both systems, empty, in a directory of their own."""
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    from assistant.models.langchain_embeddings import EncoderEmbeddings

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder)
        client = chromadb.PersistentClient(str(path / "plain"), Settings(anonymized_telemetry=False))
        store = Chroma(client=client, collection_name="plain", embedding_function=EncoderEmbeddings(embedder),
                       collection_configuration={"hnsw": {"space": "cosine"}})  # fmt: skip
        try:
            with Library.open(path / "library", write=True, holder="benchmark") as library:
                yield Pair(path / "library", library, store, embedder)
        finally:
            client.close()  # type: ignore[attr-defined]


@contextmanager
def library_of(texts: Sequence[Text], embedder: Given) -> Iterator[Library]:
    """A library that holds these texts and does not grow, in a directory of its own."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Library.open(Path(folder) / "library", write=True, holder="benchmark") as library,
    ):
        _fill(library, texts, embedder)
        yield library


def _fill(library: Library, texts: Sequence[Text], embedder: Given) -> None:
    for article, passages in as_articles(texts):
        library.add(article, passages)
    library.index_pending(embedder)


def bytes_of(folder: Path) -> int:
    """What lies in a directory."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def opening_seconds(library: Path) -> float:
    """Seconds to open a library for reading, in this process."""
    started = perf_counter()
    with Library.open(library) as opened:
        opened.searched()
    return perf_counter() - started


_ASK = """
import json, sys, numpy as np
from assistant.answer import Filters
from assistant.library import Library
from assistant.retrieval.search import Searcher
def peak():
    try:
        status = open("/proc/self/status").read()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
vectors = np.load(sys.argv[2], allow_pickle=False)
class Known:
    fingerprint = None
    def __init__(self): self.at = 0
    def encode_queries(self, texts):
        self.at += 1
        return vectors[self.at % len(vectors)][None]
with Library.open(sys.argv[1]) as library:
    searcher = Searcher(library, Known())
    for question in json.loads(sys.argv[3]): searcher.search(question, 8)
print(peak())
"""


def memory(library: Path, questions: Sequence[str], vectors: NDArray[np.float32]) -> float:
    """Mebibytes that a process holds at most that opens a closed library and asks, without an embedding model.

    Linux passes ``ru_maxrss`` of the process that starts another on to it, so that its own ``VmHWM`` is read there.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "vectors.npy"
        np.save(file, vectors, allow_pickle=False)
        command = [sys.executable, "-c", _ASK, str(library), str(file), json.dumps(list(questions))]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(told) / 1024**2
