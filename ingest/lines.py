"""The lines of a page, and the parts of a line that belong to different blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.normalise import visible

LINE = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]+")
HANGUL = re.compile(r"[가-힣]")
CLOSED = re.compile(r"[.!?。！？…][\"'”’″」』》)\]]*$")
JOB = r"(?:선임기자|전문기자|수습기자|인턴기자|기자|특파원|통신원|논설위원|편집위원|앵커|PD)"
NAMES = rf"[가-힣]{{2,4}}(?:(?:\s?[·,/]\s?|\s)[가-힣]{{2,4}}){{0,4}}\s?{JOB}"
EMAIL = r"[A-Za-z0-9][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"

_PLACE = r"(?:[\[【〔](?=[^\]】〕\n]{0,40}=)[^\]】〕\n]{2,40}[\]】〕]|\([^()\n]{1,15}=[^()\n]{2,15}\))"
LEAD = re.compile(
    rf"\s*(?:{_PLACE}\s*(?:{NAMES}\s*)?(?:=\s*)?|[\[【〔][^\]】〕\n]{{0,30}}{JOB}\s?[\]】〕]\s*(?:=\s*)?)"
)
LATE_LEAD = re.compile(rf"{_PLACE}\s*{NAMES}\s*=\s*")
"""A dateline behind headlines that were glued to the first paragraph."""
_NEWS_LIST = r"\[[^\]\n]{0,12}(?:핫\s?뉴스|관련\s?기사|주요\s?뉴스|인기\s?기사|이\s?시[각간])[^\]\n]{0,12}\]"
TAIL = re.compile(
    rf"(?:[◎●◆]\s?[가-힣 ]{{2,20}}\s?|(?:[\[(/=]\s?)?{NAMES}\s*[=/(]?\s*)?{EMAIL}|{_NEWS_LIST}|"
    r"[<〈(\[]\s*(?:저작권자|ⓒ|©|copyright)|[▶☞★※]|(?:저작권자|copyright)\s*[ⓒ©(]|무단\s?전재",
    re.IGNORECASE,
)
SIGNED = re.compile(rf"{EMAIL}\s*(?:$|[\[★▶※<〈◎])")
"""An address that closes a line needs no full stop before it."""
STATEMENT = re.compile(r"다\.(?=[\s\"'”’)\[]|$)")
LEAST_REST = 20
"""Characters that must remain beside a lead or tail for a line to be taken apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A span of a page: one printed line, or a part of one, with the blank space after it.

    ``text`` is what a reader sees: trimmed, without invisible characters. ``gap`` says that a blank line follows.
    """

    start: int
    end: int
    text: str
    gap: bool = False

    @property
    def weight(self) -> int:
        """Length in Latin characters: a Hangul syllable says about as much as two letters."""
        return len(self.text) + len(HANGUL.findall(self.text))

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes with a full stop, question or exclamation mark."""
        return CLOSED.search(self.text) is not None and not self.text.endswith(("..", "…"))


def split_lines(text: str) -> list[Line]:
    """Cut a page into lines that together cover it; blank lines belong to the line before them.

    A dateline in front of a paragraph, and an address or notice behind it, become lines of their own.
    """
    spans = [
        (start, end)
        for match in LINE.finditer(text)
        for start, end in _parts(match.group(), match.start())
        if visible(text[start:end]).strip()
    ]
    starts = [0, *(start for start, _ in spans[1:])]
    ends = [*starts[1:], len(text)]
    return [
        Line(at, end, visible(text[start:stop]).strip(), text.count("\n", stop, end) > 1)
        for at, end, (start, stop) in zip(starts, ends, spans, strict=False)
    ]


def _parts(line: str, offset: int) -> list[tuple[int, int]]:
    pieces = list(pairwise(sorted({0, *_datelines(line), len(line)})))
    tails = {start + tail for start, end in pieces for tail in _tail_starts(line[start:end])}
    cuts = sorted({offset + at for start, end in pieces for at in (start, end)} | {offset + tail for tail in tails})
    return list(pairwise(cuts))


def _datelines(line: str) -> list[int]:
    """Where datelines begin and end: in front, or behind headlines that were glued to a paragraph."""
    first = LEAD.match(line)
    found = [*([first] if first else []), *LATE_LEAD.finditer(line, first.end() if first else 0)]
    return [at for match in found if len(line) - match.end() >= LEAST_REST for at in match.span()]


def _tail_starts(line: str) -> list[int]:
    """Where a closing address, notice or list begins; none if prose follows it."""
    marks = [match.start() for match in TAIL.finditer(line) if match.start() >= LEAST_REST]
    signed = {match.start() for match in TAIL.finditer(line) if SIGNED.search(line, match.start(), match.end() + 4)}
    for at, mark in enumerate(marks):
        closes = mark in signed or _closes(line[:mark].rstrip())
        if closes and len(STATEMENT.findall(line, mark)) <= 1:
            return marks[at:]
    return []


def _closes(text: str) -> bool:
    return CLOSED.search(text) is not None
