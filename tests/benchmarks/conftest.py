"""The folder of tiny data files, and the embedder, that the tests of the benchmarks share."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench_world import LetterEmbedder, write_belebele, write_korquad


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_korquad(tmp_path)
    write_belebele(tmp_path)
    return tmp_path


@pytest.fixture
def letters() -> LetterEmbedder:
    return LetterEmbedder()
