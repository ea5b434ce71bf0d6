from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from library_world import HashEmbedder

from assistant.library import Library

SHARED = Path("/dev/shm")


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def memory() -> Iterator[Path]:
    """A directory in memory where there is one: a killed process loses nothing of it, and fsync takes no time."""
    where = SHARED if os.access(SHARED, os.W_OK) and shutil.disk_usage(SHARED).free > 500_000_000 else None
    with tempfile.TemporaryDirectory(dir=where) as name:
        yield Path(name).resolve()


@pytest.fixture
def place(memory: Path) -> Path:
    return memory / "library"


@pytest.fixture
def library(place: Path) -> Iterator[Library]:
    with Library.open(place, write=True) as opened:
        yield opened
