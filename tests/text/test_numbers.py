"""Quantities of Korean and English text, by value and unit."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numbers import Quantity, find_quantities, say_quantity

# What is written, its value and its unit; the value is worked out beside those that are sums.
WRITTEN = [
    ("3억 달러", "300000000", "USD"),  # 3 × 10^8: 300 million, not 3 billion
    ("4386억원", "438600000000", "KRW"),  # 4386 × 10^8
    ("약 22조원", "22000000000000", "KRW"),  # 22 × 10^12
    ("1조 2,000억 원", "1200000000000", "KRW"),  # 10^12 + 2000 × 10^8
    ("1조9572억원", "1957200000000", "KRW"),  # 10^12 + 9572 × 10^8
    ("3억5천만", "350000000", ""),  # 3 × 10^8 + 5 × 10^3 × 10^4
    ("3억5천만 원", "350000000", "KRW"),
    ("1억2천만 달러", "120000000", "USD"),  # 10^8 + 2000 × 10^4
    ("2만3000", "23000", ""),  # 2 × 10^4 + 3000
    ("1만30원", "10030", "KRW"),  # 10^4 + 30
    ("209만6270원", "2096270", "KRW"),  # 209 × 10^4 + 6270
    ("301만1000명", "3011000", "person"),
    ("5만5천원", "55000", "KRW"),  # 5 × 10^4 + 5 × 10^3
    ("5천만원", "50000000", "KRW"),  # 5 × 10^3 × 10^4
    ("3백만 달러", "3000000", "USD"),
    ("1천억원", "100000000000", "KRW"),  # 10^3 × 10^8
    ("3천5백만원", "35000000", "KRW"),  # (3000 + 500) × 10^4
    ("9860원", "9860", "KRW"),
    ("1,500원", "1500", "KRW"),
    ("186억 달러", "18600000000", "USD"),
    ("2240만t", "22400000", "ton"),
    ("10만 명", "100000", "person"),
    ("만오천명", "15000", "person"),  # 10^4 + 5 × 10^3
    ("이천만 원", "20000000", "KRW"),  # 2 × 10^3 × 10^4
    ("삼천칠백이십오 명", "3725", "person"),  # 3 × 1000 + 7 × 100 + 2 × 10 + 5
    ("육십만여 명", "600000", "person"),
    ("12.5%", "12.5", "percent"),
    ("0.25%포인트", "0.25", "point"),
    ("1.75%p", "1.75", "point"),
    ("25퍼센트", "25", "percent"),
    ("1400㎿", "1400", "megawatt"),
    ("550㎞", "550", "kilometre"),
    ("678㎏", "678", "kilogram"),
    ("47.2m", "47.2", "metre"),
    ("5건", "5", "item"),
    ("16개 기업", "16", "item"),
    ("27개국", "27", "country"),
    ("144명", "144", "person"),
    ("300여 곳", "300", "place"),
    ("3년", "3", "year"),
    ("6개월", "6", "month"),
    ("209시간", "209", "hour"),
    ("19분", "19", "minute"),
    ("세 곳", "3", "place"),
    ("다섯 개", "5", "item"),
    ("네 차례", "4", "times"),
    ("두 명", "2", "person"),
    ("$52.7 billion", "52700000000", "USD"),
    ("US$75 million", "75000000", "USD"),
    ("300 million dollars", "300000000", "USD"),
    ("$2bn", "2000000000", "USD"),
    ("€15 million", "15000000", "EUR"),
    ("35 million euros", "35000000", "EUR"),
    ("£250", "250", "GBP"),
    ("¥3 trillion", "3000000000000", "JPY"),
    ("500 million won", "500000000", "KRW"),
    ("10,030 won", "10030", "KRW"),
    ("6.15 billion rupees", "6150000000", "INR"),
    ("25 percent", "25", "percent"),
    ("7 per cent", "7", "percent"),
    ("3.00%", "3", "percent"),
    ("five MOUs", "5", ""),
    ("Sixteen companies", "16", ""),
    ("16 companies", "16", ""),
    ("22 countries", "22", "country"),
    ("1,500 people", "1500", "person"),
    ("1.5 million kilometres", "1500000", "kilometre"),
    ("6.5 metres", "6.5", "metre"),
    ("twenty years", "20", "year"),
    ("one hundred people", "100", "person"),
]


@pytest.mark.parametrize(("text", "value", "unit"), WRITTEN, ids=[text for text, _, _ in WRITTEN])
def test_what_a_number_means(text: str, value: str, unit: str) -> None:
    assert [(found.value, found.unit) for found in find_quantities(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3억 달러(약 4386억원) 규모", [3 * 10**8, 4386 * 10**8]),
        ("기준금리를 연 3.50%에서 3.25%로 0.25%포인트 내렸다", [Decimal("3.5"), Decimal("3.25"), Decimal("0.25")]),
        ("금 13·은 9·동 10, 메달 32개", [13, 9, 10, 32]),
        ("the Senate by 64 to 33 and the House by 243 to 187", [64, 33, 243, 187]),
        ("1기에 1400㎿, 4기를 합치면 5600㎿다", [1, 1400, 4, 5600]),
    ],
)
def test_all_numbers_of_a_sentence_in_order(text: str, values: list[int]) -> None:
    assert [found.value for found in find_quantities(text)] == values


def test_three_hundred_million_is_not_three_billion() -> None:
    """3억 = 3 × 10^8; "3 billion" = 3 × 10^9, ten times as much."""
    (korean,), (right,), (wrong,) = (find_quantities(text) for text in ("3억 달러", "$300 million", "$3 billion"))
    assert right.agrees(korean)
    assert not wrong.agrees(korean)


@pytest.mark.parametrize(
    "text", ["3억 달러", "약 4386억원 규모", "worth $52.7 billion today", "five MOUs", "세 곳이다"]
)
def test_the_span_says_the_number(text: str) -> None:
    (found,) = find_quantities(text)
    said = text[found.start : found.end]
    assert [(again.value, again.unit) for again in find_quantities(said)] == [(found.value, found.unit)]


def test_masked_spans_are_left_out() -> None:
    assert [found.value for found in find_quantities("2023년 5월 25일 8기", [(0, 12)])] == [8]


def quantity(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("claim", "source", "agrees"),
    [
        ("300 million dollars", "3억 달러", True),
        ("$300 million", "3억 달러", True),
        ("$3 billion", "3억 달러", False),
        ("300 million won", "3억 달러", False),  # the unit is wrong
        ("438.6 billion won", "4386억원", True),
        ("4386억원", "4386만원", False),
        ("25 percent", "25%", True),
        ("0.25 percent", "0.25%포인트", False),  # percent are not percentage points
        ("3.25%", "3.00%", False),
        ("3.0%", "3.00%", True),
        ("five", "5건", True),
        ("16 companies", "16개", True),
        ("17 companies", "16개", False),
        ("about 440 billion won", "4386억원", True),  # 440 / 438.6 − 1 = 0.3 %
        ("about 500 billion won", "4386억원", False),  # 14 % off
        ("440 billion won", "4386억원", False),  # not said to be about
        ("about $20 billion", "186억 달러", False),  # 7.5 % off
    ],
)
def test_whether_a_claim_states_the_number_of_its_source(claim: str, source: str, agrees: bool) -> None:
    assert quantity(claim).agrees(quantity(source)) is agrees


@pytest.mark.parametrize(
    ("written", "english", "korean"),
    [
        ("3억 달러", "300 million dollars", "3억 달러"),
        ("4386억원", "438.6 billion won", "4386억원"),
        ("1조 2000억원", "1.2 trillion won", "1.2조원"),
        ("$52.7 billion", "52.7 billion dollars", "527억 달러"),
        ("0.25%포인트", "0.25 percentage points", "0.25%포인트"),
        ("144명", "144 people", "144명"),
        ("1만30원", "10,030 won", "1만30원"),
        ("약 22조원", "about 22 trillion won", "약 22조원"),
    ],
)
def test_a_number_said_in_either_language_means_the_same(written: str, english: str, korean: str) -> None:
    """The exact words may be chosen otherwise; read again, they must have the value and the unit."""
    found = quantity(written)
    for language, expected in (("en", english), ("ko", korean)):
        said, wanted = quantity(say_quantity(found, language)), quantity(expected)
        assert (said.value, said.unit, said.about) == (wanted.value, wanted.unit, wanted.about)
    assert say_quantity(quantity("3억 달러"), "en") == "300 million dollars"


@given(st.integers(min_value=1, max_value=9 * 10**14), st.sampled_from(["USD", "KRW"]), st.sampled_from(["ko", "en"]))
def test_saying_a_number_never_changes_it(value: int, unit: str, language: str) -> None:
    said = say_quantity(Quantity(0, 0, Decimal(value), unit), language)
    assert [(found.value, found.unit) for found in find_quantities(said)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text", ["조 원장은 웃었다.", "백 명예교수는", "천 개발자", "하지만 원고는", "수십만명", "이 개념은"]
)
def test_syllables_of_numerals_in_other_words_are_no_numbers(text: str) -> None:
    assert find_quantities(text) == []


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
