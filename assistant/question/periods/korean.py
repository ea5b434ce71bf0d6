"""Date phrases in Korean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.question.periods import spans
from assistant.question.periods.digits import FULL, read_decade, read_full
from assistant.question.periods.feasts import FIXED, LUNAR
from assistant.question.periods.fields import BACK, HERE, ON, Fields
from assistant.question.periods.numerals import DURATION_KO, korean_duration
from assistant.question.periods.rule import Language, Rule
from assistant.question.periods.spans import Part

_STARTS = r"(?<![가-힣])"
_ENDS = r"(?=$|[^가-힣]|에|의|은|는|을|를|도|만|부터|까지|이후|이전|이래|께|경|쯤|들어|과|와|로|인|열|있|밤|아침|저녁|새벽|낮|오전|오후)"
_DAYS = {"오늘": 0, "금일": 0, "어제": -1, "어저께": -1, "그저께": -2, "그제": -2, "엊그제": -2, "그끄저께": -3, "내일": 1,
         "명일": 1, "모레": 2, "내일모레": 2, "글피": 3}  # fmt: skip
_AWAY = {"지지난": -2, "저저번": -2, "지난": -1, "저번": -1, "이번": 0, "금": 0, "다음": 1, "내": 1, "새": 1, "다다음": 2,
         "이": 0, "직전": -1}  # fmt: skip
_YEARS = {"재작년": -2, "지지난해": -2, "작년": -1, "지난해": -1, "지난 해": -1, "올해": 0, "금년": 0, "이번 해": 0, "올": 0,
          "내년": 1, "다음 해": 1, "내후년": 2, "후년": 2}  # fmt: skip
_TOWARD = {"지난": BACK, "저번": BACK, "이번": HERE, "올": HERE, "오는": ON, "다가오는": ON}
_PARTS = {"초": Part.EARLY, "초순": Part.EARLY, "초반": Part.EARLY, "상순": Part.EARLY, "중순": Part.MID, "중반": Part.MID,
          "하순": Part.LATE, "후반": Part.LATE, "말": Part.LATE}  # fmt: skip
_SEASONS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_WEEKS = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "마지막": -1}
_WEEKDAYS = "월화수목금토일"


def _any(words: dict[str, int] | dict[str, Part] | dict[str, str] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _day(match: re.Match[str], today: date) -> Fields:
    day = today + timedelta(days=_DAYS[match[1]])
    return Fields(span=(day, day), told=True)


def _week(match: re.Match[str], today: date) -> Fields:
    return Fields(weeks=_AWAY[match[1]], told=True)


def _weekday(match: re.Match[str], today: date) -> Fields:
    weekday = _WEEKDAYS.index(match[2])
    if match[1] == "다음":
        return Fields(weekday=weekday, weeks=1, told=True)
    return Fields(weekday=weekday, toward=_TOWARD.get(match[1] or ""), told=bool(match[1]))


def _weekend(match: re.Match[str], today: date) -> Fields:
    toward = ON if match[1] in {"오는", "다가오는"} else None
    return Fields(weekend=True, weeks=_AWAY.get(match[1] or ""), toward=toward, told=bool(match[1]))


def _month_away(match: re.Match[str], today: date) -> Fields:
    month = spans.shifted(today.replace(day=1), _AWAY[match[1]])
    return Fields(year=month.year, month=month.month, told=True)


def _month(match: re.Match[str], today: date) -> Fields | None:
    month = int(match[2])
    return Fields(month=month, toward=_TOWARD.get(match[1] or ""), told=bool(match[1])) if 1 <= month <= 12 else None


def _day_of_month(match: re.Match[str], today: date) -> Fields | None:
    day = int(match[2])
    return Fields(day=day, toward=_TOWARD.get(match[1] or ""), told=bool(match[1])) if 1 <= day <= 31 else None


def _year_away(match: re.Match[str], today: date) -> Fields:
    return Fields(year=today.year + _YEARS[match[1]], told=True)


def _year(match: re.Match[str], today: date) -> Fields:
    return Fields(year=int(match[1]))


def _short_year(match: re.Match[str], today: date) -> Fields:
    return Fields(year=2000 + int(match[1]))


def _half(match: re.Match[str], today: date) -> Fields:
    return Fields(half=1 if match[1] == "상" else 2)


def _quarter(match: re.Match[str], today: date) -> Fields:
    return Fields(quarter=int(match[1]))


def _quarter_away(match: re.Match[str], today: date) -> Fields:
    day = spans.shifted(today.replace(day=1), 3 * _AWAY[match[1]])
    return Fields(year=day.year, quarter=(day.month + 2) // 3, told=True)


def _season(match: re.Match[str], today: date) -> Fields:
    toward = _TOWARD.get(match[1] or "")
    return Fields(season=_SEASONS[match[2]], toward=toward, told=toward is not None, weak=toward is None)


def _feast(match: re.Match[str], today: date) -> Fields:
    toward = _TOWARD.get(match[1] or "")
    return Fields(feast=match[2], whole=bool(match[3]) or None, toward=toward, told=toward is not None)


def _year_part(match: re.Match[str], today: date) -> Fields:
    return Fields(part=_PARTS[match[1]], yearly=True)


def _part(match: re.Match[str], today: date) -> Fields:
    return Fields(part=_PARTS[match[1]], weak=True)


def _week_of_month(match: re.Match[str], today: date) -> Fields:
    return Fields(week=int(match[2]) if match[2] else _WEEKS[match[1]], weak=True)


def _ago(match: re.Match[str], today: date) -> Fields:
    unit, count, vague = korean_duration(match)
    sign = -1 if match["side"] == "전" else 1
    ends = [spans.calendar_unit(spans.moved(today, unit, sign * n), unit) for n in (1 if vague else count, count)]
    return Fields(span=(min(ends)[0], max(ends)[1]), told=True)


def _lately(match: re.Match[str], today: date) -> Fields:
    unit, count, _ = korean_duration(match)
    return Fields(span=spans.lasting(today, unit, -count), told=True)


def _from_now(match: re.Match[str], today: date) -> Fields:
    unit, count, _ = korean_duration(match)
    return Fields(span=spans.lasting(today, unit, count), told=True)


_RANGE = r"\s?[~∼〜–—-]\s?"
_RULES = (
    (rf"{_STARTS}(?:최근|근래|요|과거)\s?{DURATION_KO}(?:여)?\s?(?:간|동안|새|사이)?{_ENDS}", _lately),
    (rf"{_STARTS}지난\s?(?!\d{{1,2}}일(?!\s?(?:간|동안)))(?!\d{{1,2}}월){DURATION_KO}\s?(?:간|동안|새|사이)?{_ENDS}", _lately),
    (rf"{_STARTS}(?:앞으로|향후)\s?{DURATION_KO}\s?(?:간|동안|내|안)?{_ENDS}", _from_now),
    (rf"(?<![가-힣\d.])(?<!\d월\s)(?<!\d[월년]){DURATION_KO}\s?(?P<side>전|뒤|후){_ENDS}", _ago),
    (rf"{_STARTS}({_any(_DAYS)})(?!날|서야|야){_ENDS}", _day),
    (FULL, read_full),
    (rf"{_STARTS}(?:({_any(_AWAY)}|오는|다가오는)\s?주?\s?)?주말{_ENDS}", _weekend),
    (rf"{_STARTS}(지지난|저저번|지난|저번|이번|금(?!주\s?(?:캠페인|운동|구역|공원|클리닉|치료|결심|령))|다다음|다음)\s?주(?=$|[^가-힣]|에|의|는|은|부터|까지|이후|간|초|중|후반|말|도|가|와|과|보다|만|로|를|[{_WEEKDAYS}]요일)",
     _week),
    (rf"{_STARTS}(?:(지난|저번|이번|오는|다가오는|다음)\s?)?([{_WEEKDAYS}])요일", _weekday),
    (rf"(?<![가-힣])(지지난|저저번|지난|저번|이번|다다음|다음|이|내|새)\s?달{_ENDS}", _month_away),
    (r"(?<!\d)([12]\d{3})\s?년대", read_decade),
    (r"(?<![\d.])(\d0)년대", read_decade),
    (rf"{_STARTS}({_any(_YEARS)}){_ENDS}", _year_away),
    (rf"{_STARTS}(올)\s?(?=\d{{1,2}}월|[상하]반기|\d\s?분기|초{_ENDS}|연초|연말|추석|설|들어|한 해)", _year_away),
    (r"(?<!\d)(?!1000)([12]\d{3})\s?년(?!\s?(?:간|동안|째|형|산|만))도?", _year),
    (rf"(?<![\d.,])([12]\d{{3}})(?=년?{_RANGE}[12]\d{{3}}\s?년)", _year),
    (r"['’‘](\d\d)년", _short_year),
    (rf"{_STARTS}(?:(지난|저번|이번|올|오는|다가오는)\s?)?(?<!\d)(\d{{1,2}})월(?!드|남|화|\d)", _month),
    (rf"(?<![\d.,])()(\d{{1,2}})(?={_RANGE}\d{{1,2}}월)", _month),
    (r"(?:(?<![가-힣])(지난|오는)\s?)?(?<![\d.,박])(?<!박\s)(\d{1,2})일"
     r"(?!\s?(?:간|동안|째|만에|연속|차|장|내|밤|정)|[가-힣]*\s?연속)", _day_of_month),
    (rf"(?<![\d.,])()(\d{{1,2}})(?={_RANGE}\d{{1,2}}일)", _day_of_month),
    (rf"([상하])반기{_ENDS}", _half),
    (r"(?<![\d.])([1-4])(?:사|/4|·4)?\s?분기", _quarter),
    (rf"{_STARTS}(지난|직전|이번|다음)\s?분기", _quarter_away),
    (rf"{_STARTS}(?:(지난|올|이번|오는|다가오는)\s?)?({_any(_SEASONS)})철?{_ENDS}", _season),
    (rf"{_STARTS}(?:(지난|올|이번|오는|다가오는)\s?)?({_any(FIXED | LUNAR)})(\s?연휴|\s?명절)?{_ENDS}", _feast),
    (rf"{_STARTS}연(초|말){_ENDS}", _year_part),
    (rf"(?:({_any(_WEEKS)})|([1-5])(?:째|번째))\s?(?:번째\s?)?주{_ENDS}", _week_of_month),
    (rf"()(?<!\d)([1-5])주차{_ENDS}", _week_of_month),
    (rf"({_any(_PARTS)}){_ENDS}", _part),
)  # fmt: skip

_NOTHING = re.compile("")
KOREAN = Language(
    rules=tuple(Rule(re.compile(pattern), read) for pattern, read in _RULES),
    joint=re.compile(r"\s?(?:의\s)?|\s?\("),
    before=(),
    after=(
        ("since", re.compile(r"\s?(?:이후부터|이후로?|이래로?|부터)(?:에|는|의)?(?![가-힣])")),
        ("until", re.compile(r"\s?까지(?:의|는|만|도)?(?![가-힣])")),
        ("before", re.compile(r"\s?(?:이전(?:까지|에|의)?|전(?:까지|에))(?![가-힣])")),
    ),
    between=(
        (_NOTHING, re.compile(r"\s?(?:부터)?\s?[~∼〜–—-]\s?"), re.compile(r"(?:\s?까지)?")),
        (_NOTHING, re.compile(r"\s?(?:부터|에서)\s?"), re.compile(r"\s?까지")),
        (_NOTHING, re.compile(r"(?:과|와|에서)\s?"), re.compile(r"\s?사이")),
    ),
    ahead=re.compile(r"예정|계획|앞으로|향후|[할될릴칠갈올]\s(?:것|까)|[할될릴칠갈올]까|다가오는"),
)
"""How Korean writes date phrases."""
