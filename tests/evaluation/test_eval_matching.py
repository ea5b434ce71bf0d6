"""When a text says a fact."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.matching import contains, contains_any


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("고도 550 ㎞ 궤도", "550㎞"),
        ("Launched on MAY 25, 2023", "May 25"),
        ("우주\n인터넷 장비", "우주 인터넷"),
        (unicodedata.normalize("NFD", "카이로스페이스가"), "카이로스페이스"),
        ("3건을 맺었다", "3"),
        ("모두 1조9572억원", "1조9572억"),
        ("in 2023 25일", "25일"),
        ("1,2차 발사", "2차"),
        ("It rose by 3.", "3"),
        ("대만 3곳", "3"),
    ],
)
def test_found(text: str, wanted: str) -> None:
    assert contains(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("13", "3"),
        ("31", "3"),
        ("3.5%", "3"),
        ("0.3%", "3"),
        ("1,300 people", "1"),
        ("1,300 people", "300"),
        ("3억 달러", "3"),
        ("3 million dollars", "3"),
        ("1조9572억원", "9572억"),
        ("1조 9572억원", "9572억"),
        ("15건", "5건"),
        ("1550km", "550km"),
        ("May 251", "May 25"),
        ("nothing of it", "550㎞"),
    ],
)
def test_not_found_or_only_as_part_of_a_longer_number(text: str, wanted: str) -> None:
    assert not contains(text, wanted)


def test_a_later_whole_number_counts() -> None:
    """13 is passed over, the 3 after it is found, even where both share a digit run with a space."""
    assert contains("13 of them, then 3", "3")
    assert contains("1 11", "11")


def test_numbers_of_citations_say_nothing() -> None:
    assert not contains("They signed it. [3]", "3")


def test_any_alternative_will_do() -> None:
    assert contains_any("in June", ["6월", "June"])
    assert not contains_any("in June", [])


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_number_is_found_in_another_only_if_they_are_equal(one: int, other: int) -> None:
    assert contains(f"there were {one} of them", str(other)) == (one == other)


@given(st.text(min_size=1), st.text(), st.text())
def test_words_are_found_inside_any_text_unless_a_number_goes_on(words: str, before: str, after: str) -> None:
    """No input makes the comparison fail, and a space-free word between letters is found."""
    contains(before + words + after, words)
    assert contains(f"{before}x가나y{after}", "가 나")
