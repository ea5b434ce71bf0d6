"""Why, by how much, and which of several: what merely stands near does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answering.expected import has_type
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.window import window
from assistant.article import BlockKind
from assistant.question.question import understand
from assistant.question.terms import terms_of

if TYPE_CHECKING:
    from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("최저임금은 얼마나 올랐어?", "170원"),
        ("최저임금은 얼마로 정해졌나?", "1만30원"),
        ("What was the minimum wage set at?", "1만30원"),
        ("한국은행이 금리를 왜 내렸나요?", "하방 압력"),
        ("Why did the Bank of Korea cut rates?", "물가"),
        ("누리호 3차 발사는 왜 하루 미뤄졌나요?", "컴퓨터의 통신에서 이상이 발견돼"),
        ("Is the minimum wage above 10,000 won?", "1만원을 넘는 것은"),
        ("한국은 세계 7번째 달 탐사국이 됐나요?", "7번째"),
        ("한국은 파리 올림픽에서 몇 위를 했나요?", "8위"),
    ],
)
def test_the_first_quote_says_what_was_asked(extractive: Assistant, question: str, said: str) -> None:
    answer = extractive.ask(question)
    assert not answer.refused
    assert said in answer.claims[0].text


@pytest.mark.parametrize(
    "question", ["누리호 7차 발사는 언제인가요?", "Who won the men's 100m in Paris?", "이재명 대통령은 몇 살인가요?"]
)
def test_a_number_of_other_things_answers_nothing(extractive: Assistant, question: str) -> None:
    """The articles tell of the seventh country at the Moon, of the hundredth gold medal, and of the president, but not his age."""
    assert extractive.ask(question).refused


@pytest.mark.parametrize("text", ["제7차 회의", "7 차 회의", "누리호 7차", "2022년 7차 회의"])
def test_a_number_with_its_counter(text: str) -> None:
    assert window(text).has("7차")


@pytest.mark.parametrize("text", ["17차 회의", "7차례 열렸다", "2017 차세대 위성", "1.7차 수정"])
def test_a_part_of_another_number(text: str) -> None:
    assert not window(text).has("7차")


def test_the_seventh_of_other_things_is_not_the_seventh_launch() -> None:
    (seventh,) = [term for term in terms_of("누리호 7차 발사는 언제인가요?") if term.text == "7차"]
    assert window("누리호 7번째 발사가 이뤄졌다.").names(seventh)
    assert not window("한국은 세계 7번째 달 탐사국이다.").names(seventh)


def test_a_large_number_is_named_by_its_value() -> None:
    (number,) = [term for term in terms_of("Is the wage above 10,000 won?") if term.text == "10,000"]
    assert window("임금이 1만원을 넘었다.").names(number)
    assert not window("임금은 11만원이다.").names(number)


@pytest.mark.parametrize(
    ("question", "said"),
    [("When will Unit 5 of Barakah open?", "4호기"), ("바라카 5호기는 언제 문을 여나요?", "4호기")],
)
def test_a_refusal_names_the_other_one_of_its_kind(extractive: Assistant, question: str, said: str) -> None:
    answer = extractive.ask(question)
    assert answer.refused
    assert any(said in note for note in answer.notes), answer.notes


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("값이 오르면서 손님이 줄었다.", True),
        ("태풍의 여파로 배가 멈췄다.", True),
        ("시장은 손님이 줄었다면서 웃었다.", False),
        ("손님이 줄었다.", False),
    ],
)
def test_what_says_why(extractive: Assistant, text: str, reason: bool) -> None:
    (article, *_) = [extractive.article(row.id) for row in extractive.articles()]
    sentence = EvidenceSentence(article, BlockKind.BODY, 0, len(text), text, 1.0, text)
    assert has_type(understand("손님이 왜 줄었나?"), sentence) is reason
