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


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "두 나라는 협약을 맺었다. ‘공항 철도 협약’은 추진하기로 했다.",
            ["두 나라는 협약을 맺었다.", "‘공항 철도 협약’은 추진하기로 했다."],
        ),
        ("그는 “버스를 늘리겠다.”고 말했다. 시는 반대했다.", ["그는 “버스를 늘리겠다.”고 말했다.", "시는 반대했다."]),
        (
            "시는 ‘예산이 없다.’는 이유를 들었다. 주민은 반대했다.",
            ["시는 ‘예산이 없다.’는 이유를 들었다.", "주민은 반대했다."],
        ),
        ("“비가 온다.” 그가 말했다. “우산을 써라.”", ["“비가 온다.”", "그가 말했다.", "“우산을 써라.”"]),
    ],
)
def test_a_particle_behind_a_quotation_belongs_to_its_sentence(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


TITLES = st.sampled_from(["공항 철도 협약", "물길 2030", "한강 다시 보기", "나는 간다"])
PARTICLES = st.sampled_from(["은", "을", "에서", "의", "으로", "도"])


@settings(max_examples=60, deadline=None)
@given(TITLES, PARTICLES, st.sampled_from(["‘’", "“”", "『』", "《》"]), st.booleans())
def test_no_sentence_begins_with_a_particle(title: str, particle: str, marks: str, first: bool) -> None:
    quoted = f"{marks[0]}{title}{marks[1]}"
    text = f"두 도시는 지난달 만났다. {'' if first else '양쪽은 '}{quoted}{particle} 함께 살피기로 했다."
    assert not any(sentence.startswith((f"{particle} ", f"{marks[1]}{particle} ")) for sentence in sentences_of(text))


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
