"""What each line of a page looks like, taken alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum, auto

from ingest.line import Line
from ingest.newspapers.newspaper import Newspaper
from ingest.rules import captions, dates, frame, names, rights
from ingest.rules.broadcast import is_speaker
from ingest.rules.rates import is_rate

STATEMENT = re.compile(r"(?:다|요)\.(?!\d)")
INNER_END = re.compile(r"[.!?][\"'”’)»“]*\s+(?=[\"'“‘(«„»¿¡A-ZÀ-ÖØ-Þ\u0391-\u03a9\u0410-\u042f가-힣0-9])|[。।۔။។]")
UNSPACED = re.compile(r"[가-힣\u3041-\u30ff\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts in which few spaces part the words, so that words are not counted: Hangul, kana, Chinese, Thai to Khmer."""
LEAST_PROSE = 45
"""Least weight (see :attr:`Line.weight`) of a line of prose."""
LEAST_HEADLINE = 12
"""Least weight of a line that may be a headline."""
LONGEST_HEADLINE = 240
UNSTOPPED = 120
"""Weight from which a line that ends in a verb but no full stop is prose; headlines end so too, and are shorter."""
OPEN_PROSE = 160
"""Weight from which a line is prose though no full stop closes it."""


class Trait(Enum):
    """The look of a line. What it is in the end also depends on where it stands."""

    PROSE = auto()
    SENTENCE = auto()
    """A sentence too short to tell prose from a button or a motto."""
    HEADLINE = auto()
    """Several words without a full stop: a headline, a deck, a subheading, or a title in a list."""
    SHORT = auto()
    DATE = auto()
    BYLINE = auto()
    CUE = auto()
    CREDIT = auto()
    CAPTION = auto()
    ECHO = auto()
    """A caption once more."""
    TOOL = auto()
    APPEAL = auto()
    LEGAL = auto()
    """Prose that speaks to the reader about cookies and accounts; part of an article only if it stands amid one."""
    RIGHTS = auto()
    RELATED = auto()
    POLL = auto()
    COMMENTS = auto()
    BEGIN = auto()
    """What a newspaper is known to print right above the text."""
    END = auto()
    """What a newspaper is known to print below its articles."""
    BOX = auto()
    """Part of a box inside the text, which goes on behind it."""
    LISTED = auto()
    """Part of such a box that names other articles."""


MAY_CAPTION = frozenset({Trait.PROSE, Trait.SENTENCE, Trait.HEADLINE})
REFRAIN, LONGEST_REFRAIN = 3, 200
"""How often, and up to which weight, a line is printed for it to be part of the frame."""
LONGEST_CAPTION = 200
"""Longest line, in characters, that counts as a caption for standing behind "enlarge" alone."""

LONGEST_NOTICE = 100
"""Characters from which two sentences and no sign of copyright make a report, not a notice."""


def _tells(text: str) -> bool:
    return len(text) > LONGEST_NOTICE and len(STATEMENT.findall(text)) >= 2 and not any(sign in text for sign in "ⓒ©")


Test = Callable[[str], bool]
TESTS: tuple[tuple[Trait, Test], ...] = (
    (Trait.RELATED, frame.is_related_heading),
    (Trait.POLL, frame.is_poll),
    (Trait.CUE, captions.is_cue),
    (Trait.CAPTION, captions.is_signed),
    (Trait.RIGHTS, lambda text: rights.is_rights(text) and not _tells(text)),
    (Trait.TOOL, is_speaker),
    (Trait.SENTENCE, is_rate),
    (Trait.BYLINE, names.is_dateline),
    (Trait.CREDIT, captions.is_credit),
    (Trait.DATE, dates.is_date_line),
    (Trait.BYLINE, names.is_byline),
    (Trait.COMMENTS, frame.is_comments),
    (Trait.TOOL, frame.is_tool),
    (Trait.APPEAL, frame.is_appeal),
    (Trait.CAPTION, captions.is_caption),
)
"""Asked in this order; the first that says yes decides."""
TOLD = {
    "menu": Trait.TOOL,
    "related": Trait.RELATED,
    "poll": Trait.POLL,
    "copyright": Trait.RIGHTS,
    "caption": Trait.CAPTION,
    "credit": Trait.CREDIT,
    "byline": Trait.BYLINE,
    "date": Trait.DATE,
    "comments": Trait.COMMENTS,
    "other": Trait.APPEAL,
    "begin": Trait.BEGIN,
    "end": Trait.END,
}
"""The looks of the kinds that a newspaper's file names."""
CLOSING = frozenset({Trait.RIGHTS, Trait.RELATED, Trait.POLL, Trait.COMMENTS, Trait.BYLINE, Trait.CREDIT})
"""Looks that a line keeps though its newspaper names it as an end: what it is called is known better so."""


def traits_of(lines: Sequence[Line], newspaper: Newspaper | None = None) -> list[Trait]:
    """The look of every line, captions settled by their neighbours.

    :param newspaper: whose page it is, if that is known: what its file says of a line counts first.
    """
    traits = [_told(line, newspaper) if newspaper else trait_of(line) for line in lines]
    for at in range(len(lines) - 1):
        if traits[at] is Trait.HEADLINE and _is_wrapped(lines[at], lines[at + 1]):
            traits[at] = Trait.PROSE
    _mark_roles(lines, traits)
    _mark_refrains(lines, traits)
    for at, trait in enumerate(traits):
        if trait is Trait.CUE:
            _mark_caption(lines, traits, at + 1)
        elif at and at + 1 < len(lines):
            _mark_pictured(lines, traits, at)
    for at, trait in enumerate(traits):
        if trait is Trait.CAPTION or trait in MAY_CAPTION:
            _mark_echoes(lines, traits, at)
    return traits


def trait_of(line: Line) -> Trait:
    """The look of one line."""
    for trait, test in TESTS:
        if test(line.text):
            return trait
    if _is_prose(line):
        return Trait.LEGAL if frame.is_legal(line.text) else Trait.PROSE
    if line.ends_sentence and _words(line.text) >= 2:
        return Trait.SENTENCE
    headline = LEAST_HEADLINE <= line.weight <= LONGEST_HEADLINE and _words(line.text) >= 2
    return Trait.HEADLINE if headline else Trait.SHORT


def is_end(line: Line, newspaper: Newspaper) -> bool:
    """Whether a newspaper's file names a line as one below its articles."""
    return _kind(line, newspaper) == "end"


def _kind(line: Line, newspaper: Newspaper) -> str:
    return newspaper.kind_of(line.text.strip(frame.BULLETS)) or newspaper.kind_of(line.text)


def _told(line: Line, newspaper: Newspaper) -> Trait:
    told = TOLD.get(_kind(line, newspaper))
    if told is None or told in (Trait.BEGIN, Trait.END):
        general = trait_of(line)
        return general if told is None or general in CLOSING else told
    return told


def _is_prose(line: Line) -> bool:
    if line.weight < LEAST_PROSE:
        return False
    closed = line.ends_sentence or (line.weight >= UNSTOPPED and line.text.endswith(("다", "다”", '다"')))
    if closed and (UNSPACED.search(line.text) or _words(line.text) >= 7):
        return True
    return line.weight >= OPEN_PROSE and (INNER_END.search(line.text) or STATEMENT.search(line.text)) is not None


def _is_wrapped(line: Line, following: Line) -> bool:
    """Whether an English sentence runs on in the next line."""
    return not line.gap and line.weight >= LEAST_PROSE and following.text[:1].islower()


def _mark_roles(lines: Sequence[Line], traits: list[Trait]) -> None:
    """A name above what its bearer does, or above an address, is a byline."""
    plain = (Trait.HEADLINE, Trait.SHORT)
    for at in range(len(lines) - 1):
        named = traits[at] in plain and names.is_name(lines[at].text)
        below = lines[at + 1].text
        if named and traits[at + 1] in (*plain, Trait.BYLINE) and (names.is_role(below) or names.is_address(below)):
            traits[at] = traits[at + 1] = Trait.BYLINE


def _mark_refrains(lines: Sequence[Line], traits: list[Trait]) -> None:
    """What a page prints three times and more belongs to its frame; the first time it may still be a headline."""
    times = Counter(line.text for line in lines)
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if traits[at] in MAY_CAPTION and times[line.text] >= REFRAIN and line.weight <= LONGEST_REFRAIN:
            traits[at] = Trait.TOOL if line.text in seen else traits[at]
            seen.add(line.text)


def _mark_caption(lines: Sequence[Line], traits: list[Trait], at: int) -> None:
    """Behind "enlarge" stands a caption, if the line is short enough for one."""
    while at < len(lines) and traits[at] in (Trait.CUE, Trait.CREDIT):
        at += 1
    if at < len(lines) and traits[at] in MAY_CAPTION and len(lines[at].text) <= LONGEST_CAPTION:
        traits[at] = Trait.CAPTION


def _mark_pictured(lines: Sequence[Line], traits: list[Trait], at: int) -> None:
    """What a picture shows, said without a verb amid paragraphs: below an agency's name alone, or before the name and
    address of who took it, glued to it ("… 전경. 가온=홍길동 기자 …").
    """
    signed = lines[at].glued and names.is_taken(lines[at + 1].text)
    unsaid = traits[at] in (Trait.HEADLINE, Trait.SHORT) or (
        traits[at] in MAY_CAPTION and captions.is_unsaid(lines[at].text)
    )
    told = traits[at] is Trait.HEADLINE and traits[at - 1] is Trait.CREDIT and lines[at].weight >= LEAST_PROSE
    if signed and unsaid and Trait.PROSE in traits[at + 2 : at + 5]:
        traits[at : at + 2] = Trait.CAPTION, Trait.CREDIT
    elif told and Trait.PROSE in traits[:at] and traits[at + 1] is Trait.PROSE:
        traits[at] = Trait.CAPTION


def _mark_echoes(lines: Sequence[Line], traits: list[Trait], at: int) -> None:
    """A caption is often printed twice, once without its credit: only the fuller one is kept.

    No paragraph is printed twice in a row, so a sentence that is must be a caption.
    """
    caption = lines[at].text
    for other in range(at + 1, min(at + 4, len(lines))):
        echo = lines[other].text
        if _repeats(caption, echo) and (traits[at] is Trait.CAPTION or caption != echo or lines[at].ends_sentence):
            fuller, lesser = (at, other) if len(caption) >= len(echo) else (other, at)
            traits[fuller], traits[lesser] = Trait.CAPTION, Trait.ECHO
        elif traits[at] is Trait.CAPTION and 2 <= len(echo) <= 40 and caption.endswith(echo):
            traits[other] = Trait.ECHO
        elif traits[other] in MAY_CAPTION:
            break


def _repeats(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 12 and long.startswith(short) and len(long) - len(short) <= 60


def _words(text: str) -> int:
    return len(text.split())
