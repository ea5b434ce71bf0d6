"""Dates in Korean and English text, resolved against the date of the article that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.text.carrying import with_months_before, with_years_before

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_MONTH = r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?" \
         r"|Nov(?:ember)?|Dec(?:ember)?)\.?"  # fmt: skip


@dataclass(frozen=True)
class DateMention:
    """A date as far as a text gives it: any of year, month, day may be unknown. ``text[start:end]`` says it."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees(self, other: DateMention) -> bool:
        """Whether all that this mention states is stated by the other one too."""
        mine = [(a, b) for a, b in zip(self.parts, other.parts, strict=True) if a is not None]
        return bool(mine) and all(a == b for a, b in mine)

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Year, month, day."""
        return self.year, self.month, self.day


_NO_YEAR = r"(?!\d|,\d|\.\d|\s?년\s?(?:간|동안|째)|\s?(?:won|dollars|people|[명원건개만억조천%]|달러))"
_MORE_DAYS = r"(?=(?:\s?[~∼～〜–·ㆍ,-]\s?\d{1,2})+일)"
"""After the first day of several, which share the word: 3월 5∼7일, 18·19일."""

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ymd", re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[.\-/]\s?(\d{1,2})\s?[.\-/]\s?(\d{1,2})(?!\d)")),
    ("ymd", re.compile(rf"(?<!\d)((?:1[1-9]|20|21)\d{{2}})년\s?(\d{{1,2}})월\s?(\d{{1,2}})(?:일|{_MORE_DAYS})")),
    ("mdy", re.compile(rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s((?:19|20)\d{{2}})\b")),
    ("dmy", re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s((?:19|20)\d{{2}})\b")),
    ("ym", re.compile(r"(?<!\d)((?:1[1-9]|20|21)\d{2})년\s?(\d{1,2})월")),
    ("my", re.compile(rf"\b{_MONTH},?\s((?:19|20)\d{{2}})\b")),
    ("md", re.compile(rf"(?<!\d)(\d{{1,2}})월\s?(\d{{1,2}})(?:일|{_MORE_DAYS})")),
    ("Md", re.compile(rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b")),
    ("dM", re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b")),
    ("y", re.compile(r"(?<!\d)((?:19|20|21)\d{2})년(?!\s?(?:간|동안|째))")),
    ("y", re.compile(r"(?<!\d)(1[1-8]\d{2})년(?!\s?(?:간|동안|째|전|(?:의 )?역사|이상|가량|정도|넘|된|묵))")),
    ("word", re.compile(r"지난해|작년|올해|금년|내년|재작년|지난달|이번 달|이달|다음 달|어제|오늘|내일"
                        r"|\b(?:last|this|next) (?:year|month)\b|\byesterday\b|\btoday\b|\btomorrow\b", re.I)),
    ("m", re.compile(r"(?<!\d)(\d{1,2})월(?!\d)")),
    ("d", re.compile(r"(?<![\d.,])(?:(지난|오는)\s)?(\d{1,2})일"
                     r"(?!\s?(?:간|째|동안|부터\s?\d+일간|만[에의]|이내|안에|남짓|가량|이상|넘게|(?:뒤|후)(?=[에인\s,.]))|[가-힣]*\s?연속)")),
    ("o", re.compile(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b(?!-|\s[a-z]+(?:\s|$))")),
    ("y", re.compile(rf"(?<![\d$€£¥₩,.\-])((?:19|20)\d{{2}}){_NO_YEAR}")),
    ("M", re.compile(rf"\b(?:in|by|since|until|of|last|next|this|early|late|mid)[\s-]{_MONTH}\b")),
)  # fmt: skip


def find_dates(text: str, anchor: date | None = None) -> list[DateMention]:
    """The dates of a text, in order. Without an anchor, what depends on it stays unknown.

    :param anchor: the day the text was published. A bare day ("2일") is the latest such day up to the anchor, or the
        next one after "오는"; a bare month is the one nearest in the past half year or the coming half year. Without it, a day
        is of the month and a month of the year that the text named last.
    """
    found: list[DateMention] = []
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < mention.end and mention.start < match.end() for mention in found):
                continue
            parts = _parts(kind, match, anchor)
            if parts is not None:
                found.append(DateMention(match.start(), match.end(), *parts))
    joined = _joined(_with_years_of_others(sorted(found, key=lambda mention: mention.start), text), text)
    return with_months_before(joined if anchor else with_years_before(joined), text, dated=anchor is not None)


_YEAR_ENDS = r"(?=(?:에|에는|에도|의|는|도|부터|까지)?(?:[\s,.)]|$))"
"""What follows 해 where it is a year; 그 해법 and 다음 해외 순방 speak of none."""
_SAME_YEAR = re.compile(rf"(?<![가-힣])(?:(?:같은|그)\s?해|동년){_YEAR_ENDS}")
_YEAR_AFTER = re.compile(rf"(?<![가-힣])(?:이듬해|다음\s?해){_YEAR_ENDS}")


def _with_years_of_others(found: list[DateMention], text: str) -> list[DateMention]:
    """Also the years that are told from the one named last: 같은 해, 이듬해; without one before them they say nothing."""
    told = [(match, 0) for match in _SAME_YEAR.finditer(text)] + [(match, 1) for match in _YEAR_AFTER.finditer(text)]
    for match, more in sorted(told, key=lambda each: each[0].start()):
        year = next((one.year for one in reversed(found) if one.year and one.end <= match.start()), None)
        if year is not None:
            found = sorted([*found, DateMention(match.start(), match.end(), year + more)], key=lambda one: one.start)
    return found


def _joined(found: list[DateMention], text: str) -> list[DateMention]:
    """One date out of "지난해" and "12월 28일": a bare year right before a month or day gives it its year."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        adjacent = before is not None and text[before.end : mention.start].strip() == ""
        if before and adjacent and before.month is None and mention.month and not _says_year(text, mention):
            joined[-1] = DateMention(before.start, mention.end, before.year, mention.month, mention.day)
        elif (
            before
            and adjacent
            and before.month
            and before.day is None
            and _DAY.fullmatch(text, mention.start, mention.end)
        ):
            joined[-1] = DateMention(before.start, mention.end, before.year, before.month, mention.day)
        else:
            joined.append(mention)
    return joined


_DAY = re.compile(r"\d{1,2}일")


def _says_year(text: str, mention: DateMention) -> bool:
    return re.search(r"(?:19|20)\d{2}", text[mention.start : mention.end]) is not None


_Parts = tuple[int | None, int | None, int | None]


def _parts(kind: str, match: re.Match[str], anchor: date | None) -> _Parts | None:
    if kind == "word":
        return _relative(match.group().casefold(), anchor)
    if kind == "o":
        return _day_only(int(match.group(1)), coming=False, anchor=anchor)
    if kind == "d":
        return _day_only(int(match.group(2)), match.group(1) == "오는", anchor)
    values = dict(_numbered(kind, match))
    year, month, day = values.get("y"), values.get("m"), values.get("d")
    if not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 31:
        return None
    if year is None and month is not None and anchor is not None:
        year = _nearest_year(month, anchor)
    return year, month, day


def _numbered(kind: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    for letter, value in zip(kind, match.groups(), strict=True):
        yield letter.lower(), int(value) if value.isdigit() else _month_number(value)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.casefold().rstrip(".")[:3]))


def _nearest_year(month: int, anchor: date) -> int:
    ahead = (month - anchor.month) % 12
    months = anchor.year * 12 + anchor.month - 1 + (ahead if ahead <= 5 else ahead - 12)
    return months // 12


def _day_only(day: int, coming: bool, anchor: date | None) -> _Parts | None:
    if not 1 <= day <= 31:
        return None
    if anchor is None:
        return None, None, day
    months = anchor.year * 12 + anchor.month - 1
    if coming and day < anchor.day:
        months += 1
    elif not coming and day > anchor.day + 1:  # a page dated the eve of a time zone may name tomorrow
        months -= 1
    return months // 12, months % 12 + 1, day


_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1,
          "last year": -1, "this year": 0, "next year": 1}  # fmt: skip
_MONTHS_AWAY = {"지난달": -1, "이달": 0, "이번 달": 0, "다음 달": 1, "last month": -1, "this month": 0, "next month": 1}
_DAYS = {"어제": -1, "오늘": 0, "내일": 1, "yesterday": -1, "today": 0, "tomorrow": 1}


def _relative(word: str, anchor: date | None) -> _Parts | None:
    if anchor is None:
        return None
    if word in _YEARS:
        return anchor.year + _YEARS[word], None, None
    if word in _MONTHS_AWAY:
        months = anchor.year * 12 + anchor.month - 1 + _MONTHS_AWAY[word]
        return months // 12, months % 12 + 1, None
    day = anchor + timedelta(days=_DAYS[word])
    return day.year, day.month, day.day


def say_date(mention: DateMention, language: str) -> str:
    """A date in words of a language: "2 March 2026", "2026년 3월 2일"."""
    year, month, day = mention.parts
    if language == "ko":
        parts = [f"{value}{unit}" for value, unit in ((year, "년"), (month, "월"), (day, "일")) if value is not None]
        return " ".join(parts)
    name = MONTHS[month - 1].capitalize() if month else None
    return " ".join(str(part) for part in (day, name, year) if part is not None)


_WEEKDAYS = (("월요일", "monday"), ("화요일", "tuesday"), ("수요일", "wednesday"), ("목요일", "thursday"), ("금요일", "friday"),
             ("토요일", "saturday"), ("일요일", "sunday"))  # fmt: skip


def weekday_of(mention: DateMention) -> tuple[str, ...]:
    """The names of the day of the week of a full date, Korean and English, folded; of another date none."""
    year, month, day = mention.parts
    if year is None or month is None or day is None:
        return ()
    try:
        return _WEEKDAYS[date(year, month, day).weekday()]
    except ValueError:  # 31 February
        return ()
