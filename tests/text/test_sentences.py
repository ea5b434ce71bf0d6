"""Sentences as spans of their text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.sentences import sentence_spans

KOREAN = (
    "두 정상은 최근 중동 상황에 대해서도 논의했다. 이 대통령은 “신뢰할 수 있는 진정한 동반자가 더욱 절실하다”고 말했다. "
    "수주액은 186억 달러(당시 환율로 약 22조원)였다.\n금리는 3.25%에서 3.00%로 내렸다."
)


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_korean_sentences_with_speech_brackets_and_decimals() -> None:
    assert sentences_of(KOREAN) == [
        "두 정상은 최근 중동 상황에 대해서도 논의했다.",
        "이 대통령은 “신뢰할 수 있는 진정한 동반자가 더욱 절실하다”고 말했다.",
        "수주액은 186억 달러(당시 환율로 약 22조원)였다.",
        "금리는 3.25%에서 3.00%로 내렸다.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It cost $52.7 billion. It was signed.", ["It cost $52.7 billion.", "It was signed."]),
        ("Mr. Wong met Dr. Kim. They spoke.", ["Mr. Wong met Dr. Kim.", "They spoke."]),
        ("It landed at 6:04 p.m. Indian time. It was late.", ["It landed at 6:04 p.m. Indian time.", "It was late."]),
        ('He said "no." She left!', ['He said "no."', "She left!"]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("  spaced out  \n\n  twice ", ["spaced out", "twice"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_english_sentences_and_lines(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def assert_spans_hold(text: str) -> None:
    spans = sentence_spans(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


PIECES = st.sampled_from(
    ["체결했다. ", "“그렇다”고 말했다.", " Mr. Kim said so. ", "3.5%", "\n", " ",
     "\u200b", "😀", "U.S. ", "다.", "?!", "…", "‘", "’", "\u1112\u1161", "가\u0301"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    assert_spans_hold(text)


def test_no_letter_of_a_text_is_lost() -> None:
    assert "".join("".join(sentences_of(KOREAN)).split()) == "".join(KOREAN.split())
