"""Words that say the opposite of each other, in both languages: rose and fell, most and least, 찬성 and 반대."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

Side = tuple[int, int]
"""Which pair (its row), and which of its two sides."""


@cache
def _sides() -> tuple[tuple[re.Pattern[str], ...], ...]:
    rows = files("assistant.text").joinpath("words", "opposites.tsv").read_text(encoding="utf-8").splitlines()
    kept = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return tuple(tuple(_pattern(side) for side in row) for row in kept)


def _pattern(side: str) -> re.Pattern[str]:
    """One pattern of all words of a side: English as whole words, Korean anywhere."""
    words = [word.strip() for word in side.split(",") if word.strip()]
    english = [word for word in words if word.isascii()]
    parts = [rf"\b(?:{'|'.join(english)})\b"] if english else []
    return re.compile("|".join([*parts, *(word for word in words if not word.isascii())]), re.IGNORECASE)


def side_places(text: str) -> list[tuple[Side, int, int]]:
    """All words of a text that have an opposite: which side of which pair, and where."""
    return [
        ((row, side), *match.span())
        for row, pair in enumerate(_sides())
        for side, pattern in enumerate(pair)
        for match in pattern.finditer(text)
    ]


def contradictions(claim: str, source: str) -> list[str]:
    """Words of a claim that stand in a source only by their opposite."""
    mine, theirs = side_places(claim), {side for side, _, _ in side_places(source)}
    own = {side for side, _, _ in mine}
    return [
        claim[start:end]
        for (row, side), start, end in mine
        if (row, 1 - side) in theirs and (row, side) not in theirs and (row, 1 - side) not in own
    ]
