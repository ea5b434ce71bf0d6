"""What a date takes over from the one before it: 4월 18일부터 21일까지 ends in April, whatever month the page is of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.text.dates import DateMention

_BARE_DAY = re.compile(r"\d{1,2}일")
_JOINED = re.compile(r"일?\s?(?:부터|에서|과|와|및|,|·|ㆍ|[~∼～〜–-]|이나|또는|에 이어|에 이은)\s?")
"""What stands between two days of one month: 5일과 7일, 18∼21일."""

_ENDED, _BEGUN = re.compile(r"까지[^.!?\n]{0,60}"), re.compile(r"\s?(?:부터|[~∼～〜–-])")
"""A span of days that ends before another begins: 18일부터 21일까지 서울, 23일부터 24일까지 부산."""


def with_months_before(found: list[DateMention], text: str, *, dated: bool) -> list[DateMention]:
    """Bare days with month and year of the date that they are joined to; in a text without a date of its own, of the one before.

    A smaller day than the one before is of the next month: 4월 28일부터 3일까지.

    :param found: the dates of the text in order.
    :param dated: whether the text has a date, by which bare days are told already.
    """
    told: list[DateMention] = []
    for mention in found:
        before = told[-1] if told else None
        if before is None or before.month is None or not _BARE_DAY.fullmatch(text, mention.start, mention.end):
            told.append(mention)
        elif not dated or _of_one_month(before, mention, text):
            told.append(_after(before, mention))
        else:
            told.append(mention)
    return told


def with_years_before(found: list[DateMention]) -> list[DateMention]:
    """Months without a year with that of the date before them: "1994년 봄에 시작했다. 6월에는 …"."""
    told: list[DateMention] = []
    for mention in found:
        year = told[-1].year if told else None
        told.append(replace(mention, year=year) if mention.month and mention.year is None else mention)
    return told


def _of_one_month(before: DateMention, mention: DateMention, text: str) -> bool:
    between = text[before.end : mention.start]
    if _JOINED.fullmatch(between):
        return True
    return _ENDED.fullmatch(between) is not None and _BEGUN.match(text, mention.end) is not None


def _after(before: DateMention, mention: DateMention) -> DateMention:
    """A bare day with month and year of a date before it."""
    year, month = before.year, before.month or 1
    if before.day and mention.day and mention.day < before.day:
        year, month = (year + (month == 12) if year else None), month % 12 + 1
    return replace(mention, year=year, month=month)
