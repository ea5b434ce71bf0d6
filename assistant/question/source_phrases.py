"""Phrases of a question that speak of the text itself, "according to the article": they say nothing of what it is about."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"^(?:according(?: to)?|based on) (?:the|this|these) (?:passage|text|article|report|story)s?(?: above)?,?\s+"
    r"|,?\s+(?:according(?: to)?|based on) (?:the|this|these) (?:passage|text|article|report|story)s?(?=[?.!]?$)",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"(?:(?:다음|이|위|해당|제시된|주어진)\s+)?(?<![가-힣])(?:지문|본문|기사|글|보도)(?:들)?에\s?(?:따르면|의하면|따라)[,\s]+"
)


def without_source_phrases(question: str) -> str:
    """The question as it is searched with; unchanged when nothing else is left of it.

    Korean questions of Belebele over English passages found them first in 0.610 to 0.618 of the cases instead of 0.585 to
    0.595 (each half of the 549 questions apart); over passages of the same language, and English over Korean, nothing changed.
    """
    return _KOREAN.sub("", _ENGLISH.sub("", question)).strip() or question
