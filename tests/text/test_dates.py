"""Dates of Korean and English text, resolved against the day a page was published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.dates import DateMention, find_dates, say_date

ANCHOR = date(2026, 3, 3)
Parts = tuple[int | None, int | None, int | None]

# What is written on a page of 3 March 2026, and the year, month and day it means.
WRITTEN: list[tuple[str, Parts]] = [
    ("2일 정상회담에서", (2026, 3, 2)),
    ("3일 발표했다", (2026, 3, 3)),
    ("28일 발표했다", (2026, 2, 28)),  # no 28 March has been yet
    ("지난 27일", (2026, 2, 27)),
    ("오는 10일", (2026, 3, 10)),
    ("오는 2일", (2026, 4, 2)),  # the next 2nd
    ("어제", (2026, 3, 2)),
    ("오늘", (2026, 3, 3)),
    ("내일", (2026, 3, 4)),
    ("지난해", (2025, None, None)),
    ("작년", (2025, None, None)),
    ("올해", (2026, None, None)),
    ("내년부터", (2027, None, None)),
    ("재작년", (2024, None, None)),
    ("지난달", (2026, 2, None)),
    ("이달", (2026, 3, None)),
    ("다음 달", (2026, 4, None)),
    ("지난해 12월 28일", (2025, 12, 28)),
    ("올해 8월 5일", (2026, 8, 5)),
    ("내년 1월 1일부터", (2027, 1, 1)),
    ("지난달 18일", (2026, 2, 18)),
    ("다음 달 5일까지", (2026, 4, 5)),
    ("2023년 5월 25일", (2023, 5, 25)),
    ("2023년5월25일", (2023, 5, 25)),
    ("2023.05.25", (2023, 5, 25)),
    ("2023. 5. 25.", (2023, 5, 25)),
    ("2023-05-25", (2023, 5, 25)),
    ("2023/5/25", (2023, 5, 25)),
    ("2012년 7월", (2012, 7, None)),
    ("2030년까지", (2030, None, None)),
    ("2월 17일", (2026, 2, 17)),
    ("9월 5일", (2025, 9, 5)),  # six months ahead or behind: behind
    ("12월", (2025, 12, None)),
    ("December 12, 2015", (2015, 12, 12)),
    ("12 December 2015", (2015, 12, 12)),
    ("the 12th of December 2015", (2015, 12, 12)),
    ("December 2015", (2015, 12, None)),
    ("Nov. 4, 2016", (2016, 11, 4)),
    ("Sept. 3, 2024", (2024, 9, 3)),
    ("on March 1st", (2026, 3, 1)),
    ("Tuesday, February 10", (2026, 2, 10)),
    ("2 March", (2026, 3, 2)),
    ("in January", (2026, 1, None)),
    ("late October", (2025, 10, None)),
    ("by 2030", (2030, None, None)),
    ("in 2019", (2019, None, None)),
    ("last year", (2025, None, None)),
    ("next year", (2027, None, None)),
    ("this month", (2026, 3, None)),
    ("last month", (2026, 2, None)),
    ("yesterday", (2026, 3, 2)),
    ("today", (2026, 3, 3)),
]


@pytest.mark.parametrize(("text", "parts"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_what_a_date_means(text: str, parts: Parts) -> None:
    assert [found.parts for found in find_dates(text, ANCHOR)] == [parts]


@pytest.mark.parametrize(
    "text",
    ["10일간 열렸다", "3일째 이어졌다", "5일 연속 올랐다", "3일 동안", "2000년간", "2019명", "$2,019", "1만2000원",
     "32일", "5건의 양해각서",
     "It may rain", "They march on", "2,019 people", "3.25%", "DX-M1", "1400㎿"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2일", (None, None, 2)),
        ("May 25", (None, 5, 25)),
        ("5월 25일", (None, 5, 25)),
        ("2023년 5월 25일", (2023, 5, 25)),
    ],
)
def test_without_an_anchor_what_depends_on_it_stays_unknown(text: str, parts: Parts) -> None:
    assert [found.parts for found in find_dates(text)] == [parts]


@pytest.mark.parametrize("text", ["올해", "yesterday", "지난달"])
def test_without_an_anchor_relative_words_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_of_january_in_january_may_be_of_last_year() -> None:
    """On 2 January the latest 30th is 30 December of the year before."""
    assert [found.parts for found in find_dates("30일", date(2026, 1, 2))] == [(2025, 12, 30)]


def test_all_dates_of_a_sentence_in_order() -> None:
    text = "1호기가 2021년 4월, 2호기가 2022년 3월, 3호기가 2023년 2월 차례로 시작했다"
    assert [found.parts for found in find_dates(text, ANCHOR)] == [(2021, 4, None), (2022, 3, None), (2023, 2, None)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1989년 2월에 떠나 같은 해 6월 30일 돌아왔다", [(1989, 2, None), (1989, 6, 30)]),
        ("1987년 다리가 섰고 이듬해 무너졌다", [(1987, None, None), (1988, None, None)]),
        ("1987년 섰고 이듬해 3월 무너져 그해 고쳤다", [(1987, None, None), (1988, 3, None), (1988, None, None)]),
        ("같은 해 6월 30일 돌아왔다", [(None, 6, 30)]),
        ("2024년 그 해법을 찾아 다음 해외 순방에 나섰다", [(2024, None, None)]),
    ],
)
def test_a_year_that_is_told_from_the_one_before_it(text: str, parts: list[Parts]) -> None:
    assert [found.parts for found in find_dates(text)] == parts


def test_the_span_is_the_written_date() -> None:
    text = "누리호는 지난해 12월 28일 발사됐다"
    (found,) = find_dates(text, ANCHOR)
    assert text[found.start : found.end] == "지난해 12월 28일"


def mention(year: int | None = None, month: int | None = None, day: int | None = None) -> DateMention:
    return DateMention(0, 1, year, month, day)


@pytest.mark.parametrize(
    ("claim", "source", "agrees"),
    [
        (mention(2023, 5, 25), mention(2023, 5, 25), True),
        (mention(2023, 5), mention(2023, 5, 25), True),  # a month says less than a day
        (mention(2023), mention(2023, 5, 25), True),
        (mention(None, 5, 25), mention(2023, 5, 25), True),
        (mention(2023, 5, 25), mention(2023, 5), False),  # the day is not in the source
        (mention(2023, 5, 24), mention(2023, 5, 25), False),
        (mention(2022, 5, 25), mention(2023, 5, 25), False),
        (mention(2023, 6, 25), mention(2023, 5, 25), False),
        (mention(), mention(2023, 5, 25), False),  # says nothing
    ],
)
def test_whether_a_claim_states_the_date_of_its_source(claim: DateMention, source: DateMention, agrees: bool) -> None:
    assert claim.agrees(source) is agrees


@pytest.mark.parametrize(
    ("parts", "english", "korean"),
    [((2026, 3, 2), "2 March 2026", "2026년 3월 2일"), ((2026, 3, None), "March 2026", "2026년 3월"),
     ((2030, None, None), "2030", "2030년"),
     ((None, 5, 25), "25 May", "5월 25일")],
)  # fmt: skip
def test_a_date_is_said_in_either_language(parts: Parts, english: str, korean: str) -> None:
    assert (say_date(mention(*parts), "en"), say_date(mention(*parts), "ko")) == (english, korean)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)), st.sampled_from(["ko", "en"]))
def test_saying_a_date_never_changes_it(day: date, language: str) -> None:
    said = say_date(mention(day.year, day.month, day.day), language)
    assert [found.parts for found in find_dates(said, ANCHOR)] == [(day.year, day.month, day.day)]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)), st.text(max_size=60))
def test_any_text_can_be_read(anchor: date, text: str) -> None:
    found = find_dates(text, anchor)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(("text", "year"), [("1392년 봄 고향으로 돌아갔다.", 1392), ("1592년 4월 13일에 시작됐다.", 1592),
                                            ("1500년 역사의 도시다.", None), ("1200년간 이어졌다.", None)])  # fmt: skip
def test_years_of_long_ago_are_told_from_spans_of_years(text: str, year: int | None) -> None:
    assert [mention.year for mention in find_dates(text)] == ([] if year is None else [year])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4월 18일부터 21일까지 서울, 23일부터 24일까지 부산에서", [(4, 18), (4, 21), (4, 23), (4, 24)]),
        ("4월 5∼7일 열린다", [(4, 5), (4, 7)]),
        ("4월 18·19일 이틀", [(4, 18), (4, 19)]),
        ("4월 5일과 7일에", [(4, 5), (4, 7)]),
        ("4월 28일부터 3일까지", [(4, 28), (5, 3)]),
        ("4월 5일 서명했다. 7일에는 떠났다.", [(4, 5), (7, 7)]),
        ("4월 1일부터 오는 15일까지", [(4, 1), (7, 15)]),
    ],
)
def test_days_of_one_month_name_it_once(text: str, days: list[tuple[int, int]]) -> None:
    """Days that are joined to another are of its month; others are of the month of the page."""
    found = find_dates(text, date(2026, 7, 10))
    assert [(one.month, one.day) for one in found] == days
    assert {one.year for one in found} == {2026}


def test_days_over_the_turn_of_the_year() -> None:
    assert [one.parts for one in find_dates("2025년 12월 30일부터 2일까지")] == [(2025, 12, 30), (2026, 1, 2)]


def test_in_an_undated_text_days_and_months_are_of_what_was_named_before() -> None:
    found = find_dates("1994년 봄에 시작했다. 6월에는 다리를 놓았고 7일에 열었다.")
    assert [one.parts for one in found] == [(1994, None, None), (1994, 6, None), (1994, 6, 7)]


@pytest.mark.parametrize(
    "text", ["7일 만에 끝났다", "10일 뒤 열린다", "10일 후에", "15일 이내에", "10일 남짓", "7일간"]
)
def test_lengths_of_time_are_no_days(text: str) -> None:
    assert find_dates(text, date(2026, 7, 10)) == []


@pytest.mark.parametrize("text", ["7일 만찬에서", "7일 오후", "7일 뒤늦게", "7일 후보를"])
def test_days_before_words_that_look_like_lengths(text: str) -> None:
    (day,) = find_dates(text, date(2026, 7, 10))
    assert day.parts == (2026, 7, 7)
