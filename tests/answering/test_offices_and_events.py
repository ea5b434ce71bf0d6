"""Whose office it is, whether something took place, which of two namesakes was meant: articles that tempt to the wrong answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from grounding import assert_grounded

from assistant import Assistant
from assistant.answering.offices import held_elsewhere, office_of
from assistant.answering.phrases import phrase
from assistant.answering.siblings import names_sibling
from assistant.question.past import asks_of_past
from assistant.question.question import Kind, understand
from assistant.text.modality import tells_no_event

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ("가람 4호 발사 앞두고 점검", "2025-11-20", "가람 4호 로켓이 27일 발사될 예정이다. 연구진은 가람 4호를 26일 발사대로 옮길 계획이다.\n\n"
     "가람 4호는 원래 24일 발사될 예정이었으나 바람이 강해 사흘 미뤄졌다."),
    ("가람 4호 발사 성공", "2025-11-28", "가람 4호가 우주로 올랐다. 가람 4호 로켓이 28일 오전 1시 13분 발사됐다고 연구진이 밝혔다.\n\n"
     "가람 5호 발사는 내년 6월로 예정돼 있다."),
    ("Heron-2 delayed again", "2024-05-04",
     "The rocket Heron-2 was to be launched on 3 May. The launch of Heron-2 was postponed to 5 May because of wind."),
    ("Heron-2 reaches orbit", "2024-05-07", "The rocket Heron-2 reached orbit. Heron-2 was launched on 6 May from the coast, the "
     "agency said.\n\nHeron-3 is to be launched on 9 September."),
    ("두 나라 정상 만나", "2026-03-03",
     "한국과 싱가포르의 정상이 만났다. 로런스 웡 싱가포르 총리는 협력을 약속했다. 한국 기업도 참석했다."),
    ("조선업체 한빛, 군산에 도크", "2026-02-03", "조선업체 한빛은 군산에 공장을 짓는다. 배를 수리하는 도크도 함께 놓인다."),
    ("로봇 기업 한빛, 구미로", "2026-02-04", "로봇 기업 한빛은 구미에 공장을 짓는다. 팔이 여섯인 로봇을 조립한다."),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    from ingest import ingest

    place: Path = tmp_path_factory.mktemp("archive")
    rows = [{"title": t, "published": f"{day}T09:00:00+09:00", "text": text} for t, day, text in ROWS]
    (place / "rows.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    ingest(place / "rows.jsonl", library=place / "library")
    with Assistant.open(place / "library", model="extractive") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "asked"),
    [("한국 총리는 누구인가?", "한국 총리"), ("Who is the prime minister of Korea?", "prime minister of Korea")],
)
def test_the_office_of_another_country_answers_nothing(archive: Assistant, question: str, asked: str) -> None:
    answer = archive.ask(question)
    assert answer.refused
    assert phrase("premise", answer.language, said="싱가포르 총리", asked=asked) in answer.notes


@pytest.mark.parametrize("question", ["싱가포르 총리는 누구인가?", "Who is the prime minister of Singapore?"])
def test_the_office_that_was_asked_for_answers(archive: Assistant, question: str) -> None:
    answer = archive.ask(question)
    assert_grounded(answer, archive)
    assert "로런스 웡" in answer.text


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("가람 4호는 언제 발사됐나?", "28일 오전 1시 13분", ["27일", "24일", "내년"]),
        ("가람 4호가 발사된 날은?", "28일 오전 1시 13분", ["27일", "24일", "내년"]),
        ("When was Heron-2 launched?", "6 May", ["3 May", "5 May", "September"]),
    ],
)
def test_what_took_place_goes_before_plans_and_delays(
    archive: Assistant, question: str, right: str, wrong: list[str]
) -> None:
    answer = archive.ask(question)
    assert_grounded(answer, archive)
    assert right in answer.text
    assert [day for day in wrong if day in answer.text] == []


def test_a_plan_still_answers_who_asks_for_it(archive: Assistant) -> None:
    assert "내년 6월" in archive.ask("가람 5호 발사는 언제로 예정돼 있나?").text


def test_two_things_of_one_name_are_asked_back(archive: Assistant) -> None:
    answer = archive.ask("한빛은 어디에 공장을 짓나?")
    titles = [ROWS[5][0], ROWS[6][0]]
    asked = {phrase("which_one", "ko", titles=" · ".join(order)) for order in (titles, titles[::-1])}
    assert set(answer.notes) & asked
    assert not set(archive.ask("로봇 기업 한빛은 어디에 공장을 짓나?").notes) & asked


PAGE = "조 바이든 미국 대통령은 3일 말했다. 이재명 대통령은 웃었다. 바이든 대통령도 웃었다.\n구광모 LG그룹 회장이 왔다. 삼성전자도 왔다."
OFFICES = [
    ("한국 대통령은 누구인가?", "이재명 대통령은 웃었다.", ""),
    ("한국 대통령은 누구인가?", "바이든 대통령도 웃었다.", "미국 대통령"),
    ("미국 대통령은 누구인가?", "조 바이든 미국 대통령은 3일 말했다.", ""),
    ("중국 대통령은 누구인가?", "이재명 대통령은 웃었다.", "이재명 대통령"),
    ("삼성전자 회장은 누구인가?", "구광모 LG그룹 회장이 왔다.", "LG그룹 회장"),
    ("LG그룹 회장은 누구인가?", "구광모 LG그룹 회장이 왔다.", ""),
]


@pytest.mark.parametrize(("question", "sentence", "instead"), OFFICES)
def test_whose_office_a_sentence_speaks_of(question: str, sentence: str, instead: str) -> None:
    office = office_of(understand(question))
    assert office is not None
    assert held_elsewhere(office, sentence, PAGE) == instead


ENGLISH = (
    "Singapore's prime minister, Lawrence Wong, met him. Prime Minister Wong agreed. "
    "The president of Korea, Lee Jae-myung, spoke. In June, Apple CEO Tim Cook left Google."
)


@pytest.mark.parametrize(
    ("question", "sentence", "elsewhere"),
    [
        ("Who is the prime minister of Korea?", "Prime Minister Wong agreed.", True),
        ("Who is the prime minister of Singapore?", "Prime Minister Wong agreed.", False),
        ("Who is Google's CEO?", "In June, Apple CEO Tim Cook left Google.", True),
        ("Who is Apple's CEO?", "In June, Apple CEO Tim Cook left Google.", False),
        ("Who is the Korean president?", "The president of Korea, Lee Jae-myung, spoke.", False),
        ("싱가포르 대통령은 누구인가?", "The president of Korea, Lee Jae-myung, spoke.", True),
    ],
)
def test_whose_office_an_english_sentence_speaks_of(question: str, sentence: str, elsewhere: bool) -> None:
    office = office_of(understand(question))
    assert office is not None
    assert bool(held_elsewhere(office, sentence, ENGLISH)) is elsewhere


@pytest.mark.parametrize(
    "question", ["이재명 대통령은 무엇을 당부했나?", "총리는 누구인가?", "What did the president say?"]
)
def test_a_person_or_nobody_restricts_no_office(question: str) -> None:
    assert office_of(understand(question)) is None


@pytest.mark.parametrize(
    ("question", "past"),
    [("누리호는 언제 발사됐나?", True), ("누리호가 발사된 날은?", True), ("When was it built?", True), ("공장이 있는 곳은?", False),
     ("누가 총리인가?", False), ("When is the next launch?", False)],
)  # fmt: skip
def test_questions_of_the_past_are_known(question: str, past: bool) -> None:
    assert asks_of_past(question) is past


@pytest.mark.parametrize(
    ("sentence", "nothing"),
    [("발사일은 15일이었으나 16일로 하루 미뤄졌다.", True), ("하루 미뤄졌던 로켓이 16일 발사됐다.", False),
     ("It was launched on 6 May.", False),
     ("The launch was postponed to 5 May.", True),
     ("다리는 4월 1일 개통할 예정이다.", True), ("다리는 5월 2일 개통했다.", False)],
)  # fmt: skip
def test_plans_and_delays_are_no_events(sentence: str, nothing: bool) -> None:
    assert tells_no_event(sentence) is nothing


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [("가람 4호는 언제 발사됐나?", "가람 5호가 발사됐다.", True), ("가람 4호는 언제 발사됐나?", "가람 4호와 5호가 발사됐다.", False),
     ("When was Heron-2 launched?", "Heron-3 was launched.", True), ("When was Heron-2 launched?", "Heron-2 was launched in 2024.", False),
     ("누리호 3차 발사는 언제였나?", "2차 발사는 6월이었다.", True), ("세 번째 원칙은 무엇인가?", "첫 번째 원칙은 쉬움이다.", True),
     ("세 번째 원칙은 무엇인가?", "3번째 원칙은 쉬움이다.", False), ("What was the second album?", "The third album sold well.", True)],
)  # fmt: skip
def test_another_of_a_numbered_kind_is_seen(question: str, sentence: str, other: bool) -> None:
    assert names_sibling(understand(question), sentence) is other


@pytest.mark.parametrize(
    ("question", "date"),
    [("When was it built?", True), ("Since when has it stood there?", True), ("When water freezes, what remains the same?", False),
     ("What did she do when the bridge fell?", False), ("Who was mayor when it opened?", False)],
)  # fmt: skip
def test_when_asks_for_a_day_only_where_nothing_else_is_asked(question: str, date: bool) -> None:
    assert (understand(question).kind is Kind.DATE) is date


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("공장의 직원 수는?", True),
        ("판정을 받은 인원수는?", True),
        ("사고의 사망자수는?", True),
        ("김이수는 어느 당 추천으로 재판관이 됐나?", False),
    ],
)
def test_a_name_that_ends_like_a_number_counts_nothing(question: str, count: bool) -> None:
    assert (understand(question).kind is Kind.COUNT) is count
