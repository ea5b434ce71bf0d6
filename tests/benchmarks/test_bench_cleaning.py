"""The cleaning benchmark: its metrics by hand, and a run over tiny pages of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench_world import write_gzip

from benchmarks import cleaning
from benchmarks.command import main
from benchmarks.sets.pages import read_gold, read_newsis, read_spliced
from benchmarks.systems.extractors import Extract, citedesk, extractors, wrapped
from benchmarks.truth import Overlap, is_clean, leaked, overlap, true_text

FILES = ("pages_spliced.jsonl.gz", "pages_with_gold.jsonl.gz", "newsis_raw.jsonl.gz")
BODY = (
    "가온시가 오는 7월부터 심야 시내버스 노선을 아홉 개에서 열다섯 개로 늘린다고 19일 밝혔다.\n\n"
    "막차 시각도 새벽 3시에서 4시로 늦춘다. 요금은 그대로 두기로 했다고 시는 설명했다."
)
PAGE = (
    f"로그인\n구독하기\n\n심야 버스 늘린다\n박다래 기자\n입력 2025-05-19 14:20\n\n{BODY}\n\n많이 본 뉴스\n1 비 소식\n"
)
ENGLISH = (
    "The ferry between Saltmarsh and the Outer Isles will sail through the winter for the first time this year.\n\n"
    "It carried 11,400 passengers in November, twice the number that the company had planned for, it said."
)


def write_pages(folder: Path) -> None:
    spliced = {"id": "a", "frame": "daily", "page_text": PAGE, "title": "심야 버스 늘린다", "date": "2025-05-19",
               "byline": "박다래 기자(가온비즈)", "body": BODY}  # fmt: skip
    gold: dict[str, Any] = {"id": "b", "set": "ours", "lang": "en", "page_text": f"Sign in\nFerry to run all winter\n{ENGLISH}",
                            "gold_body": ENGLISH, "title": "Ferry to run all winter", "date": None, "gold_par_found": 1.0}  # fmt: skip
    rows = [
        gold,
        gold | {"id": "c", "gold_par_found": 0.4},
        gold | {"id": "d", "set": "goose3", "gold_body": ENGLISH[:40]},
    ]
    script = "\n// flash 오류\nfunction _flash_removeCallback() {}\n\n"
    content = f"{script}【가온=뉴시스】박다래 기자 = {BODY} dara@news.example▶ 채널 구독하기"
    scraped = {"id": "1", "title": "심야 버스", "date": "2025.05.19. 오후 2:20", "content": content, "url": ""}
    for name, found in zip(FILES, ([spliced], rows, [scraped, scraped | {"content": " "}]), strict=True):
        write_gzip(folder / name, "\n".join(json.dumps(row, ensure_ascii=False) for row in found) + "\n")


def test_overlap_by_hand() -> None:
    assert overlap("abcdefg", "abcdefg") == Overlap(1.0, 1.0)
    assert overlap("abc de fg", "ABCDEFG hij") == Overlap(1.0, 0.5)  # 3 of 6 shingles
    assert overlap("", "abcdefg").f1 == 0.0
    assert Overlap(0.5, 1.0).f1 == pytest.approx(2 / 3)


def test_leaked_lines_are_those_that_the_gold_does_not_hold() -> None:
    assert leaked(f"{BODY}\n많이 본 뉴스 목록\n-----\n", BODY) == 1


def test_the_true_text_is_without_script_dateline_address_and_promotion() -> None:
    scraped = (
        "// flash 오류\nfunction _flash_removeCallback() {}\n【가온=뉴시스】박다래 기자 = 비가 왔다. a@b.kr▶ 구독하기"
    )
    assert true_text(scraped).split() == ["비가", "왔다."]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("비가 왔다.", True),
        ("신청은 help@gaon.kr로 하면 된다.", True),
        ("비가 왔다. dara@gaon.kr", False),
        ("비가 왔다.dara@gaon.kr 눈도 왔다.", False),
        ("▶ 구독하기", False),
        ("무단 전재 금지", False),
        ("function _flash_removeCallback() {}", False),
    ],
)
def test_what_is_clean(text: str, clean: bool) -> None:
    assert is_clean(text) is clean


def test_sets_are_read(tmp_path: Path) -> None:
    write_pages(tmp_path)
    (spliced,) = read_spliced(tmp_path)
    assert spliced.authors == ("박다래",)
    assert [(page.id, page.whole) for page in read_gold(tmp_path)] == [("b", True), ("d", False)]
    assert [page.id for page in read_newsis(tmp_path)] == ["1"]


def test_a_name_that_the_page_does_not_print_is_not_asked_for(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "frame": "f",
        "page_text": BODY,
        "title": "t",
        "date": "2025-05-19",
        "byline": "나하늘",
        "body": BODY,
    }
    write_gzip(tmp_path / FILES[0], json.dumps(row) + "\n")
    assert read_spliced(tmp_path)[0].authors == ()


def test_what_a_program_does_not_look_for_is_not_scored(tmp_path: Path) -> None:
    write_pages(tmp_path)
    (page,) = read_spliced(tmp_path)
    assert set(cleaning.score(Extract("", ""), page)) == set(cleaning.BODY)
    wrong = cleaning.score(Extract("", "", "다른 제목", "2025-05-20", ()), page)
    assert (wrong["title"], wrong["date"], wrong["byline"], wrong["body_f1"]) == (0, 0, 0, 0)


def test_a_page_without_an_article_gives_nothing() -> None:
    assert citedesk("로그인\n메뉴\n") == Extract("", "", "", "", ())


def test_baselines_read_wrapped_lines() -> None:
    assert wrapped("a <b>\n\n c\n") == "<html><body><p>a &lt;b&gt;</p>\n<p>c</p></body></html>"
    pytest.importorskip("readability")
    found = {program.name: program.extract(PAGE) for program in extractors()}
    assert list(found) == ["citedesk", "trafilatura", "readability", "html2text"]
    assert all(overlap(extract.body, BODY).recall == 1.0 for extract in found.values())
    assert found["citedesk"].body == BODY.replace("\n\n", "\n")


def test_a_run_fills_tables_and_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("readability")
    write_pages(tmp_path)
    assert main(cleaning.BENCHMARK, ["--data", str(tmp_path), "--json", str(tmp_path / "figures.json")]) == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    ours = ("spliced.body_f1", "spliced.title", "spliced.date", "spliced.byline", "spliced.daily.body_f1")
    ours += (
        "pages.en.body_f1",
        "pages.en.title",
        "newsis.clean",
        "newsis.kept",
        "newsis.rows.clean",
        "newsis.rows.kept",
    )
    assert {name: figures[name] for name in ours} == pytest.approx(dict.fromkeys(ours, 1.0), abs=0.02)
    assert figures["newsis.clean.trafilatura"] == 0.0
    assert figures["spliced.body_precision.readability"] < 1.0
    assert figures["pages.en.n"] == 1.0
    assert figures["pages.en.goose3.n"] == 1.0
    assert "N = 1 pages" in capsys.readouterr().out


def test_missing_pages_are_named_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("readability")
    assert main(cleaning.BENCHMARK, ["--data", str(tmp_path / "nowhere")]) == 0
    printed = capsys.readouterr().out
    assert [file for file in FILES if printed.count(f"Skipped: {file}") != 1] == []
