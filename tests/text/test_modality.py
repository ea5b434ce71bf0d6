"""Whether a sentence says that something happened, is planned, or did not happen."""

from __future__ import annotations

import pytest

from assistant.text.modality import Modality, modality_of, tells_event

DONE = [
    "소형원전 사업 모델을 공동 개발하기 위한 ‘SMR 협력 MOU’ 등 5건의 양해각서(MOU)도 체결했다.",
    "아울러 양국은 ‘과학기술 협력 MOU’, ‘환경위성 공동활용 MOU’를 맺었다.",
    "FTA 개선 협상을 개시하기로 합의하고 공동선언문을 체결했다.",
    "한국은 2012년 7월 소형 원자로 스마트(SMART)의 표준설계인가를 받았다.",
    "디지털동반자협정(KSDPA)이 지난 14일 발효됐다.",
    "이번에 실린 위성은 모두 8기다.",
    "발사부터 비행 종료까지는 약 19분이 걸렸다.",
    "The two countries signed five MOUs.",
    "Webb was launched on 25 December 2021 on an Ariane 5 rocket.",
    "Negotiators reached a political agreement in December 2023.",
]
PLANNED = [
    "양국은 ‘AI 협력 프레임워크’ 체결도 추진키로 했다.",
    "“2030년까지 싱가포르에 3억 달러 규모의 글로벌 펀드를 조성하겠다”고 밝혔다.",
    "두 정상은 국방·안보 분야의 협력도 강화하기로 했다.",
    "연구진은 29일부터 큐브위성을 하나씩 우주로 내보낼 계획이다.",
    "4차 발사는 2025년으로 예정돼 있다.",
    "정부는 디지털경제동반자협정에도 가입을 추진하고 있다.",
    "정부는 새 기관 설립을 검토하고 있다.",
    "The countries plan to sign a framework.",
    "The fund will be created by 2030.",
    "They agreed to set up a joint office.",
    "India also plans to fly its own astronauts to space.",
    "The fourth launch is scheduled for 2025.",
]
DENIED = [
    "업종에 따라 최저임금을 다르게 매기자는 요구는 받아들여지지 않았다.",
    "위성모사체를 궤도에 올리지 못했다.",
    "아직 실무안 단계여서 확정된 것은 아니다.",
    "추진하던 사업은 비용이 오르면서 2023년 11월 취소됐다.",
    "양측의 협상은 결렬됐다.",
    "대변인은 그 보도를 부인했다.",
    "The text does not require a phase-out of oil, gas and coal.",
    "That declaration is not part of the decision.",
    "The bill was never signed.",
    "The two countries didn't sign an agreement.",
]


@pytest.mark.parametrize("sentence", DONE)
def test_what_happened(sentence: str) -> None:
    assert modality_of(sentence) is Modality.DONE


@pytest.mark.parametrize("sentence", PLANNED)
def test_what_is_only_planned(sentence: str) -> None:
    assert modality_of(sentence) is Modality.PLANNED


@pytest.mark.parametrize("sentence", DENIED)
def test_what_did_not_happen(sentence: str) -> None:
    assert modality_of(sentence) is Modality.DENIED


@pytest.mark.parametrize(
    "sentence", ["양국은 양해각서를 체결했다.", "They signed it.", "It was built in 1990.", "법이 발효됐습니다."]
)
def test_sentences_that_tell_an_event(sentence: str) -> None:
    assert tells_event(sentence)


@pytest.mark.parametrize("sentence", ["The bank is in Seoul.", "섀도캠은 달을 찍는 카메라다."])
def test_sentences_that_say_what_something_is(sentence: str) -> None:
    assert not tells_event(sentence)
