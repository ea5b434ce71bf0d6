"""The search over the example pages, with the real encoder, SQLite and Chroma."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Filters
from assistant.errors import InputError

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

KST = timezone(timedelta(hours=9))

QUESTIONS = {
    "누리호 3차 발사는 언제 이뤄졌나요?": "nuri-third-launch.txt",
    "누리호는 2차 발사 때 고도 몇 ㎞에서 위성을 분리했나요?": "nuri-second-launch.txt",
    "다누리에 실린 탑재체 6개는 무엇인가요?": "danuri-lunar-orbit.html",
    "2024년 10월 금리 인하에 반대해 소수의견을 낸 금통위원은 누구인가요?": "base-rate-october-2024.txt",
    "2025년 최저임금은 시간당 얼마인가요?": "minimum-wage-2025.txt",
    "바라카 3호기는 언제 상업운전을 시작했나요?": "barakah-unit-4.txt",
    "서울 선언이 내세운 AI 거버넌스의 3대 가치는 무엇인가요?": "ai-seoul-summit.txt",
    "세계유산이 된 가야고분군은 어느 고분군 7곳으로 이뤄져 있나요?": "articles.jsonl#1",
    "찬드라얀 3호는 언제 달에 착륙했나요?": "chandrayaan-3-landing.txt",  # Korean over an English page
    "한국과 아세안은 언제 포괄적 전략 동반자 관계를 맺었나요?": "articles.jsonl#2",  # Korean over an English page
    "제임스 웹 우주망원경이 처음 공개한 컬러 사진의 대상 다섯 가지는 무엇인가요?": "webb-first-images.md",  # the same
    "When was the second Nuri rocket launched?": "nuri-second-launch.txt",  # English over a Korean page
    "What level did the Bank of Korea set its base rate at in November 2024?": "base-rate-november-2024.txt",  # the same
    "How much was the Barakah nuclear contract worth in dollars?": "barakah-unit-4.txt",  # the same
    "When did the Korea-Singapore Digital Partnership Agreement enter into force?": "korea-singapore-digital-agreement.txt",
    "How many companies signed the Frontier AI Safety Commitments at the AI Seoul Summit?": "ai-seoul-summit.txt",
    "Which Korean shooters won gold at the Paris Olympics?": "paris-olympics-korea.txt",
    "From what date do the bans in the EU AI Act apply?": "eu-ai-act-in-force.html",
    "When did the Paris Agreement enter into force?": "cop28-dubai.txt",
    "How wide is the main mirror of the James Webb Space Telescope?": "webb-first-images.md",
    "What four payloads does the Vikram lander carry?": "chandrayaan-3-landing.txt",
}


@pytest.mark.parametrize(("question", "page"), QUESTIONS.items())
def test_the_right_article_is_among_the_first_five(
    extractive: Assistant, example_library: ExampleLibrary, question: str, page: str
) -> None:
    found = extractive.search(question, k=5)
    assert example_library.ids[page] in {evidence.article_id for evidence in found}


def test_most_questions_find_their_article_first(extractive: Assistant, example_library: ExampleLibrary) -> None:
    first = [
        extractive.search(question, k=1)[0].article_id == example_library.ids[page]
        for question, page in QUESTIONS.items()
    ]
    assert sum(first) >= 0.75 * len(QUESTIONS)


def test_evidence_is_the_articles_own_words_in_order_of_score(extractive: Assistant) -> None:
    found = extractive.search("누리호 발사", k=8)
    assert [evidence.rank for evidence in found] == list(range(1, 9))
    assert [e.scores["fused"] for e in found] == sorted((e.scores["fused"] for e in found), reverse=True)
    assert len({evidence.passage_id for evidence in found}) == 8
    for evidence in found:
        assert extractive.article(evidence.article_id).text[evidence.start : evidence.end] == evidence.text
        assert all(0 <= score <= 1 for score in evidence.scores.values())


def test_menus_polls_related_lists_and_copyright_lines_are_never_found(extractive: Assistant) -> None:
    asked = [
        "우주 개발 예산에 대한 여러분의 생각은?",
        "무단 전재 및 재배포 금지",
        "많이 본 뉴스",
        "누리호 4차 발사 성공 위성 13기",
        "AI 학습 이용 금지",
    ]
    for question in asked:
        for evidence in extractive.search(question, k=20):
            assert evidence.kind.value in {"title", "deck", "body", "caption"}
            assert "여러분의 생각" not in evidence.text
            assert "재배포 금지" not in evidence.text
            assert "13기" not in evidence.text


@pytest.mark.parametrize(
    "question", ["누리호 3차 발사는 언제 이뤄졌나요?", "바라카 원전 수주액", "한·싱가포르 디지털동반자협정"]
)
def test_composed_decomposed_and_decorated_questions_find_the_same(extractive: Assistant, question: str) -> None:
    plain = [evidence.passage_id for evidence in extractive.search(question, k=8)]
    decomposed = [e.passage_id for e in extractive.search(unicodedata.normalize("NFD", question), k=8)]
    decorated = [e.passage_id for e in extractive.search(f"\u202e {question[:2]}\u200b{question[2:]} \n", k=8)]
    assert plain == decomposed == decorated
    assert len(plain) == 8


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b\u202e"])
def test_an_empty_question_finds_nothing(extractive: Assistant, question: str) -> None:
    assert extractive.search(question) == []


@pytest.mark.parametrize(
    "question", ['"', "NEAR(", "* OR *", "a AND NOT b", "'; DROP TABLE passages; --", "col:x", "😀", "%_"]
)
def test_signs_of_query_languages_are_only_text(extractive: Assistant, question: str) -> None:
    assert len(extractive.search(question, k=3)) == 3


@pytest.mark.parametrize("k", [1, 3, 10])
def test_no_more_than_asked_for(extractive: Assistant, k: int) -> None:
    assert len(extractive.search("위성", k=k)) == k


def test_a_filter_on_articles(extractive: Assistant, example_library: ExampleLibrary) -> None:
    only = example_library.ids["smr-explained.txt"]
    found = extractive.search("누리호 3차 발사", k=10, filters=Filters(articles=(only,)))
    assert {evidence.article_id for evidence in found} == {only}


def test_a_filter_on_outlets(extractive: Assistant) -> None:
    found = extractive.search("climate", k=10, filters=Filters(outlets=("누리경제",)))
    assert {evidence.outlet for evidence in found} == {"누리경제"}


def test_a_filter_on_languages(extractive: Assistant) -> None:
    found = extractive.search("누리호 발사", k=10, filters=Filters(languages=("en",)))
    assert found
    assert {extractive.article(evidence.article_id).language for evidence in found} == {"en"}


def test_a_filter_on_dates_includes_its_ends(extractive: Assistant, example_library: ExampleLibrary) -> None:
    """The page of the October decision was published on 11 October 2024 at 10:02 Korean time."""
    day = datetime(2024, 10, 11, 10, 2, tzinfo=KST)
    found = extractive.search("기준금리", k=30, filters=Filters(since=day, until=day))
    assert {evidence.article_id for evidence in found} == {example_library.ids["base-rate-october-2024.txt"]}
    later = extractive.search("기준금리", k=30, filters=Filters(since=day + timedelta(days=1)))
    assert example_library.ids["base-rate-october-2024.txt"] not in {evidence.article_id for evidence in later}


def test_filters_hold_together(extractive: Assistant, example_library: ExampleLibrary) -> None:
    filters = Filters(outlets=("누리경제",), until=datetime(2023, 12, 31, tzinfo=KST))
    found = extractive.search("기준금리", k=30, filters=filters)
    assert {e.article_id for e in found} == {example_library.ids["korea-singapore-digital-agreement.txt"]}


@pytest.mark.parametrize("filters", [Filters(outlets=("Nobody",)), Filters(since=datetime(2090, 1, 1, tzinfo=KST))])
def test_a_filter_that_lets_nothing_through_finds_nothing(extractive: Assistant, filters: Filters) -> None:
    assert extractive.search("기준금리", filters=filters) == []


def test_a_filter_on_an_article_that_is_not_there_says_so(extractive: Assistant) -> None:
    with pytest.raises(InputError, match="000000000000000000000000"):
        extractive.search("기준금리", filters=Filters(articles=("0" * 24,)))


def test_an_empty_filter_is_no_filter(extractive: Assistant) -> None:
    assert extractive.search("기준금리", filters=Filters()) == extractive.search("기준금리")
