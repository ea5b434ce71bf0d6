"""Folders that are watched: real files, real notifications."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from ingest.watch import Found, Settling, Watch

PAGE = "심야 버스 노선이 늘어난다.\n" * 4


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "pages").mkdir()
    with Watch([tmp_path / "pages"], [], Settings(), every=600, settle=0.3) as opened:
        yield opened


def awaited(watch: Watch, folder: Path, change: Callable[[], object]) -> list[Found]:
    """The first batch after a change; a file of its own is written again and again until the watching has begun."""
    begun = threading.Event()

    def knock() -> None:
        for number in count():
            (folder / "first.txt").write_text(f"{PAGE}{number}", "utf-8")
            if begun.wait(3.0):  # longer than a file needs to settle
                return

    thread = threading.Thread(target=knock)
    thread.start()
    batches = watch.batches()
    try:
        assert next(batches) == [folder / "first.txt"]
    finally:
        begun.set()
        thread.join()
    change()
    return next(found for found in batches if found != [folder / "first.txt"])


def test_what_is_new_or_changed_is_given_once_it_is_written(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "pages"

    def change() -> None:
        (folder / "sub").mkdir()
        for name in (".hidden.txt", "README.md", "notes.bin", "page.txt"):
            (folder / name).write_text(PAGE, "utf-8")

    assert set(awaited(watch, folder, change)) - {folder / "first.txt"} == {folder / "page.txt"}


def test_a_file_that_is_moved_in_is_given(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(PAGE, "utf-8")
    place = tmp_path / "pages" / "moved.txt"
    found = awaited(watch, tmp_path / "pages", lambda: (tmp_path / "outside.txt").rename(place))
    assert place in found


@given(st.lists(st.sampled_from(["write", "look", "pause"]), max_size=30))
def test_a_file_settles_only_after_it_stayed_as_it_was(steps: list[str]) -> None:
    sizes, now, written, given_at = [0], 0.0, -1.0, []
    settling = Settling(2.0, look=lambda path: (sizes[0], 0))
    for step in steps:
        now += 1.5 if step == "pause" else 0.5
        if step == "write":
            sizes[0] += 1
            settling.changed({Path("x")}, now)
            written = now
        elif settling.settled(now):
            given_at.append(now)
            assert now - written >= 2.0
    assert len(given_at) <= steps.count("write")


def test_a_file_that_grows_between_two_looks_is_not_settled() -> None:
    sizes = [1]
    settling = Settling(2.0, look=lambda path: (sizes[0], 0))
    settling.changed({Path("x")}, 0.0)
    sizes[0] = 2
    assert settling.settled(3.0) == []
    assert settling.settled(4.0) == []
    assert settling.settled(5.0) == [Path("x")]
    assert settling.settled(9.0) == []


def test_a_file_that_is_gone_is_forgotten() -> None:
    settling = Settling(1.0)
    settling.changed({Path("/nowhere/at/all.txt")}, 0.0)
    assert settling.settled(5.0) == []
