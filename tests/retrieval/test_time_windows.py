"""Questions that name a time, over the example pages: what may answer, and what is said when nothing may."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer, Evidence, Filters
from assistant.answering.phrases import REFUSAL
from assistant.article import BlockKind
from assistant.question.timeframe import TimeFrame

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

DAYS = [date(2022, 7, 1), date(2023, 6, 1), date(2024, 1, 2), date(2024, 11, 30), date(2025, 8, 15), date(2026, 11, 22)]
QUESTIONS = [
    "지난주에 무슨 일이 있었나?",
    "지난달 기준금리는 몇 퍼센트였나?",
    "작년에 누리호는 몇 번 발사됐나?",
    "최근 3개월간 나온 기사는?",
    "올해 상반기 정상회담은 어디서 열렸나?",
    "2023년부터 발사된 위성은?",
    "2024년 5월 기사에는 어떤 나라가 나오나?",
    "What happened last summer?",
    "Which articles from October 2024 mention the base rate?",
    "What has been announced in the past year?",
    "Who spoke last month and this month?",
]


def within(evidence: Evidence, frame: TimeFrame, assistant: Assistant) -> bool:
    """Whether a passage is of one of the days that the question names, by its article's date or by one that it tells."""
    spans = [(each.period.since or date.min, each.period.until or date.max) for each in frame.windows]
    passages = assistant.library.passages_of(evidence.article_id)
    places = [(evidence.start, evidence.end), *((p.start, p.end) for p in passages if p.kind is BlockKind.TITLE)]
    told = assistant.library.dates(evidence.article_id)
    days = [(d.first, d.last) for d in told if any(start <= d.start and d.end <= end for start, end in places)]
    days += [(evidence.published.date(),) * 2] if evidence.published else []
    return any(since <= first and last <= until for since, until in spans for first, last in days)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_passage_is_outside_the_days_that_a_question_names(extractive: Assistant, question: str) -> None:
    for today in DAYS:
        frame = extractive.time_frame(question, today)
        if not frame.windows:
            assert all(each.since is not None and each.since > today for each in frame.periods)
            continue
        found = extractive.search(question, 20, today=today)
        assert all(within(each, frame, extractive) for each in found), today


def test_answers_keep_to_the_days_too(extractive: Assistant) -> None:
    question, today = "작년에 누리호는 몇 번 발사됐나?", date(2024, 1, 2)
    answer = extractive.ask(question, today=today)
    assert list(answer.evidence) == extractive.search(question, extractive.settings.evidence, today=today)
    frame = extractive.time_frame(question, today)
    assert answer.evidence
    assert all(within(each, frame, extractive) for each in answer.evidence)


def test_some_of_these_questions_find_something(extractive: Assistant) -> None:
    found = [bool(extractive.search(question, 1, today=today)) for question in QUESTIONS for today in DAYS]
    assert 0.3 < sum(found) / len(found) < 1.0


def test_articles_of_the_days_are_all_found(extractive: Assistant) -> None:
    dated = [each for each in extractive.articles() if each.published and each.passages]
    for summary in dated[::4]:
        assert summary.published is not None
        found = extractive.search(
            "어제 기사는?", 1000, today=date.fromordinal(summary.published.date().toordinal() + 1)
        )
        same_day = {
            each.id
            for each in extractive.articles()
            if each.published and each.published.date() == summary.published.date()
        }
        assert summary.id in {each.article_id for each in found} <= same_day


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("지난주에 무슨 일이 있었나?", ["2031-01-06부터 2031-01-12까지의 기사가 없습니다.", "가장 최근 기사는 "]),
        ("What happened last week?", ["There are no articles from 2031-01-06 to 2031-01-12.", "The newest is of "]),
        ("What was published yesterday?", ["There are no articles from 2031-01-14."]),
        ("2030년부터 나온 기사는?", ["2030-01-01 이후의 기사가 없습니다."]),
    ],
)
def test_a_time_without_articles_is_said_so(extractive: Assistant, question: str, parts: list[str]) -> None:
    answer = extractive.ask(question, today=date(2031, 1, 15))
    newest = max(each.published for each in extractive.articles() if each.published)
    assert answer.refused
    assert answer.text == REFUSAL[answer.language]
    assert not answer.evidence
    assert all(part in answer.refusal for part in parts)
    assert newest.date().isoformat() in answer.refusal


def test_filters_that_no_article_passes_are_said_so(extractive: Assistant) -> None:
    answer = extractive.ask("Who chaired the summit?", filters=Filters(since=datetime(2031, 1, 1)))
    assert answer.refusal.startswith("No article passes the filters. The newest is of ")


def test_filters_and_words_hold_together(extractive: Assistant, example_library: ExampleLibrary) -> None:
    only = example_library.ids["base-rate-october-2024.txt"]
    question, today = "지난달 기준금리는 얼마인가?", date(2024, 11, 5)
    assert {each.article_id for each in extractive.search(question, 50, Filters(articles=(only,)), today)} == {only}
    other = example_library.ids["paris-olympics-korea.txt"]
    assert extractive.search(question, 50, Filters(articles=(other,)), today) == []


def test_an_answer_says_how_its_question_was_understood(extractive: Assistant) -> None:
    today = date(2024, 11, 5)
    answer = extractive.ask("지난달 기준금리는 몇 퍼센트로 정해졌나요?", today=today)
    (period,) = answer.periods
    assert (period.text, period.since, period.until) == ("지난달", date(2024, 10, 1), date(2024, 10, 31))
    assert answer.today == today
    assert answer.question == "지난달 기준금리는 몇 퍼센트로 정해졌나요?"
    assert any("2024-10-01부터 2024-10-31까지" in note for note in answer.notes)
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_the_right_month_answers(extractive: Assistant, example_library: ExampleLibrary) -> None:
    for month, page in ((11, "base-rate-october-2024.txt"), (12, "base-rate-november-2024.txt")):
        answer = extractive.ask("지난달 한국은행은 기준금리를 몇 퍼센트로 정했나요?", today=date(2024, month, 5))
        assert not answer.refused
        assert {each.article_id for claim in answer.claims for each in claim.citations} == {example_library.ids[page]}


def test_the_newer_of_two_like_articles_comes_first_when_asked_how_it_is_now(
    extractive: Assistant, example_library: ExampleLibrary
) -> None:
    found = extractive.search("현재 기준금리는 몇 퍼센트인가요?", 10, today=date(2024, 12, 5))
    order = list(dict.fromkeys(each.article_id for each in found))
    newer, older = (example_library.ids[f"base-rate-{month}-2024.txt"] for month in ("november", "october"))
    assert order.index(newer) < order.index(older)
