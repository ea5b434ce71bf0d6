"""Date phrases of questions, against two tables and over any text.

``date_phrases.tsv`` was written before the rules, ``date_phrases_later.tsv`` after them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question.periods import Period, PeriodKind, find_periods

HERE = Path(__file__).parent
SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2045, 12, 31))


@dataclass(frozen=True)
class Row:
    language: str
    today: date
    text: str
    days: list[tuple[str, str]]


def rows(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [_row(record) for record in csv.DictReader(file, delimiter="\t")]


def _row(record: dict[str, str]) -> Row:
    ends = zip(record["since"].split(";"), record["until"].split(";"), strict=True)
    days = [each for each in ends if each != ("none", "none")]
    return Row(record["language"], date.fromisoformat(record["today"]), record["text"], days)


def days_of(periods: list[Period]) -> list[tuple[str, str]]:
    return [(str(each.since or "-"), str(each.until or "-")) for each in periods]


def wrong(table: list[Row]) -> Iterator[str]:
    for row in table:
        found = days_of(find_periods(row.text, row.today))
        if found != row.days:
            yield f"{row.text} on {row.today}: {found} instead of {row.days}"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", ["date_phrases.tsv", "date_phrases_later.tsv"])
def test_phrases_come_to_the_right_days(name: str, language: str) -> None:
    table = [row for row in rows(name) if row.language == language]
    mistakes = list(wrong(table))
    assert len(table) >= {"date_phrases.tsv": 100, "date_phrases_later.tsv": 60}[name]
    assert len(mistakes) <= 0.03 * len(table), "\n".join(mistakes)


def test_no_phrase_stands_in_the_tables_twice() -> None:
    texts = [
        (row.language, row.text, row.today)
        for name in ("date_phrases.tsv", "date_phrases_later.tsv")
        for row in rows(name)
    ]
    assert len(texts) == len(set(texts))


PIECES = st.sampled_from(
    ["지난주", "2일", "3월", "2024년", "말", "초", "부터", "까지", "~", "-", "이전", "작년", "최근", "99", "년", "전", "일", "에서",
     "last", "week", "March", "31", "February", "29", "ago", "since", "2024", "to", "between", "and", "the", "999", "years",
     "Friday", "설", "연휴", "분기", "0", "0000", "9999", "00년대", "’90s", " ", " ", ",", "end of", "next", "hours"]
)  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join)
)


@settings(deadline=None)  # the processor may be busy
@given(text=ANY_TEXT, today=DAYS)
def test_any_text_has_periods_that_are_days_in_order_and_words_of_the_text(text: str, today: date) -> None:
    before = 0
    for period in find_periods(text, today):
        assert before <= period.start < period.end <= len(text)
        assert text[period.start : period.end].strip()
        assert period.since is not None or period.until is not None
        assert period.since is None or period.until is None or period.since <= period.until
        before = period.end


@settings(deadline=None)  # the processor may be busy
@given(text=ANY_TEXT)
def test_the_first_and_the_last_day_of_the_calendar_are_no_trouble(text: str) -> None:
    for today in (date.min, date.max):
        find_periods(text, today)


@settings(deadline=None)  # the processor may be busy
@given(
    year=st.integers(1900, 2099), month=st.integers(1, 12), part=st.sampled_from(["초", "중순", "말", ""]), today=DAYS
)
def test_a_month_of_a_year_lies_in_it_whatever_day_it_is(year: int, month: int, part: str, today: date) -> None:
    (period,) = find_periods(f"{year}년 {month}월 {part}에 있었던 일", today)
    assert period.since is not None
    assert period.until is not None
    assert (period.since.year, period.since.month) == (period.until.year, period.until.month) == (year, month)
    assert period.kind is PeriodKind.ABSOLUTE


@settings(deadline=None)  # the processor may be busy
@given(today=DAYS)
def test_the_thirds_of_a_month_make_up_the_month(today: date) -> None:
    early, mid, late, whole = (
        find_periods(text, today)[0] for text in ("지난달 초", "지난달 중순", "지난달 말", "지난달")
    )
    assert (early.since, late.until) == (whole.since, whole.until)
    assert early.until is not None
    assert mid.since is not None
    assert (mid.since - early.until).days == 1


@settings(deadline=None)  # the processor may be busy
@given(today=DAYS, month=st.integers(1, 12))
def test_a_bare_month_has_begun_and_a_coming_one_has_not(today: date, month: int) -> None:
    (bare,) = find_periods(f"{month}월에 있었던 일", today)
    (past,) = find_periods(f"지난 {month}월에 있었던 일", today)
    (coming,) = find_periods(f"오는 {month}월에 있을 일", today)
    assert bare.since is not None
    assert past.until is not None
    assert coming.since is not None
    assert bare.since <= today
    assert past.until < today < coming.since


@settings(deadline=None)  # the processor may be busy
@given(today=DAYS)
def test_both_languages_mean_the_same_days(today: date) -> None:
    for korean, english in [("지난주", "last week"), ("작년 3분기", "Q3 of last year"), ("3월 2일", "March 2"),
                            ("지난 월요일", "last Monday"), ("최근 3개월", "the past three months"), ("추석 연휴", "Chuseok holiday"),
                            ("지난달 말", "late last month"), ("지난여름", "last summer"), ("2년 전", "two years ago")]:  # fmt: skip
        assert days_of(find_periods(korean, today)) == days_of(find_periods(english, today)), korean


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("지난주에 무슨 일이 있었나?", "지난주", PeriodKind.RELATIVE),
        ("작년 12월부터 오른 물가는?", "작년 12월부터", PeriodKind.SINCE),
        ("2030년까지 몇 기를 짓나?", "2030년까지", PeriodKind.UNTIL),
        ("누리호는 2023년 5월 25일에 발사됐나?", "2023년 5월 25일", PeriodKind.ABSOLUTE),
        ("What has changed since March 2024?", "since March 2024", PeriodKind.SINCE),
        ("Who led the party before 2017?", "before 2017", PeriodKind.UNTIL),
        ("What was said between March 2 and March 5?", "between March 2 and March 5", PeriodKind.ABSOLUTE),
        ("What was said three days ago?", "three days ago", PeriodKind.RELATIVE),
    ],
)
def test_the_words_and_the_kind_of_a_period(text: str, words: str, kind: PeriodKind) -> None:
    (period,) = find_periods(text, SUNDAY)
    assert text[period.start : period.end] == words
    assert period.kind is kind


@pytest.mark.parametrize(
    "text", ["2월 30일", "February 30", "2025년 2월 29일", "1000000년 전", "9999 years ago", "13월"]
)
def test_a_day_that_no_calendar_has_is_left_out(text: str) -> None:
    assert find_periods(text, SUNDAY) == []


def test_a_leap_day_is_that_of_the_last_leap_year() -> None:
    assert days_of(find_periods("2월 29일", SUNDAY)) == [("2024-02-29", "2024-02-29")]
