"""What a question asks, by rules."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.answering.window import window
from assistant.question.listing import asks_for_several
from assistant.question.question import Kind, understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What MOUs were signed?", Kind.LIST),
        ("Which countries joined the Seoul Declaration?", Kind.LIST),
        ("List the agreements that were signed.", Kind.LIST),
        ("어떤 양해각서를 체결했나?", Kind.LIST),
        ("무슨 협정들이 발효됐나요?", Kind.LIST),
        ("How many MOUs were signed?", Kind.COUNT),
        ("양해각서는 몇 건 체결됐나요?", Kind.COUNT),
        ("위성은 모두 몇 기가 실렸어?", Kind.COUNT),
        ("How large is the fund?", Kind.AMOUNT),
        ("How much was the contract worth?", Kind.AMOUNT),
        ("펀드 규모는 얼마인가?", Kind.AMOUNT),
        ("기준금리를 몇 퍼센트로 정했나요?", Kind.AMOUNT),
        ("When did the agreement enter into force?", Kind.DATE),
        ("On what date was Danuri launched?", Kind.DATE),
        ("협정은 언제 발효됐나요?", Kind.DATE),
        ("정상회담은 며칠에 열렸나?", Kind.DATE),
        ("Who did the president meet?", Kind.WHO),
        ("대통령은 누구를 만났나?", Kind.WHO),
        ("Where was the summit held?", Kind.WHERE),
        ("정상회담은 어디에서 열렸나?", Kind.WHERE),
        ("Why was the launch put off?", Kind.OTHER),
        ("What did the summit call on countries to do about coal?", Kind.OTHER),
        ("어떤 영화의 주제가인가?", Kind.OTHER),
        ("의원 5명은 어떤 선거를 앞두고 공약을 냈는가?", Kind.OTHER),
        ("양국은 어떤 분야에서 협력하기로 했나요?", Kind.LIST),
        ("정부는 어떤 대책을 내놓았다고 밝혔나?", Kind.LIST),
        ("어떤 나라들의 대표가 참여했나?", Kind.LIST),
        ("발사는 왜 미뤄졌나?", Kind.OTHER),
        ("주민들을 무엇으로 도왔나?", Kind.OTHER),
        ("도운 주민들을 알려줘", Kind.LIST),
        ("위성의 수명은 몇 년인가?", Kind.AMOUNT),
        ("위성을 쏜 것은 몇 년인가?", Kind.DATE),
        ("이번 발사는 몇 번째인가?", Kind.AMOUNT),
        ("발사는 몇 번 미뤄졌나?", Kind.COUNT),
    ],
)
def test_the_kind_of_answer_a_question_wants(question: str, kind: Kind) -> None:
    assert understand(question).kind is kind


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What MOUs were signed?", "en"),
        ("MOU는 몇 건?", "ko"),
        ("누가?", "ko"),
        ("SMR?", "en"),
        ("2030?", "en"),
        ("What is 누리호?", "ko"),
    ],
)
def test_the_language_of_a_question(question: str, language: str) -> None:
    assert understand(question).language == language


def named(terms: object) -> set[str]:
    """All forms by which the terms of a question may be named."""
    assert isinstance(terms, tuple)
    return {form for term in terms for form in term.forms} | {
        form for term in terms for part in term.parts for form in part.forms
    }


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("What MOUs were signed?", "양해각서"),
        ("어떤 양해각서를 체결했나?", "양해각서"),
        ("How many satellites were carried?", "위성"),
        ("Which countries joined the declaration?", "국가"),
    ],
)
def test_the_things_a_list_or_a_count_is_of(question: str, target: str) -> None:
    assert target in named(understand(question).target)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("What MOUs were signed?", "양해각서"),
        ("What MOUs were signed?", "체결"),
        ("Who is the prime minister of Singapore?", "총리"),
        ("Who is the prime minister of Singapore?", "싱가포르"),
        ("어떤 양해각서를 체결했나?", "mou"),
        ("싱가포르의 총리는 누구인가?", "싱가포르"),
        ("인공지능 협력은?", "ai"),
    ],
)
def test_terms_know_their_translations(question: str, form: str) -> None:
    assert form in named(understand(question).terms)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Japan sign?", "Japan"),
        ("Who won the 2030 World Cup?", "2030"),
        ("일본은 무엇을 체결했나?", "일본"),
        ("What does Danuri carry?", "Danuri"),
    ],
)
def test_names_must_be_found_for_an_answer(question: str, name: str) -> None:
    """Whatever is a proper name, an acronym or a number in a question is marked so."""
    terms = understand(question).terms
    assert any(term.name and name.casefold() in term.text.casefold() for term in terms)


@pytest.mark.parametrize("text", ["다섯 번째 다리", "5번째 다리", "다섯번째 다리", "the fifth bridge"])
def test_a_rank_in_words_is_looked_for_however_it_is_written(text: str) -> None:
    (rank,) = [term for term in understand("마을의 다섯 번째 다리는 어디 있나?").terms if term.text == "다섯 번째"]
    assert window(text).names(rank)
    assert not window("네 번째 다리").names(rank)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("어떤 다리를 놓았나?", False),
        ("어떤 다리들을 놓았나?", True),
        ("다리를 모두 말해줘", True),
        ("Which bridges stand?", True),
    ],
)
def test_whether_a_question_says_that_there_are_several(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize("question", ["What?", "그것은 무엇인가요?", "무엇?", "How many are there?"])
def test_question_words_name_nothing(question: str) -> None:
    assert not any(term.name for term in understand(question).terms)


@pytest.mark.parametrize(
    ("question", "planned"),
    [
        ("What will the two countries sign?", True),
        ("What does Korea plan to build?", True),
        ("앞으로 어떤 협정을 추진하나?", True),
        ("어떤 펀드를 조성할 계획인가?", True),
        ("What MOUs were signed?", False),
        ("어떤 양해각서를 체결했나?", False),
        ("When was Danuri launched?", False),
    ],
)
def test_whether_plans_are_asked_for(question: str, planned: bool) -> None:
    assert understand(question).planned is planned


@pytest.mark.parametrize("question", ["어떤 양해각서를 체결했나?", "기준금리는 얼마인가?", "대통령은 누구를 만났나?"])
def test_a_decomposed_question_is_the_same_question(question: str) -> None:
    assert understand(unicodedata.normalize("NFD", question)) == understand(question)


def test_a_question_is_searched_by_what_stands_alone_and_shown_as_it_was_asked() -> None:
    understood = understand("그건 언제까지?", "그건 언제까지? (펀드)")
    assert understood.text == "그건 언제까지?"
    assert understood.standalone == "그건 언제까지? (펀드)"
    assert "펀드" in named(understood.terms)


@pytest.mark.parametrize(
    "question",
    ["?", "…", "123", "a", "ㅋㅋ", "😀 😀", "(" * 200, "어떤 " * 300, "\u202e\u200b", "'s of the", "몇 몇 몇?"],
)
def test_any_question_can_be_understood(question: str) -> None:
    assert understand(question).language in {"ko", "en"}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("회원국 5곳은 어떤 협정을 맺었나?", None),
        ("탑재체 6개는 무엇인가요?", 6),
        ("위험을 어떤 네 단계로 나누나요?", 4),
    ],
)
def test_only_a_count_of_what_is_asked_says_how_many_there_should_be(question: str, count: int | None) -> None:
    assert understand(question).count == count


@pytest.mark.parametrize(
    "question", ["다리를 설계한 사람은?", "지난 대회의 우승자는?", "노래를 부른 가수는", "한국은행 총재는?"]
)
def test_who_is_asked_without_saying_so(question: str) -> None:
    assert understand(question).kind is Kind.WHO


@pytest.mark.parametrize("question", ["우승자는 어디에서 태어났나?", "그 가수는 무슨 노래를 불렀나?", "투자는?"])
def test_a_person_is_not_always_what_is_asked_for(question: str) -> None:
    assert understand(question).kind is not Kind.WHO


def test_what_stands_beside_a_date_is_read_with_it() -> None:
    """Without the year before it, 기준 is taken for somebody's name."""
    (standard,) = [term for term in understand("2010년 기준, 작품은 몇 개 언어로 나왔나?").terms if term.text == "기준"]
    assert not standard.name
