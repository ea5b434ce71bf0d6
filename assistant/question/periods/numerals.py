"""How many: numbers in digits and in words, as they stand before units of time."""

from __future__ import annotations

import re

from assistant.question.periods.spans import Unit

_KOREAN = {"한": 1, "두": 2, "세": 3, "석": 3, "서": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
           "아홉": 9, "열": 10, "열두": 12, "스무": 20, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8,
           "구": 9, "십": 10, "이십": 20, "삼십": 30}  # fmt: skip
_ENGLISH = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
            "sixty": 60, "ninety": 90, "couple of": 2, "couple": 2}  # fmt: skip
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
         "보름": 15}  # fmt: skip
_KOREAN_UNITS = {"시간": Unit.HOUR, "일": Unit.DAY, "주일": Unit.WEEK, "주": Unit.WEEK, "개월": Unit.MONTH, "달": Unit.MONTH,
                 "분기": Unit.QUARTER, "년": Unit.YEAR, "해": Unit.YEAR}  # fmt: skip
_FEW = {Unit.HOUR: 24, Unit.DAY: 7, Unit.WEEK: 4, Unit.MONTH: 6, Unit.QUARTER: 4, Unit.YEAR: 5, Unit.DECADE: 3}
"""How many "a few" or "몇" may be at most."""

FEW_KO, FEW_EN = "몇", "few|several|recent"


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


DURATION_KO = (
    rf"(?:(?P<days>{_any(_DAYS)})|(?P<half>반\s?년)|(?P<fewdays>며칠)"
    rf"|(?P<number>\d{{1,3}}|{FEW_KO}|{_any(_KOREAN)})\s?(?P<unit>시간|주일|주|개월|달|분기|년|해|일))"
)
"""A length of time in Korean: 3일, 두 달, 사흘, 반년, 며칠."""

DURATION_EN = (
    rf"(?:(?P<number>\d{{1,3}}|(?:a\s)?(?:{FEW_EN}|{_any(_ENGLISH)}))[\s-])"
    r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade)s?"
)
"""A length of time in English: 3 days, two weeks, a few months."""


def korean_duration(match: re.Match[str]) -> tuple[Unit, int, bool]:
    """Unit, how many, and whether that is vague, of a match of :data:`DURATION_KO`."""
    if match["days"]:
        return Unit.DAY, _DAYS[match["days"]], False
    if match["half"]:
        return Unit.MONTH, 6, False
    if match["fewdays"]:
        return Unit.DAY, _FEW[Unit.DAY], True
    unit = _KOREAN_UNITS[match["unit"]]
    number = match["number"]
    if number == FEW_KO:
        return unit, _FEW[unit], True
    return unit, int(number) if number.isdigit() else _KOREAN[number], False


def english_duration(match: re.Match[str]) -> tuple[Unit, int, bool]:
    """The same for :data:`DURATION_EN`; "last week" without a number is one."""
    word = match["unit"].casefold()
    unit, size = (Unit.WEEK, 2) if word == "fortnight" else (Unit(word), 1)
    number = (match["number"] or "one").casefold()
    number = number.removeprefix("a ") or "a"
    if number in FEW_EN.split("|"):
        return unit, _FEW[unit], True
    return unit, size * (int(number) if number.isdigit() else _ENGLISH[number]), False
