"""What belongs to an item of an enumeration, and what to the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.span import Span
from assistant.answering.window import window
from assistant.question.terms import Term
from assistant.text.dates import find_dates
from assistant.text.normalise import fold

_COUNT = re.compile(r"\s?(?:모두\s|등\s)?\d+\s?(?:개국|개사|개|명|곳|건|종|가지|기|팀|편|인)$")
_ONLY_COUNT = re.compile(r"^(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s?[\w가-힣]{0,12}$", re.I)
_STRAY = re.compile(r"^(?:them|it|this|that|these|those|others?|이것|그것)$|^[^(（]*[)）]|[(（][^)）]*$", re.I)
"""Words that only point at things, and half a pair of brackets."""

_NOT_ITEMS = re.compile(r"\s?(?:등|외)$")


def trimmed(span: Span, targets: Sequence[Term]) -> Span | None:
    """An item without a date before it, and without a number and the target's own name after it; ``None`` if no more is left.

    "장용성 위원 2명" is "장용성" where members are asked for, "칠레 3개국" is "칠레", and "22 countries" is no item.
    """
    counted = _COUNT.search(span.text)
    own = _without_date(span.cut(after=len(counted[0])) if counted and counted.start() > 0 else span)
    own = own.cut(after=len(found[0])) if (found := _NOT_ITEMS.search(own.text)) else own
    if not own.text or _STRAY.search(own.text) or _only_counts(own.text):
        return None
    if counted and (named := _target_after(own.text, targets)):
        own = own.cut(after=named)
    return None if not own.text or _is_target(own.text, targets) else own


def _only_counts(text: str) -> bool:
    """A number with a common word, "22 countries", and not "Apollo 11" or "Four Seasons"."""
    return _ONLY_COUNT.match(text) is not None and (text[0].isdigit() or text.islower())


def _without_date(span: Span) -> Span:
    first = next(iter(find_dates(span.text)), None)
    if first is None or first.start > 0 or first.end >= len(span.text):
        return span
    return span.cut(before=first.end)


def _target_after(text: str, targets: Sequence[Term]) -> int:
    """Characters at the end that are a last word with the name of the target: the 위원 of "장용성 위원"."""
    words = text.split()
    if len(words) < 2 or not any(window(words[-1]).names(term) or _part_of(words[-1], term) for term in targets):
        return 0
    return len(words[-1])


def _part_of(word: str, term: Term) -> bool:
    """Whether a word is the end of the target's name: 위원 of 금통위원."""
    return len(word) > 1 and any(form.endswith(fold(word)) for form in term.forms)


def _is_target(text: str, targets: Sequence[Term]) -> bool:
    """Whether a phrase is the target's own name with a number, such as "five pillars"."""
    return any(re.sub(r"[\d\s]|개|건", "", fold(text)) in term.forms for term in targets)
