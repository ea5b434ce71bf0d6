"""Chroma's files damaged, gone, or made by another version: answers still come, and a writer makes them anew."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from library_world import HashEmbedder, embedded_text, fill, make_article, snapshot

from assistant.library import Library
from assistant.library.chroma import IndexFailure

Damage = Callable[[Path], None]


def halve(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 3, len(content), max(1, len(content) // 7)):
        content[at] ^= 0xFF
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sound") / "library"
    with Library.open(place, write=True) as library:
        fill(library, range(12), HashEmbedder())
    return place


@pytest.fixture
def copy(sound: Path, place: Path) -> Path:
    shutil.copytree(sound, place)
    return place


def generation(place: Path) -> Path:
    return place / json.loads((place / "current").read_text())["directory"]


def index_files(place: Path) -> list[str]:
    directory = generation(place)
    return sorted(
        path.relative_to(directory).as_posix()
        for path in directory.rglob("*")
        if path.is_file() and path.name != "clean.json"
    )


def answers(library: Library) -> bool:
    passage = make_article(5)[1][2]
    return library.search_vectors(HashEmbedder().vector(embedded_text(passage)), 3)[0][0] == passage.id


def check_reader(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.glob("chroma-*/**/*")}
    caplog.clear()
    with Library.open(place) as reader:
        assert answers(reader)
        assert reader.counts().vectors is None
    assert "cannot be used" in caplog.text
    assert {path: path.stat().st_mtime_ns for path in place.glob("chroma-*/**/*")} == before


def check_rebuilt(place: Path) -> None:
    old = generation(place).name if (place / "current").exists() else ""
    with Library.open(place, write=True) as library:
        assert generation(place).name != old
        assert answers(library)
        assert library.counts().vectors == 48
        assert library.doctor().findings == ()
    assert [path.name for path in place.glob("chroma-*")] == [generation(place).name]


@pytest.mark.parametrize("damage", [halve, flip, empty, remove], ids=lambda damage: damage.__name__)
def test_every_damaged_file_is_noticed(
    sound: Path, tmp_path: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    names = index_files(sound)
    assert {Path(name).name for name in names} >= {"chroma.sqlite3", "data_level0.bin", "link_lists.bin", "header.bin"}
    for at, name in enumerate(names):
        if (generation(sound) / name).stat().st_size == 0:
            continue
        place = tmp_path / str(at)
        shutil.copytree(sound, place)
        damage(generation(place) / name)
        check_reader(place, caplog)
        check_rebuilt(place)
        shutil.rmtree(place)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More vectors than Chroma keeps in its log (1,000), so that its index files are read."""
    place = tmp_path_factory.mktemp("large") / "library"
    with pytest.MonkeyPatch.context() as patch, Library.open(place, write=True) as library:
        for leg in ("morphemes", "bigrams"):
            patch.setattr(f"assistant.text.keywords.{leg}", str.split)
        fill(library, range(280), HashEmbedder())
    return place


@pytest.mark.parametrize("name", ["data_level0.bin", "chroma.sqlite3", "header.bin", "length.bin", "link_lists.bin"])
@pytest.mark.parametrize("damage", [halve, flip], ids=lambda damage: damage.__name__)
def test_damage_after_a_crash_is_tried_in_another_process(large: Path, place: Path, name: str, damage: Damage) -> None:
    shutil.copytree(large, place)
    (generation(place) / "clean.json").unlink()
    damage(next(generation(place).rglob(name)))
    with Library.open(place, write=True) as library:
        assert answers(library)
        assert library.counts().vectors == 1120
        assert library.doctor().findings == ()


def test_a_sound_index_survives_a_crash(copy: Path) -> None:
    before = generation(copy)
    (before / "clean.json").unlink()
    with Library.open(copy, write=True) as library:
        assert generation(copy) == before
        assert library.counts().vectors == 48
    assert (before / "clean.json").exists()


def test_a_copied_library_is_sound_though_its_times_differ(copy: Path, tmp_path: Path) -> None:
    for path in copy.rglob("*"):
        if path.is_file():
            shutil.copyfile(path, path.with_suffix(".new"))
            path.with_suffix(".new").replace(path)
    before = generation(copy)
    with Library.open(copy, write=True) as library:
        assert library.counts().vectors == 48
    assert generation(copy) == before


@pytest.mark.parametrize(
    "content", [None, "", "{}", "chroma-1", '{"directory": "../../etc", "chromadb": "", "embedder": ""}']
)
def test_a_lost_pointer_is_made_anew(copy: Path, content: str | None) -> None:
    (copy / "current").unlink()
    if content is not None:
        (copy / "current").write_text(content)
    with Library.open(copy) as reader:
        assert answers(reader)
    with Library.open(copy, write=True) as library:
        assert answers(library)
        assert library.counts().vectors == 48
        assert library.doctor().findings == ()
    assert len(list(copy.glob("chroma-*"))) == 1


def test_a_lost_directory_is_made_anew(copy: Path) -> None:
    shutil.rmtree(generation(copy))
    with Library.open(copy, write=True) as library:
        assert library.counts().vectors == 48
        assert library.doctor().findings == ()


def test_everything_but_the_database_can_be_deleted(copy: Path) -> None:
    expected = snapshot(copy)
    for entry in copy.iterdir():
        if entry.name != "library.db":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    assert snapshot(copy) == expected


def test_an_index_of_another_chromadb_is_never_opened(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    pointer = json.loads((copy / "current").read_text())
    (copy / "current").write_text(json.dumps({**pointer, "chromadb": "1.4.0"}))
    check_reader(copy, caplog)
    assert "chromadb 1.4.0 made it" in caplog.text
    check_rebuilt(copy)


def test_an_index_of_another_model_is_never_opened(copy: Path) -> None:
    pointer = json.loads((copy / "current").read_text())
    (copy / "current").write_text(json.dumps({**pointer, "embedder": "other"}))
    check_rebuilt(copy)


def test_when_chroma_fails_in_use_answers_still_come(
    copy: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise IndexFailure("the disk is gone")

    with Library.open(copy, write=True) as library:
        with monkeypatch.context() as patch:
            patch.setattr("assistant.library.chroma.ChromaIndex.search", fail)
            assert answers(library)
        assert "the disk is gone" in caplog.text
        with monkeypatch.context() as patch:
            patch.setattr("assistant.library.chroma.ChromaIndex.upsert", fail)
            fill(library, [20], HashEmbedder())
        assert answers(library)
        assert [finding.check for finding in library.doctor().findings] == ["index-behind", "index-unusable"]
        assert library.doctor(repair=True).healthy
        assert library.counts().vectors == 52
        assert library.doctor().findings == ()


def test_failures_of_chroma_itself_are_recognised(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Library.open(copy, write=True) as library:
        indexing = library._vectors.indexing()
        assert indexing is not None
        index = indexing.index()
        assert index is not None
        with pytest.raises(IndexFailure, match="dimension"):
            index.search(HashEmbedder().vector("x")[:7], 3)


def test_a_failed_rebuild_leaves_the_old_index_in_use(copy: Path) -> None:
    def interrupted(done: int, total: int) -> None:
        raise KeyboardInterrupt

    before = generation(copy)
    with Library.open(copy, write=True) as library:
        with pytest.raises(KeyboardInterrupt):
            library.rebuild(interrupted)
        assert generation(copy) == before
        assert answers(library)
        assert library.counts().vectors == 48
    assert [path.name for path in copy.glob("chroma-*")] == [before.name]


def test_opening_a_sound_library_loads_no_chroma(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("assistant.library.chroma.ChromaIndex.open", fail)
    monkeypatch.setattr("assistant.library.derived.DerivedIndex._probe", fail)
    logging.getLogger("assistant.library").setLevel(logging.INFO)
    with Library.open(copy, write=True) as library:
        assert library.articles()
    with Library.open(copy) as library:
        assert library.search_keywords("bigrams", ["협약"], 3)
