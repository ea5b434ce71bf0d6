from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_world import HashEmbedder

from assistant.library import Library


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(place: Path) -> Iterator[Library]:
    with Library.open(place, write=True) as opened:
        yield opened
