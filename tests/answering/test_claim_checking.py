"""True and falsified claims over the example pages, each held against all sentences of the article it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer import Claim, Verdict
from assistant.answering.binding import Binder, split_claims
from assistant.answering.sentences import EvidenceSentence, sentences_of_passage, unique

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant
    from assistant.answering.bridge import Bridge

NURI3, NURI2, DANURI = "nuri-third-launch.txt", "nuri-second-launch.txt", "danuri-lunar-orbit.html"
RATE, WAGE, BARAKAH, SMR = (
    "base-rate-october-2024.txt",
    "minimum-wage-2025.txt",
    "barakah-unit-4.txt",
    "smr-explained.txt",
)
AI, KSDPA, PARIS = "ai-seoul-summit.txt", "korea-singapore-digital-agreement.txt", "paris-olympics-korea.txt"
CHIPS, COP, WEBB, MOON = "chips-act-signed.txt", "cop28-dubai.txt", "webb-first-images.md", "chandrayaan-3-landing.txt"
EU, GAYA, ASEAN = "eu-ai-act-in-force.html", "articles.jsonl#1", "articles.jsonl#2"

TRUE_CLAIMS = [
    (NURI3, "이번에 실린 위성은 모두 8기다."),
    (NURI3, "누리호는 25일 오후 6시 24분 나로우주센터에서 발사됐다."),
    (NURI3, "발사부터 비행 종료까지는 약 19분이 걸렸다."),
    (NURI2, "누리호 개발에는 2010년부터 1조9572억원이 투입됐다."),
    (NURI2, "성능검증위성의 무게는 162.5㎏이다."),
    (DANURI, "다누리는 지난 8월 5일 발사됐다."),
    (RATE, "한국은행은 11일 기준금리를 3.50%에서 3.25%로 내렸다."),
    (RATE, "장용성 위원은 소수의견을 냈다."),
    (WAGE, "내년도 최저임금은 시간당 1만30원으로 정해졌다."),
    (WAGE, "노동자 301만1000명이 인상의 영향을 받을 것으로 내다봤다."),
    (BARAKAH, "바라카 원전의 수주액은 186억 달러였다."),
    (BARAKAH, "3호기는 2023년 2월 상업운전을 시작했다."),
    (SMR, "한국은 2012년 7월 스마트의 표준설계인가를 받았다."),
    (AI, "세계 16개 기업이 프런티어 AI 안전 서약에 동참했다."),
    (KSDPA, "두 나라는 2022년 11월 21일 협정에 정식 서명했다."),
    (PARIS, "한국은 금메달 13개로 종합 8위에 올랐다."),
    (GAYA, "한국의 세계유산은 16건으로 늘었다."),
    (CHIPS, "President Joe Biden signed the CHIPS and Science Act into law on August 9."),
    (CHIPS, "The law sets aside $52.7 billion."),
    (COP, "The Paris Agreement entered into force on November 4, 2016."),
    (COP, "A group of 22 countries declared that they would triple nuclear energy capacity by 2050."),
    (WEBB, "Webb's main mirror is 6.5 metres across."),
    (WEBB, "Webb was launched on 25 December 2021 on an Ariane 5 rocket."),
    (MOON, "The mission cost about $75 million."),
    (EU, "The bans apply from February 2, 2025."),
    (ASEAN, "South Korea is the sixth country to reach it."),
    (BARAKAH, "The Barakah contract was worth 18.6 billion dollars."),  # from here English over a Korean page
    (RATE, "The Bank of Korea cut its base rate to 3.25% on October 11."),
    (KSDPA, "The Korea-Singapore digital agreement was signed on November 21, 2022."),
    (CHIPS, "반도체법은 527억 달러를 배정했다."),  # from here Korean over an English page
    (EU, "금지 조항은 2025년 2월 2일부터 적용된다."),
]

FALSE_CLAIMS = [
    ("digit", NURI3, "이번에 실린 위성은 모두 9기다."),
    ("digit", NURI3, "목표 고도는 700㎞였다."),
    ("digit", NURI2, "성능검증위성의 무게는 126.5㎏이다."),
    ("digit", RATE, "한국은행은 11일 기준금리를 3.50%에서 3.00%로 내렸다."),
    ("digit", WAGE, "내년도 최저임금은 시간당 1만120원으로 정해졌다."),
    ("digit", PARIS, "한국은 금메달 14개로 종합 8위에 올랐다."),
    ("digit", AI, "세계 14개 기업이 프런티어 AI 안전 서약에 동참했다."),
    ("digit", GAYA, "한국의 세계유산은 17건으로 늘었다."),
    ("digit", CHIPS, "The law sets aside $57.2 billion."),
    ("digit", COP, "A group of 31 countries declared that they would triple nuclear energy capacity by 2050."),
    ("digit", WEBB, "Webb's main mirror is 2.4 metres across."),
    ("digit", EU, "Breaking most other obligations can cost up to 35 million euros or 3 percent."),
    ("scale", BARAKAH, "바라카 원전의 수주액은 186만 달러였다."),
    ("scale", BARAKAH, "바라카 원전의 수주액은 1860억 달러였다."),
    ("scale", NURI2, "누리호 개발에는 2010년부터 1조9572만원이 투입됐다."),
    ("scale", NURI2, "누리호 개발에는 2010년부터 19조572억원이 투입됐다."),
    ("scale", SMR, "정부와 민간은 2023년부터 2028년까지 모두 3992조원을 들인다."),
    ("scale", WAGE, "노동자 301억1000명이 인상의 영향을 받을 것으로 내다봤다."),
    ("scale", BARAKAH, "The Barakah contract was worth 186 billion dollars."),
    ("scale", BARAKAH, "The Barakah contract was worth 186 million dollars."),
    ("scale", CHIPS, "The law sets aside $52.7 million."),
    ("scale", MOON, "The mission cost about $75 billion."),
    ("scale", CHIPS, "반도체법은 5270억 달러를 배정했다."),
    ("unit", BARAKAH, "바라카 원전의 수주액은 186억 유로였다."),
    ("unit", WAGE, "내년도 최저임금은 시간당 1만30달러로 정해졌다."),
    ("unit", RATE, "한국은행은 기준금리를 0.25% 내렸다."),
    ("unit", BARAKAH, "The Barakah contract was worth 18.6 billion won."),
    ("unit", CHIPS, "The law sets aside €52.7 billion."),
    ("unit", MOON, "The mission cost about 75 million rupees."),
    ("date", NURI3, "누리호는 24일 오후 6시 24분 나로우주센터에서 발사됐다."),
    ("date", DANURI, "다누리는 지난 7월 5일 발사됐다."),
    ("date", BARAKAH, "3호기는 2022년 3월 상업운전을 시작했다."),
    ("date", BARAKAH, "3호기는 2021년 4월 상업운전을 시작했다."),
    ("date", KSDPA, "두 나라는 2021년 11월 21일 협정에 정식 서명했다."),
    ("date", SMR, "한국은 2028년 스마트의 표준설계인가를 받았다."),
    ("date", CHIPS, "President Joe Biden signed the CHIPS and Science Act into law on August 10."),
    ("date", COP, "The Paris Agreement entered into force on December 12, 2015."),
    ("date", EU, "The bans apply from August 2, 2026."),
    ("date", WEBB, "Webb was launched on 24 January 2022 on an Ariane 5 rocket."),
    ("date", KSDPA, "The Korea-Singapore digital agreement was signed on January 14, 2023."),
    ("name", RATE, "유상대 위원은 소수의견을 냈다."),
    ("name", RATE, "이창용 총재는 기준금리를 3.50%로 유지해야 한다는 소수의견을 냈다."),
    ("name", RATE, "일본은행은 11일 기준금리를 3.50%에서 3.25%로 내렸다."),
    ("name", BARAKAH, "체코 원전의 수주액은 186억 달러였다."),
    ("name", KSDPA, "한국과 베트남은 2022년 11월 21일 협정에 정식 서명했다."),
    ("name", SMR, "일본은 2012년 7월 스마트의 표준설계인가를 받았다."),
    ("name", CHIPS, "President Donald Trump signed the CHIPS and Science Act into law on August 9."),
    ("name", WEBB, "Webb was launched on 25 December 2021 on a Falcon 9 rocket."),
    ("name", MOON, "Japan is the fourth country to land a spacecraft softly on the Moon."),
    ("name", ASEAN, "Vietnam is the sixth country to reach it."),
    ("name", KSDPA, "The Korea-Japan digital agreement was signed on November 21, 2022."),
    ("negation", NURI3, "누리호는 25일 나로우주센터에서 발사되지 않았다."),
    ("negation", WAGE, "내년도 최저임금은 시간당 1만30원으로 정해지지 않았다."),
    ("negation", KSDPA, "두 나라는 2022년 11월 21일 협정에 서명하지 않았다."),
    ("negation", SMR, "0.7GW 규모의 SMR을 도입하는 방안은 확정된 것이다."),
    ("negation", CHIPS, "President Joe Biden did not sign the CHIPS and Science Act."),
    ("negation", COP, "That declaration is part of the decision adopted by all countries."),
    ("negation", COP, "The text requires a phase-out of oil, gas and coal."),
    ("negation", WAGE, "업종에 따라 최저임금을 다르게 매기자는 경영계의 요구는 받아들여졌다."),
    ("planned", KSDPA, "한국은 디지털경제동반자협정(DEPA)에도 가입했다."),
    ("planned", NURI2, "연구진은 큐브위성을 하나씩 우주로 내보냈다."),
    ("planned", NURI3, "4차 발사는 2025년에 이뤄졌다."),
    ("planned", DANURI, "정부는 2032년 달에 착륙선을 보냈다."),
    ("planned", MOON, "India flew its own astronauts to space in a programme called Gaganyaan."),
    ("planned", AI, "기업들은 안전 체계를 만들어 공개했다."),
    ("invented", RATE, "장용성 위원은 기자들과 저녁을 먹었다."),
    ("invented", WEBB, "Webb found a city on the Moon."),
    ("invented", CHIPS, "The law also pays for a new national park in Oregon."),
    ("other article", NURI3, "한국은 금메달 13개로 종합 8위에 올랐다."),
    ("other article", COP, "The law sets aside $52.7 billion."),
]  # fmt: skip


class Desk:
    """Binds claims to the sentences of one article at a time."""

    def __init__(self, assistant: Assistant, bridge: Bridge, ids: dict[str, str]) -> None:
        self._assistant, self._bridge, self._ids = assistant, bridge, ids

    def sentences(self, page: str) -> list[EvidenceSentence]:
        article = self._assistant.article(self._ids[page])
        passages = self._assistant.library.passages_of(article.id)
        return unique([one for passage in passages for one in sentences_of_passage(passage, article, 1.0)])

    def bind(self, page: str, written: str) -> list[Claim]:
        return Binder(self._bridge, self.sentences(page)).bind(written)


@pytest.fixture(scope="module")
def desk(extractive: Assistant, bridge: Bridge, example_library: ExampleLibrary) -> Desk:
    return Desk(extractive, bridge, example_library.ids)


@pytest.mark.parametrize(("page", "text"), TRUE_CLAIMS, ids=[text for _, text in TRUE_CLAIMS])
def test_a_true_claim_is_never_thrown_away(desk: Desk, extractive: Assistant, page: str, text: str) -> None:
    (claim,) = desk.bind(page, text)
    assert claim.text == text
    assert claim.verdict is not Verdict.UNSUPPORTED, claim.reasons
    for citation in claim.citations:
        assert extractive.article(citation.article_id).text[citation.start : citation.end] == citation.quote


def test_most_true_claims_are_verified(desk: Desk) -> None:
    verdicts = [desk.bind(page, text)[0].verdict for page, text in TRUE_CLAIMS]
    assert verdicts.count(Verdict.VERIFIED) >= 0.7 * len(verdicts)


@pytest.mark.parametrize(("how", "page", "text"), FALSE_CLAIMS, ids=[f"{how}: {text}" for how, _, text in FALSE_CLAIMS])
def test_a_falsified_claim_is_never_verified(desk: Desk, how: str, page: str, text: str) -> None:
    (claim,) = desk.bind(page, text)
    assert claim.verdict is not Verdict.VERIFIED, [citation.quote for citation in claim.citations]
    assert claim.reasons


NUMERIC = [(page, text) for how, page, text in FALSE_CLAIMS if how in {"digit", "scale", "unit"}]


@pytest.mark.parametrize(("page", "text"), NUMERIC, ids=[text for _, text in NUMERIC])
def test_a_wrong_number_is_refused_and_cites_nothing(desk: Desk, page: str, text: str) -> None:
    (claim,) = desk.bind(page, text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.citations == ()


def mark_of(sentences: list[EvidenceSentence], words: str) -> int:
    return next(number for number, one in enumerate(sentences, 1) if words in one.text)


def test_a_wrong_mark_does_not_bind_a_claim_to_a_sentence_that_does_not_say_it(desk: Desk) -> None:
    """The claim is true and marked with another sentence; the quote is the one that says it."""
    wrong = mark_of(desk.sentences(BARAKAH), "40TWh")
    (claim,) = desk.bind(BARAKAH, f"바라카 원전의 수주액은 186억 달러였다. [{wrong}]")
    assert claim.verdict is Verdict.VERIFIED
    assert any("186억 달러" in citation.quote for citation in claim.citations)


def test_a_mark_proves_nothing(desk: Desk) -> None:
    """The mark is right, the number is not."""
    right = mark_of(desk.sentences(BARAKAH), "186억 달러")
    (claim,) = desk.bind(BARAKAH, f"바라카 원전의 수주액은 187억 달러였다. [{right}]")
    assert claim.verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    "mark", ["[99]", "[0]", "[1][2][3]", "[1, 2]", "[1-3]", "【7】", "[99999999999999]", "[a]", "[]"]
)
def test_foreign_marks_change_no_verdict(desk: Desk, mark: str) -> None:
    (claim,) = desk.bind(COP, f"The Paris Agreement entered into force on November 4, 2016 {mark}.")
    assert any("November 4, 2016" in citation.quote for citation in claim.citations)


@pytest.mark.parametrize("written", ["", "   \n", "- \n* \n1. \n", "[1]", "Sources:", "```\n```", "***"])
def test_what_says_nothing_is_no_claim(desk: Desk, written: str) -> None:
    assert desk.bind(COP, written) == []


def test_a_list_is_split_into_its_items_with_their_marks() -> None:
    written = "The answer is:\n- **First** thing [1]\n2. Second thing. [2][3]\n* Third thing [4]. And fourth. [5]"
    claims = split_claims(written)
    assert [text.rstrip(".") for text, _ in claims] == ["First thing", "Second thing", "Third thing", "And fourth"]
    assert [marks for _, marks in claims] == [{1}, {2, 3}, {4}, {5}]


def test_without_sentences_nothing_is_supported(bridge: Bridge) -> None:
    (claim,) = Binder(bridge, []).bind("Anything at all happened in 2016.")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.citations == ()
