"""Names that sound alike across scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.transliteration import other_beginnings, romanise, sounding_like, sounds_alike


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("다누리", "danuri"),
        ("싱가포르", "singgaporeu"),
        ("웡", "wong"),
        ("한강", "hangang"),
        ("김", "gim"),
        ("AI 칩", "AI chip"),
        ("", ""),
    ],
)
def test_romanised_by_the_letters(hangul: str, latin: str) -> None:
    """Letter by letter: 싱 = s+i+ng, 가 = g+a, 포 = p+o, 르 = r+eu."""
    assert romanise(hangul) == latin


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [("Wong", "웡"), ("Lawrence", "로런스"), ("Danuri", "다누리"), ("Nuri", "누리"), ("Barakah", "바라카"), ("Lee", "이"),
     ("Park", "박"), ("Kim", "김"), ("Dubai", "두바이"), ("Biden", "바이든"), ("Singapore", "싱가포르"), ("Hanwha", "한화")],
)  # fmt: skip
def test_the_same_name(latin: str, hangul: str) -> None:
    assert sounds_alike(latin, hangul)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [("Wong", "이재명"), ("Biden", "트럼프"), ("Tokyo", "서울"), ("Park", "김"), ("Seoul", "부산"), ("Japan", "일본"), ("Danuri", "바라카"),
     ("Trump", "시진핑"), ("", "서울"), ("Seoul", ""), ("123", "서울")],
)  # fmt: skip
def test_another_name(latin: str, hangul: str) -> None:
    assert not sounds_alike(latin, hangul)


NAMES = [
    ("Trump", "트럼프"), ("Xi", "시진핑"), ("Zelensky", "젤렌스키"), ("Putin", "푸틴"), ("Macron", "마크롱"), ("Ishiba", "이시바"),
    ("Carney", "카니"), ("Scholz", "숄츠"), ("Johan", "요한"), ("Jose", "호세"), ("Roh", "노무현"), ("Lee", "이재명"), ("Rhee", "이승만"),
    ("Vance", "밴스"), ("Fumio", "후미오"), ("Thatcher", "대처"), ("Tsai", "차이"), ("Chile", "칠레"), ("Caesar", "카이사르"),
    ("Gaza", "가자"), ("George", "조지"), ("Wong", "웡"), ("Yoon", "윤석열"), ("Québec", "퀘벡"), ("Émile", "에밀"), ("Zhang", "장"),
    ("Quang", "꽝"), ("Bae", "배"), ("Daegu", "대구"), ("Harris", "해리스"), ("Nguyen", "응우옌"),
]  # fmt: skip


@pytest.mark.parametrize(("latin", "hangul"), NAMES)
def test_a_name_is_looked_for_where_it_may_begin(latin: str, hangul: str) -> None:
    assert any(first <= hangul[0] <= last for first, last in other_beginnings(latin))
    assert any(first <= latin[0].lower() <= last for first, last in other_beginnings(hangul)) or not latin.isascii()


def test_a_word_of_no_known_script_begins_nowhere() -> None:
    assert other_beginnings("") == []
    assert other_beginnings("漢字") == []
    assert other_beginnings("123") == []


LATIN = [
    "lawrence",
    "wong",
    "danuri",
    "park",
    "lee",
    "london",
    "larynx",
    "seoul",
    "samsung",
    "choi",
    "x-ray",
    "i",
    "kim",
]
HANGUL = [
    "로런스",
    "웡",
    "다누리",
    "박",
    "이",
    "런던",
    "서울",
    "삼성",
    "최",
    "김",
    "로렌스",
    "라인",
    "삼송",
    "달",
    "다누비",
    "가",
    "한글 2",
]


@pytest.mark.parametrize("name", LATIN)
def test_among_many_words_those_are_found_that_sound_like_a_latin_name(name: str) -> None:
    assert list(sounding_like(name, HANGUL)) == [word for word in HANGUL if sounds_alike(name, word)]


@pytest.mark.parametrize("name", HANGUL)
def test_among_many_words_those_are_found_that_sound_like_a_hangul_name(name: str) -> None:
    assert list(sounding_like(name, LATIN)) == [word for word in LATIN if sounds_alike(word, name)]


@given(
    name=st.text("abcdeghiklmnoprstuwy", min_size=1, max_size=9),
    words=st.lists(st.text("가나다라마바사아자차카타파하김박최이런울성", min_size=1, max_size=4), max_size=30),
)
def test_no_word_that_sounds_alike_is_passed_over(name: str, words: list[str]) -> None:
    assert list(sounding_like(name, words)) == [word for word in words if sounds_alike(name, word)]
    for word in words:
        assert list(sounding_like(word, [name])) == [name] * sounds_alike(name, word)
