from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from library_world import HashEmbedder, embedded_text, fill, make_article

from assistant.errors import LibraryLockedError
from assistant.library import Library

HOLD = """
import sys, time
from assistant.library import Library
library = Library.open(sys.argv[1], write=sys.argv[2] == "write", holder="the other one")
library.counts()
print("ready", library.owner, flush=True)
sys.stdin.readline()
library.close()
"""


@contextmanager
def other_process(place: Path, role: str = "write") -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place), role], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdin is not None
    try:
        assert child.stdout.readline() == "ready True\n"
        yield child
    finally:
        if child.poll() is None:
            child.stdin.write("\n")
            child.stdin.flush()
        child.wait(timeout=30)
        child.stdin.close()
        child.stdout.close()


@pytest.fixture
def filled(place: Path) -> Path:
    with Library.open(place, write=True) as library:
        fill(library, range(3), HashEmbedder())
    return place


def test_a_second_writer_is_refused_at_once_and_told_by_whom(filled: Path) -> None:
    with other_process(filled) as child:
        started = time.monotonic()
        with pytest.raises(LibraryLockedError, match=f"'the other one', process {child.pid} on ") as caught:
            Library.open(filled, write=True)
        assert time.monotonic() - started < 1.0
        assert "Close it" in caught.value.hint
        assert caught.value.exit_status == 3
    with Library.open(filled, write=True) as library:
        assert library.owner


def test_a_reader_answers_while_another_process_writes(filled: Path, embedder: HashEmbedder) -> None:
    passage = make_article(1)[1][2]
    before = {path: path.stat().st_mtime_ns for path in filled.rglob("chroma-*/**/*")}
    with other_process(filled), Library.open(filled) as reader:
        assert reader.search_vectors(embedder.vector(embedded_text(passage)), 1)[0][0] == passage.id
        assert reader.search_keywords("bigrams", ["협약"], 3)
        assert reader.owner is False
        assert reader.counts().vectors is None
        assert reader.doctor().findings == ()
        assert "another process" in reader.doctor().notes[0]
    assert before


def test_a_reader_takes_the_lock_when_it_first_needs_chroma(filled: Path, embedder: HashEmbedder) -> None:
    with Library.open(filled) as reader:
        assert reader.articles()
        assert reader.owner is False
        reader.search_vectors(embedder.vector("x"), 1)
        assert reader.owner is True
        assert reader.counts().vectors == 12
    with Library.open(filled, write=True):
        pass


def test_a_writer_is_refused_while_a_reader_has_the_lock(filled: Path) -> None:
    with other_process(filled, "read"), pytest.raises(LibraryLockedError, match="same process"):
        Library.open(filled, write=True)


def test_the_lock_of_a_killed_process_is_free(filled: Path) -> None:
    with other_process(filled) as child:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        with Library.open(filled, write=True) as library:
            assert library.counts().vectors == 12


def test_one_process_may_open_it_several_times(filled: Path, embedder: HashEmbedder) -> None:
    with Library.open(filled) as notebook:
        notebook.search_vectors(embedder.vector("x"), 1)
        with Library.open(filled, write=True) as writer:
            fill(writer, [8], embedder)
            writer.rebuild()
        passage = make_article(8)[1][1]
        assert notebook.owner
        assert notebook.search_vectors(embedder.vector(embedded_text(passage)), 1)[0][0] == passage.id
        assert notebook.counts().vectors == 16
    with other_process(filled):
        pass


def test_closing_twice_gives_up_one_share_only(filled: Path) -> None:
    first, second = Library.open(filled, write=True), Library.open(filled, write=True)
    first.close()
    first.close()
    assert second.owner
    fill(second, [9])
    second.close()


def test_a_forgotten_library_lets_go(filled: Path) -> None:
    Library.open(filled, write=True)
    with other_process(filled) as child:
        assert child.poll() is None
    assert child.returncode == 0


def test_threads_of_one_process_write_together(place: Path, embedder: HashEmbedder) -> None:
    failures: list[BaseException] = []

    def work(first: int) -> None:
        try:
            with Library.open(place, write=True) as library:
                for number in range(first, first + 5):
                    fill(library, [number], HashEmbedder())
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 3, 6, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Library.open(place, write=True) as library:
        counts = library.counts()
        assert (counts.articles, counts.passages, counts.pending, counts.vectors) == (14, 56, 0, 56)
        assert library.doctor().findings == ()
