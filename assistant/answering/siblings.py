"""Things that differ by a number only: the fourth launch and the fifth, unit 3 and unit 4, Chandrayaan-2 and -3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.terms import Term
from assistant.text.normalise import fold

_NUMBERED = re.compile(
    r"(?P<before>[^\W\d][^\d]*?[- ]?|)(?P<number>\d+)(?P<after>차|호기|호|번째|단계|기)?", re.IGNORECASE
)


def names_sibling(terms: Sequence[Term], text: str) -> bool:
    """Whether a text names another of a numbered kind that a question names, and not the one itself."""
    here = fold(text)
    return any(_another(match, here) for term in terms if term.name and (match := _NUMBERED.fullmatch(fold(term.text))))


def _another(asked: re.Match[str], text: str) -> bool:
    before, after = re.escape(asked["before"]), asked["after"] or ""
    if not (before or after):
        return False
    found = re.findall(rf"(?<![\w.,]){before}(\d+){after}(?![\d.,]\d|\d)", text)
    return bool(found) and asked["number"] not in found
