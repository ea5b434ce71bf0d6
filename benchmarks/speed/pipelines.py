"""Pipelines that take articles in, each in a process of its own, so that its memory can be told."""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Protocol

Rows = Sequence[dict[str, str]]
"""Articles with ``title`` and ``body``."""
MEBIBYTE = 1024 * 1024
PREFIX = "passage: "
MODEL = "multilingual-e5-small"


class Taker(Protocol):
    """Takes a file of articles in."""

    def __call__(self, file: Path) -> int:
        """Gives the number of passages that were made of it."""


@dataclass
class Pipeline:
    """A pipeline in another process: what it has taken, and in what time."""

    name: str
    label: str
    pipe: Connection = field(repr=False)
    folder: Path
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0
    mebibytes: float = 0.0

    def take(self, rows: Rows) -> None:
        """Take articles in; the others wait meanwhile."""
        file = self.folder / f"{self.articles}.jsonl"
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        self.pipe.send(str(file))
        made, seconds, self.mebibytes = self.pipe.recv()
        self.articles += len(rows)
        self.passages += made
        self.seconds += seconds


@contextmanager
def pipeline(name: str, label: str, folder: Path, warm: Rows, *chunks: int) -> Iterator[Pipeline]:
    """Start a pipeline and let it take a few articles that do not count, so that all models are loaded.

    :param chunks: characters of a chunk and of the overlap; without them it is Citedesk.
    """
    folder.mkdir()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, str(folder), chunks), daemon=False)
    process.start()
    try:
        Pipeline(name, label, ours, folder).take(warm)
        (folder / "0.jsonl").unlink()
        yield Pipeline(name, label, ours, folder)
    finally:
        ours.send("")
        process.join(60)


def _serve(pipe: Connection, folder: str, chunks: tuple[int, ...]) -> None:
    take = plain(Path(folder), *chunks) if chunks else own(Path(folder))
    while file := pipe.recv():
        started = perf_counter()
        made = take(Path(file))
        pipe.send((made, perf_counter() - started, _peak()))


def own(folder: Path) -> Taker:
    """Citedesk as a person runs it: rows to a library, in the number format that suits the processor."""
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import ingest

    library = Library.open(folder / "library", write=True, holder="benchmark")

    def take(file: Path) -> int:
        before = library.counts().passages
        report = ingest(file, library=library, settings=Settings(library=folder / "library"))
        assert report.failed == 0, report.lines
        return library.counts().passages - before

    return take


def plain(folder: Path, size: int, overlap: int) -> Taker:
    """What a page of tutorial does: split by characters, embed in float32, add to Chroma."""
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    from assistant.models.embedding_files import find_encoder

    model = SentenceTransformer(str(find_encoder(MODEL).folder), device="cpu", local_files_only=True).float()

    class Plain(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            found = model.encode([PREFIX + text for text in texts], batch_size=32, normalize_embeddings=True)
            return [list(map(float, vector)) for vector in found]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap)
    client = chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))
    store = Chroma(client=client, collection_name="plain", embedding_function=Plain())

    def take(file: Path) -> int:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n")]
        texts = [f"{row['title']}\n\n{row['body']}" for row in rows]
        chunks = splitter.create_documents(texts, [{"title": row["title"]} for row in rows])
        store.add_documents(chunks)
        return len(chunks)

    return take


def _peak() -> float:
    """Mebibytes that this process and its readers held at most; a reader counts once it has ended."""
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kibibytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBIBYTE
