"""Boxes inside a text that it goes on behind: promotions that say where they end, lists of links, promoted lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.line import Line
from ingest.region import TEXT
from ingest.traits import Trait

SKIPPED = re.compile(r"skip\spast\s(?P<name>[\w\s-]{3,40})", re.IGNORECASE)
"""The first line of a box that a reader with a screen reader may skip; it ends with "after" and the same name."""
LIST_OPEN = re.compile(r"list\s(?:of\s\d{1,2}\sitems?|1\sof\s\d{1,2}\b.{0,240})", re.IGNORECASE)
LIST_CLOSED = re.compile(r"end\sof\slist", re.IGNORECASE)
LONGEST_BOX = 16
"""Lines of such a box."""
LINK = re.compile(r"[▶▷►☞]\s?\S")
MOST_LINKS, MOST_RUNS = 4, 2
"""Lines of links in one place, and such places inside a text; teasers of other articles stand between more of them."""


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
    _mark_links(lines, traits)


def _mark(
    lines: Sequence[Line], traits: list[Trait], at: int, over: re.Pattern[str], trait: Trait, *, headed: bool = False
) -> None:
    """Mark the lines from one to the line that ends the box, if there is one soon enough."""
    near = range(at + 1, min(at + LONGEST_BOX, len(lines)))
    last = next((one for one in near if over.fullmatch(lines[one].text)), None)
    if last is not None:
        for one in range(at - headed, last + 1):
            traits[one] = trait


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
