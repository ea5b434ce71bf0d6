"""Numbers, units and dates turned false, in both languages."""

from __future__ import annotations

import re
from random import Random

from benchmarks.falsifying.rule import Rule, Scene, replaced, turned

_FIGURE = re.compile(r"(?<![\d.,:A-Za-z-])\d[\d,]*(?:\.\d+)?(?!\d|[.,:]\d)(?=\s?[가-힣%a-z]|[,. ])(?!\s?[년월일]|년)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _digit(match: re.Match[str], random: Random) -> str | None:
    """Another digit in one place; years stay to the rule of dates."""
    text = match.group()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    at = random.choice([at for at, char in enumerate(text) if char.isdigit()])
    new = random.choice([digit for digit in "123456789" if digit != text[at]])
    return text[:at] + new + text[at + 1 :]


def digit(scene: Scene) -> str | None:
    """One digit of one number is another."""
    return replaced(_FIGURE, _digit, scene)


def ten_times(scene: Scene) -> str | None:
    """3억 is 30억, $3 million is $30 million."""
    pattern = re.compile(r"(?<![\d.,])([1-9]\d{0,2})(?=\s?(?:[억만조]|million|billion|thousand|percent|%))")
    return replaced(pattern, lambda match, _: f"{match[1]}0", scene)


scale: Rule = turned(
    [
        (r"(?<=\d)억", "만"),
        (r"(?<=\d)만(?=\s?\d|\s?[명원건달여개대])", "억"),
        (r"(?<=\d)조", "억"),
        (r"(?<=\d)천만", "천"),
        (r"(?<=\d )million\b", "billion"),
        (r"(?<=\d )billion\b", "million"),
        (r"(?<=\d )trillion\b", "billion"),
    ]
)
unit: Rule = turned(
    [
        (r"(?<=[\d만억조])\s?원", "달러"),
        (r"(?<=[\d만억조]) ?달러", "원"),
        (r"(?<=\d)명", "건"),
        (r"(?<=\d)건", "명"),
        (r"(?<=\d)%(?!p|포인트)", "%포인트"),
        (r"(?<=\d)(?:%p|%포인트)", "%"),
        (r"(?<=\d)㎞|(?<=\d)km", "m"),
        (r"(?<=\d)개월", "년"),
        (r"(?<=\d)시간", "분"),
        (r"(?<=\d)톤", "㎏"),
        (r"\$(?=\d)", "€"),
        (r"£(?=\d)", "$"),
        (r"(?<=\d )percent\b(?! point)", "percentage points"),
        (r"(?<=\d )miles\b", "yards"),
        (r"(?<=\d )years\b", "months"),
        (r"(?<=\d )months\b", "weeks"),
        (r"(?<=\d )hours\b", "minutes"),
        (r"(?<=\d )days\b", "weeks"),
    ]
)


def _other(text: str, low: int, high: int, random: Random) -> str:
    return str(random.choice([number for number in range(low, high + 1) if number != int(text)]))


def day(scene: Scene) -> str | None:
    """Another day of the month."""
    pattern = re.compile(
        rf"(?<=\d월 )\d{{1,2}}(?=일)|(?<![\d.])\d{{1,2}}(?=일(?:[^가-힣]|\s|부터|에는|까지))|(?<=(?:{_DAY_BEFORE}) )\d{{1,2}}\b(?!\d|,\d)"
    )
    return replaced(pattern, lambda match, random: _other(match.group(), 1, 28, random), scene)


_DAY_BEFORE = "|".join(sorted({name[-3:] for name in _MONTHS.split("|")}))


def month(scene: Scene) -> str | None:
    """Another month."""
    korean = replaced(
        re.compile(r"(?<![\d.])\d{1,2}(?=월(?!드))"), lambda match, random: _other(match.group(), 1, 12, random), scene
    )
    names = _MONTHS.split("|")
    english = re.compile(rf"\b(?:{_MONTHS})\b(?= \d| of|,)|(?<=in )(?:{_MONTHS})\b")
    return korean or replaced(
        english, lambda match, random: random.choice([n for n in names if n != match.group()]), scene
    )


def year(scene: Scene) -> str | None:
    """Another year."""
    pattern = re.compile(r"(?<![\d.,$])(?:19|20)\d\d(?=년(?!간)|[ ,.](?!\d))")
    return replaced(pattern, lambda match, random: str(int(match.group()) + random.choice([-3, -2, -1, 1, 2])), scene)


def relative(scene: Scene) -> str | None:
    """Last year for this year, yesterday for today."""
    return _RELATIVE(scene)


_RELATIVE = turned(
    [
        (r"지난해|작년", "올해"),
        (r"올해", "지난해"),
        (r"내년", "올해"),
        (r"지난달", "다음 달"),
        (r"이날|오늘", "어제"),
        (r"어제", "내일"),
        (r"\blast year\b", "this year"),
        (r"\bthis year\b", "last year"),
        (r"\blast month\b", "next month"),
        (r"\byesterday\b", "tomorrow"),
        (r"\btoday\b", "yesterday"),
        (r"\bnext year\b", "last year"),
    ]
)


def weekday(scene: Scene) -> str | None:
    """Another day of the week."""
    korean = replaced(
        re.compile(r"[월화수목금토일](?=요일)"), lambda match, random: _another("월화수목금토일", match, random), scene
    )
    english = re.compile(rf"\b(?:{'|'.join(_DAYS_EN)})\b")
    return korean or replaced(english, lambda match, random: _another(_DAYS_EN, match, random), scene)


def _another(names: str | tuple[str, ...], match: re.Match[str], random: Random) -> str:
    return random.choice([name for name in names if name != match.group()])


bound: Rule = turned(
    [
        (r"(?<=[\d만억원명%]) ?이상", " 이하"),
        (r"(?<=[\d만억원명%]) ?이하", " 이상"),
        (r"(?<=[\d만억원명%]) ?초과", " 미만"),
        (r"(?<=[\d만억원명%]) ?미만", " 초과"),
        (r"최대(?= \d)", "최소"),
        (r"최소(?= \d)", "최대"),
        (r"넘(?=는|었|어)", "못 미치"),
        (r"\b(?:more|greater) than(?= [\d$])", "less than"),
        (r"\b(?:less|fewer) than(?= [\d$])", "more than"),
        (r"\bover(?= [\d$])", "under"),
        (r"\bat least(?= )", "at most"),
        (r"\bup to(?= [\d$])", "at least"),
    ]
)


def span(scene: Scene) -> str | None:
    """One end of a range is another."""
    pattern = re.compile(r"(?<=\d[~∼-])\d+(?=[가-힣%])|(?<=between )\d+(?= and \d)|(?<=부터 )\d+(?=[년월일]까지)")
    return replaced(pattern, lambda match, random: str(int(match.group()) + random.choice([1, 2, 3])), scene)


FIGURES: dict[str, Rule] = {
    "digit": digit, "ten times": ten_times, "scale": scale, "unit": unit, "day": day, "month": month, "year": year,
    "relative date": relative, "weekday": weekday, "bound": bound, "range": span,
}  # fmt: skip
