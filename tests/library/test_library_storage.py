"""Full and read-only disks, formats, and what deletion leaves behind."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from library_world import OUTLETS, HashEmbedder, embedded_text, fill, make_article

from assistant.answer import Filters
from assistant.article import Article
from assistant.errors import LibraryError, LibraryMismatchError, StorageError
from assistant.library import Library, schema

HERE = Path(__file__).parent
NOBODY = 65534


def test_a_full_disk_loses_nothing(place: Path, embedder: HashEmbedder) -> None:
    with Library.open(place, write=True) as library:
        before = fill(library, range(3), embedder)
        connection = library._database.connection()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 6}")
        added: list[Article] = []
        with pytest.raises(StorageError, match="disk is full"):
            added.extend(fill(library, [number])[0] for number in range(3, 60))
        stored = {article.id: article.passages for article in library.articles()}
        assert stored == {article.id: 4 for article in before + added}
        assert library.delete(before[0].id)
        connection.execute("PRAGMA max_page_count = 1000000")
        fill(library, range(60), embedder)
        assert library.doctor().findings == ()
        assert library.counts().vectors == 240


LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from library_world import HashEmbedder, fill
from assistant.errors import StorageError
from assistant.library import Library
with Library.open(sys.argv[1], write=True) as library:
    fill(library, range(5), HashEmbedder())
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    added = 5
    try:
        for number in range(5, 400):
            fill(library, [number], HashEmbedder() if number % 5 == 0 else None)
            added = number + 1
    except StorageError as error:
        print(added, error.message)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.parametrize("limit", [300_000, 700_000])
def test_files_that_may_not_grow_lose_nothing(place: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(place), str(HERE), str(limit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    added, message = done.stdout.split(" ", 1)
    assert str(place) in message
    with Library.open(place, write=True) as library:
        held = {article.id for article in library.articles()}
        assert {make_article(number)[0].id for number in range(int(added))} <= held
        fill(library, range(40), HashEmbedder())
        assert library.counts().vectors == library.counts().passages
        assert library.doctor().findings == ()


def test_little_space_is_said_before_anything_is_written(
    place: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    with Library.open(place, write=True) as library:
        (article,) = fill(library, [1], embedder)
        fill(library, [2])
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 49_000_000))
        for change in (
            lambda: library.add(*make_article(3)),
            lambda: library.index_pending(embedder),
            lambda: library.rebuild(),
            lambda: Library.open(place, write=True),
        ):
            with pytest.raises(StorageError, match="49 MB free; 50 MB are needed"):
                change()
        assert library.delete(article.id)
    with Library.open(place) as reader:
        assert len(reader.articles()) == 1


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from library_world import HashEmbedder, fill
from assistant.library import Library
library = Library.open(sys.argv[1], write=True)
fill(library, range(3), HashEmbedder())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that another user can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "library"


def read(place: Path, reply: Connection) -> None:
    """What a user who may only read can do; run in a child."""
    if os.getuid() == 0:
        os.setuid(NOBODY)
    passage = make_article(1)[1][2]
    try:
        with Library.open(place) as library:
            assert library.search_vectors(HashEmbedder().vector(embedded_text(passage)), 1)[0][0] == passage.id
            allowed = library.resolve(Filters(outlets=(OUTLETS[1],)))
            assert allowed is not None
            assert {name for name, _ in library.search_keywords("bigrams", ["협약"], 99, allowed)} <= allowed
            assert library.document_frequencies("bigrams", ["협약"]) == {"협약": 12}
            assert library.article(passage.article_id[:8])
            assert (library.owner, library.counts().vectors, library.doctor().findings) == (False, None, ())
        Library.open(place, write=True)
    except StorageError as error:
        reply.send(str(error))
    reply.close()


def read_as_other(place: Path) -> str:
    """The error that the other user meets last; an empty text when there was none."""
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "library_killing", "assistant.library"])
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=read, args=(place, theirs))
    child.start()
    theirs.close()
    child.join(timeout=60)
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert child.exitcode == 0
    message = ours.recv() if ours.poll() else ""
    ours.close()
    return message


def test_a_read_only_directory_can_be_read(open_place: Path, embedder: HashEmbedder) -> None:
    with Library.open(open_place, write=True) as library:
        fill(library, range(3), embedder)
    before = sorted(path.name for path in open_place.iterdir())
    assert read_as_other(open_place).startswith(f"The library directory {open_place} is read-only.")
    assert sorted(path.name for path in open_place.iterdir()) == before


def test_a_read_only_directory_after_a_crash_can_be_read(open_place: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(open_place), str(HERE)], check=False)
    assert (open_place / "library.db-wal").stat().st_size > 0
    assert read_as_other(open_place).startswith(f"The library directory {open_place} is read-only.")


def test_a_log_that_cannot_be_read_is_explained(open_place: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(open_place), str(HERE)], check=False)
    (open_place / "library.db-shm").unlink()
    assert "after a crash" in read_as_other(open_place)
    with Library.open(open_place, write=True) as library:
        assert len(library.articles()) == 3


CANARY = "까나리아XQZ9137"


def holding(place: Path, word: str) -> list[str]:
    needles = [word.encode(), word.lower().encode(), word[:5].encode()]
    return sorted(
        path.name
        for path in place.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    )


@pytest.mark.parametrize("reading", [False, True], ids=["alone", "while-read"])
def test_deleted_text_is_gone_from_the_files(
    place: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch, reading: bool
) -> None:
    article, passages = make_article(1)
    at = passages[1].start
    text = article.text[:at] + CANARY + article.text[at + len(CANARY) :]
    secret = article.model_copy(update={"text": text, "title": f"{CANARY} 제목", "id": article.id_of(text)})
    cut = [
        passage.model_copy(
            update={
                "article_id": secret.id,
                "id": f"{secret.id}:{passage.start}-{passage.end}",
                "text": text[passage.start : passage.end],
                "heading": secret.title,
            }
        )
        for passage in passages
    ]
    with Library.open(place, write=True) as library:
        fill(library, range(10, 20), embedder)
        library.add(secret, cut, original=f"<html>{CANARY}</html>".encode())
        library.index_pending(embedder)
        library.jobs.finish(library.jobs.submit("ingest", {"text": CANARY}), {})
        assert library.search_keywords("bigrams", ["까나"], 5)
        assert holding(place, CANARY)
        if reading:
            reader = Library.open(place)
            assert reader.articles()
        library.delete(secret.id)
        assert holding(place, CANARY) == []
        assert library.search_keywords("bigrams", ["까나"], 5) == []
        if reading:
            assert len(reader.articles()) == 10
            reader.close()
    assert holding(place, CANARY) == []


def test_a_newer_format_is_refused(place: Path) -> None:
    with Library.open(place, write=True):
        pass
    database = sqlite3.connect(place / "library.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    for write in (True, False):
        with pytest.raises(LibraryMismatchError, match="format 99"):
            Library.open(place, write=write)


def test_an_older_format_is_migrated_by_a_writer(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(2))
    now = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", now + 2)
    steps = {now: "CREATE TABLE one (x);", now + 1: "INSERT INTO one VALUES (7);"}
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    with pytest.raises(LibraryMismatchError, match=f"older format {now}"):
        Library.open(place)
    with Library.open(place, write=True) as library:
        assert library._database.one("SELECT x FROM one") == (7,)
        assert library._database.one("PRAGMA user_version") == (now + 2,)
        assert len(library.articles()) == 2


def test_a_migration_that_fails_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(place, write=True):
        pass
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.VERSION: "CREATE TABLE one (x);\nnonsense;"})
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(sqlite3.OperationalError):
        Library.open(place, write=True)
    monkeypatch.undo()
    with Library.open(place, write=True) as library:
        assert library._database.rows("SELECT 1 FROM sqlite_master WHERE name = 'one'") == []


def test_other_peoples_files_are_left_alone(place: Path) -> None:
    place.mkdir()
    database = sqlite3.connect(place / "library.db")
    database.execute("CREATE TABLE theirs (x)")
    database.close()
    for write in (True, False):
        with pytest.raises(LibraryError, match="not a Citedesk library"):
            Library.open(place, write=write)


def test_garbage_is_called_damaged(place: Path) -> None:
    place.mkdir()
    (place / "library.db").write_bytes(b"nonsense " * 1000)
    for write in (True, False):
        with pytest.raises(StorageError, match="damaged"):
            Library.open(place, write=write)


def test_keywords_of_another_version_are_made_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(3))
    monkeypatch.setattr("assistant.text.keywords.KEYWORDS_VERSION", "other")
    monkeypatch.setattr("assistant.text.keywords.bigrams", lambda text: ["새토큰"])
    with Library.open(place, write=True) as library:
        assert library.document_frequencies("bigrams", ["새토큰", "협약"]) == {"새토큰": 12, "협약": 0}
        assert library.doctor().findings == ()


def test_an_existing_directory_keeps_its_mode_and_files(place: Path) -> None:
    place.mkdir(mode=0o755)
    (place / "notes.txt").write_text("mine")
    with Library.open(place, write=True) as library:
        fill(library, [1])
    assert place.stat().st_mode & 0o777 == 0o755
    assert (place / "notes.txt").read_text() == "mine"
    assert embedded_text(make_article(1)[1][0]) == make_article(1)[1][0].text
