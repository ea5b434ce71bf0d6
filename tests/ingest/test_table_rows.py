"""CSV, TSV, Parquet and JSON: a row each, other names by a mapping, failures by number."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import made_files as made
import pytest

from assistant.article import Article
from assistant.errors import InputError
from assistant.settings import Settings
from ingest.reader import Read, read, read_all, read_source
from ingest.report import Failure
from ingest.source import open_source

SEOUL = ZoneInfo("Asia/Seoul")
TABLE = (
    "title,text,date,journalist\n"
    f"{made.TITLE},{made.PARAGRAPHS[0]},2026-03-03,정다래 기자\n"
    f'"다리, 놓인다","{made.PARAGRAPHS[1]}\n\n{made.PARAGRAPHS[2]}",2026-03-04 09:30,\n'
)


def found_in(data: bytes, name: str, mapping: Mapping[str, str] | None = None, limit: int = 1_000_000) -> list[Read]:
    return list(read_source(open_source(data, name, limit), mapping))


def articles_of(data: bytes, name: str, mapping: Mapping[str, str] | None = None) -> list[Article]:
    pages = [page.found for page in found_in(data, name, mapping)]
    assert all(isinstance(page, Article) for page in pages), pages
    return [page for page in pages if isinstance(page, Article)]


def reasons_of(pages: list[Read]) -> dict[str, str]:
    return {page.where: page.found.reason for page in pages if isinstance(page.found, Failure)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_table_in_any_encoding_and_with_any_delimiter(mark: str, encoding: str) -> None:
    import csv

    written = io.StringIO()
    csv.writer(written, delimiter=mark).writerows(csv.reader(io.StringIO(TABLE)))
    name = "a.tsv" if mark == "\t" else "a.csv"
    first, second = articles_of(written.getvalue().encode(encoding), name)
    assert first.text == f"{made.TITLE}\n\n{made.PARAGRAPHS[0]}"
    assert (first.published, first.authors) == (datetime(2026, 3, 3, tzinfo=SEOUL), ("정다래",))
    assert second.title == "다리, 놓인다"
    assert second.text.endswith(f"{made.PARAGRAPHS[1]}\n\n{made.PARAGRAPHS[2]}")
    assert second.authors == ()


def test_rows_of_a_table_have_the_number_of_their_first_line() -> None:
    assert [page.where for page in found_in(TABLE.encode(), "a.csv")] == ["2", "3"]
    long = f"{TABLE}가,나,2026-03-03,다,라\n,,,\n셋째,{made.PARAGRAPHS[0]},어제,\n"
    reasons = reasons_of(found_in(long.encode(), "a.csv"))
    assert list(reasons) == ["6", "8"]
    assert "5 cells" in reasons["6"]
    assert "no date" in reasons["8"]


def test_a_table_without_a_column_of_texts_names_its_columns() -> None:
    table = f"머리,글\n{made.TITLE},{made.PARAGRAPHS[0]}\n".encode()
    with pytest.raises(InputError, match=r"no column of texts; its columns are 머리, 글.*--field text"):
        found_in(table, "a.csv")
    with pytest.raises(InputError, match="no column 내용"):
        found_in(table, "a.csv", {"text": "내용"})
    (article,) = articles_of(table, "a.csv", {"title": "머리", "text": "글"})
    assert article.title == made.TITLE


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_korean_names_of_columns_are_known(encoding: str) -> None:
    head = "일자,언론사,기고자,제목,본문,URL,분류"
    row = f"20250131,가온일보,김하늘,{made.TITLE},{made.PARAGRAPHS[0]},https://gaon.example/1,사회"
    (article,) = articles_of(f"{head}\n{row}\n".encode(encoding), "a.csv")
    assert (article.title, article.outlet, article.authors) == (made.TITLE, "가온일보", ("김하늘",))
    assert (article.url, article.section) == ("https://gaon.example/1", "사회")
    assert article.published is not None
    assert article.published.isoformat() == "2025-01-31T00:00:00+09:00"


def test_a_quotation_mark_that_is_never_closed_swallows_one_record_only() -> None:
    lines = [f"제목 {at},{made.PARAGRAPHS[at % 6]}" for at in range(100)]
    table = "\n".join(["title,text", *lines[:10], '"열린 따옴표,' + lines[10], *lines[11:]])
    pages = found_in(table.encode(), "a.csv", limit=2_000)
    failed = reasons_of(pages)
    assert list(failed) == ["12"]
    assert "quotation mark" in failed["12"]
    assert sum(isinstance(page.found, Article) for page in pages) > 60


def test_a_damaged_line_fails_alone() -> None:
    good = json.dumps({"text": made.PARAGRAPHS[0]}, ensure_ascii=False).encode()
    lines = [good, good[:-10] + b"\xff\xfe" + good[-10:], b'{"text": "' + b"a" * 5000 + b'"}', good]
    reasons = reasons_of(found_in(b"\n".join(lines), "a.jsonl", limit=4000))
    assert list(reasons) == ["2", "3"]
    assert "damaged" in reasons["2"]
    assert "4,000" in reasons["3"]


def test_text_that_was_encoded_twice_is_mended_in_its_row_and_said() -> None:
    good = made.PARAGRAPHS[0]
    rows = [
        {"title": made.TITLE, "text": good},
        {"본문": good.encode().decode("latin-1")},
        {"text": "가온시 소식. " + "\ufffd" * 30},
    ]
    whole = (
        made.jsonl(rows[:2])
        + b"\n"
        + b'{"text": "\xff\xfe\x80\x81"}\n{"text": broken\n'
        + made.jsonl([rows[2], rows[0]])
    )
    pages = [page for page in found_in(whole, "a.jsonl") if page.where]
    found = [page.found.text if isinstance(page.found, Article) else "" for page in pages]
    assert [good in text for text in found] == [True, True, False, False, False, True]
    assert [bool(page.notes) for page in pages] == [False, True, False, False, False, False]
    assert "twice" in pages[1].notes[0]
    failed = [page.found.source for page in pages if isinstance(page.found, Failure)]
    assert all(name.startswith("a.jsonl:") for name in failed)
    assert len(set(failed)) == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": "글", "views": NaN}', "NaN is not JSON"),
        ('{"text": "글", "text": "다른 글"}', "'text' stands twice"),
        ('{"text": "\\ud83d 글"}', "lone surrogate"),
        ('{"text": "글", "n": ' + "9" * 5000 + "}", "5,000 digits"),
        ('{"text": "글", "n": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"text": "글"', "not JSON"),
    ],
)
def test_json_that_means_nothing_certain_fails(line: str, words: str) -> None:
    reasons = reasons_of(found_in(made.jsonl([{"text": made.PARAGRAPHS[0]}, line]), "a.jsonl"))
    assert list(reasons) == ["2"]
    assert words in reasons["2"]


def test_json_of_one_article_and_of_many() -> None:
    row = {"title": made.TITLE, "text": made.PARAGRAPHS[0]}
    assert read(json.dumps(row, indent=1).encode(), name="a.json").title == made.TITLE
    many = found_in(json.dumps([row, 5, row | {"title": "둘째"}]).encode(), "a.json")
    assert [page.where for page in many] == ["1", "2", "3"]
    assert list(reasons_of(many)) == ["2"]
    lines = found_in(made.jsonl([row, row]), "a.json")
    assert [page.where for page in lines] == ["1", "2"]
    with pytest.raises(InputError, match="not JSON"):
        read(b'{"text": ', name="a.json")
    with pytest.raises(InputError, match="no text"):
        read(b'{"title": "a"}', name="a.json")


def test_parquet_with_dates_lists_and_holes(tmp_path: Path) -> None:
    columns = {
        "headline": [made.TITLE, None, "셋째"],
        "content": [made.PARAGRAPHS[0], made.PARAGRAPHS[1], None],
        "published": [datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC), None],
        "authors": [["정다래", "김하늘"], [], None],
        "views": [1.5, float("nan"), 3.0],
    }
    path = made.parquet(tmp_path / "a.parquet", columns, row_group_size=2)
    pages = list(read_source(open_source(path), {"title": "headline"}))
    first, second = (page.found for page in pages[:2])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.authors) == (made.TITLE, ("정다래", "김하늘"))
    assert first.published == datetime(2026, 3, 3, tzinfo=UTC)
    assert second.text == made.PARAGRAPHS[1]
    assert list(reasons_of(pages)) == ["3"]
    with pytest.raises(InputError, match="no column of texts; its columns are a"):
        list(read_all(made.parquet(tmp_path / "b.parquet", {"a": [1]})))


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    path = made.parquet(tmp_path / "a.parquet", {"text": list(made.PARAGRAPHS)})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match="damaged Parquet"):
        list(read_all(path))


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made.parquet(tmp_path / "a.parquet", {"text": list(made.PARAGRAPHS)})
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"citedesk\[parquet\]"):
        list(read_all(path))


def test_a_long_packed_file_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    rows = ({"title": f"{at}번째 다리", "text": made.PARAGRAPHS[at % 6] * 20} for at in range(4000))
    path.write_bytes(made.gzipped(made.jsonl(rows)))
    pages: Iterator[Read] = read_source(open_source(path, max_bytes=100_000))
    next(pages)
    tracemalloc.start()
    for _ in range(400):
        next(pages)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000  # the file has 17 MB unpacked


def test_packed_files_that_are_cut_damaged_or_bombs() -> None:
    rows = made.jsonl([{"title": f"제목 {at}", "text": f"{at}. {made.PARAGRAPHS[at % 6]}"} for at in range(300)])
    whole = made.gzipped(rows)
    assert len(found_in(whole, "a.jsonl.gz")) == 300
    cut = found_in(whole[:-40], "a.jsonl.gz")
    assert "ends too early" in list(reasons_of(cut).values())[-1]
    bomb = made.gzipped(b'{"text": "' + b" " * 60_000_000 + b'"}')
    (page,) = found_in(bomb, "a.jsonl.gz", limit=100_000)
    assert "200 to 1" in str(page.found) or "100,000" in str(page.found)
    with pytest.raises(InputError, match=r"unpacks to more than|200 to 1"):
        read(made.gzipped(made.html().encode() * 400), name="a.html.gz", settings=Settings(max_file_bytes=50_000))


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_a_file_without_rows_is_a_failure(name: str) -> None:
    content = {"a.json": b"[]", "a.csv": b"title,text\n", "a.jsonl": b"\n\n"}[name]
    with pytest.raises(InputError, match="no rows"):
        found_in(content, name)
