"""What differs is found, named and repaired."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from library_world import HashEmbedder, fill, make_article, snapshot
from newsroom import article, store

from assistant.library import Library
from assistant.library.chroma import ChromaIndex

Plant = Callable[[Library], None]


def chroma(library: Library) -> ChromaIndex:
    indexing = library._vectors.indexing()
    assert indexing is not None
    index = indexing.index()
    assert index is not None
    return index


def sql(library: Library, *statements: str) -> None:
    with library._database.transaction() as connection:
        for statement in statements:
            connection.execute(statement)


def page(number: int) -> str:
    return make_article(number)[0].id


def ids(number: int) -> list[str]:
    return [passage.id for passage in make_article(number)[1]]


PLANTS: dict[str, Plant] = {
    "index-missing": lambda library: chroma(library).delete(ids(2)),
    "index-extra": lambda library: chroma(library).upsert(["ghost:1-2"], HashEmbedder().encode_queries(["ghost"])),
    "index-altered": lambda library: chroma(library).upsert(ids(3)[:1], HashEmbedder().encode_queries(["other"])),
    "keywords-missing": lambda library: sql(
        library, "DELETE FROM morphemes WHERE rowid IN (3, 4)", "DELETE FROM bigrams WHERE rowid = 9"
    ),
    "keywords-extra": lambda library: sql(library, "INSERT INTO bigrams (rowid, tokens) VALUES (999, '남은 말')"),
    "keywords-damaged": lambda library: sql(library, "UPDATE morphemes_content SET c0 = '다른 말' WHERE id = 5"),
    "state-behind": lambda library: sql(library, "UPDATE passages SET state = 'pending' WHERE number = 7"),
    "vector-missing": lambda library: sql(library, "DELETE FROM vectors WHERE number = 6"),
    "vector-unsound": lambda library: sql(library, "UPDATE vectors SET vector = x'00ff' WHERE number = 11"),
    "passage-changed": lambda library: sql(library, "UPDATE passages SET text = '꾸민 말' WHERE number = 10"),
    "edition-missing": lambda library: sql(library, f"DELETE FROM editions WHERE article_id = '{page(3)}'"),
    "edition-wrong": lambda library: sql(library, f"UPDATE editions SET current = 0 WHERE article_id = '{page(4)}'"),
    "version-lost": lambda library: library._access.writing()._relations._withdrawn.withdraw(page(5)),
    "story-missing": lambda library: sql(library, f"DELETE FROM sketches WHERE article_id = '{page(6)}'"),
    "story-orphan": lambda library: sql(library, "INSERT INTO shingles VALUES (1, 2, 999)"),
    "story-misnamed": lambda library: sql(library, f"UPDATE sketches SET story = 'x' WHERE article_id = '{page(7)}'"),
    "dates-outside": lambda library: sql(
        library, f"UPDATE date_mentions SET start = -start WHERE article_id = '{page(1)}'"
    ),
    "index-leaked": lambda library: (library.path / "chroma-77").mkdir(),
    "index-behind": lambda library: sql(library, "UPDATE passages SET state = 'embedded' WHERE number = 8"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("doctor") / "library"
    with Library.open(place, write=True) as library:
        fill(library, range(8), HashEmbedder())
    return place


@pytest.fixture
def copy(sound: Path, place: Path) -> Path:
    shutil.copytree(sound, place)
    return place


def test_a_sound_library_has_no_findings(copy: Path) -> None:
    for write in (True, False):
        with Library.open(copy, write=write) as library:
            report = library.doctor()
            assert (report.findings, report.notes, report.healthy) == ((), (), True)


@pytest.mark.parametrize("check", PLANTS)
def test_drift_is_found_and_repaired(copy: Path, check: str) -> None:
    expected = snapshot(copy)
    with Library.open(copy, write=True) as library:
        chroma(library)
        PLANTS[check](library)
        report = library.doctor()
        found = {finding.check for finding in report.findings}
        assert check in found
        assert not report.healthy
        for finding in report.findings:
            assert finding.count >= 1
            assert finding.examples
            assert not finding.repaired
        assert {finding.check for finding in library.doctor().findings} == found, "looking changed something"
        repaired = library.doctor(repair=True)
        assert repaired.healthy
        assert check in {finding.check for finding in repaired.findings}
        assert library.doctor().findings == ()
        library.index_pending(HashEmbedder())
        assert library.doctor().findings == ()
    assert snapshot(copy) == expected


def test_superseded_versions_that_are_searched_are_withdrawn(copy: Path) -> None:
    with Library.open(copy, write=True) as library:
        edited = article(url=make_article(2)[0].url)
        store(library, edited)
        library.index_pending(HashEmbedder())
        expected = library.stories([edited.id, page(2)]), library.counts()
        withdrawn = library._access.writing()._relations
        withdrawn._withdrawn.restore(page(2))
        withdrawn._stories.enter(library.article(page(2)))
        found = {finding.check for finding in library.doctor().findings}
        assert {"version-searched", "story-extra"} <= found
        assert library.doctor(repair=True).healthy
        assert library.doctor().findings == ()
        assert (library.stories([edited.id, page(2)]), library.counts()) == expected


def test_all_drift_at_once(copy: Path) -> None:
    expected = snapshot(copy)
    with Library.open(copy, write=True) as library:
        chroma(library)
        for plant in PLANTS.values():
            plant(library)
        assert {finding.check for finding in library.doctor().findings} >= set(PLANTS) - {"keywords-damaged"}
        assert library.doctor(repair=True).healthy
        library.index_pending(HashEmbedder())
        assert library.doctor().findings == ()
    assert snapshot(copy) == expected


def test_a_passage_outside_its_article_is_dropped(copy: Path) -> None:
    with Library.open(copy, write=True) as library:
        sql(library, 'UPDATE passages SET start = 5000, "end" = 5010 WHERE number = 10')
        assert library.doctor(repair=True).healthy
        assert library.doctor().findings == ()
        assert library.counts().passages == 31


def test_a_changed_article_cannot_be_repaired_and_is_named(copy: Path) -> None:
    with Library.open(copy, write=True) as library:
        sql(library, f"UPDATE articles SET text = replace(text, '억', '조') WHERE id = '{page(4)}'")
        report = library.doctor(repair=True)
        (finding,) = report.findings
        assert (finding.check, finding.examples, finding.repaired) == ("article-changed", (page(4),), False)
        assert "ingest them again" in finding.message
        assert not report.healthy
        library.delete(page(4))
        fill(library, [4], HashEmbedder())
        assert library.doctor().findings == ()


def test_a_damaged_file_is_said_to_be_damaged(copy: Path) -> None:
    database = sqlite3.connect(copy / "library.db")
    (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages_by_language'").fetchone()
    (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    with (copy / "library.db").open("r+b") as file:
        file.seek((root - 1) * size + 100)
        file.write(b"\xff" * (size - 200))
    with Library.open(copy) as library:
        (finding,) = library.doctor().findings
        assert finding.check == "file-damaged"
        assert str(copy) in finding.message


def test_pending_passages_are_a_note(copy: Path) -> None:
    with Library.open(copy, write=True) as library:
        fill(library, [20])
        report = library.doctor()
        assert report.healthy
        assert report.notes == ("4 passages wait to be embedded; `citedesk ingest` does that.",)
