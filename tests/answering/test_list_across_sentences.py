"""A list whose first item stands with its count, and whose other items follow; one of them is a name with "and" in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from grounding import assert_grounded

from assistant import Assistant

ROW = {
    "title": "가온시·나래시, 생활권 협력 넓힌다",
    "text": "가온시와 나래시는 4일 시청에서 만나 생활권 협력을 넓히기로 했다.\n\n"
    "강을 함께 돌보기 위한 ‘하천 정화 협약’ 등 4건의 협약도 체결했다. 가온시장은 “두 도시가 강 하나를 나눠 쓴다”고 말했다. "
    "아울러 두 도시는 ‘버스 노선 및 환승 운영 협약’과 ‘도서관 공동 이용 협약’, ‘재난 대응 협약’을 맺었다. "
    "두 도시는 또 ‘공항 철도 협약’을 추진하기로 했다.",
    "published": "2024-06-05T09:00:00+09:00",
}
NAMES = ("하천 정화", "버스 노선 및 환승 운영", "도서관 공동 이용", "재난 대응")


@pytest.mark.parametrize("question", ["어떤 협약을 체결했나요?", "가온시와 나래시가 맺은 협약 4건은 무엇인가요?"])
def test_all_four_are_found_each_once(question: str, tmp_path: Path) -> None:
    from ingest import ingest

    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(ROW, ensure_ascii=False), encoding="utf-8")
    ingest(rows, library=tmp_path / "library")
    with Assistant.open(tmp_path / "library", model="extractive") as assistant:
        answer = assistant.ask(question)
        assert_grounded(answer, assistant)
    assert [sum(name in claim.text for claim in answer.claims) for name in NAMES] == [1, 1, 1, 1]
    assert len(answer.claims) == len(NAMES)
