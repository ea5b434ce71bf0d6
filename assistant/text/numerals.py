"""Korean numerals written in Hangul: 만오천, 삼백, 이천만."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SMALL = {"천": 1000, "백": 100, "십": 10}
_BIG = {"조": 10**12, "억": 10**8, "만": 10**4}

NATIVE = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
"""Native Korean numerals as they stand before what they count."""

_DIGIT = f"[{''.join(_DIGITS)}]"
_GROUP = rf"(?:{_DIGIT}?천)?(?:{_DIGIT}?백)?(?:{_DIGIT}?십)?{_DIGIT}?"
WRITTEN = rf"(?=[{''.join(_DIGITS)}천백십조억만\s]*[천백십조억만])(?:{_GROUP}조\s?)?(?:{_GROUP}억\s?)?(?:{_GROUP}만\s?)?{_GROUP}"
"""A pattern of such numerals. It says nothing of what stands beside: most of its syllables are parts of other words too, so that it
must be followed by a unit."""

_PIECE = re.compile(rf"(?P<digit>{_DIGIT})?(?P<small>[천백십])?(?P<big>[조억만])?\s?")


def numeral_value(written: str) -> Decimal:
    """The value of a numeral that ``WRITTEN`` matches: 15000 of 만오천."""
    total = group = 0
    for piece in _PIECE.finditer(written):
        digit, small, big = piece["digit"], piece["small"], piece["big"]
        if digit or small:
            group += _DIGITS.get(digit, 1) * _SMALL.get(small, 1)
        if big:
            total, group = total + (group or 1) * _BIG[big], 0
    return Decimal(total + group)
