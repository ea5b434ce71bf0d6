"""Sentences as spans, Korean by Kiwi and English by rules; line ends always end one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.language import has_hangul
from assistant.text.morphemes import split_sentences

_LINE = re.compile(r"[^\n]+")
_ENGLISH_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct"
    r"|Nov|Dec|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N)|\b[A-Z])\.$"
)

_CLOSING = "’”」』》〉\"'"
_PARTICLE = (
    r"(?:에게서|으로부터|이라는|이라고|이라며|에서|에게|부터|까지|으로|처럼|보다|라는|라고|라며|면서|이란|이나|이며|"
    r"은|는|을|를|의|에|로|와|과|도|만|고|며|란)"
)
_GOES_ON = re.compile(rf"{_PARTICLE}(?![가-힣])|{_PARTICLE}[가-힣]{{0,2}}(?=[\s,.])")
"""A particle right behind a closing mark. "이", "가" and "나" are left out: they begin sentences too."""
_ENDS_INSIDE = re.compile(rf"[.!?][{_CLOSING}]$")
_QUOTED = re.compile(rf"(?<=[가-힣][.!?])\s+(?=[‘“「『《〈\"'][^‘’“”「」『』《》〈〉\"']{{1,80}}[{_CLOSING}]$)")
"""Where a sentence ends in front of what is quoted at the end of a text."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text, in order, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        part = line.group()
        pieces = _mended(part, split_sentences(part)) if has_hangul(part) else _english_spans(part)
        for start, end in pieces:
            trimmed = _trim(text, line.start() + start, line.start() + end)
            if trimmed is not None:
                spans.append(trimmed)
    return spans


def _mended(line: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences without breaks between a closing quotation mark and its particle, where Kiwi puts some."""
    mended: list[tuple[int, int]] = []
    for start, end in pieces:
        if not mended or mended[-1][1] != start or not _is_broken(line, mended[-1], start):
            mended.append((start, end))
            continue
        first, _ = mended.pop()
        missed = _QUOTED.search(line[first:start])  # the break that belongs in front of the quoted words
        if missed:
            mended.append((first, first + missed.start()))
            first += missed.end()
        mended.append((first, end))
    return mended


def _is_broken(line: str, before: tuple[int, int], start: int) -> bool:
    told = line[slice(*before)]
    if told[-1:] not in tuple(_CLOSING) or not has_hangul(line[start : start + 1]):
        return False
    return _ENDS_INSIDE.search(told) is None or _GOES_ON.match(line, start) is not None


def _english_spans(line: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in _ENGLISH_END.finditer(line):
        if not _ABBREVIATION.search(line[start : gap.start()]):
            spans.append((start, gap.end()))
            start = gap.end()
    spans.append((start, len(line)))
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
