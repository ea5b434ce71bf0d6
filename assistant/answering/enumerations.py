"""Enumerations in a sentence: things in quotation marks, or noun phrases joined by commas and conjunctions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.text.language import has_hangul
from assistant.text.morphemes import Morpheme, morphemes_of

_QUOTED = re.compile(
    r"‘([^‘’\n]{2,60})’|“([^“”\n]{2,60})”|「([^」\n]{2,60})」|『([^』\n]{2,60})』|(?<!\w)'([^'\n]{2,60})'(?!\w)|\"([^\"\n]{2,60})\""
)
_PHRASE = frozenset(
    {"NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "JKG", "SSO", "SSC", "SW", "MM", "XSM", "UN"}
)
_ETC = frozenset({"등", "등등"})
_LEADS_IN = (
    r"including|namely|such as|are|were|is|covers?|cover|in|for|of|on|with|by|to|between|after|before|from|joined|includes?"
    r"|comprises?|won|signed|named"
)
_ENGLISH = re.compile(
    rf"(?:(?::|\b(?:{_LEADS_IN})\b)\s+)"
    r"(?P<items>(?:[^,;:.]{2,60},\s+)+(?:and\s+|or\s+)?[^,;:.]{2,60}|[\w'’ -]{2,40}\s+and\s+[\w'’ -]{2,40})"
)
_SPLIT_EN = re.compile(r",\s+(?:and\s+|or\s+)?|\s+and\s+")


@dataclass(frozen=True)
class Span:
    """A stretch of a sentence: ``sentence[start:end] == text``."""

    start: int
    end: int
    text: str


def quoted(sentence: str) -> list[Span]:
    """Short phrases in quotation marks, without the marks; speech of a sentence's length is not short."""
    spans = []
    for match in _QUOTED.finditer(sentence):
        group = next(number for number, text in enumerate(match.groups(), 1) if text)
        spans.append(Span(match.start(group), match.end(group), match[group]))
    return spans


def enumerations(sentence: str) -> list[list[Span]]:
    """Runs of two or more coordinated noun phrases, longest first."""
    found = _korean(sentence) if has_hangul(sentence) else _english(sentence)
    return sorted(found, key=lambda run: -len(run))


def _korean(sentence: str) -> list[list[Span]]:
    """Runs by every joint, and where commas part a run also by commas alone: A·B, C·D are four things or two."""
    morphemes = morphemes_of(sentence)
    fine = _runs(sentence, morphemes, _joins)
    return fine + [run for run in _runs(sentence, morphemes, _comma) if run not in fine]


def _runs(sentence: str, morphemes: Sequence[Morpheme], joins: Callable[[Morpheme], bool]) -> list[list[Span]]:
    runs: list[list[Span]] = []
    run: list[Span] = []
    phrase: list[Morpheme] = []
    weak = False  # the last joint was 와/과 alone, which also means "with"
    for morpheme in [*morphemes, Morpheme("", "END", len(sentence), len(sentence))]:
        if _in_phrase(morpheme, joins):
            phrase.append(morpheme)
            continue
        if phrase:
            run.append(_span(sentence, phrase))
            phrase = []
        if joins(morpheme) and run:
            weak = weak or morpheme.tag == "JKB"
            continue
        if len(run) > (2 if weak else 1):
            runs.append(run)
        run, weak = [], False
    return runs


def _in_phrase(morpheme: Morpheme, joins: Callable[[Morpheme], bool]) -> bool:
    if morpheme.form in _ETC:
        return False
    return morpheme.tag in _PHRASE or (_joins(morpheme) and not joins(morpheme))


def _comma(morpheme: Morpheme) -> bool:
    return morpheme.tag == "SP" and morpheme.form == ","


def _joins(morpheme: Morpheme) -> bool:
    return (
        morpheme.tag == "JC"
        or (morpheme.tag == "SP" and morpheme.form in {",", "·", "/", "ꞏ"})
        or (morpheme.tag == "JKB" and morpheme.form in {"와", "과"})
        or morpheme.form in {"및", "그리고"}
    )


def _span(sentence: str, phrase: list[Morpheme]) -> Span:
    start, end = phrase[0].start, phrase[-1].end
    text = sentence[start:end]
    lead = len(text) - len(text.lstrip("‘“「『'\" "))
    tail = len(text) - len(text.rstrip("’”」』'\" "))
    return Span(start + lead, end - tail, text[lead : len(text) - tail])


def _english(sentence: str) -> list[list[Span]]:
    runs = []
    for match in _ENGLISH.finditer(sentence):
        start, run = match.start("items"), []
        at = 0
        text = match["items"]
        for gap in [*_SPLIT_EN.finditer(text), None]:
            end = gap.start() if gap else len(text)
            piece = text[at:end]
            trimmed = piece.strip()
            offset = start + at + len(piece) - len(piece.lstrip())
            if trimmed:
                run.append(Span(offset, offset + len(trimmed), trimmed))
            at = gap.end() if gap else end
        if len(run) > 1:
            runs.append(run)
    return runs
