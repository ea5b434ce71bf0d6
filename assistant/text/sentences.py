"""Sentences as spans, Korean by Kiwi and English by rules; line ends always end one."""

from __future__ import annotations

import re

from assistant.text.language import has_hangul
from assistant.text.morphemes import split_sentences

_LINE = re.compile(r"[^\n]+")
_ENGLISH_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct"
    r"|Nov|Dec|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|U\.N)|\b[A-Z])\.$"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text, in order, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        part = line.group()
        pieces = split_sentences(part) if has_hangul(part) else _english_spans(part)
        for start, end in pieces:
            trimmed = _trim(text, line.start() + start, line.start() + end)
            if trimmed is not None:
                spans.append(trimmed)
    return spans


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
