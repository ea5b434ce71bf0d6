"""Files into a real library (SQLite and Chroma); only the embedding model is a fake."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from memory_embedder import MemoryEmbedder

from assistant.errors import LibraryLockedError, LibraryMismatchError
from assistant.library import Library
from assistant.settings import Settings
from ingest import Report, Status, ingest, pipeline, read


@pytest.fixture
def folder(tmp_path: Path, pages: Path) -> Path:
    """Three good pages, one of them deeper, a menu page, a broken file, and what a walk leaves out."""
    place = tmp_path / "pages"
    (place / "sub").mkdir(parents=True)
    (place / ".hidden").mkdir()
    for name, where in {"ko-daily": ".", "ko-wire": "sub", "en-harbour": "."}.items():
        (place / where / f"{name}.txt").write_bytes((pages / f"{name}.txt").read_bytes())
    (place / "index.txt").write_bytes((pages / "index.txt").read_bytes())
    (place / "broken.txt").write_bytes(bytes(range(256)) * 20)
    for left_out in ("README.md", "notes.bin", ".secret.txt", ".hidden/page.txt"):
        (place / left_out).write_text("무엇인가 적혀 있다.\n둘째 줄이다.\n")
    (place / "round").symlink_to(place)
    return place


def run(source: object, library: Library, embedder: MemoryEmbedder, **more: object) -> Report:
    return ingest(source, library=library, embedder=embedder, settings=Settings(), **more)  # type: ignore[arg-type]


def test_a_folder_gives_a_line_per_file(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    report = run([folder], library, embedder)
    status = {Path(line.source).name: line.status for line in report.lines}
    assert status == {
        "broken.txt": Status.FAILED,
        "en-harbour.txt": Status.ADDED,
        "index.txt": Status.FAILED,
        "ko-daily.txt": Status.ADDED,
        "ko-wire.txt": Status.ADDED,
        "notes.bin": Status.SKIPPED,
    }
    assert report.counts == {"added": 3, "unchanged": 0, "skipped": 1, "failed": 2}
    assert report.exit_status == 1
    counts = library.counts()
    assert (counts.articles, counts.pending) == (3, 0)
    assert counts.vectors == counts.passages > 10
    assert sum(map(len, embedder.batches)) == counts.passages


def test_a_file_of_a_kind_that_is_not_read_is_named(
    tmp_path: Path, pages: Path, library: Library, embedder: MemoryEmbedder
) -> None:
    place = tmp_path / "pages"
    place.mkdir()
    (place / "page.txt").write_bytes((pages / "ko-daily.txt").read_bytes())
    for name in ("table.xlsx", "old.zip", "photo.jpg", "notes"):
        (place / name).write_bytes(b"PK\x03\x04")
    report = run(place, library, embedder)
    skipped = {Path(line.source).name: line.reason for line in report.lines if line.status is Status.SKIPPED}
    assert sorted(skipped) == ["notes", "old.zip", "photo.jpg", "table.xlsx"]
    assert all(reason.startswith("not a kind that is read (.txt") for reason in skipped.values())
    assert report.exit_status == 0


def test_a_second_run_changes_nothing(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    first = run(folder, library, embedder)
    embedder.batches.clear()
    second = run(folder, library, embedder)
    assert second.unchanged == first.added == 3
    assert second.added == 0
    assert embedder.batches == []


def test_what_is_stored_is_what_is_read(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    report = run([folder / "ko-daily.txt"], library, embedder)
    assert report.exit_status == 0
    (line,) = report.lines
    assert line.article_id == read(folder / "ko-daily.txt").id
    assert line.title.startswith("시내버스 심야 노선")
    assert "rights are reserved" in line.reason
    assert "AI 학습" in line.reason
    assert library.has(line.article_id)


@pytest.mark.parametrize(("rights", "status", "noted"), [("refuse", "skipped", True), ("ignore", "added", False)])
def test_reserved_rights_follow_the_setting(
    folder: Path, library: Library, embedder: MemoryEmbedder, rights: str, status: str, noted: bool
) -> None:
    settings = Settings.model_validate({"rights": rights})
    report = ingest([folder / "ko-daily.txt"], library=library, embedder=embedder, settings=settings)
    assert [line.status for line in report.lines] == [status]
    assert ("rights" in report.lines[0].reason) is noted
    assert library.counts().articles == (status == "added")


def test_standard_input(pages: Path, library: Library, embedder: MemoryEmbedder) -> None:
    stdin = io.BytesIO((pages / "ko-pasted.txt").read_bytes())
    report = run(["-"], library, embedder, stdin=stdin)
    assert [(line.source, line.status) for line in report.lines] == [("-", Status.ADDED)]


def test_rows_give_a_line_each(tmp_path: Path, library: Library, embedder: MemoryEmbedder) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"title": f"{n}호 다리", "text": f"가온강에 {n}호 다리가 놓였다. 길이는 {n}미터다."} for n in range(1, 4)]
    path.write_text("\n".join([json.dumps(rows[0]), "{broken", json.dumps(rows[1]), json.dumps(rows[0])]), "utf-8")
    report = run([path], library, embedder)
    assert [line.status.value for line in report.lines] == ["added", "failed", "added", "unchanged"]
    assert [line.source for line in report.lines] == [f"{path}:{at}" for at in range(1, 5)]
    assert "JSON" in report.lines[1].reason
    assert report.exit_status == 1


def test_nothing_usable(tmp_path: Path, library: Library, embedder: MemoryEmbedder) -> None:
    (tmp_path / "bare").mkdir()
    report = run([tmp_path / "missing.txt", tmp_path / "bare"], library, embedder)
    assert report.failed == 2
    assert report.exit_status == 2
    assert [line.reason.split()[0] for line in report.lines] == ["There", "This"]


def test_vectors_come_in_groups(
    tmp_path: Path, library: Library, embedder: MemoryEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "GROUP", 4)
    path = tmp_path / "many.jsonl"
    rows = [{"title": f"{n}호 다리", "text": f"가온강에 {n}호 다리가 놓였다."} for n in range(1, 8)]
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    run([path], library, embedder)
    assert len(embedder.batches) >= 3
    assert library.counts().pending == 0


def test_pages_of_an_interrupted_run_get_their_vectors(
    folder: Path, library: Library, embedder: MemoryEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(RuntimeError):
        pass

    def stop(*_: object) -> None:
        raise Interrupted

    with monkeypatch.context() as broken:
        broken.setattr(embedder, "encode_passages", stop)
        with pytest.raises(Interrupted):
            run([folder], library, embedder)
    assert library.counts().pending > 0
    report = run([folder], library, embedder)
    assert report.unchanged == 3
    assert library.counts().pending == 0


def test_a_library_of_an_older_chunker_that_fits_takes_pages(
    folder: Path, library: Library, embedder: MemoryEmbedder
) -> None:
    library.manifest.write("chunker", "1")
    report = ingest(folder, library=library, embedder=embedder)
    assert report.counts["added"] > 0


def test_a_library_of_another_chunker_is_refused(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    library.manifest.write("chunker", "0")
    with pytest.raises(LibraryMismatchError, match="chunker"):
        run([folder], library, embedder)


def test_a_locked_library_is_refused(folder: Path, tmp_path: Path, embedder: MemoryEmbedder) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from assistant.library import Library\n"
        "with Library.open(sys.argv[1], write=True): print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "held")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LibraryLockedError):
            ingest([folder], library=tmp_path / "held", embedder=embedder, settings=Settings())
        holder.communicate("")


def test_a_directory_is_opened_and_closed(folder: Path, tmp_path: Path, embedder: MemoryEmbedder) -> None:
    place = tmp_path / "made"
    assert ingest(folder, library=place, embedder=embedder, settings=Settings()).added == 3
    with Library.open(place, write=True) as again:
        assert again.counts().articles == 3


def test_progress_is_told(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    told: list[tuple[int, int]] = []
    run([folder], library, embedder, progress=lambda done, total: told.append((done, total)))
    assert {total for _, total in told} == {6}
    done = [pages for pages, _ in told]
    assert (done[0], done[-1]) == (0, 6)
    assert done == sorted(set(done))


def test_lines_of_jsonl_count_as_pages(tmp_path: Path, library: Library, embedder: MemoryEmbedder) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"title": f"{n}호 다리", "text": f"가온강에 {n}호 다리가 놓였다."} for n in range(1, 8)]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    told: list[tuple[int, int]] = []
    run([path], library, embedder, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 7)
    assert told[-1] == (7, 7)


def test_an_address_is_not_fetched_unless_asked(library: Library, embedder: MemoryEmbedder) -> None:
    (line,) = run(["https://news.example.org/feed.xml"], library, embedder).lines
    assert line.status is Status.FAILED
    assert "fetch" in line.reason


def test_a_bar_goes_to_standard_error(
    folder: Path, library: Library, embedder: MemoryEmbedder, capsys: pytest.CaptureFixture[str]
) -> None:
    run([folder], library, embedder, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "6/6" in err


def test_report_as_json(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    report = json.loads(run([folder], library, embedder).to_json())
    assert report["counts"] == {"added": 3, "unchanged": 0, "skipped": 1, "failed": 2}
    assert report["exit_status"] == 1
    assert set(report["lines"][0]) == {"source", "status", "article_id", "title", "reason"}


def test_each_line_is_told_as_it_comes(folder: Path, library: Library, embedder: MemoryEmbedder) -> None:
    told: list[object] = []
    report = run([folder], library, embedder, each=told.append)
    assert tuple(told) == report.lines


def test_a_run_that_is_stopped_keeps_what_it_has_and_makes_it_findable(
    folder: Path, library: Library, embedder: MemoryEmbedder
) -> None:
    told: list[object] = []
    report = run([folder / "ko-daily.txt", folder], library, embedder, each=told.append, stopping=lambda: len(told) > 0)
    assert [line.status for line in report.lines] == [Status.ADDED]
    counts = library.counts()
    assert (counts.articles, counts.pending) == (1, 0)
    assert run([folder], library, embedder).added == 2


def test_a_file_of_many_is_stopped_between_two_rows(tmp_path: Path, library: Library, embedder: MemoryEmbedder) -> None:
    rows = [{"title": f"소식 {at}", "text": f"가람시는 {at}번째 소식을 전했다고 밝혔다."} for at in range(9)]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    told: list[object] = []
    report = run([tmp_path / "rows.jsonl"], library, embedder, each=told.append, stopping=lambda: len(told) == 4)
    assert report.added == library.counts().articles == 4
