"""Quantities in Korean and English text: a value with a unit, whatever words it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.numerals import WRITTEN, numeral_value

_NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALES_KO = {
    "조": Decimal(10**12),
    "억": Decimal(10**8),
    "만": Decimal(10**4),
    "천": Decimal(10**3),
    "백": Decimal(100),
}
_SCALES_EN = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "m": 10**6,
              "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12}  # fmt: skip
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
          "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
          "seventy": 70, "eighty": 80, "ninety": 90,
          "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}  # fmt: skip
_UNITS = {
    "USD": "미국 달러 미국달러 달러 弗 dollars dollar usd us$ $",
    "KRW": "원 won krw ₩",
    "EUR": "유로 euros euro eur €",
    "JPY": "엔 yen jpy ¥",
    "CNY": "위안 yuan cny rmb",
    "GBP": "파운드 pounds pound gbp £",
    "INR": "루피 rupees rupee inr ₹",
    "percent": "퍼센트 프로 % ％ percent",
    "point": "%포인트 %p 퍼센트포인트 포인트 points point",
    "person": "명 인 people persons person",
    "item": "건 개 가지 items cases",
    "place": "곳 군데 places sites",
    "country": "개국 나라 countries nations",
    "year": "년 주년 years year",
    "month": "개월 months month",
    "day": "일 일간 days day",
    "hour": "시간 hours hour",
    "clock": "시",
    "minute": "분 minutes minute",
    "second": "초 seconds",
    "week": "주간 weeks week",
    "age": "세 살",
    "times": "회 번 차례 times",
    "fold": "배",
    "unit": "대 기 척 편 units",
    "which": "호기 호 번째 단계",
    "vote": "표 votes",
    "seat": "석 seats",
    "household": "가구 households",
    "animal": "마리",
    "rank": "위 등",
    "gram": "그램 grams",
    "centimetre": "cm ㎝ 센티미터 centimetres centimeters",
    "millimetre": "mm ㎜ 밀리미터 millimetres millimeters",
    "mile": "마일 miles mile",
    "foot": "피트 feet foot",
    "hectare": "㏊ ha 헥타르 hectares",
    "square metre": "㎡ 제곱미터",
    "degree": "℃ degrees",
    "barrel": "배럴 barrels",
    "kilogram": "kg ㎏ 킬로그램 kilograms kilogrammes",
    "ton": "톤 t tons tonnes tonne ton",
    "kilometre": "km 킬로미터 ㎞ kilometers kilometres",
    "metre": "m 미터 meters metres",
    "gigawatt": "gw 기가와트 gigawatts",
    "megawatt": "mw 메가와트 ㎿ megawatts",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split()} | {
    "미국 달러": "USD",
    "per cent": "percent",
}
STRONG_UNITS = frozenset({"USD", "KRW", "EUR", "JPY", "CNY", "GBP", "INR", "percent", "point"})
"""Units that must agree exactly; others are counters whose names differ between languages."""

COUNTERS = frozenset({"person", "item", "place", "country", "times", "unit", "vote", "seat", "household", "animal", ""})
"""Units in which things are counted rather than measured; "" where none is stated."""

_SYMBOLS = {"%p", "%", "kg", "km", "t", "m", "gw", "mw", "cm", "mm", "ha"}


def _whole(form: str) -> str:
    """A unit in Latin letters ends where its letters end: the m of "10 members" is none."""
    return re.escape(form) + ("(?![A-Za-z])" if form[-1].isascii() and form[-1].isalpha() else "")


_UNIT_KO = "|".join(_whole(form) for form in sorted((form for form in _UNIT_OF if not form.isascii() or form in _SYMBOLS),
                                                    key=len, reverse=True))  # fmt: skip
_UNIT_EN = "|".join(sorted((re.escape(form) for form in _UNIT_OF if form == "%" or (form.isascii() and len(form) > 1)),
                           key=len, reverse=True))  # fmt: skip
_KOREAN = re.compile(
    rf"(?P<about>약|대략|최대|최소)?\s?(?P<number>(?:{_NUM}\s?[천백]\s?)*{_NUM}\s?[천백]?[조억만](?:\s?(?:{_NUM}\s?[천백]?|[천백])[조억만]?)*|{_NUM}[천백]?)"
    rf"\s?(?:여\s?)?(?P<unit>{_UNIT_KO})?",
    re.IGNORECASE,
)
_NATIVE = re.compile(
    r"(?<![가-힣])(?P<number>한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?P<unit>건|개국|나라|개|명|곳|가지|차례|대|기|번째|번|군데)"
)
_SPELLED = re.compile(
    rf"(?<![가-힣\d])(?P<about>약\s|대략\s)?(?P<number>{WRITTEN})\s?(?:여\s?)?(?P<unit>명|원|달러|유로|엔|위안|파운드|건|개|가구|마리|표|톤|미터|킬로미터)"
    r"(?=$|[^가-힣]|[의이은가을를과와에도만씩여당대]|까지|부터|으로|정도|이상|이하|미만|어치|짜리|가량|안팎|규모)"
)
"""Numerals in Hangul only before units, which nothing but a particle or the like follows: "조 원장" is no money."""
_SCALE = "hundred|thousand|million|billion|trillion|bn|mn|tn|k"
_ENGLISH = re.compile(
    rf"(?P<about>\b(?:about|around|nearly|almost|some|approximately|roughly)\s)?(?P<sign>US\$|[$€£¥₩])?\s?"
    rf"(?P<number>{_NUM}|\b(?:{'|'.join(word for word in _WORDS if word.isascii())})\b)"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?(?:\s?(?P<unit>per cent|{_UNIT_EN})(?![A-Za-z]|포인트))?",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"(?P<number>{_NUM})?\s?(?P<small>[천백])?(?P<big>[조억만])?")


@dataclass(frozen=True)
class Quantity:
    """A value with a unit ("" when none is stated); ``text[start:end]`` says it."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    about: bool = False

    def agrees(self, other: Quantity) -> bool:
        """Whether the other quantity states this one: the same value, and no other unit where units must agree."""
        if {self.unit, other.unit} & STRONG_UNITS and self.unit and other.unit and self.unit != other.unit:
            return False
        if self.value == other.value:
            return True
        return self.about and self._rounds(other.value)

    def _rounds(self, value: Decimal) -> bool:
        """Whether a value rounds to this one, at the last digit that this one has other than 0, and is within 5 % of it."""
        exponent = self.value.normalize().as_tuple().exponent
        if not self.value or not isinstance(exponent, int):
            return False
        difference = abs(value - self.value)
        return difference * 2 <= Decimal(10) ** exponent and difference * 20 <= abs(self.value)


def unit_named(word: str) -> str:
    """The unit that a word names; "" for other words."""
    return _UNIT_OF.get(word.lower(), "")


def find_quantities(text: str, masked: list[tuple[int, int]] | None = None) -> list[Quantity]:
    """The quantities of a text, in order.

    :param masked: spans to leave out, such as the dates of the text.
    """
    found: list[Quantity] = []
    taken = list(masked or [])
    for pattern in (_ENGLISH, _KOREAN, _NATIVE, _SPELLED):
        for match in pattern.finditer(text):
            span = (match.start("number"), match.end())
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            if pattern is _ENGLISH and not _english_applies(text, match):
                continue
            found.append(_quantity(pattern, match))
            taken.append((found[-1].start, found[-1].end))
    return sorted(found, key=lambda quantity: quantity.start)


_POINTING = re.compile(r"\b(?:no|this|that|which|each|every|any|some|only)\s+$", re.IGNORECASE)
_OF_SEVERAL = re.compile(r"\s+(?:of|another)\b", re.IGNORECASE)


def _stands_for_a_thing(text: str, match: re.Match[str]) -> bool:
    """Whether "one" counts nothing: one of the largest, one another, no one, the only one."""
    start, end = match.span("number")
    return bool(_OF_SEVERAL.match(text, end) or _POINTING.search(text, max(0, start - 12), start))


def _english_applies(text: str, match: re.Match[str]) -> bool:
    """Digits followed by Hangul are left to the Korean rules, and so is a bare number that they read alike."""
    if match["number"].lower() == "one" and not (match["scale"] or match["unit"]) and _stands_for_a_thing(text, match):
        return False
    follows = text[match.end() : match.end() + 2].lstrip()
    hangul = bool(follows) and "가" <= follows[0] <= "힣"
    return bool(match["scale"] or match["sign"] or match["unit"] or match["number"].isalpha()) and not (
        hangul and not match["unit"] and not match["scale"]
    )


def _quantity(pattern: re.Pattern[str], match: re.Match[str]) -> Quantity:
    groups = match.groupdict()
    if pattern is _ENGLISH:
        value = _plain(match["number"]) * _SCALES_EN.get((match["scale"] or "").lower(), 1)
        unit = _UNIT_OF.get((match["sign"] or match["unit"] or "").lower(), "")
    else:
        value = _READ[pattern](match["number"])
        unit = _UNIT_OF.get((match["unit"] or "").lower(), "")
    start = match.start("sign") if groups.get("sign") else match.start("number")
    return Quantity(start, match.end(), value, unit, about=bool(groups.get("about")))


def _plain(number: str) -> Decimal:
    return Decimal(_WORDS[number.lower()]) if number.lower() in _WORDS else Decimal(number.replace(",", ""))


def _korean_value(written: str) -> Decimal:
    """Sum of groups, each of small pieces times a big scale: 1조 2000억, 3천5백만, 4386억."""
    total = group = Decimal(0)
    for piece in _PIECE.finditer(written):
        if not any(piece.groupdict().values()):
            continue
        number = _plain(piece["number"]) if piece["number"] else Decimal(1) if piece["small"] else Decimal(0)
        group += number * _SCALES_KO.get(piece["small"] or "", Decimal(1))
        if piece["big"]:
            total, group = total + (group or 1) * _SCALES_KO[piece["big"]], Decimal(0)
    return total + group


_READ = {_KOREAN: _korean_value, _NATIVE: _plain, _SPELLED: numeral_value}

_SAY_UNIT = {"USD": "dollars", "KRW": "won", "EUR": "euros", "JPY": "yen", "CNY": "yuan", "GBP": "pounds",
             "percent": "percent", "point": "percentage points", "person": "people", "country": "countries",
             "year": "years", "month": "months", "day": "days", "hour": "hours", "ton": "tonnes", "INR": "rupees",
             "kilogram": "kg", "kilometre": "km", "metre": "m", "gigawatt": "GW", "megawatt": "MW", "times": "times"}  # fmt: skip
_SAY_UNIT_KO = {"USD": "달러", "KRW": "원", "EUR": "유로", "JPY": "엔", "CNY": "위안", "GBP": "파운드", "percent": "%",
                "point": "%포인트", "person": "명", "country": "개국", "year": "년", "month": "개월", "day": "일"}  # fmt: skip


def say_quantity(quantity: Quantity, language: str) -> str:
    """A quantity in words of a language: "300 million dollars", "3억 달러"."""
    about = ("약 " if language == "ko" else "about ") if quantity.about else ""
    if language == "ko":
        return f"{about}{_scaled(quantity.value, (('조', 12), ('억', 8), ('만', 4)), '')}{_SAY_UNIT_KO.get(quantity.unit, '')}"
    number = _scaled(quantity.value, ((" trillion", 12), (" billion", 9), (" million", 6)), "")
    return f"{about}{number} {_SAY_UNIT.get(quantity.unit, '')}".rstrip()


def _scaled(value: Decimal, scales: tuple[tuple[str, int], ...], joint: str) -> str:
    for name, power in scales:
        if value >= 10**power and (power > 8 or value % 10 ** (power - 2) == 0):
            return f"{(value / 10**power).normalize():,f}{joint}{name}"
    return f"{value.normalize():,f}"
