"""Clauses of a sentence, roughly: what one predicate says, with its place."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.language import has_hangul

_KOREAN = re.compile(
    r"(?<= )하[고며],?\s+|"
    r"(?<=[가-힣])(?:(?<=[았었했됐였렸났졌왔갔섰켰겼쳤냈뒀줬봤샀썼녔])(?:고|으며|으나|지만|는데|으면서)|(?<![위대통의관인난올당원])해|(?<!안)돼|하고|되고|하며|되며|이며|이고|지만|는데|면서|[다라]고|[다라]며|[다라]면서)"
    r"(?=[ ,”\"’'])[”\"’']?,?\s*|(?<=[.?!])[”\"]\s?(?:이?라고|고|며)\s*|,\s+(?=[^,]{12,})"
)
_ENGLISH = re.compile(
    r"[;:—]\s*|\s–\s|,\s+(?:and|but|while|which|who|whose|as|after|although|though|because|so|where|when|with|saying|adding)\s+|"
    r"\s+(?:but|while|which|who|because|although|though|after|before|when|whereas)\s+"
)


@lru_cache(maxsize=8192)
def clause_spans(sentence: str) -> tuple[tuple[int, int], ...]:
    """Spans of the clauses of a sentence, in order; together they cover it."""
    pattern = _KOREAN if has_hangul(sentence) else _ENGLISH
    ends = [match.end() for match in pattern.finditer(sentence) if 0 < match.end() < len(sentence)]
    starts = [0, *ends]
    return tuple((start, end) for start, end in zip(starts, [*ends, len(sentence)], strict=True) if start < end)
