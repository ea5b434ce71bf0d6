"""Hundreds of bad files in one run: no exception, no hang, a line with a reason for each, and nothing stolen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import bad_files
import pytest
from memory_embedder import MemoryEmbedder

from assistant.library import Library
from assistant.settings import Settings
from ingest import Line, Status, ingest
from ingest.reading import shelf
from ingest.sources import shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and odd names are made as on POSIX"),
]
SETTINGS = Settings(parse_seconds=20, parse_megabytes=512)
CANARY = "canary-5d1f"
MEASURE = """
import resource, sys
from memory_embedder import MemoryEmbedder
from assistant.settings import Settings
from ingest import Status, ingest
from ingest.reading.shelf import clear
settings = Settings(parse_seconds=20, parse_megabytes=512)
report = ingest(sys.argv[1], library=sys.argv[2], settings=settings, embedder=MemoryEmbedder(), mapping={})
failed = [line for line in report.lines if line.status is Status.FAILED]
clear()  # only children that have ended are counted
print(len(failed), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    place = tmp_path_factory.mktemp("bad")
    (place / "canary").write_text(CANARY)
    return bad_files.make(place / "files", place / "canary")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("bad-library") / "library", write=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def lines(corpus: list[Path], library: Library) -> Iterator[dict[str, list[Line]]]:
    """The lines of each file, by its name in the report."""
    found: dict[str, list[Line]] = defaultdict(list)
    report = ingest(
        os.path.commonpath(corpus), library=library, settings=SETTINGS, embedder=MemoryEmbedder(), mapping={}
    )
    names = {shown(path) for path in corpus}
    for line in report.lines:
        found[line.source if line.source in names else line.source.rpartition(":")[0]].append(line)
    yield found
    shelf.clear()


def of(lines: dict[str, list[Line]], name: str) -> list[Line]:
    return next(found for source, found in lines.items() if source.endswith(f"/{name}"))


def test_there_are_hundreds(corpus: list[Path]) -> None:
    assert len(corpus) >= 400
    assert len({path.suffix for path in corpus}) >= 13


def test_every_file_is_in_the_report(corpus: list[Path], lines: dict[str, list[Line]]) -> None:
    assert {shown(path) for path in corpus} == set(lines)


def test_every_failure_has_a_reason(lines: dict[str, list[Line]]) -> None:
    failed = [line for found in lines.values() for line in found if line.status is Status.FAILED]
    assert len(failed) > 100
    assert [line for line in failed if len(line.reason.split()) < 3 or "Traceback" in line.reason] == []


def test_no_reader_fails_by_an_error_that_it_did_not_expect(lines: dict[str, list[Line]]) -> None:
    """The child process would contain it; it would be a defect of the reader all the same."""
    reasons = [line.reason for found in lines.values() for line in found]
    assert [reason for reason in reasons if "could not be read (" in reason or "process that read it" in reason] == []


@pytest.mark.parametrize(
    "name", ["encrypted.pdf", "pipe.txt", "zero.txt", "loop.txt", "nowhere.txt", "socket.txt", "picture.txt", "old.hwp"]
)
def test_what_cannot_be_read_fails(lines: dict[str, list[Line]], name: str) -> None:
    assert [line.status for line in of(lines, name)] == [Status.FAILED]


@pytest.mark.parametrize(
    "name", ["bomb.html", "bomb.txt", "bomb.jsonl.gz", "bomb.docx", "bomb.hwpx", "laughs.docx", "vast.txt"]
)
def test_bombs_fail(lines: dict[str, list[Line]], name: str) -> None:
    assert {line.status for line in of(lines, name)} == {Status.FAILED}


@pytest.mark.parametrize("row", ["broken", "nan", "surrogate", "deep", "number", "list", "date", "types", "blank"])
def test_the_row_behind_a_bad_one_is_read(lines: dict[str, list[Line]], row: str) -> None:
    bad, good = of(lines, f"{row}.jsonl")
    assert bad.status is Status.FAILED
    assert good.status in (Status.ADDED, Status.UNCHANGED)


def test_odd_names_do_no_harm(lines: dict[str, list[Line]]) -> None:
    named = {source: found for source, found in lines.items() if "/names/" in source}
    assert len(named) == 12
    assert {line.status for found in named.values() for line in found} <= {Status.ADDED, Status.UNCHANGED}


def test_no_other_file_is_read(lines: dict[str, list[Line]], library: Library) -> None:
    assert lines
    texts = [library.article(each.id).text for each in library.articles(superseded=True)]
    assert len(texts) > 50
    assert [text for text in texts if CANARY in text] == []


def test_memory_held(corpus: list[Path], tmp_path: Path) -> None:
    """In a process of its own: a child counts what its parent held when it was started, and tests hold much."""
    bombs = tmp_path / "bombs"
    bombs.mkdir()
    for path in corpus:
        if path.name.startswith(("bomb.", "laughs.", "vast.")):
            (bombs / f"{path.parent.name}-{path.name}").symlink_to(path)
    ended = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bombs), str(tmp_path / "library")],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
        timeout=600,
        check=True,
    )
    failed, megabytes = (float(word) for word in ended.stdout.split())
    assert failed >= 7
    idle = 900  # what a child holds before it reads: its dictionary, and libraries
    assert 50 < megabytes < SETTINGS.parse_megabytes + idle
