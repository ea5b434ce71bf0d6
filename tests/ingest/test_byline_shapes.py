"""Bylines of pasted pages, in the shapes that newspapers, agencies and broadcasters give them."""

from __future__ import annotations

import pytest

from ingest import read
from ingest.rules.names import is_byline, names_in

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
        ("정리 = 홍길동 인턴 기자(가온대 신문방송학과 4학년)", ("홍길동",)),
        ("기자, 제인 도우", ("제인 도우",)),
        ("홍길동 기자(=부산)", ("홍길동",)),
        ("특별취재팀=홍길동·임꺽정·황진이 기자", ("홍길동", "임꺽정", "황진이")),
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
        ("By JANE DOE and JOHN ROE Associated Press", ("JANE DOE", "JOHN ROE")),
        ("Jane Doe, Chief Business Writer", ("Jane Doe",)),
        ("Jane Doe, Special to the Gazette", ("Jane Doe",)),
        ("Opinion by Jane Doe", ("Jane Doe",)),
        ("Words: Jane Doe. Pictures: John Roe", ("Jane Doe",)),
        ("Published: 4 March 2026, 10:20 By Jane Doe", ("Jane Doe",)),
        ("By CNN Wire", ()),
    ],
)
def test_an_english_byline_names_persons_only(byline: str, authors: tuple[str, ...]) -> None:
    article = read(ENGLISH.format(byline=byline))
    assert article.authors == authors
    assert article.title == "Gaon to build three new bridges over its river"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Von Jens Krüger und Lena Böhm, dpa", ("Jens Krüger", "Lena Böhm")),
        ("Von:  JENS KRÜGER", ("JENS KRÜGER",)),
        ("Par Claire Dubois avec AFP", ("Claire Dubois",)),
    ],
)
def test_bylines_of_other_languages_join_names_in_their_own_words(byline: str, authors: tuple[str, ...]) -> None:
    assert tuple(names_in(byline)) == authors
    assert is_byline(byline)


@pytest.mark.parametrize(
    "line",
    [
        "현장에 나가 있는 홍길동 기자, 전해주시죠.",
        "Von München bis Aachen: Im Netz der Agenten",
        "By Law, Schools Must Close",
        "Photographs by Jane Doe hang in the town hall until May.",
    ],
)
def test_lines_that_only_begin_like_bylines_are_none(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("start", "outlet", "authors"),
    [
        ("[서울=뉴스핌] 홍길동 기자 = ", "뉴스핌", ("홍길동",)),
        ("【서울=뉴시스】홍길동 기자 = ", "뉴시스", ("홍길동",)),
        ("[이데일리 홍길동 기자] ", "이데일리", ("홍길동",)),
        ("[세종=이데일리 홍길동 기자] ", "이데일리", ("홍길동",)),
        ("[헤럴드경제=홍길동 기자] ", "헤럴드경제", ("홍길동",)),
        ("[가온=홍길동 기자] ", "", ("홍길동",)),
        ("[생활경제=홍길동 기자] ", "", ("홍길동",)),
        ("[파이낸셜뉴스] ", "파이낸셜뉴스", ()),
    ],
)
def test_a_dateline_names_its_outlet_and_never_a_reporter(start: str, outlet: str, authors: tuple[str, ...]) -> None:
    article = read(KOREAN.format(byline="").replace("가온시는", f"{start}가온시는"))
    assert (article.outlet, article.authors) == (outlet, authors)


@pytest.mark.parametrize(
    ("closing", "outlet"), [("KBS 뉴스 홍길동입니다.", "KBS"), ("YTN 홍길동 (gildong@ytn.example)", "YTN")]
)
def test_reporters_of_broadcasters_name_their_outlet(closing: str, outlet: str) -> None:
    article = read(KOREAN.format(byline="") + closing + "\n")
    assert (article.outlet, article.authors) == (outlet, ("홍길동",))


@pytest.mark.parametrize(
    ("start", "outlet"),
    [
        ("SEOUL, March 4 (Yonhap) -- ", "연합뉴스"),
        ("LONDON, March 4 (Reuters) - ", "Reuters"),
        ("NAIROBI, Kenya (AP) — ", "AP"),
        ("GAON (by train) - ", ""),
    ],
)
def test_an_english_dateline_names_its_agency(start: str, outlet: str) -> None:
    article = read(ENGLISH.format(byline="By Jane Doe").replace("The city", f"{start}The city"))
    assert article.outlet == outlet
    assert start.strip() in article.text


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("By AFP", "AFP"),
        ("Agence France-Presse in Paris", "Agence France-Presse"),
        ("Xinhua | Updated: 2026-03-04 09:12", "Xinhua"),
        ("By Jane Doe and John Roe, CNN", "CNN"),
        ("By Jane Doe | Breaking News", ""),
    ],
)
def test_who_signs_is_the_outlet_of_a_page_that_names_none(byline: str, outlet: str) -> None:
    assert read(ENGLISH.format(byline=byline)).outlet == outlet


def test_reporting_by_a_newspaper_is_part_of_the_text() -> None:
    said = "Reporting by The Guardian showed that the old bridge had been closed eleven times in two years."
    article = read(ENGLISH.format(byline="By Jane Doe") + said + "\n")
    assert article.authors == ("Jane Doe",)
    assert any(said in article.text[block.start : block.end] for block in article.blocks if block.kind == "body")
