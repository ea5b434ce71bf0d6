"""The periods that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.question.periods.english import ENGLISH
from assistant.question.periods.fields import Fields, resolve
from assistant.question.periods.korean import KOREAN
from assistant.question.periods.period import Period, PeriodKind
from assistant.question.periods.rule import LOOK_BACK, Found, Language, find_words, grouped
from assistant.text.language import has_hangul

_LONGEST = 4000
"""Characters that are looked at; a question is no longer by the settings' default."""

_LATIN = re.compile(r"[A-Za-z]{2}")


def find_periods(question: str, today: date) -> list[Period]:
    """The periods that a question names, in order, none overlapping.

    Weeks begin on Monday. A month, day, quarter, season or feast without a year is the latest that has begun, or the
    next that is not over where the question speaks of the future; ``docs/answers.md`` has all rules.

    :param question: Korean or English; English phrases are found in a Korean question too.
    :param today: the day that "yesterday" is before.
    """
    text = question[:_LONGEST]
    found = _read(text, KOREAN, today) if has_hangul(text) else []
    taken = [(period.start, period.end) for period in found]
    english = _read(text, ENGLISH, today) if _LATIN.search(text) or not has_hangul(text) else []
    more = [p for p in english if all(p.end <= start or p.start >= end for start, end in taken)]
    return sorted([*found, *more], key=lambda period: period.start)


def _read(text: str, language: Language, today: date) -> list[Period]:
    ahead = language.ahead.search(text) is not None
    groups = grouped(text, find_words(text, language.rules, today), language.joint)
    periods: list[Period] = []
    at = 0
    while at < len(groups):
        both = _range(text, groups[at : at + 2], language, today, ahead=ahead)
        period = both or _bounded(text, groups[at], language, today, ahead=ahead)
        at += 2 if both else 1
        if period is not None:
            periods.append(period)
    return periods


def _range(text: str, pair: Sequence[Found], language: Language, today: date, *, ahead: bool) -> Period | None:
    """From one to the other: "3월부터 5월까지", "between 2023 and 2024"."""
    if len(pair) < 2:
        return None
    first, last = pair
    for before, middle, after in language.between:
        opening = before.search(text, max(0, first.start - LOOK_BACK), first.start)
        closing = after.match(text, last.end)
        if opening and closing and middle.fullmatch(text, first.end, last.start):
            days = _from_to(first.fields, last.fields, today, ahead=ahead)
            if days is None:
                return None
            start = opening.start() if before.pattern else first.start
            told = first.fields.told or last.fields.told
            return Period(start, closing.end(), *days, PeriodKind.RELATIVE if told else PeriodKind.ABSOLUTE)
    return None


def _from_to(first: Fields, last: Fields, today: date, *, ahead: bool) -> tuple[date, date] | None:
    """First day of the one and last day of the other, each lending the other the year or month that it leaves open."""
    last_whole = _lent(last, first)
    first_whole = first if first.toward is not None else _lent(first, last_whole, ("year",))
    ends = (resolve(first_whole, today, ahead=ahead), resolve(last_whole, today, ahead=ahead))
    if ends[0] is None or ends[1] is None:
        return None
    since, until = ends[0][0], ends[1][1]
    if since > until and first.year is not None and last.year is None and last_whole.year is not None:
        later = resolve(replace(last_whole, year=last_whole.year + 1), today, ahead=ahead)
        until = later[1] if later else until
    elif since > until and first.year is None and "span" not in first.stated:
        earlier = resolve(
            replace(first, year=until.year - (since.replace(year=until.year) > until)), today, ahead=ahead
        )
        since = earlier[0] if earlier else since
    return (since, until) if since <= until else None


def _lent(found: Fields, other: Fields, names: Sequence[str] = ("month", "year")) -> Fields:
    """What a phrase states, with what the other states where that completes it."""
    for name in names:
        value = getattr(other, name)
        both = found.joined(Fields(**{name: value})) if value is not None and name not in found.stated else None
        found = both or found
    return found


def _bounded(text: str, found: Found, language: Language, today: date, *, ahead: bool) -> Period | None:
    """A phrase with the word that makes it a beginning or an end: "since 2024", "2030년까지"."""
    days = resolve(found.fields, today, ahead=ahead)
    if days is None:
        return None
    kind = PeriodKind.RELATIVE if found.fields.told else PeriodKind.ABSOLUTE
    start, end, bound = _bound(text, found, language)
    since, until = days
    if bound in {"since", "after"}:
        return _open(start, end, since if bound == "since" else until + timedelta(days=1), None, PeriodKind.SINCE)
    if bound in {"until", "before"}:
        inclusive = bound == "until" or (language is KOREAN and since == until)
        return _open(start, end, None, until if inclusive else since - timedelta(days=1), PeriodKind.UNTIL)
    return Period(start, end, since, until, kind)


def _open(start: int, end: int, since: date | None, until: date | None, kind: PeriodKind) -> Period:
    return Period(start, end, since, until, kind)


def _bound(text: str, found: Found, language: Language) -> tuple[int, int, str]:
    """Where the phrase starts and ends with the word that bounds it, and which way it does; "" when none does."""
    near = max(0, found.start - LOOK_BACK)
    ahead = {name: match for name, pattern in language.before if (match := pattern.search(text, near, found.start))}
    behind = {name: match for name, pattern in language.after if (match := pattern.match(text, found.end))}
    if "since" in behind:
        start = ahead["from_"].start() if "from_" in ahead else found.start
        return start, behind["since"].end(), "since" if language is KOREAN or "from_" in ahead else ""
    for name, match in behind.items():
        return found.start, match.end(), name
    for name, match in ahead.items():
        if name != "from_":
            return match.start(), found.end, name
    return found.start, found.end, ""
