"""Date phrases in English."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.question.periods import spans
from assistant.question.periods.digits import FULL, day_of_month, read_decade, read_full
from assistant.question.periods.feasts import FIXED, LUNAR
from assistant.question.periods.fields import BACK, HERE, ON, Fields
from assistant.question.periods.numerals import DURATION_EN, english_duration
from assistant.question.periods.rule import LOOK_BACK, Language, Rule
from assistant.question.periods.spans import Part, Unit
from assistant.text.dates import MONTHS

_DAYS = {"the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0,
         "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "the day after tomorrow": 2,
         "day after tomorrow": 2, "tomorrow": 1}  # fmt: skip
_TOWARD = {"last": BACK, "past": BACK, "previous": BACK, "this past": BACK, "this": HERE, "current": HERE, "next": ON,
           "coming": ON, "this coming": ON, "upcoming": ON}  # fmt: skip
_PARTS = {"early": Part.EARLY, "beginning": Part.EARLY, "start": Part.EARLY, "mid": Part.MID, "middle": Part.MID,
          "late": Part.LATE, "end": Part.LATE, "close": Part.LATE}  # fmt: skip
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
             "final": -1}  # fmt: skip
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _folded(match: re.Match[str], group: int | str = 0) -> str:
    return " ".join((match[group] or "").casefold().replace("’", "'").split())


def _toward(match: re.Match[str]) -> int | None:
    return _TOWARD.get(_folded(match, "toward"))


def _day(match: re.Match[str], today: date) -> Fields:
    day = today + timedelta(days=_DAYS[_folded(match)])
    return Fields(span=(day, day), told=True)


def _unit_away(match: re.Match[str], today: date) -> Fields:
    return _of_unit(Unit(_folded(match, "unit")), _toward(match) or HERE, today)


def _two_away(match: re.Match[str], today: date) -> Fields:
    return _of_unit(Unit(_folded(match, "unit")), -2 if _folded(match, "side") == "before" else 2, today)


def _of_unit(unit: Unit, count: int, today: date) -> Fields:
    """The week, month, quarter or year that lies so many from this one."""
    if unit is Unit.WEEK:
        return Fields(weeks=count, told=True)
    day = spans.moved(today.replace(day=1), unit, count)
    if unit is Unit.MONTH:
        return Fields(year=day.year, month=day.month, told=True)
    if unit is Unit.QUARTER:
        return Fields(year=day.year, quarter=(day.month + 2) // 3, told=True)
    return Fields(year=day.year, told=True)


def _weekday(match: re.Match[str], today: date) -> Fields:
    weekday, toward = _WEEKDAYS.index(_folded(match, "name")), _toward(match)
    if _folded(match, "toward") == "next":
        return Fields(weekday=weekday, weeks=1, told=True)
    return Fields(weekday=weekday, toward=toward, told=toward is not None)


def _weekend(match: re.Match[str], today: date) -> Fields:
    toward, over = _toward(match), bool(match["over"])
    return Fields(weekend=True, weeks=toward, told=toward is not None or over)


def _month(match: re.Match[str], today: date) -> Fields:
    toward = _toward(match)
    return Fields(month=_month_number(match), toward=toward, told=toward is not None)


def _month_number(match: re.Match[str]) -> int:
    name = _folded(match, "name")[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name))


def _month_day(match: re.Match[str], today: date) -> Fields | None:
    return day_of_month(_month_number(match), int(match["day"]))


def _last_of_days(match: re.Match[str], today: date) -> Fields | None:
    """The 5 of "March 2 to 5"."""
    before = _DAYS_FROM.search(match.string, max(0, match.start() - LOOK_BACK), match.start())
    return day_of_month(_month_number(before), int(match["day"])) if before else None


def _year(match: re.Match[str], today: date) -> Fields:
    return Fields(year=int(match["year"]))


def _half(match: re.Match[str], today: date) -> Fields:
    which = _folded(match, "which")
    number = int(which) if which.isdigit() else _ORDINALS[which]
    return Fields(half=number, weak=not which.isdigit())


def _quarter(match: re.Match[str], today: date) -> Fields:
    which = _folded(match, "which")
    number = int(which) if which.isdigit() else _ORDINALS[which]
    return Fields(quarter=number if number > 0 else 4)


def _season(match: re.Match[str], today: date) -> Fields:
    toward = _toward(match)
    return Fields(season=_SEASONS[_folded(match, "name")], toward=toward, told=toward is not None, weak=toward is None)


def _feast(match: re.Match[str], today: date) -> Fields:
    toward = _toward(match)
    name = _folded(match, "name")
    whole = bool(match["whole"]) and name in LUNAR
    return Fields(feast=name, whole=whole or None, toward=toward, told=toward is not None)


def _part(match: re.Match[str], today: date) -> Fields:
    return Fields(part=_PARTS[_folded(match, "part")], weak=True)


def _part_of_this(match: re.Match[str], today: date) -> Fields:
    """The end of the year, of the month, of the week: of this one."""
    here = _of_unit(Unit(_folded(match, "unit")), HERE, today)
    return here.joined(Fields(part=_PARTS[_folded(match, "part")])) or here


def _clip(match: re.Match[str], today: date) -> Fields:
    return Fields(clip=BACK if _folded(match) == "earlier" else ON, weak=True)


def _week_of_month(match: re.Match[str], today: date) -> Fields:
    return Fields(week=_ORDINALS[_folded(match, "which")], weak=True)


def _ago(match: re.Match[str], today: date) -> Fields:
    return _away(match, today, -1)


def _ahead(match: re.Match[str], today: date) -> Fields:
    return _away(match, today, 1)


def _away(match: re.Match[str], today: date, sign: int) -> Fields:
    unit, count, vague = english_duration(match)
    ends = [spans.calendar_unit(spans.moved(today, unit, sign * n), unit) for n in (1 if vague else count, count)]
    return Fields(span=(min(ends)[0], max(ends)[1]), told=True)


def _lately(match: re.Match[str], today: date) -> Fields:
    unit, count, _ = english_duration(match)
    return Fields(span=spans.lasting(today, unit, -count), told=True)


def _from_now(match: re.Match[str], today: date) -> Fields:
    unit, count, _ = english_duration(match)
    return Fields(span=spans.lasting(today, unit, count), told=True)


_ANY_MONTH = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" \
             r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # fmt: skip
_SURE_MONTH = r"(?P<name>January|February|April|June|July|August|September|October|November|December|" \
              r"(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)(?![A-Za-z])"  # fmt: skip
_DIRECTION = r"(?P<toward>last|this past|past|previous|this coming|this|current|next|coming|upcoming)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WHICH = r"(?P<which>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_NO_YEAR = r"(?![\d,.]\d|\d|s\b|'s\b|\s?(?:won|dollars|people|euros|yen|units|km|kg|times|votes|[%$€£]))"
_PREPOSITION = (
    r"(?:in|since|until|till|by|from|to|and|through|before|after|between|during|of|early|mid|late|throughout)"
)
_DAYS_FROM = re.compile(rf"\b{_ANY_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\s?(?:to|through|until|and|[-–—~])\s?$", re.I)
_NAMES = "|".join(sorted((re.escape(name).replace("'", "['’]") for name in {**FIXED, **LUNAR} if name.isascii()),
                         key=len, reverse=True))  # fmt: skip
_UNITS = r"(?P<unit>week|month|quarter|year)"
_RULES = (
    (rf"\b(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})\b(?!['’]s\s(?:world|society))", _day),
    (rf"\b(?:the\s)?{_UNITS} (?P<side>before|after) (?:last|next)\b", _two_away),
    (rf"\b{DURATION_EN}\s(?:ago|back)\b", _ago),
    (rf"\b(?:in\s{DURATION_EN}(?:['’]?\stime)?)(?!\s(?:ago|back|since|before|after|of))\b", _ahead),
    (rf"\b{DURATION_EN}\sfrom\s(?:now|today)\b", _ahead),
    (rf"\b(?:the\s)?(?:last|past|previous)\s{DURATION_EN}\b", _lately),
    (r"\b(?:the\s)?(?:past|last(?=\sdecade))(?P<number>)\s(?P<unit>day|week|month|quarter|year|decade)\b", _lately),
    (rf"\b(?:the\s)?(?:next|coming)\s{DURATION_EN}\b", _from_now),
    (rf"\b(?:the\s)?(?P<part>beginning|start|middle|end|close) of the {_UNITS}\b(?! (?:before|after))", _part_of_this),
    (rf"\b(?:the\s)?{_DIRECTION}\s{_UNITS}\b(?!\s?['’-]?\s?(?:old|long|end)\b)", _unit_away),
    (rf"\b(?:(?P<over>over the|at the|on the)\s)?(?:{_DIRECTION}\s)?weekend\b", _weekend),
    (rf"(?<!Black )(?<!Good )(?<!Super )(?<!Bloody )\b(?:{_DIRECTION}\s)?(?P<name>{'|'.join(_WEEKDAYS)})\b", _weekday),
    (FULL, read_full),
    (rf"\b{_ANY_MONTH}\s{_DAY}\b(?![\d,.]\d)(?!:)", _month_day),
    (rf"\b(?:the\s)?{_DAY}\s(?:of\s)?{_ANY_MONTH}", _month_day),
    (rf"\b{_DAY}\b", _last_of_days),
    (rf"\b(?:the\s)?{_DIRECTION}\s{_ANY_MONTH}", _month),
    (rf"\b{_ANY_MONTH}(?=,?\s(?:of\s)?(?:[12]\d{{3}}\b|last year|this year|next year))(?P<toward>)", _month),
    (rf"(?<=\bmid[-\s]){_ANY_MONTH}(?P<toward>)", _month),
    *((rf"(?<=\b{word}\s){_ANY_MONTH}(?P<toward>)", _month) for word in _PREPOSITION[3:-1].split("|")),
    (r"\b(?:the\s)?([12]\d\d0)['’]?s\b", read_decade),
    (r"(?:\bthe\s)?['’‘](\d0)s\b", read_decade),
    (rf"(?<![\d$€£¥₩,.\-–])(?P<year>(?:19|20)\d{{2}}){_NO_YEAR}", _year),
    (rf"(?<=\bmid-)(?P<year>(?:19|20)\d{{2}}){_NO_YEAR}", _year),
    (rf"(?<=\d{{4}}[-–—])(?P<year>(?:19|20)\d{{2}}){_NO_YEAR}", _year),
    *((rf"(?<=\b{word}\s)(?P<year>1\d{{3}}){_NO_YEAR}", _year) for word in ("in", "since", "of", "from", "to", "by", "and")),
    (rf"\b(?:the\s)?{_WHICH} half\b(?! (?:a|an)\b)", _half),
    (r"\bH(?P<which>[12])\b", _half),
    (r"\b(?P<which>[12])H\b", _half),
    (rf"\b(?:the\s)?{_WHICH}[\s-]quarter\b(?![-\s]?final)", _quarter),
    (r"\bQ(?P<which>[1-4])\b", _quarter),
    (r"\b(?P<which>[1-4])Q\b", _quarter),
    (rf"\b(?:the\s)?(?:{_DIRECTION}\s)?(?P<name>{'|'.join(_SEASONS)})\b(?!\s(?:Olympic|Games|Paralympic|School|Camp))", _season),
    (rf"\b(?:{_DIRECTION}\s)?(?P<name>{_NAMES})(?P<whole>\sholidays?)?(?![A-Za-z])", _feast),
    (r"\b(?:earlier|later)(?=\sthis\s(?:week|month|quarter|year))", _clip),
    (rf"\b(?:the\s)?{_WHICH} week\b", _week_of_month),
    (r"\b(?:the\s)?(?P<part>early|mid|late|beginning|start|middle|end|close)\b", _part),
)  # fmt: skip

_NOTHING = re.compile("")
_LAST_DAY = r"(?:until|till|by|through|up to|no later than)(?:\sthe)?\s$"
ENGLISH = Language(
    rules=(
        *(Rule(re.compile(pattern, re.IGNORECASE), read) for pattern, read in _RULES),
        Rule(re.compile(rf"\b{_SURE_MONTH}(?P<toward>)"), _month),
    ),
    joint=re.compile(r"(?:\s|,\s|-|['’]s\s|,?\s(?:of|in|on)\s|\sof\sthe\s)?", re.IGNORECASE),
    before=(
        ("since", re.compile(r"\b(?:ever\s)?(?:since|starting(?:\s(?:in|from|on))?)\s(?:the\s)?$", re.IGNORECASE)),
        ("from_", re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)),
        ("until", re.compile(rf"\b{_LAST_DAY}", re.IGNORECASE)),
        ("before", re.compile(r"\b(?:before|prior to|earlier than)\s(?:the\s)?$", re.IGNORECASE)),
        ("after", re.compile(r"\b(?:after|following|later than)\s(?:the\s)?$", re.IGNORECASE)),
    ),
    after=(("since", re.compile(r"\s(?:on\b(?!\s\w+day)|onwards?\b|forward\b|and (?:later|after)\b)", re.IGNORECASE)),),
    between=(
        (re.compile(r"\bbetween\s(?:the\s)?$", re.I), re.compile(r"\sand\s(?:the\s)?", re.I), _NOTHING),
        (re.compile(r"\bfrom\s(?:the\s)?$", re.I), re.compile(r"\s?(?:\sto|\suntil|\still|\sthrough|[-–—~])\s?(?:the\s)?", re.I), _NOTHING),
        (_NOTHING, re.compile(r"\s?[-–—~]\s?|\s(?:to|through)\s", re.I), _NOTHING),
    ),
    ahead=re.compile(r"\b(?:will|going to|scheduled|upcoming|plan(?:s|ned)?|expected|due|set to|shall)\b", re.IGNORECASE),
)  # fmt: skip
"""How English writes date phrases."""
