"""English questions over Korean articles and Korean ones over English articles: answered where the articles answer, and only there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answering import nearness
from assistant.answering.nearness import Nearness
from assistant.answering.window import window
from assistant.question.glossary import may_mean, meanings
from assistant.question.question import understand
from assistant.text.language import has_hangul

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answer import Answer

QUESTIONS: list[dict[str, str]] = [
    json.loads(line)
    for line in Path(__file__).with_name("across_languages.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Questions with words of the sentence that answers them; without any, no article does."""


@pytest.fixture(scope="module")
def asked(extractive: Assistant) -> list[tuple[dict[str, str], Answer]]:
    """Each question with its answer."""
    return [(each, extractive.ask(each["question"])) for each in QUESTIONS]


def test_most_that_the_articles_answer_is_answered(asked: list[tuple[dict[str, str], Answer]]) -> None:
    answers = [answer for each, answer in asked if each["quote"]]
    assert sum(answer.refused for answer in answers) <= 0.5 * len(answers)


def test_most_that_no_article_answers_is_refused(asked: list[tuple[dict[str, str], Answer]]) -> None:
    answers = [answer for each, answer in asked if not each["quote"]]
    assert sum(answer.refused for answer in answers) >= 0.7 * len(answers)


def test_what_common_words_may_mean_goes_both_ways() -> None:
    assert "선수" in may_mean("player")
    assert "player" in may_mean("선수")
    assert all(word in may_mean(other) for word, found in meanings().items() for other in found)
    assert len(meanings()) > 3000
    assert may_mean("semaphore") == frozenset()


@pytest.mark.parametrize(
    ("question", "there", "elsewhere"),
    [
        ("Why was the flight cancelled?", "그 비행은 취소됐다.", "그 배는 바다에 있었다."),
        ("How many spectators watched?", "관중 3만 명이 지켜봤다.", "도로 3개가 열렸다."),
        ("어린이는 몇 명이 다쳤나요?", "Two of the children were injured.", "Two of the bridges were closed."),
    ],
)
def test_a_gloss_is_found_in_the_other_language(question: str, there: str, elsewhere: str) -> None:
    terms = understand(question).terms
    assert any(window(there).may_mean(term) for term in terms)
    assert not any(window(elsewhere).may_mean(term) for term in terms)


def test_a_gloss_says_nothing_in_the_language_of_the_question() -> None:
    (term,) = understand("Why was it cancelled?").terms
    assert not window("It was cancelled, and 취소 is the word for it in Korean; so say all of them here.").may_mean(
        term
    )


def test_names_have_no_glosses() -> None:
    terms = understand("What did Forest and 2024 do in Baku?").terms
    assert not any(term.glosses for term in terms if term.name)


def test_a_passage_about_the_question_is_nearer_than_others(
    extractive: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "LEAST", 20)  # the example pages have 29 Korean passages
    question = "Who won the gold medal in women's badminton singles?"
    found = extractive.search(question, k=8)
    near = _surplus(extractive, question, [*found, *extractive.search("한국은행 기준금리 인하", k=4)])
    about = [near[each.text] for each in found if "배드민턴" in each.text and each.language == "ko"]
    other = [near[text] for text in near if "기준금리" in text]
    assert max(about) > max(other) + 1


def test_a_few_passages_tell_nothing_of_the_others(extractive: Assistant) -> None:
    question = "Who won the gold medal in women's badminton singles?"
    assert _surplus(extractive, question, extractive.search(question, k=8)) == {}


def test_passages_in_the_language_of_the_question_have_no_nearness(
    extractive: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "LEAST", 20)
    question = "배드민턴 여자 단식에서 누가 금메달을 땄나요?"
    found = extractive.search(question, k=8)
    near = _surplus(extractive, question, found)
    assert not near.keys() & {each.text for each in found if each.language == "ko"}


def _surplus(assistant: Assistant, question: str, found: list) -> dict[str, float]:  # type: ignore[type-arg]
    engine = assistant.engine
    vector = engine.searcher._embedder.encode_queries([question])[0]
    return Nearness(engine.library).surplus(vector, found, "ko" if has_hangul(question) else "en")
