"""Reading in real child processes: order, limits, crashes, and nothing left behind."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article import Article
from assistant.errors import InputError
from assistant.library.keywords import tokenise_all
from ingest import Failure, cut, read
from ingest.reading import Limits, Order, Page, Pool, shelf
from ingest.reading.frames import read_frame, write_frame
from ingest.reading.outbox import MOST_PAGES, Closed, Outbox
from ingest.reading.worker import ReaderDied, Worker
from ingest.source import open_source

LIMITS = Limits(60, 1024, 20_000_000)
SLOW = "가" * 3_000_000
"""A row whose sentences take far longer than any limit here."""


@pytest.fixture(autouse=True, scope="module")
def _no_child_stays() -> Iterator[None]:
    yield
    shelf.clear()


def taken(pages: Iterator[Page]) -> list[Page] | str:
    try:
        return list(pages)
    except (InputError, ReaderDied) as error:
        return f"{type(error).__name__}: {error}"


def read_all(paths: list[Path], limits: Limits = LIMITS, **more: object) -> list[list[Page] | str]:
    with Pool(limits, **more) as pool:  # type: ignore[arg-type]
        return [taken(pages) for _, pages in pool.over((path, Order(path)) for path in paths)]


def rows(path: Path, count: int) -> Path:
    lines = [{"title": f"{n}호 다리", "text": f"가온강에 {n}호 다리가 놓였다. 길이는 {n}미터다."} for n in range(count)]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def whole(article: Article) -> Page:
    """The page of an article with what is made of it: the child's own work, done here."""
    passages = tuple(cut(article))
    return Page("", article, passages, tuple(tokenise_all([(each.heading, each.text) for each in passages])))


def test_pages_come_in_the_order_of_the_files_and_are_what_reading_here_gives(pages: Path, tmp_path: Path) -> None:
    names = ["ko-daily.txt", "ko-wire.txt", "index.txt", "en-harbour.txt", "ko-pasted.txt"]
    many = rows(tmp_path / "many.jsonl", 300)
    found = read_all([many, *(pages / name for name in names)], jobs=2)
    numbers = [page.found.title for page in found[0] if isinstance(page, Page) and isinstance(page.found, Article)]
    assert numbers == [f"{n}호 다리" for n in range(300)]
    for name, page in zip(names, found[1:], strict=True):
        if name == "index.txt":
            assert str(page).startswith("NoArticleError")
        else:
            article = read(pages / name)
            assert page == [whole(article)]


def test_what_takes_too_long_is_ended_and_the_next_file_is_read(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.jsonl").write_text(json.dumps({"text": SLOW}), "utf-8")
    slow, next_one = read_all([tmp_path / "slow.jsonl", pages / "ko-daily.txt"], Limits(1.5, 1024, 20_000_000))
    assert str(slow).startswith("ReaderDied: reading it took more than 1.5 seconds")
    assert "parse_seconds" in slow
    assert isinstance(next_one, list)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only")
def test_what_takes_too_much_memory_is_ended_and_the_next_file_is_read(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "large.html").write_text("<html><body>" + "<p>a" * 400_000, "utf-8")
    large, next_one = read_all([tmp_path / "large.html", pages / "ko-daily.txt"], Limits(60, 32, 20_000_000))
    assert str(large).startswith("ReaderDied: ")
    assert "more than 32 megabytes" in large
    assert "parse_megabytes" in large
    assert isinstance(next_one, list)


def test_a_crash_is_one_file_s_failure(pages: Path) -> None:
    worker = Worker()
    for number in (signal.SIGSTOP, signal.SIGSEGV, signal.SIGCONT):
        os.kill(worker.pid, number)
    with pytest.raises(ReaderDied, match="SIGSEGV"):
        list(worker.read(Order(pages / "ko-daily.txt"), LIMITS))
    assert not worker.alive
    shelf.discard(worker)


def test_an_idle_child_that_died_is_not_used_again(pages: Path) -> None:
    shelf.clear()
    assert isinstance(read_all([pages / "ko-daily.txt"])[0], list)
    kept = shelf.take()
    assert kept.alive
    shelf.give_back(kept)
    os.kill(kept.pid, signal.SIGKILL)
    until(lambda: not kept.alive)
    assert isinstance(read_all([pages / "ko-daily.txt"])[0], list)


def test_rows_before_a_limit_are_kept(tmp_path: Path) -> None:
    path = rows(tmp_path / "many.jsonl", 5)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"text": SLOW}) + "\n")
    with Pool(Limits(2, 1024, 20_000_000)) as pool:
        ((_, pages),) = pool.over([("", Order(path))])
        seen = [next(pages) for _ in range(5)]
        with pytest.raises(ReaderDied):
            next(pages)
    assert [page.where for page in seen] == ["1", "2", "3", "4", "5"]


def test_what_is_stored_already_is_not_cut(pages: Path) -> None:
    article = read(pages / "ko-daily.txt")
    (known,) = read_all([pages / "ko-daily.txt"], known=frozenset({article.id}))
    assert known == [Page("", article, None)]
    (again,) = read_all([pages / "ko-daily.txt"])
    assert again == [whole(article)]


def test_bytes_and_opened_sources_are_read_like_files(pages: Path) -> None:
    data = (pages / "ko-daily.txt").read_bytes()
    text = (pages / "en-harbour.txt").read_text("utf-8").split("\n")
    html = "<!doctype html><h1>Bridge opens</h1>" + "".join(f"<p>{line}</p>" for line in text if len(line) > 80)
    data_of_page = html.encode()
    source = open_source(data_of_page, "page.html", url="https://gaon.example.org/1")
    with Pool(LIMITS) as pool:
        first, second = [taken(found) for _, found in pool.over([("", Order(data)), ("", Order(source))])]
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert first[0].found == read(data)
    (page,) = second
    assert isinstance(page.found, Article)
    assert (page.found.url, page.original) == ("https://gaon.example.org/1", data_of_page)


def test_paths_lead_from_the_present_folder_and_may_be_no_text(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (pages / "ko-daily.txt").read_bytes()
    odd = os.fsdecode(b"\xb0\xa1.txt")
    (tmp_path / odd).write_bytes(data)
    (tmp_path / "plain.txt").write_bytes(data)
    assert isinstance(read_all([pages / "ko-daily.txt"])[0], list)  # a child that was started elsewhere
    monkeypatch.chdir(tmp_path)
    for (page,) in read_all([Path("plain.txt"), Path(odd)]):
        assert isinstance(page, Page)
        assert isinstance(page.found, Article)
        assert page.found.path in ("plain.txt", "\\xb0\\xa1.txt") or page.found.path == ascii(odd)[1:-1]


def test_leaving_early_leaves_no_child(tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text(SLOW, "utf-8")
    shelf.clear()
    others = children(os.getpid())
    with Pool(LIMITS, jobs=2) as pool:
        orders = [("", Order(path)) for path in [rows(tmp_path / "many.jsonl", 2000), tmp_path / "slow.txt"]]
        _, pages = next(pool.over(orders + [("", Order(tmp_path / "slow.txt"))] * 40))
        next(pages)
    assert children(os.getpid()) - others <= {worker.pid for worker in shelf._idle}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are listed by /proc")
def test_a_killed_parent_leaves_no_child(tmp_path: Path) -> None:
    (tmp_path / "slow.jsonl").write_text(json.dumps({"text": SLOW}), "utf-8")
    code = (
        "import sys; from pathlib import Path; from ingest.reading import *\n"
        "for _, pages in Pool(Limits(30, 1024, 10**8)).over([(0, Order(Path(sys.argv[1])))]): list(pages)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "slow.jsonl")]) as parent:
        found = until(lambda: children(parent.pid))
        parent.kill()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in found))


def test_secrets_stay_with_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    worker = Worker()
    try:
        assert until(lambda: b"PYTHONPATH" in Path(f"/proc/{worker.pid}/environ").read_bytes())
        assert b"sk-secret" not in Path(f"/proc/{worker.pid}/environ").read_bytes()
    finally:
        shelf.discard(worker)


def until(happens: object, seconds: float = 60) -> object:
    """Wait for what must happen at some time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = happens()  # type: ignore[operator]
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it never happened")


def children(pid: int) -> set[int]:
    return {int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()}


@given(st.dictionaries(st.text(), st.text() | st.integers()), st.binary())
def test_frames_come_back_as_they_were(values: dict[str, object], data: bytes) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, values, data)
    pipe.seek(0)
    assert read_frame(pipe) == (values, data)
    assert read_frame(pipe) is None


@given(st.binary(min_size=1), st.data())
def test_a_frame_that_breaks_off_is_the_end(data: bytes, draw: st.DataObject) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, {"a": 1}, data)
    at = draw.draw(st.integers(0, len(pipe.getvalue()) - 1))
    assert read_frame(io.BytesIO(pipe.getvalue()[:at])) is None


def test_an_outbox_holds_no_more_than_its_bounds() -> None:
    box, put = Outbox(), []

    def fill() -> None:
        try:
            for number in range(MOST_PAGES + 50):
                box.put(Page(str(number), Failure("x", "y")))
                put.append(number)
        except Closed:
            put.append(-1)

    thread = threading.Thread(target=fill)
    thread.start()
    until(lambda: len(put) == MOST_PAGES)
    pages = iter(box)
    assert [next(pages).where for _ in range(10)] == [str(number) for number in range(10)]
    until(lambda: len(put) == MOST_PAGES + 10)
    box.close()
    thread.join()
    assert put[-2:] == [MOST_PAGES + 9, -1]
