"""Proposals for fixtures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scripted_assistant import ScriptedAssistant, article_of

from assistant.evaluation import evaluate, read_fixtures
from assistant.evaluation.drafting import as_yaml, draft, gap_in
from assistant.evaluation.fixture_file import read_file
from assistant.evaluation.proving import doubts, unproven
from assistant.evaluation.spans import Corpus

KOREAN = article_of(
    "누리호 개발에는 모두 1조9572억원이 투입됐다고 정부가 밝혔다.\n비가 왔다.", "pages/nuri.txt"
).model_copy(update={"title": "누리호"})
ENGLISH = article_of(
    "The committee adopted the plan on May 25, 2023. The fund now holds more than $700 million in pledges.", "fund.txt"
).model_copy(update={"published": datetime(2023, 5, 27, tzinfo=UTC)})
HOLDINGS = ScriptedAssistant([KOREAN, ENGLISH], {})


def test_each_sentence_with_one_number_or_date_is_proposed_with_its_fact_and_quote() -> None:
    found = {each.facts[0][0]: each for each in draft(HOLDINGS, 10)}
    assert set(found) == {"number:1조9572억원", "date:2023-05-25", "number:$700 million"}
    won = found["number:1조9572억원"]
    assert won.quote == "누리호 개발에는 모두 1조9572억원이 투입됐다고 정부가 밝혔다."
    assert "____이 투입됐다고" in won.question
    assert "1조9572억원" not in won.question
    assert (won.language, won.article, won.accepted) == ("ko", "nuri.txt", False)


def test_a_fact_that_the_title_gives_away_is_left_out() -> None:
    told = KOREAN.model_copy(update={"title": "누리호에 1조9572억원"})
    assert draft(ScriptedAssistant([told], {}), 10) == []


def test_articles_take_turns_and_the_count_holds() -> None:
    assert {each.article for each in draft(HOLDINGS, 2)} == {"nuri.txt", "fund.txt"}
    assert draft(HOLDINGS, 2) == draft(HOLDINGS, 3)[:2]


@pytest.mark.parametrize(
    "sentence",
    [
        "It cost $700 million.",  # too short
        "It was adopted by 9 votes to 5 votes in the afternoon.",  # two numbers
        "국내 기술로 만든 한국형 발사체 누리호가 두 번째 도전에서 성공했다.",  # an ordinal
        "The committee adopted the plan in the afternoon, as planned.",
    ],
)
def test_what_is_not_one_fact_is_left_out(sentence: str) -> None:
    assert gap_in(sentence) is None


def test_a_bare_day_is_read_by_the_date_of_the_article() -> None:
    gap = gap_in("양국 정상이 싱가포르에서 2일 정상회담을 열었다고 밝혔다.", date(2026, 3, 3))
    assert gap is not None
    assert gap.fact == "date:2026-03-02"


def test_proposals_are_fixtures_that_hold_and_are_not_counted(tmp_path: Path) -> None:
    """Written, read again, proven by the library, and left out of the evaluation."""
    path = tmp_path / "drafts.yaml"
    path.write_text(as_yaml(draft(HOLDINGS, 10)), encoding="utf-8")
    file = read_file(path)
    assert [file.problems, doubts(file), unproven(file, Corpus(HOLDINGS))] == [(), [], []]
    assert len(file.fixtures) == 3
    report = evaluate(read_fixtures(path), HOLDINGS)
    assert (report.results, report.proposals, report.metrics) == ((), 3, {})
