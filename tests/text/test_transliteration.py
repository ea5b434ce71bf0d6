"""Names that sound alike across scripts."""

from __future__ import annotations

import pytest

from assistant.text.transliteration import romanise, sounds_alike


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
