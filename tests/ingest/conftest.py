from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from memory_embedder import MemoryEmbedder

from assistant.library import Library

PAGES = Path(__file__).parent / "pages"
SAMPLE = Path(__file__).parents[3] / "shared" / "articles" / "seoul-2026-03-03.txt"


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
