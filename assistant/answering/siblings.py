"""Things that differ by a number only: the fourth launch and the fifth, unit 3 and unit 4, Chandrayaan-2 and -3."""

from __future__ import annotations

import re

from assistant.question.question import Question
from assistant.text.normalise import fold

_NUMBERED = re.compile(
    r"(?P<before>[^\W\d][^\d]*?[- ]?|)(?P<number>\d+)(?P<after>차|호기|호|번째|단계|기)?", re.IGNORECASE
)


_ORDINALS = {word: number for number, words in enumerate(
    ("첫 first", "두 둘 second", "세 셋 third", "네 넷 fourth", "다섯 fifth", "여섯 sixth", "일곱 seventh", "여덟 eighth", "아홉 ninth",
     "열 tenth"), 1) for word in words.split()}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<![가-힣])(?:({'|'.join(word for word in _ORDINALS if not word.isascii())}|\d+)\s?번?째"
    rf"|\b({'|'.join(word for word in _ORDINALS if word.isascii())}|\d+(?=st|nd|rd|th)))",
)


def names_sibling(question: Question, text: str) -> bool:
    """Whether a text names another of a numbered kind that a question names, and not the one itself."""
    here = fold(text)
    asked, told = _ordinals(fold(question.standalone)), _ordinals(here)
    if asked and told and not asked & told:
        return True
    return any(
        _another(match, here)
        for term in question.terms
        if term.name and (match := _NUMBERED.fullmatch(fold(term.text)))
    )


def _ordinals(text: str) -> set[int]:
    """Ranks that a text names in words or digits: 세 번째, 3번째, 셋째, third, 3rd."""
    found = (match[1] or match[2] for match in _ORDINAL.finditer(text))
    return {_ORDINALS.get(word) or int(word) for word in found}


def _another(asked: re.Match[str], text: str) -> bool:
    before, after = re.escape(asked["before"]), asked["after"] or ""
    if not (before or after):
        return False
    found = re.findall(rf"(?<![\w.,]){before}(\d+){after}(?![\d.,]\d|\d)", text)
    return bool(found) and asked["number"] not in found
