from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.library import Library
from assistant.models.protocols import EmbeddingFingerprint

PAGES = Path(__file__).parent / "pages"
SAMPLE = Path(__file__).parents[3] / "shared" / "articles" / "seoul-2026-03-03.txt"


class MemoryEmbedder:
    """Turns a text into a vector of its hash, and remembers what it was asked."""

    fingerprint = EmbeddingFingerprint("memory", "0" * 64, 8, "query: ", "passage: ")

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        self.batches.append(list(texts))
        raw = np.array([list(sha256(text.encode()).digest()[:8]) for text in texts], dtype=np.float32) + 1
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)


@pytest.fixture
def embedder() -> MemoryEmbedder:
    return MemoryEmbedder()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True) as opened:
        yield opened


@pytest.fixture
def sample() -> Path:
    if not SAMPLE.is_file():
        pytest.skip(f"the real page is not part of the repository ({SAMPLE} is absent)")
    return SAMPLE


@pytest.fixture
def pages() -> Path:
    return PAGES
