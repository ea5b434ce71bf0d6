"""Rules that read the words of date phrases, and how a language says from when to when."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.periods.fields import Fields

LOOK_BACK = 40
"""Characters before a phrase in which the words that bound it are looked for; more would take long in a long text."""

Reader = Callable[[re.Match[str], date], Fields | None]
"""What the words that a pattern matched state, against today; ``None`` when they are no date after all."""


@dataclass(frozen=True)
class Found:
    """Words at ``text[start:end]`` and what they state."""

    start: int
    end: int
    fields: Fields


@dataclass(frozen=True)
class Rule:
    """A pattern and its reader. Where two rules match the same words, the earlier rule has them."""

    pattern: re.Pattern[str]
    read: Reader


@dataclass(frozen=True)
class Language:
    """How a language writes date phrases.

    ``joint`` is what may stand between the words of one phrase. ``before`` and ``after`` map a bound ("since", "from_",
    "until", "before", "after") to the pattern of the words before or after a phrase that set it. ``between`` holds, for
    each way to name two ends, what stands before the first, between both, and after the second.
    """

    rules: Sequence[Rule]
    joint: re.Pattern[str]
    before: Sequence[tuple[str, re.Pattern[str]]]
    after: Sequence[tuple[str, re.Pattern[str]]]
    between: Sequence[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]
    ahead: re.Pattern[str]


def find_words(text: str, rules: Sequence[Rule], today: date) -> list[Found]:
    """The words of date phrases, in order, none overlapping."""
    found: list[Found] = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            if any(match.start() < word.end and word.start < match.end() for word in found):
                continue
            try:
                read = rule.read(match, today)
            except ValueError:  # a day that no calendar has, such as that of "990 years ago"
                continue
            if read is not None:
                found.append(Found(match.start(), match.end(), read))
    return sorted(found, key=lambda word: word.start)


def grouped(text: str, words: Sequence[Found], joint: re.Pattern[str]) -> list[Found]:
    """Words that together name one period, put together; what names none by itself is left out."""
    groups: list[Found] = []
    for word in words:
        last = groups[-1] if groups else None
        near = last is not None and joint.fullmatch(text, last.end, word.start) is not None
        both = last.fields.joined(word.fields) if last is not None and near else None
        if last is not None and both is not None:
            groups[-1] = Found(last.start, word.end, both)
        else:
            groups.append(word)
    return [group for group in groups if not group.fields.weak]
