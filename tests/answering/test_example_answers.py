"""Answers in the articles' own words over the example pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from grounding import assert_grounded

from assistant.answer import Answer, Verdict
from assistant.answering.phrases import REFUSAL, phrase
from assistant.text.language import has_hangul

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

ROOT = Path(__file__).resolve().parents[2]
FIXTURES: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "examples" / "fixtures.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [fixture for fixture in FIXTURES if fixture["answerable"]]
UNANSWERABLE = [fixture for fixture in FIXTURES if not fixture["answerable"]]


def fixture_id(fixture: dict[str, Any]) -> str:
    return str(fixture["id"])


@pytest.fixture(scope="module")
def answers(example_answers: dict[str, Answer]) -> dict[str, Answer]:
    """The answer to each fixture."""
    return example_answers


@pytest.mark.parametrize("fixture", FIXTURES, ids=fixture_id)
def test_every_answer_stands_on_exact_quotes(
    extractive: Assistant, answers: dict[str, Answer], fixture: dict[str, Any]
) -> None:
    answer = answers[fixture["id"]]
    assert_grounded(answer, extractive)
    assert answer.question == fixture["question"]
    assert answer.language == ("ko" if has_hangul(fixture["question"]) else "en") == fixture["language"]
    assert answer.model == "extractive"
    assert answer.dropped == ()
    assert all(claim.verdict is Verdict.VERIFIED for claim in answer.claims)


def test_most_questions_that_can_be_answered_are(answers: dict[str, Answer]) -> None:
    """A floor far below what is measured by `citedesk evaluate`, so that the test above says something."""
    assert sum(not answers[f["id"]].refused for f in ANSWERABLE) >= len(ANSWERABLE) / 2


def test_questions_that_no_article_answers_are_mostly_refused(answers: dict[str, Answer]) -> None:
    assert sum(answers[f["id"]].refused for f in UNANSWERABLE) >= 0.8 * len(UNANSWERABLE)


LISTS = [
    ("누리호 3차 발사에 큐브위성을 실은 민간 기업 세 곳은 어디인가요?", ["져스텍", "루미르", "카이로스페이스"]),
    ("서울 선언이 내세운 AI 거버넌스의 3대 가치는 무엇인가요?", ["안전", "혁신", "포용"]),
    ("다누리에 실린 탑재체 6개는 무엇인가요?", ["고해상도 카메라", "광시야 편광 카메라",
     "자기장 측정기", "감마선 분광기", "우주 인터넷", "섀도캠"]),
    ("What four payloads does the Vikram lander carry?", ["ChaSTE", "ILSA", "RAMBHA", "laser reflector"]),
    ("Which five countries reached a comprehensive strategic partnership with ASEAN before South Korea?",
     ["Australia", "China", "United States", "India", "Japan"]),
    ("Which Korean shooters won gold at the Paris Olympics?", ["오예진", "반효진", "양지인"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "items"), LISTS, ids=[question for question, _ in LISTS])
def test_lists_are_complete(extractive: Assistant, question: str, items: list[str]) -> None:
    answer = extractive.ask(question)
    assert not answer.refused
    assert [item for item in items if item not in answer.text] == []


def test_a_list_says_where_the_articles_count_more_than_they_name(extractive: Assistant) -> None:
    answer = extractive.ask("프런티어 AI 안전 서약에 동참한 세계 16개 기업은 어디인가요?")
    named = ["삼성전자", "네이버", "구글", "마이크로소프트", "메타", "오픈AI", "앤스로픽"]
    assert [claim.text for claim in answer.claims] == named
    assert phrase("count_differs", "ko", stated=16, found=7) in answer.notes


@pytest.mark.parametrize(
    ("question", "fact", "wrong"),
    [
        ("누리호 3차 발사는 언제 이뤄졌나요?", "25일", "21일"),
        ("누리호 3차 발사의 목표 고도는 얼마였나요?", "550㎞", "700㎞"),
        ("누리호는 2차 발사 때 고도 몇 ㎞에서 위성을 분리했나요?", "700㎞", "550㎞"),
        ("바라카 3호기는 언제 상업운전을 시작했나요?", "2023년 2월", "2024년 2월"),
        ("How much was the Barakah nuclear contract worth in dollars?", "18.6 billion dollars", "186 billion"),
        ("From what date do the bans in the EU AI Act apply?", "February 2, 2025", "February 2, 2026"),
        ("When did the Paris Agreement enter into force?", "November 4, 2016", "2017"),
        ("2025년 최저임금은 시간당 얼마인가요?", "1만30원", "1만120원"),
    ],
)
def test_the_right_number_of_two_that_are_near(extractive: Assistant, question: str, fact: str, wrong: str) -> None:
    answer = extractive.ask(question)
    assert not answer.refused
    assert fact in answer.text
    assert wrong not in answer.text


@pytest.mark.parametrize(
    ("question", "language"), [("Who won the 2030 World Cup?", "en"), ("2030년 월드컵은 누가 우승했나?", "ko")]
)
def test_a_refusal_is_the_shared_constant_with_what_is_near(
    extractive: Assistant, question: str, language: str
) -> None:
    answer = extractive.ask(question)
    assert answer.refused
    assert answer.text == REFUSAL[language]
    assert answer.claims == ()
    assert answer.evidence
    titles = {evidence.title for evidence in answer.evidence}
    assert any(title in note for note in answer.notes for title in titles)


def test_the_two_refusals_are_told_apart() -> None:
    assert set(REFUSAL) == {"ko", "en"}
    assert has_hangul(REFUSAL["ko"])
    assert not has_hangul(REFUSAL["en"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_prompts_share_the_refusal(language: str) -> None:
    from prompts import load_prompt

    assert REFUSAL[language] in load_prompt(f"answer.{language}").text


def test_the_answer_says_when_it_is_of(extractive: Assistant, example_library: ExampleLibrary) -> None:
    answer = extractive.ask("바라카 3호기는 언제 상업운전을 시작했나요?")
    assert answer.as_of == max(found.published for found in answer.evidence if found.published)
    assert {"evidence", "reading", "total"} <= set(answer.timings)
    assert answer.timings["evidence"] <= answer.timings["total"]
