"""Vectors are made while the next pages are stored; whatever goes wrong in one loses nothing of the other."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from memory_embedder import MemoryEmbedder
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.library import Library
from assistant.settings import Settings
from ingest import ingest, pipeline
from ingest.progress import Tally

TURN = 8
"""Passages of a turn; a page has two of them."""
FIRST = TURN // 2
"""Pages of the first turn."""
PAGES = 40


@pytest.fixture(autouse=True)
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "GROUP", TURN)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    told = [{"title": f"{n}호 다리", "text": f"가온강에 {n}호 다리가 놓였다고 시가 밝혔다."} for n in range(PAGES)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in told), "utf-8")
    return path


class Watched(MemoryEmbedder):
    """Does something before each turn."""

    def __init__(self, before: Callable[[int], object]) -> None:
        super().__init__()
        self.before = before

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        self.before(len(self.batches))
        return super().encode_passages(texts, progress)


def test_pages_are_stored_while_the_pages_before_are_embedded(rows: Path, library: Library) -> None:
    more = threading.Event()
    seen: list[bool] = []

    def wait(turn: int) -> None:
        if turn == 0:
            seen.append(more.wait(60))

    stored: list[object] = []

    def each(line: object) -> None:
        stored.append(line)
        if len(stored) > FIRST + 1:
            more.set()

    report = ingest(rows, library=library, embedder=Watched(wait), settings=Settings(), each=each)
    assert seen == [True]
    assert report.added == PAGES
    counts = library.counts()
    assert (counts.pending, counts.vectors) == (0, counts.passages)


def test_no_turn_is_longer_than_it_may_be_and_none_waits_for_more_than_one(rows: Path, library: Library) -> None:
    waiting: list[int] = []
    embedder = Watched(lambda _: waiting.append(library.counts().pending))
    ingest(rows, library=library, embedder=embedder, settings=Settings())
    assert max(map(len, embedder.batches)) <= TURN
    assert max(waiting) <= 2 * TURN


def test_what_fails_behind_ends_the_run_and_loses_nothing(rows: Path, library: Library) -> None:
    def fail(turn: int) -> None:
        if turn == 1:
            raise ModelError("The model is gone.", hint="Bring it back.")

    with pytest.raises(ModelError, match="The model is gone"):
        ingest(rows, library=library, embedder=Watched(fail), settings=Settings())
    counts = library.counts()
    assert counts.vectors == TURN
    assert counts.pending == counts.passages - TURN > 0
    report = ingest(rows, library=library, embedder=MemoryEmbedder(), settings=Settings())
    assert report.unchanged == counts.articles
    assert (library.counts().articles, library.counts().pending) == (PAGES, 0)


def test_an_interruption_finishes_the_turn_that_has_begun(rows: Path, library: Library) -> None:
    interrupted = threading.Event()

    def each(line: object) -> None:
        if library.counts().articles == FIRST + 2:
            interrupted.set()
            raise KeyboardInterrupt

    embedder = Watched(lambda _: interrupted.wait(60))
    with pytest.raises(KeyboardInterrupt):
        ingest(rows, library=library, embedder=embedder, settings=Settings(), each=each)
    assert library.counts().vectors == len(embedder.batches[0]) == TURN
    assert not [each for each in threading.enumerate() if each.name.startswith("citedesk-vectors")]


def test_pages_are_done_when_their_own_passages_are() -> None:
    told: list[tuple[int, int]] = []
    with Tally(lambda done, total: told.append((done, total)), 4, pending=5) as tally:
        for passages in (3, 2, 0, 4):
            tally.page(waits=passages)
        for embedded in (4, 3, 3, 1):  # five of the run before, then 2, 5 and 6 of nine
            tally.passages(embedded)
        tally.passages(None)
    assert told == [(0, 4), (1, 4), (3, 4), (4, 4)]
