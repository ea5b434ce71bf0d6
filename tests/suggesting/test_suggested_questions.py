"""Questions made of the articles' own sentences: natural, few, and answered by the sentence that they were made of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answer import Filters
from assistant.errors import InputError
from assistant.suggesting.english import english_questions
from assistant.suggesting.korean import korean_questions
from assistant.suggesting.suggester import SUGGESTED

DAY = date(2025, 2, 7)
KOREAN = {
    "한국은 2012년 7월 소형 원자로 스마트(SMART)의 표준설계인가를 받았다.": "한국은 언제 소형 원자로 스마트의 표준설계인가를 받았나요?",
    "한빛은행은 지난해 순이익이 3조860억원으로 집계됐다고 7일 밝혔다.": "한빛은행은 2024년 순이익이 얼마로 집계됐나요?",
    "서울의 인구는 지난해보다 2.3% 늘었다.": "서울의 인구는 2024년보다 몇 % 늘었나요?",
    "사격에서는 오예진, 반효진, 양지인이 금메달을 땄다.": "사격에서는 누가 금메달을 땄나요?",
    "다누리에는 탑재체 6개가 실렸다.": "다누리에는 어떤 탑재체가 실렸나요?",
    "한빛전자는 베트남에 공장 3곳을 짓고 있다.": "한빛전자는 베트남에 어떤 공장을 짓고 있나요?",
    "최저임금은 시간당 1만30원이다.": "최저임금은 시간당 얼마인가요?",
    "한빛시청은 지난 5일부터 새 청사를 쓴다.": "한빛시청은 언제부터 새 청사를 쓰나요?",
}


@pytest.mark.parametrize("sentence", KOREAN)
def test_a_korean_sentence_becomes_the_question_that_it_answers(sentence: str) -> None:
    assert korean_questions(sentence, DAY)[0] == KOREAN[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "두 나라는 양해각서 5건을 체결했다.", "이날 행사에는 300명이 왔다.", "그는 2024년 5월 2일 취임했다.",
        "“한빛은행은 3조원을 냈다”고 말했다.", "한빛은행은 3조원을 벌었고 새봄은행은 2조원을 벌었다.",
        "한빛은행은 올해 3조원을 벌 전망이다.", "한빛은행은 매출 3조원과 이익 2조원을 냈다.", "한빛일보 홍길동 기자",
        "한빛은행 본점은 서울에 있다.", "한빛은행은 3조원을 냈을까?", "", "다.",
    ],
)  # fmt: skip
def test_sentences_that_lean_on_others_or_say_too_much_are_left_alone(sentence: str) -> None:
    assert korean_questions(sentence, DAY) == []


def test_a_day_without_a_year_needs_the_day_of_the_paper() -> None:
    sentence = "한빛은행은 지난해 3조860억원의 순이익을 냈다."
    assert korean_questions(sentence, DAY) == ["한빛은행은 2024년 얼마의 순이익을 냈나요?"]
    assert korean_questions("한빛은행은 3일 3조860억원의 순이익을 냈다.", None) == []


ENGLISH = {
    "The CHIPS Act was signed into law on 9 August 2022.": "When was the CHIPS Act signed into law?",
    "Five memoranda were signed in Singapore on Monday.": "How many memoranda were signed in Singapore on Monday?",
    "President Yoon Suk Yeol opened the summit in Seoul.": "Who opened the summit in Seoul?",
    "It was signed on 9 August 2022.": "",
    "The act was signed on 9 August 2022 and took effect on 1 October 2022.": "",
    "Officials signed the act.": "",
}


@pytest.mark.parametrize("sentence", ENGLISH)
def test_an_english_sentence_becomes_the_question_that_it_answers(sentence: str) -> None:
    assert english_questions(sentence) == [each for each in [ENGLISH[sentence]] if each]


@given(st.text(alphabet="가나다은는이을 3억5%건.,()“”'월일년했다a1-", max_size=60))
def test_any_text_gives_short_questions_or_none(text: str) -> None:
    for question in [*korean_questions(text, DAY), *english_questions(text)]:
        assert question.endswith("?")
        assert len(question) <= 100


def test_suggested_questions_are_answered_and_not_asked_before(extractive: Assistant) -> None:
    answer = extractive.ask("파리 올림픽을 앞두고 대한체육회가 잡은 금메달 목표는 몇 개였나요?")
    suggested = extractive.suggest(answer)
    assert 1 <= len(suggested) <= SUGGESTED
    cited = {citation.article_id for claim in answer.claims for citation in claim.citations}
    for question in suggested:
        again = extractive.ask(question)
        assert not again.refused
        assert cited & {citation.article_id for claim in again.claims for citation in claim.citations}
    assert not set(extractive.suggest(answer, None, suggested)) & set(suggested)
    elsewhere = next(each.id for each in extractive.articles() if each.id not in cited)
    assert extractive.suggest(answer, Filters(articles=(elsewhere,))) == ()


def test_a_refusal_and_an_answer_from_another_language_suggest_nothing(extractive: Assistant) -> None:
    assert extractive.suggest(extractive.ask("Who won the 2030 World Cup?")) == ()
    assert extractive.suggest(extractive.ask("What MOUs were signed?")) == ()


def test_one_question_may_be_answered_without_the_chat_model(extractive: Assistant) -> None:
    question = "누리호 3차 발사는 언제 이뤄졌나요?"
    assert extractive.ask(question).model == "extractive"
    with pytest.raises(InputError, match="openai:gpt"):
        list(extractive.stream(question, model="openai:gpt"))
    local = Assistant(extractive.library, extractive.settings.model_copy(update={"model": "nowhere:model"}))
    finished = list(local.stream(question, model="extractive"))[-1]
    assert finished.answer.model == "extractive"  # type: ignore[union-attr]
    assert finished.answer.claims == extractive.ask(question).claims  # type: ignore[union-attr]
