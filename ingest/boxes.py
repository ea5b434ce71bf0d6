"""Boxes inside a text that it goes on behind: promotions that say where they end, lists of links, promoted lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.line import Line
from ingest.region import TEXT
from ingest.traits import Trait

SKIPPED = re.compile(r"skip\spast\s(?P<name>[\w\s-]{3,40})", re.IGNORECASE)
"""The first line of a box that a reader with a screen reader may skip; it ends with "after" and the same name."""
LIST_OPEN = re.compile(r"list\s(?:of\s\d{1,2}\sitems?|1\sof\s\d{1,2}\b.{0,240})", re.IGNORECASE)
LIST_CLOSED = re.compile(r"end\sof\slist", re.IGNORECASE)
LONGEST_BOX = 16
"""Lines of such a box."""
CONTINUES = re.compile(
    r"(?:.{0,60}\b(?:but|and)\s)?(?:(?:your|the|this)\s)?(?:article|story|post|text|content)\scontinues\s.{0,40}|"
    r"(?:der\s)?artikel\s(?:wird|geht)\s.{0,30}(?:weiter|fortgesetzt).{0,10}|weiter\s(?:nach|mit)\sder\s(?:anzeige|werbung).{0,12}|"
    r"(?:la\snota|el\sartículo|la\snoticia)\scontinúa\s.{0,30}|la\ssuite\saprès\s.{0,24}|기사는?\s(?:아래|광고).{0,12}(?:계속|이어).{0,10}",
    re.IGNORECASE,
)
"""What a page prints amid its text where advertisements and other titles stand: it goes on behind them."""
LONGEST_BREAK = 60
"""Lines of such a place."""
LINK = re.compile(r"[▶▷►☞]\s?\S")
MOST_LINKS, MOST_RUNS = 4, 2
"""Lines of links in one place, and such places inside a text; teasers of other articles stand between more of them."""

SEEN = frozenset({Trait.CAPTION, Trait.ECHO, Trait.CREDIT, Trait.CUE})
BESIDE = 2
"""Lines between a call to sign up and what belongs to it."""
APART, LEAST_TWICE, MOST_TWICE = 8, 80, 2
"""Lines from a picture's caption to the same caption again, its least weight, and how many of them a page has."""
LEAST_ONCE = 8
"""Paragraphs of a page for each that it prints twice."""
LEAST_TITLES, MOST_TITLES, LEAST_TITLE = 3, 6, 35
"""How many titles of other articles stand in a row between two paragraphs, and their least weight."""
MAY_LIST = frozenset({Trait.HEADLINE, Trait.SHORT, Trait.APPEAL, Trait.TOOL})
INSET = ("▼", "▽")
"""Marks of a heading inside a text whose list of other articles the text goes on behind."""


def mark_boxes(lines: Sequence[Line], traits: list[Trait]) -> None:
    """Give the lines of every box a trait that neither ends a text nor belongs to it."""
    for at, line in enumerate(lines):
        skipped = SKIPPED.fullmatch(line.text)
        if skipped:
            over = re.compile(rf"after\s{re.escape(skipped['name'])}", re.IGNORECASE)
            _mark(lines, traits, at, over, Trait.BOX)
        elif traits[at] is not Trait.LISTED and LIST_OPEN.fullmatch(line.text):
            headed = at > 0 and traits[at - 1] is Trait.RELATED
            _mark(lines, traits, at, LIST_CLOSED, Trait.LISTED, headed=headed)
    _mark_breaks(lines, traits)
    _mark_calls(lines, traits)
    _mark_depicting(lines, traits)
    _mark_links(lines, traits)
    _mark_insets(lines, traits)
    _mark_titles(lines, traits)


def _mark(
    lines: Sequence[Line], traits: list[Trait], at: int, over: re.Pattern[str], trait: Trait, *, headed: bool = False
) -> None:
    """Mark the lines from one to the line that ends the box, if there is one soon enough."""
    near = range(at + 1, min(at + LONGEST_BOX, len(lines)))
    last = next((one for one in near if over.fullmatch(lines[one].text)), None)
    if last is not None:
        for one in range(at - headed, last + 1):
            traits[one] = trait


def _mark_breaks(lines: Sequence[Line], traits: list[Trait]) -> None:
    """All between two paragraphs up to the last line that says that the article continues."""
    texts = [at for at in range(len(lines)) if traits[at] in TEXT]
    for above, below in pairwise(texts):
        if not 1 < below - above <= LONGEST_BREAK:
            continue
        told = [at for at in range(above + 1, below) if CONTINUES.fullmatch(lines[at].text)]
        for at in range(above + 1, told[-1] + 1) if told else ():
            traits[at] = traits[at] if traits[at] in SEEN else Trait.BOX


def _mark_calls(lines: Sequence[Line], traits: list[Trait]) -> None:
    """Sentences that a page prints beside its calls to sign up, and beside them once more, belong to the calls."""
    times = Counter(line.text for line in lines)
    beside: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if traits[at] in TEXT and times[line.text] > 1:
            beside[line.text] += Trait.APPEAL in traits[max(0, at - BESIDE) : at + BESIDE + 1]
    for at, line in enumerate(lines):
        if traits[at] in TEXT and beside[line.text] > 1:
            traits[at] = Trait.APPEAL


def _mark_depicting(lines: Sequence[Line], traits: list[Trait]) -> None:
    """A paragraph that is printed twice a few lines apart stands below a picture that is, if little else is."""
    told = [at for at, line in enumerate(lines) if traits[at] in TEXT and line.weight >= LEAST_TWICE]
    places: dict[str, list[int]] = {}
    for at in told:
        places.setdefault(lines[at].text, []).append(at)
    twice = [found for found in places.values() if len(found) > 1]
    if len(twice) > MOST_TWICE or len(told) < LEAST_ONCE * len(twice):
        return
    for first, other, *more in twice:
        if not more and 1 < other - first <= APART and lines[first].ends_sentence:
            traits[first], traits[other] = Trait.CAPTION, Trait.ECHO


def _mark_links(lines: Sequence[Line], traits: list[Trait]) -> None:
    """Links to other articles right between two paragraphs, where a page has not many of them."""
    runs: list[range] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and traits[end] not in TEXT and LINK.match(lines[end].text):
            end += 1
        between = 0 < at < end < len(lines) and traits[at - 1] in TEXT and traits[end] in TEXT
        if between and end - at <= MOST_LINKS:
            runs.append(range(at, end))
        at = max(end, at + 1)
    for one in (at for run in runs if len(runs) <= MOST_RUNS for at in run):
        traits[one] = Trait.BOX


def _mark_insets(lines: Sequence[Line], traits: list[Trait]) -> None:
    """A list of other articles right between two paragraphs, if its heading bears the mark that such insets have ("▼")."""
    for at in (at for at, trait in enumerate(traits) if trait is Trait.RELATED and lines[at].text.startswith(INSET)):
        end = at + 1
        while end < min(at + MOST_TITLES + 2, len(lines)) and traits[end] in MAY_LIST:
            end += 1
        if at and end < len(lines) and traits[at - 1] in TEXT and traits[end] in TEXT:
            traits[at:end] = [Trait.LISTED] * (end - at)


def _mark_titles(lines: Sequence[Line], traits: list[Trait]) -> None:
    """Titles of other articles in a row between two paragraphs; what a colon announces is a list of the article's own."""
    texts = [at for at in range(len(lines)) if traits[at] in TEXT]
    for above, below in pairwise(texts):
        run = range(above + 1, below)
        titles = LEAST_TITLES <= len(run) <= MOST_TITLES and all(_is_title(lines[at], traits[at]) for at in run)
        if titles and lines[above].text[-1] not in ":：" and traits[below : below + 2] == [Trait.PROSE] * 2:
            for at in run:
                traits[at] = Trait.LISTED


def _is_title(line: Line, trait: Trait) -> bool:
    return (
        trait is Trait.HEADLINE and line.weight >= LEAST_TITLE and line.text[0].isupper() and line.text[-1] not in ":："
    )
