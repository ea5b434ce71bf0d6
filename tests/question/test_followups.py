"""Follow-up questions are made to stand alone; others are left as they are."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.question.followup import stand_alone

NURI = Turn(question="누리호 3차 발사는 언제 이뤄졌나요?", answer="2023년 5월 25일입니다.")
FUND = Turn(question="How large is the K-VCC fund in Singapore?", answer="300 million dollars.")
FUND_KO = Turn(question="싱가포르에 조성하는 펀드의 규모는 얼마인가요?", answer="3억 달러입니다.")
BARAKAH = Turn(question="When did unit 1 of the Barakah plant begin commercial operation?", answer="In April 2021.")
CHANDRAYAAN = Turn(question="When did Chandrayaan-3 land on the Moon?", answer="On August 23, 2023.")
AGREEMENT = Turn(question="한국이 처음으로 체결한 디지털 통상협정은 무엇인가요?", answer="디지털동반자협정입니다.")

LEAVES_OUT = [
    ("그건 언제까지?", FUND_KO, "펀드"),
    ("그때 위성은 모두 몇 기가 실렸어?", NURI, "누리"),
    ("그럼 어디에서?", NURI, "누리"),
    ("그 협정에 정식으로 서명한 날은 언제야?", AGREEMENT, "디지털"),
    ("왜?", NURI, "누리"),
    ("And when?", FUND, "fund"),
    ("By when will it be created?", FUND, "Singapore"),
    ("And unit 4?", BARAKAH, "Barakah"),
    ("How much did it cost?", CHANDRAYAAN, "Chandrayaan"),
    ("What about its rover?", CHANDRAYAAN, "Chandrayaan"),
    ("Who announced that?", FUND, "fund"),
    ("Why?", CHANDRAYAAN, "Moon"),
]
COMPLETE = [
    ("바라카 3호기는 언제 상업운전을 시작했나요?", NURI),
    ("2025년 최저임금은 시간당 얼마인가요?", NURI),
    ("어떤 양해각서를 체결했나?", NURI),
    ("When did the Paris Agreement enter into force?", CHANDRAYAAN),
    ("How many companies signed the Frontier AI Safety Commitments?", FUND),
]


@pytest.mark.parametrize(("question", "before", "carried"), LEAVES_OUT, ids=[question for question, _, _ in LEAVES_OUT])
def test_a_follow_up_takes_what_it_leaves_out_from_the_conversation(question: str, before: Turn, carried: str) -> None:
    alone = stand_alone(question, [before])
    assert alone.startswith(question)
    assert carried.casefold() in alone.casefold()


@pytest.mark.parametrize(("question", "before"), COMPLETE, ids=[question for question, _ in COMPLETE])
def test_a_complete_question_stays_as_it_is(question: str, before: Turn) -> None:
    assert stand_alone(question, [before]) == question


@pytest.mark.parametrize("question", ["그건 언제까지?", "And unit 4?", "Why?", "어떤 양해각서를 체결했나?"])
def test_without_a_conversation_nothing_is_added(question: str) -> None:
    assert stand_alone(question, []) == question


def test_the_latest_question_counts() -> None:
    alone = stand_alone("And how much did it cost?", [FUND, CHANDRAYAAN])
    assert "Chandrayaan" in alone
    assert "K-VCC" not in alone


def test_a_question_that_named_nothing_is_passed_over() -> None:
    """The last question, "Why?", names nothing, so the one before it tells what "it" is."""
    assert "Chandrayaan" in stand_alone("And how much did it cost?", [CHANDRAYAAN, Turn(question="Why?")])


def test_answers_carry_nothing() -> None:
    """What a model wrote earlier must not become part of a question."""
    before = Turn(question="How large is the fund?", answer="Atlantis promised 9 billion.")
    assert "Atlantis" not in stand_alone("And when?", [before])


def test_nothing_is_named_twice() -> None:
    alone = stand_alone("And the Barakah one?", [BARAKAH])
    assert alone.casefold().count("barakah") == 1
