"""What stands amid a text and is none of it: pictures without a verb, lists of other articles, rates of exchange."""

from __future__ import annotations

import pytest

from assistant.article import Article, BlockKind
from ingest import read

K = BlockKind
KOREAN = """가온시, 강변 다리 세 곳 새로 놓는다
홍길동 기자
입력 2026-03-04 09:12

가온시는 4일 가온강에 다리 세 곳을 새로 놓는다고 밝혔다. 공사는 올해 9월에 시작해 2028년에 끝난다.
{inset}
시는 다리마다 자전거 길을 함께 만들기로 했다. 시 관계자는 “출근 시간이 10분 줄어들 것”이라고 말했다.
주민 설명회는 다음 달 12일 시청 대강당에서 열린다. 시는 예산 420억 원을 확보했다고 덧붙였다.
"""
ENGLISH = """Gaon to build three new bridges over its river
By Jane Doe
March 4, 2026

The city of Gaon will build three new bridges over its river, the mayor said on Wednesday. Work starts in September.
{inset}
Each bridge will carry a cycle lane, and the city expects commuters to save ten minutes on the way to work.
Residents are invited to a meeting at the town hall on April 12, where engineers will explain the plans.
"""


def kind_of(article: Article, said: str) -> BlockKind:
    at = article.text.index(said)
    return next(block.kind for block in article.blocks if block.start <= at < block.end)


@pytest.mark.parametrize(
    "shown", ["가온시청 전경.", "시민들이 낡은 다리를 건너는 모습", "시민들이 배를 기다리고 있다."]
)
def test_what_a_photographer_signs_with_place_and_address_is_a_caption(shown: str) -> None:
    article = read(KOREAN.format(inset=f"{shown} 가온=임꺽정 기자 kk@gaon.example"))
    assert kind_of(article, shown) is K.CAPTION
    assert kind_of(article, "임꺽정") is K.OTHER
    assert article.authors == ("홍길동",)


def test_a_statement_before_such_a_name_stays_in_the_text() -> None:
    article = read(KOREAN.format(inset="시는 배도 늘리겠다고 말했다. 가온=임꺽정 기자 kk@gaon.example"))
    assert kind_of(article, "시는 배도 늘리겠다고") is K.BODY


@pytest.mark.parametrize(
    "inset",
    [
        "Getty Images\n{}",
        "PA Media\n{}",
        "1 of 4 |\n{}",
        "1 of 4 | {}",
    ],
)
def test_words_without_a_verb_beside_an_agency_or_a_count_are_a_caption(inset: str) -> None:
    shown = "The old bridge in winter, with ice on the river below"
    assert kind_of(read(ENGLISH.format(inset=inset.format(shown))), shown) is K.CAPTION


@pytest.mark.parametrize("heading", ["▼ 지금 많이 본 기사", "▼ 가온일보 많이 본 뉴스"])
def test_a_list_of_other_articles_that_bears_the_mark_of_insets_parts_no_text(heading: str) -> None:
    article = read(KOREAN.format(inset=f"{heading}\n새 도서관 다음 달에 문 연다\n봄 축제 표 이틀 만에 동나"))
    assert kind_of(article, "봄 축제") is K.RELATED
    assert [kind_of(article, said) for said in ("가온시는 4일", "시는 다리마다")] == [K.BODY, K.BODY]


@pytest.mark.parametrize("rate", ["($1 = 1,389.4000 won)", "(1달러=1,389.4원)"])
@pytest.mark.parametrize("page", [KOREAN, ENGLISH])
def test_a_rate_of_exchange_is_no_dateline(rate: str, page: str) -> None:
    for inset in (rate, f"{rate} 시는 이 돈을 정부와 절반씩 내기로 했다고 4일 설명했다."):
        article = read(page.format(inset=inset))
        assert kind_of(article, rate) is K.BODY
        assert article.outlet == ""


def test_a_reporters_card_right_below_the_notice_signs_the_article() -> None:
    page = KOREAN.replace("홍길동 기자\n", "").format(inset="예산은 시의회가 3월에 정한다.")
    article = read(f"{page}저작권자 ⓒ 가온일보 무단전재 및 재배포 금지\n홍길동 기자\n기자 구독\n")
    assert article.authors == ("홍길동",)
