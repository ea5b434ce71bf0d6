"""Two wordings of one sentence, and the fact in which they differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from functools import cached_property

from assistant.library.shingles import letters
from assistant.library.turns import turned
from assistant.text.dates import DateMention, find_dates
from assistant.text.morphemes import NOUNS, morphemes_of
from assistant.text.numbers import STRONG_UNITS, Quantity, find_quantities

SLOT = 3
"""Words at most on each side of a replacement that can be another name, or number, for another thing."""

FEWEST_DIGITS = 2
"""Significant digits that a rounded number keeps at least: 43% for 43.1%, but not 3 for 3.2."""

_BARE_DAY = re.compile(r"(?:(?:지난|오는)\s)?\d{1,2}일")
_CURRENCIES = STRONG_UNITS - {"percent", "point"}


@dataclass(frozen=True)
class Said:
    """A number or date with the words that say it."""

    what: Quantity | DateMention
    text: str
    start: int

    def same(self, other: Said) -> bool:
        """Whether one states the other: a rounded number, a bare day ("17일") of any month."""
        if isinstance(self.what, Quantity) and isinstance(other.what, Quantity):
            return _same_quantity(self.what, other.what)
        if isinstance(self.what, DateMention) and isinstance(other.what, DateMention):
            bare = _BARE_DAY.fullmatch(self.text) or _BARE_DAY.fullmatch(other.text)
            stated = self.what.agrees(other.what) or other.what.agrees(self.what)
            return stated or (bool(bare) and self.what.day == other.what.day)
        return False

    def rivals(self, other: Said) -> bool:
        """Whether it could stand where the other does: in the same unit; both a day, or a month, or a year."""
        if isinstance(self.what, Quantity) and isinstance(other.what, Quantity):
            return _comparable(self.what, other.what)
        if isinstance(self.what, DateMention) and isinstance(other.what, DateMention):
            return [part is None for part in self.what.parts] == [part is None for part in other.what.parts]
        return False


@dataclass(frozen=True)
class Wording:
    """A sentence and the day from which its dates are to be understood."""

    text: str
    day: date | None = None

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words, with their places."""
        return list(re.finditer(r"\S+", self.text))

    @cached_property
    def values(self) -> list[Said]:
        """Its dates and its other numbers."""
        dates = find_dates(self.text, self.day)
        numbers = find_quantities(self.text, [(each.start, each.end) for each in dates])
        found: list[Quantity | DateMention] = [*dates, *numbers]
        return [Said(each, self.text[each.start : each.end], each.start) for each in found]

    @cached_property
    def nouns(self) -> list[list[tuple[str, bool]]]:
        """The nouns of each word, and whether each is a name: a proper noun, or Latin letters with a capital.

        Common ones of one syllable are left out: they name little, and analysers find them everywhere. Family names
        are proper nouns of one syllable.
        """
        found: list[list[tuple[str, bool]]] = [[] for _ in self.words]
        ends = [word.end() for word in self.words]
        for morpheme in morphemes_of(self.text):
            if morpheme.tag in NOUNS and morpheme.tag != "SN" and (morpheme.tag == "NNP" or len(morpheme.form) > 1):
                name = morpheme.tag == "NNP" or (morpheme.tag == "SL" and morpheme.form[:1].isupper())
                found[min(bisect_right(ends, morpheme.start), len(ends) - 1)].append((letters(morpheme.form), name))
        return found

    def part(self, first: int, last: int) -> str:
        """Some of its words, as letters."""
        return letters(" ".join(word.group() for word in self.words[first:last]))

    def said(self, first: int, last: int) -> str:
        """Some of its words as they stand."""
        return " ".join(word.group() for word in self.words[first:last])

    def values_in(self, first: int, last: int) -> list[Said]:
        """The values that begin in some of its words."""
        return [each for each in self.values if self.words[first].start() <= each.start < self.words[last - 1].end()]


def difference(one: Wording, other: Wording) -> str:
    """A number, date, name or turn in whose place the other has another one, as "9억 ≠ 3억"; empty when there is none."""
    found = _rivals(one.values, other.values)
    if found:
        return found
    for start, end, first, last in _slots(one, other):
        found = turned(one.said(start, end), other.said(first, last))
        if not found and start < end and first < last:
            found = _rivals(one.values_in(start, end), other.values_in(first, last))
            found = found or _other_name(one, other, (start, end), (first, last))
        if found:
            return found
    return ""


def _slots(one: Wording, other: Wording) -> Iterator[tuple[int, int, int, int]]:
    """Short runs of words of one that stand in the place of short runs of the other, or that only one of them has."""
    words, others = [word.group() for word in one.words], [word.group() for word in other.words]
    for kind, start, end, first, last in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind != "equal" and max(end - start, last - first) <= SLOT:
            yield start, end, first, last


def _rivals(some: Sequence[Said], others: Sequence[Said]) -> str:
    """Two values that only one of the sides states each, and that could stand for one another."""
    mine = [each for each in some if not any(map(each.same, others))]
    theirs = [each for each in others if not any(map(each.same, some))]
    for said in mine:
        for instead in theirs:
            if said.rivals(instead):
                return f"{said.text} ≠ {instead.text}"
    return ""


def _same_quantity(one: Quantity, other: Quantity) -> bool:
    return one.agrees(other) or other.agrees(one) or (one.unit == other.unit and _rounded(one, other))


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the one with fewer digits is the other one rounded, or cut off."""
    values = sorted((one.value.normalize(), other.value.normalize()), key=lambda value: len(value.as_tuple().digits))
    fewer, more = values
    kept = len(fewer.as_tuple().digits)
    if kept < FEWEST_DIGITS or kept == len(more.as_tuple().digits) or fewer.adjusted() != more.adjusted():
        return False
    step = Decimal(1).scaleb(fewer.adjusted() - kept + 1)
    return fewer in (more.quantize(step, ROUND_HALF_UP), more.quantize(step, ROUND_DOWN))


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether one could stand where the other does: the same unit, two currencies, or no unit beside a strong one."""
    units = {one.unit, other.unit}
    return len(units) == 1 or units <= _CURRENCIES or ("" in units and bool(units & STRONG_UNITS))


def _other_name(one: Wording, other: Wording, here: tuple[int, int], there: tuple[int, int]) -> str:
    """A name in whose place the other has another one; where as many words are replaced, another noun will do.

    Analysers take many names for common nouns, so one name of the two is enough there.
    """
    mine = _strangers(one, here, other, there)
    theirs = _strangers(other, there, one, here)
    alike = here[1] - here[0] == there[1] - there[0]
    for name, proper in mine:
        for instead, proper_too in theirs:
            if (proper and proper_too) or (alike and (proper or proper_too)):
                return f"{name} ≠ {instead}"
    return ""


def _strangers(one: Wording, here: tuple[int, int], other: Wording, there: tuple[int, int]) -> list[tuple[str, bool]]:
    """Nouns of some words that the words in their place neither say, nor have in short or in full."""
    said = other.part(*there)
    others = [noun for nouns in other.nouns[slice(*there)] for noun, _ in nouns]
    return [
        (noun, proper)
        for nouns in one.nouns[slice(*here)]
        for noun, proper in nouns
        if noun and noun not in said and not any(_short_for(noun, each) for each in others)
    ]


def _short_for(one: str, other: str) -> bool:
    """Whether the letters of one stand in the other in their order: 한은 for 한국은행."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(letter in rest for letter in shorter)
