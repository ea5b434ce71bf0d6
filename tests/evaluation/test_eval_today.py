"""Fixtures that carry the day on which their question is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import InputError
from assistant.evaluation import Fixture, evaluate, read_fixtures

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

LINE = '{"id": "a", "question": "지난달 기준금리는?", "language": "ko", "answerable": true, "facts": [["3.25%"]], "today": "DAY"}'


def test_a_fixture_says_its_day(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(LINE.replace("DAY", "2024-11-05"), encoding="utf-8")
    assert read_fixtures(path)[0].today == date(2024, 11, 5)
    path.write_text(LINE.replace("DAY", "yesterday"), encoding="utf-8")
    with pytest.raises(InputError, match="field 'today'"):
        read_fixtures(path)


def test_the_day_decides_what_is_found(extractive: Assistant, example_library: ExampleLibrary) -> None:
    question = "지난달 한국은행은 기준금리를 몇 퍼센트로 정했나요?"
    fixtures = [
        Fixture(id=str(month), question=question, language="ko", facts=(("%",),), today=date(2024, month, 5))
        for month in (11, 12)
    ]
    report = evaluate(fixtures, extractive)
    cited = [
        {each.article_id for claim in result.answer.claims for each in claim.citations}
        for result in report.results
        if result.answer
    ]
    pages = ("base-rate-october-2024.txt", "base-rate-november-2024.txt")
    assert cited == [{example_library.ids[page]} for page in pages]
