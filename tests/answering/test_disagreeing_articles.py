"""Articles that differ or follow each other, questions that fit several, and premises that the articles contradict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from grounding import assert_grounded

from assistant import Assistant
from assistant.answering.phrases import phrase

ROWS = [
    {
        "title": "가람시 시립도서관 직원 32명으로 문 열어",
        "text": "가람시 시립도서관이 문을 열었다.\n\n가람시 시립도서관의 직원은 32명이라고 가람시가 밝혔다.",
        "published": "2024-03-05T09:00:00+09:00",
    },
    {
        "title": "가람시 시립도서관 직원 늘려",
        "text": "가람시 시립도서관이 새 단장을 마쳤다.\n\n가람시 시립도서관의 직원은 48명이라고 가람시가 밝혔다.",
        "published": "2024-11-20T09:00:00+09:00",
    },
    {
        "title": "누리마을 다리 2호기 교체",
        "text": "누리마을 양수장의 펌프 2호기가 9월 3일 새것으로 바뀌었다. 양수장의 펌프는 모두 넷이다.",
        "published": "2024-09-04T09:00:00+09:00",
    },
    {
        "title": "다솜교 개통",
        "text": "다솜교는 5월 2일 개통했다. 다솜교를 지나는 차는 통행료를 내지 않는다.",
        "published": "2024-05-03T09:00:00+09:00",
    },
    {
        "title": "다솜교 공사 막바지",
        "text": "다솜교는 4월 1일 개통할 예정이다. 다솜교 공사는 막바지에 이르렀다.",
        "published": "2024-03-11T09:00:00+09:00",
    },
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Two articles that state different numbers for the same thing, and one about something else."""
    from ingest import ingest

    place: Path = tmp_path_factory.mktemp("town")
    rows = place / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    ingest(rows, library=place / "library")
    with Assistant.open(place / "library", model="extractive") as assistant:
        yield assistant


def test_articles_that_differ_are_both_shown_newest_first(town: Assistant) -> None:
    answer = town.ask("가람시 시립도서관의 직원은 몇 명인가요?")
    assert_grounded(answer, town)
    assert ["48명" in answer.claims[0].text, "32명" in answer.claims[1].text] == [True, True]
    assert phrase("differ", "ko", days="2024-11-20, 2024-03-05") in answer.notes


def test_what_was_planned_contradicts_nothing(town: Assistant) -> None:
    answer = town.ask("다솜교는 언제 개통했나요?")
    assert_grounded(answer, town)
    assert ["5월 2일" in claim.text for claim in answer.claims] == [True]


def test_a_question_about_now_says_as_of_when(town: Assistant) -> None:
    answer = town.ask("현재 가람시 시립도서관의 직원은 몇 명인가요?")
    assert "48명" in answer.claims[0].text
    assert phrase("as_of", "ko", day="2024-11-20") in answer.notes


def test_a_question_about_a_day_says_nothing_of_now(town: Assistant) -> None:
    answer = town.ask("누리마을 양수장의 펌프 2호기는 언제 바뀌었나요?")
    assert "9월 3일" in answer.text
    assert [note for note in answer.notes if "기준으로 한 답" in note or "달라" in note] == []


def test_a_false_premise_is_named(town: Assistant) -> None:
    answer = town.ask("누리마을 양수장의 펌프 5호기는 언제 바뀌었나요?")
    assert answer.refused
    assert phrase("premise", "ko", asked="5호기", said="2호기") in answer.notes
