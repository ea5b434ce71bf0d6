"""SIGKILL at every step that writes, and at random moments: before or after, never between."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest
from library_killing import judge, run
from library_world import HashEmbedder, Snapshot, fill, snapshot

from assistant.library import Library

AT_STEPS, AT_RANDOM, AT_REEMBED, AT_SUPERSEDING = 28, 8, 8, 24


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServerContext]:
    """Children are forked from a process that has imported everything but opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "library_killing", "assistant.library"])
    yield context
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]


def child(server: ForkServerContext, *arguments: Any) -> Any:
    process = server.Process(target=run, args=arguments)
    process.start()
    return process


def finish(process: Any) -> int:
    process.join(timeout=60)
    code = process.exitcode
    assert code is not None
    process.close()
    return int(code)


def report(server: ForkServerContext, task: str, path: Path) -> Any:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = server.Process(target=judge, args=(task, str(path), theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        ours.close()
        assert finish(process) == 0


def undisturbed(server: ForkServerContext, task: str, path: Path, log: Path) -> tuple[int, Snapshot]:
    assert finish(child(server, task, str(path), str(log), 0)) == 0
    steps = int(log.read_text().split("=")[1])
    log.unlink()
    return steps, report(server, task, path)[4]


def acknowledged(log: Path) -> set[str]:
    held: set[str] = set()
    for line in log.read_text().splitlines() if log.exists() else []:
        (held.add if line[0] == "+" else held.discard)(line[1:])
    return held


def check(server: ForkServerContext, place: Path, log: Path, expected: Snapshot, task: str = "work") -> None:
    findings, held, sliced, _, after = report(server, task, place)
    assert findings == []
    assert acknowledged(log) <= set(held), "an acknowledged article is lost"
    assert set(held.values()) <= {(4, True), (0, False)}, "an article is torn, or two versions are searched"
    assert sliced
    assert after == expected
    shutil.rmtree(place)
    log.unlink(missing_ok=True)


@pytest.mark.slow
def test_killed_at_any_step_nothing_is_lost_torn_or_doubled(server: ForkServerContext, memory: Path) -> None:
    place, log = memory / "killed", memory / "log"
    steps, expected = undisturbed(server, "work", memory / "calm", log)
    assert len(expected["articles"]) == 29
    assert len(expected["chroma"]) == 116
    for number in range(AT_STEPS):
        fatal = 1 + number * (steps - 1) // (AT_STEPS - 1)
        assert finish(child(server, "work", str(place), str(log), fatal)) == -signal.SIGKILL, fatal
        check(server, place, log, expected)


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_lost_torn_or_doubled(server: ForkServerContext, memory: Path) -> None:
    place, log = memory / "killed", memory / "log"
    started = time.monotonic()
    _, expected = undisturbed(server, "work", memory / "calm", log)
    longest = (time.monotonic() - started) * 0.6
    chance, killed = random.Random(20260303), 0
    for _ in range(AT_RANDOM):
        process = child(server, "work", str(place), str(log), 0)
        time.sleep(chance.uniform(0.0, longest))
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        killed += finish(process) == -signal.SIGKILL
        if place.exists():
            check(server, place, log, expected)
    assert killed >= AT_RANDOM // 2


@pytest.mark.slow
def test_killed_while_superseding_one_version_is_searched(server: ForkServerContext, memory: Path) -> None:
    before, place, log = memory / "before", memory / "killed", memory / "log"
    with Library.open(before, write=True) as library:
        fill(library, range(5), HashEmbedder())
    shutil.copytree(before, memory / "calm")
    steps, expected = undisturbed(server, "supersede", memory / "calm", log)
    assert len(expected["articles"]) == 8
    assert len(expected["chroma"]) == 20
    for number in range(AT_SUPERSEDING):
        shutil.copytree(before, place)
        fatal = 1 + number * (steps - 1) // (AT_SUPERSEDING - 1)
        assert finish(child(server, "supersede", str(place), str(log), fatal)) == -signal.SIGKILL, fatal
        check(server, place, log, expected, "supersede")


@pytest.mark.slow
def test_killed_while_reembedding_the_library_is_of_one_model(server: ForkServerContext, memory: Path) -> None:
    before, place, log = memory / "before", memory / "killed", memory / "log"
    with Library.open(before, write=True) as library:
        fill(library, range(8), HashEmbedder())
    shutil.copytree(before, memory / "calm")
    steps, expected = undisturbed(server, "reembed", memory / "calm", log)
    assert expected["chroma"] != snapshot(before)["chroma"]
    models = set()
    for number in range(AT_REEMBED):
        shutil.copytree(before, place)
        fatal = 1 + number * (steps - 1) // (AT_REEMBED - 1)
        assert finish(child(server, "reembed", str(place), str(log), fatal)) == -signal.SIGKILL
        findings, held, _, model, after = report(server, "reembed", place)
        assert findings == []
        assert len(held) == 8
        assert after == expected
        models.add(model)
        shutil.rmtree(place)
    assert models == {"hash-a", "hash-b"}
