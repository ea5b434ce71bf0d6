"""Bylines of pasted pages, in the shapes that newspapers, agencies and broadcasters give them."""

from __future__ import annotations

import pytest

from ingest import read

KOREAN = """가온시, 강변 다리 세 곳 새로 놓는다
{byline}
입력 2026-03-04 09:12

가온시는 4일 가온강에 다리 세 곳을 새로 놓는다고 밝혔다. 공사는 올해 9월에 시작해 2028년에 끝난다.
시는 다리마다 자전거 길을 함께 만들기로 했다. 시 관계자는 “출근 시간이 10분 줄어들 것”이라고 말했다.
주민 설명회는 다음 달 12일 시청 대강당에서 열린다. 시는 예산 420억 원을 확보했다고 덧붙였다.
"""
ENGLISH = """Gaon to build three new bridges over its river
{byline}
March 4, 2026

The city of Gaon will build three new bridges over its river, the mayor said on Wednesday. Work starts in September.
Each bridge will carry a cycle lane, and the city expects commuters to save ten minutes on the way to work.
Residents are invited to a meeting at the town hall on April 12, where engineers will explain the plans.
"""


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("홍길동 기자", ("홍길동",)),
        ("기자 홍길동 (gildong@gaon.example)", ("홍길동",)),
        ("홍길동 선임기자", ("홍길동",)),
        ("홍길동 의학전문기자", ("홍길동",)),
        ("글·사진 홍길동 기자", ("홍길동",)),
        ("홍길동·임꺽정 기자", ("홍길동", "임꺽정")),
    ],
)
def test_a_korean_byline_names_its_reporters(byline: str, authors: tuple[str, ...]) -> None:
    article = read(KOREAN.format(byline=byline))
    assert article.authors == authors
    assert article.title == "가온시, 강변 다리 세 곳 새로 놓는다"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe, Reuters", ("Jane Doe", "John Roe")),
        ("By AFP", ()),
    ],
)
def test_an_english_byline_names_persons_only(byline: str, authors: tuple[str, ...]) -> None:
    article = read(ENGLISH.format(byline=byline))
    assert article.authors == authors
    assert article.title == "Gaon to build three new bridges over its river"


def test_an_agency_that_signs_alone_is_the_outlet() -> None:
    assert read(ENGLISH.format(byline="By AFP")).outlet == "AFP"


def test_reporting_by_a_newspaper_is_part_of_the_text() -> None:
    said = "Reporting by The Guardian showed that the old bridge had been closed eleven times in two years."
    article = read(ENGLISH.format(byline="By Jane Doe") + said + "\n")
    assert article.authors == ("Jane Doe",)
    assert any(said in article.text[block.start : block.end] for block in article.blocks if block.kind == "body")
