"""Names are the same however they are spaced, marked and spelt, and others stay others."""

from __future__ import annotations

import pytest

from assistant.answering.window import window
from assistant.text.squeezing import squeeze, without_glosses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가요! 한마당", "가요 한마당"),
        ("쥬스", "주스"),
        ("챠트", "차트"),
        ("텔레비젼", "텔레비전"),
        ("나래_책방", "나래 책방"),
        ("스파이더-맨", "스파이더맨"),
        ("쉐프", "쉐프"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


@pytest.mark.parametrize(("one", "other"), [("유리", "우리"), ("주리", "주라"), ("여주", "여수"), ("3,400", "3.400")])
def test_two_names(one: str, other: str) -> None:
    assert squeeze(one) != squeeze(other)


def test_a_gloss_inside_a_word_hides_no_name() -> None:
    assert without_glosses("나래(羽)건설이 지었다 (2024년)") == "나래건설이 지었다 (2024년)"
    assert window("나래(羽)건설이 지었다.").has("나래건설")
    assert window("나래(羽)건설이 지었다.").has("羽")
