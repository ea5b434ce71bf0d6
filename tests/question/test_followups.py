"""Follow-up questions are made to stand alone; others are left as they are."""

from __future__ import annotations

import pytest

from assistant.answer import Citation, Turn
from assistant.article import BlockKind
from assistant.question.followup import stand_alone
from assistant.question.pointing import points_back
from assistant.question.question import understand

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


def test_what_no_article_says_is_not_carried() -> None:
    """What a model wrote earlier must not become part of a question."""
    before = Turn(question="Who promised the fund?", answer="Ada Quill of Atlantis promised it.")
    quoted = before.model_copy(update={"citations": (cited("A fund was promised by Ada Quill."),)})
    for question in ("And when?", "Who is she?", "Where is she from?"):
        assert "Atlantis" not in stand_alone(question, [before])
        assert "Atlantis" not in stand_alone(question, [quoted])
    assert "Ada Quill" in stand_alone("Who is she?", [quoted])
    assert "Ada Quill" not in stand_alone("Who is she?", [before])


@pytest.mark.parametrize(
    ("question", "answer", "quote", "carried"),
    [
        ("그 회사는 어디에 있나?", "딥엑스입니다.", "국내 기업 딥엑스가 초저전력 반도체를 선보였다.", "딥엑스"),
        ("그 선수는 금메달이 몇 개야?", "김우진입니다.", "양궁 3관왕 김우진은 올림픽 금메달을 5개로 늘렸다.", "김우진"),
        ("Who is he?", "Prime Minister Lawrence Wong.", "로런스 웡 싱가포르 총리가 회담을 열었다.", "Lawrence Wong"),
        ("What does the company make?", "Samsung did.", "Samsung was there, as was its rival.", "Samsung"),
        ("What did they make?", "Samsung did.", "Samsung was there, as was its rival.", "Samsung"),
    ],
)
def test_names_of_the_answer_are_carried_where_the_question_points_to_them(
    question: str, answer: str, quote: str, carried: str
) -> None:
    before = Turn(question="Who was there?", answer=answer, citations=(cited(quote),))
    assert carried in stand_alone(question, [before])
    assert carried not in stand_alone("And when?", [before])


@pytest.mark.parametrize(
    ("question", "before", "carried"),
    [
        ("금리는 얼마야?", "지난주 한국은행 회의에서 무엇을 정했나?", "지난주"),
        ("And the rate?", "What did the Bank of Korea do last week?", "last week"),
        ("위성은 몇 기야?", "2023년에 누리호는 어디서 발사됐나?", "2023년"),
    ],
)
def test_a_period_is_carried_until_another_is_named(question: str, before: str, carried: str) -> None:
    assert carried in stand_alone(question, [Turn(question=before)])
    assert carried not in stand_alone(f"{question} 2022년에는?", [Turn(question=before)])


def test_a_day_that_was_spoken_of_need_not_be_in_the_answer() -> None:
    before = [Turn(question="2023년에 누리호는 어디서 발사됐나?")]
    asked = understand("위성은 몇 기야?", stand_alone("위성은 몇 기야?", before))
    (day,) = [term for term in asked.terms if term.date]
    assert not day.name
    assert any(term.name for term in understand("2023년 위성은 몇 기야?").terms if term.date)


def test_the_topic_holds_over_turns_that_do_not_name_it() -> None:
    talk = [NURI, Turn(question="길이는?", answer="47.2m입니다.")]
    alone = stand_alone("무게는?", talk)
    assert "누리" in alone
    assert "길이" not in alone.replace("무게", "") or "누리" in alone
    understood = [Turn(question="길이는?", standalone="길이는? (다누리)")]
    assert "다누리" in stand_alone("무게는?", understood)


def test_a_name_that_is_heard_in_part_only_is_not_carried() -> None:
    quote = cited("이재명 대통령과 로런스 웡 싱가포르 총리가 회담을 열었다.")
    before = Turn(
        question="Who met?", answer="President Lee Jae-myung and Prime Minister Lawrence Wong.", citations=(quote,)
    )
    alone = stand_alone("How many MOUs did they sign?", [before])
    assert "Lawrence Wong" in alone
    assert "Jae-myung" not in alone


def test_a_question_in_the_words_of_what_was_cited_goes_on() -> None:
    """It names hardly less than a complete question; only the cited words tell."""
    question = "근로자위원은 몇 명이 표결에 참여하지 않았어?"
    before = Turn(question="2025년 최저임금은 얼마인가요?", answer="1만30원입니다.")
    quote = "최저임금 표결에서 사용자위원안이 이겼고 민주노총 쪽 근로자위원 4명은 표결에 참여하지 않았다."
    assert stand_alone(question, [before]) == question
    assert "최저임금" in stand_alone(question, [before.model_copy(update={"citations": (cited(quote),)})])
    other = cited("누리호는 길이 47.2m의 3단 로켓이다.")
    assert stand_alone(question, [before.model_copy(update={"citations": (other,)})]) == question


@pytest.mark.parametrize(
    "question",
    [
        "Which report says that the reactor was sold to Samsung Electronics?",
        "How much did Samsung Electronics pay for its plant in Texas?",
        "Are there any articles about Samsung Electronics?",
        "삼성전자는 그 공장에 얼마를 투자했나?",
    ],
)
def test_words_that_stand_for_something_in_the_question_itself_point_to_nothing_before(question: str) -> None:
    assert stand_alone(question, [NURI]) == question


@pytest.mark.parametrize(
    "question", ["When did Samsung Electronics announce it?", "What did he say about Samsung Electronics?"]
)
def test_a_new_name_does_not_hide_what_points_back(question: str) -> None:
    assert "fund" in stand_alone(question, [FUND])


def test_a_family_name_before_a_title_is_no_pointer() -> None:
    assert not points_back("이 대통령은 무엇을 밝혔나?")
    assert points_back("이 위성은 무엇을 찍나?")


def cited(quote: str) -> Citation:
    return Citation(article_id="a" * 16, title="", kind=BlockKind.BODY, quote=quote, start=0, end=len(quote))


def test_nothing_is_named_twice() -> None:
    alone = stand_alone("And the Barakah one?", [BARAKAH])
    assert alone.casefold().count("barakah") == 1
