"""Facts as fixtures state them: words, a number with its unit (``number:3억 달러``), or a date (``date:2023-05-25``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from assistant.evaluation.matching import contains, without_marks
from assistant.text.dates import DateMention, find_dates
from assistant.text.numbers import Quantity, find_quantities

NUMBER, DATE = "number:", "date:"
"""What an alternative begins with that is compared by value rather than by letters."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def says(text: str, alternative: str, anchor: date | None = None) -> bool:
    """Whether a text says one alternative of a fact.

    :param anchor: the day the cited article was published, against which "지난 5일" or "yesterday" is read.
    """
    if alternative.startswith(NUMBER):
        return any(_equal(_number(alternative), said) for said in quantities_of(without_marks(text), anchor))
    if alternative.startswith(DATE):
        return any(_states(said, _date(alternative)) for said in find_dates(without_marks(text), anchor))
    return contains(text, alternative)


def says_any(text: str, alternatives: Iterable[str], anchor: date | None = None) -> bool:
    """Whether a text says one of the alternatives."""
    return any(says(text, alternative, anchor) for alternative in alternatives)


def missing_from(facts: Sequence[Sequence[str]], text: str, anchor: date | None = None) -> list[str]:
    """The facts, each by its first alternative, that a text does not say."""
    return [fact[0] for fact in facts if not says_any(text, fact, anchor)]


def require_known(alternative: str) -> None:
    """Refuse an alternative with a number or date that cannot be read.

    :raises ValueError: saying what is wrong with it.
    """
    if alternative.startswith(NUMBER):
        _number(alternative)
    if alternative.startswith(DATE):
        _date(alternative)


def quantities_of(text: str, anchor: date | None = None) -> list[Quantity]:
    """The quantities of a text that are not parts of its dates."""
    return find_quantities(text, [(said.start, said.end) for said in find_dates(text, anchor)])


@lru_cache(maxsize=4096)
def _number(alternative: str) -> Quantity:
    found = find_quantities(alternative.removeprefix(NUMBER).strip())
    if len(found) != 1:
        raise ValueError(f"{alternative!r} holds {len(found)} numbers, not one (such as 'number:3억 달러')")
    return found[0]


@lru_cache(maxsize=4096)
def _date(alternative: str) -> DateMention:
    found = _ISO.fullmatch(alternative.removeprefix(DATE).strip())
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        date(*(*parts, 1, 1)[:3])
    except (TypeError, ValueError):
        parts = []
    if not parts:
        raise ValueError(f"{alternative!r} is no date (such as 'date:2023-05-25', 'date:2023-05' or 'date:2023')")
    return DateMention(0, 0, *parts)


def _equal(wanted: Quantity, said: Quantity) -> bool:
    """The same value; a unit that the fixture names must be named, since 3 is not 3 dollars."""
    return wanted.agrees(said) and (not wanted.unit or bool(said.unit))


def _states(said: DateMention, wanted: DateMention) -> bool:
    """Whether a date states the finest part that is wanted, and contradicts none: "May 25" will do for 2023-05-25."""
    pairs = [(theirs, mine) for theirs, mine in zip(said.parts, wanted.parts, strict=True) if mine is not None]
    return pairs[-1][0] is not None and all(theirs in (None, mine) for theirs, mine in pairs)
