"""Which numbers of a sentence may answer how many there are."""

from __future__ import annotations

import pytest

from assistant.answering.expected import counts_target, has_type
from assistant.answering.sentences import EvidenceSentence
from assistant.article import Article, Block, BlockKind
from assistant.question.question import understand


def sentence(text: str) -> EvidenceSentence:
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    article = Article(id=Article.id_of(text), text=text, blocks=(block,), title="", language="ko")
    return EvidenceSentence(article, BlockKind.BODY, 0, len(text), text, 1.0, text)


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("위성은 몇 기가 실렸나?", "3차 발사에서 고도 550㎞에 올랐다.", False),
        ("위성은 몇 기가 실렸나?", "위성 8기가 실렸다.", True),
        ("공사로 다친 주민은 몇 명인가?", "공사 기간은 6개월이었다.", False),
        ("첫 경주에 온 관객 수는?", "만오천명의 관객이 모였다.", True),
        ("4월 25일 다리에는 몇 명이 모였나?", "4월 25일 다리에는 25명이 모였다.", True),
        ("4월 25일 다리에는 몇 명이 모였나?", "4월 25일 다리가 열렸다.", False),
        ("How many days did it take?", "It took 12 days.", True),
        ("How many ships were built?", "The yard spent 12 days.", False),
    ],
)
def test_things_are_counted_in_no_measure_and_by_no_rank(question: str, text: str, fits: bool) -> None:
    assert has_type(understand(question), sentence(text)) is fits


def test_a_number_at_what_is_counted_is_told_from_another() -> None:
    asked = understand("후보 가운데 당선자는 몇 명인가?")
    assert counts_target(asked, "이들 중 당선자는 27명이다.")
    assert not counts_target(asked, "후보자 40명이 약속했다.")


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("가온 대표는 몇 살인가?", "가온 대표는 1961년에 회사를 세웠다.", False),
        ("가온 대표는 몇 살인가?", "가온 대표는 올해 61세다.", True),
        ("가온 대표의 나이는?", "홍길동(61) 가온 대표가 물러났다.", True),
        ("가온 대표의 나이는?", "뉴스1에 따르면 가온 대표가 20주년 행사에 나왔다.", False),
        ("How old is the director?", "Jane Doe, 61, has led it for years.", True),
        ("How old is the director?", "The 61-year-old director left.", True),
        ("How old is the director?", "The director bought 61 ships.", False),
        ("한국은 몇 위를 했나?", "한국은 종합 8위에 올랐다.", True),
        ("다리는 마을에서 몇 번째인가?", "다리는 마을에서 네 번째로 놓였다.", True),
        ("다리는 마을에서 몇 번째인가?", "다리는 마을에서 네 번 무너졌다.", False),
        ("한국은 몇 위를 했나?", "한국은 금메달 13개를 땄다.", False),
    ],
)
def test_ages_and_ranks_are_answered_by_such_numbers(question: str, text: str, fits: bool) -> None:
    assert has_type(understand(question), sentence(text)) is fits
