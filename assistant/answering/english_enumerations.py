"""Enumerations in English sentences: after words that lead in, and runs of capitalised names anywhere."""

from __future__ import annotations

import re

from assistant.answering.span import Span

_LEADS_IN = (
    r"including|namely|such as|are|were|is|covers?|of|with|between|from|joined|includes?|comprises?|won|signed|named"
)
_LED = re.compile(
    rf"(?:(?::|\b(?:{_LEADS_IN})\b)\s+)"
    r"(?P<items>(?:[^,;:.]{2,60},\s+)+(?:and\s+|or\s+)?[^,;:.]{2,60}|[\w'’ -]{2,40}\s+and\s+[\w'’ -]{2,40})"
)
_NAME = r"(?:the\s)?[A-Z][\w'’&.-]*(?:\s(?:of\s(?:the\s)?)?[A-Z0-9][\w'’&-]*){0,5}"
_BEFORE_NAMES = r"\b(?:Only|Both|Also|Besides|Like|When|While|As|In|On|At|For|With|From|By|Of)\s"
_NAMES = re.compile(rf"(?:{_BEFORE_NAMES})?(?P<items>{_NAME}(?:,\s{_NAME})*,?\s(?:and|or|as well as)\s{_NAME})")
_SPLIT = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or|as well as)\s+")
_PREDICATE = re.compile(
    r"^(?:has|have|had|is|are|was|were|will|would|can|could|may|must|then|which|who|that|it|they|he|she|but|so|because|when"
    r"|while|where|according|among|about)\b",
    re.I,
)
"""What begins a clause and no item; an enumeration ends before it."""

_TAIL = re.compile(
    r"\s+(?:among (?:them|others)|had|has|have|were|was|are|is|will|would|who|which|that|declared|said|took|made|agreed)\b.*$"
)


_VERB_FIRST = re.compile(r"^(?:\w+(?:ed|ing)|made|held|given|taken|put|set|known|expected)\b(?! of)")
"""A participle begins no thing: "were made public on Tuesday, half a year …" lists nothing."""

_RESTART = re.compile(r"^(?:after|before|including|namely|such as|like|especially)\s+(?=\S)", re.I)


def english_enumerations(sentence: str) -> list[list[Span]]:
    """Runs of two or more coordinated phrases."""
    runs = [_pieces(match) for pattern in (_NAMES, _LED) for match in pattern.finditer(sentence)]
    whole = (run for run in runs if len(run) > 1 and not _VERB_FIRST.match(run[0].text))
    unique = {tuple((span.start, span.end) for span in run): run for run in whole}
    return list(unique.values())


def _pieces(match: re.Match[str]) -> list[Span]:
    run: list[Span] = []
    text, start, at = match["items"], match.start("items"), 0
    for gap in [*_SPLIT.finditer(text), None]:
        piece = text[at : gap.start() if gap else len(text)]
        if _PREDICATE.match(piece.strip()):
            break
        words = _TAIL.sub("", piece)
        again = _RESTART.match(words)
        item = Span(start + at, start + at + len(words), words).cut(again.end() if again else 0, _full_stop(words))
        run = [] if again else run
        if item.text:
            run.append(item)
        at = gap.end() if gap else len(text)
    return run


def _full_stop(words: str) -> int:
    """One for a full stop at the end that is none of an abbreviation (U.S.)."""
    return int(bool(re.search(r"[^\W\d_]{2,}\.$", words)))
