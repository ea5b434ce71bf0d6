"""The HTML and encodings benchmarks, on pages of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench_world import write_gzip

from benchmarks import encodings, html
from benchmarks.options import Options
from benchmarks.sets.markup import TEMPLATES, parts_of
from benchmarks.sets.pages import Page

BODY = [
    "가온시가 오는 7월 1일부터 심야 시내버스 노선을 9개에서 15개로 늘린다. 막차 시각도 한 시간 늦춘다.",
    "시의회는 19일 본회의를 열어 교통 조례 개정안을 의결했다. 새 노선은 병원과 물류단지를 잇는다.",
    "요금은 2150원을 그대로 유지하기로 했다. 시는 한 해 운영비 48억원을 예산으로 댄다.",
]
TITLE = "시내버스 심야 노선 6개 늘린다"
TEXT = "\n".join(["정치", "경제", TITLE, "입력 2025-05-19 14:20", *BODY, "많이 본 기사", "택시 요금 오른다"])
PAGE = Page(id="p1", text=TEXT, body="\n\n".join(BODY), language="ko", frame="own", title=TITLE, date="2025-05-19")


def test_the_parts_of_a_page_are_its_lines() -> None:
    parts = parts_of(PAGE)
    assert parts is not None
    assert parts.above == ("정치", "경제")
    assert (parts.title, parts.between) == (TITLE, ("입력 2025-05-19 14:20",))
    assert parts.body == tuple(BODY)
    assert parts.below == ("많이 본 기사", "택시 요금 오른다")
    assert parts_of(Page(id="p2", text="정치\n경제", body="딴 글이 여기 있다.", language="ko", frame="own")) is None


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_holds_the_page_and_is_read(template: str) -> None:
    parts = parts_of(PAGE)
    assert parts is not None
    found = html.citedesk(TEMPLATES[template](PAGE, parts))
    assert found.body.split("\n") == BODY
    assert (found.title, found.date) == (TITLE, "2025-05-19")


def test_missing_data_is_named(tmp_path: Path) -> None:
    for benchmark in (html, encodings):
        outcome = benchmark.run(Options(tmp_path))
        assert outcome.skipped
        assert not outcome.figures


def test_encodings_of_an_article(tmp_path: Path) -> None:
    row = {
        "id": 1,
        "title": TITLE,
        "publisher": "가온일보",
        "journalist": "",
        "date": "2025-05-19",
        "body": " ".join(BODY * 3),
    }
    write_gzip(tmp_path / "news_ko_papers.jsonl.gz", json.dumps(row) + "\n")
    figures = encodings.run(Options(tmp_path)).figures
    assert figures["encodings.n"] == 1
    assert figures["encodings.declared"] == figures["encodings.undeclared"] == figures["encodings.flagged"] == 1.0
    assert figures["encodings.undeclared.declaration"] < 0.5
