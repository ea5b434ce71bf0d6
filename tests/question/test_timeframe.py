"""Which periods of a question restrict the articles, and what is left of the question to search for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question.timeframe import read_time

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("지난주에 무슨 일이 있었나?", ["지난주"]),
        ("어제 대통령은 누구를 만났나?", ["어제"]),
        ("최근 3개월간 금리는 어떻게 바뀌었나?", ["최근 3개월간"]),
        ("2024년부터 몇 기를 발사했나?", ["2024년부터"]),
        ("2024년 3월 기사에서 최저임금을 다룬 것은?", ["2024년 3월"]),
        ("지난주와 이번 주의 환율은?", ["지난주", "이번 주"]),
        ("What did the president say yesterday?", ["yesterday"]),
        ("What has changed since March?", ["since March"]),
        ("Which articles from October 2024 mention SMRs?", ["October 2024"]),
        ("What was published in May?", ["May"]),
        ("How do exports of last month and this month compare?", ["last month", "this month"]),
        # the day of an event and the deadline of a plan are what is asked about
        ("누리호 3차 발사는 2023년에 몇 시에 이뤄졌나?", []),
        ("2030년까지 원전 몇 기를 짓나?", []),
        ("Who led the party before 2017?", []),
        ("What happened on March 2?", []),
        ("2024 파리 올림픽에서 금메달을 딴 선수는?", []),
        # what lies ahead cannot be in the articles' dates
        ("내년 예산은 얼마인가?", []),
        ("Who will speak next week?", []),
        # one inside the other: the narrower one
        ("어제 발표된 작년 매출은 얼마인가?", ["어제"]),
        ("최저임금은 얼마인가?", []),
    ],
)
def test_what_restricts_the_articles(question: str, words: list[str]) -> None:
    frame = read_time(question, TODAY)
    assert [frame.words(window.period) for window in frame.windows] == words


@pytest.mark.parametrize(
    ("question", "reported"),
    [
        ("어제 기사", True),
        ("지난달 나온 뉴스를 알려줘", True),
        ("articles from last week", True),
        ("last week's news", True),
        ("어제 사고", False),
        ("지난달 보도자료", False),
        ("the fire of last week", False),
    ],
)
def test_whether_the_days_are_those_of_the_articles_themselves(question: str, reported: bool) -> None:
    (window,) = read_time(question, TODAY).windows
    assert window.reported is reported


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("지난주에 열린 정상회담은 어디서 열렸나?", "열린 정상회담은 어디서 열렸나?"),
        ("정상회담은 어제 어디서 열렸나?", "정상회담은 어디서 열렸나?"),
        ("Where was the summit held in the past three days?", "Where was the summit held ?"),
        ("What has changed at KHNP since March?", "What has changed at KHNP ?"),
        ("Compare the rates of last month and this month", "Compare the rates and"),
        ("2023년에 발사된 로켓은?", "2023년에 발사된 로켓은?"),
        ("지난주", "지난주"),
    ],
)
def test_what_is_left_to_search_for(question: str, searched: str) -> None:
    assert read_time(question, TODAY).searched == searched


@pytest.mark.parametrize(
    ("question", "current"),
    [
        ("현재 기준금리는 얼마인가?", True),
        ("요즘 환율은?", True),
        ("What is the latest base rate?", True),
        ("Who is currently the minister?", True),
        ("기준금리는 얼마였나?", False),
        ("Who knows the known nowhere man?", False),
    ],
)
def test_whether_a_question_asks_how_things_are_now(question: str, current: bool) -> None:
    assert read_time(question, TODAY).current is current


@settings(deadline=None)  # the processor may be busy
@given(
    text=st.text(max_size=80),
    phrase=st.sampled_from(["지난주", "어제 기사", "last week's news", "since March", "최근 3일"]),
)
def test_something_is_always_left_to_search_for(text: str, phrase: str) -> None:
    frame = read_time(f"{text} {phrase}", TODAY)
    assert any(char.isalnum() for char in frame.searched)
