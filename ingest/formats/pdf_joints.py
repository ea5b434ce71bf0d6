"""What stood between two printed lines of a paragraph: a space, or nothing where a word goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.text.language import has_hangul
from ingest.formats.pdf_lines import Strip

OPENING = tuple("([{<〈《「『【“‘")
CLOSING = tuple(")]}>〉》」』】”’.,!?:;·%")
HANGUL = re.compile(r"[가-힣]")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Kana and Chinese characters, between which no space stands."""
LEAST_MARKED = 0.15
"""Share of joints with a space of the file's own from which a joint without one is a word that goes on."""
CONTEXT = 12
"""Characters on both sides of a joint that tell whether a space belongs there: on 282 joints of Korean newspapers 12 are
right as often (96 %) as 20."""
LEAST_VOTES = 6
AT_WORDS = 0.75
"""Share of joints that want a space from which the document breaks its lines between words only; where it breaks them at
any syllable, a little less than half do."""
MOST_VOTES = 60

Joint = tuple[Strip, Strip]


def joints_of(joints: Sequence[Joint]) -> Callable[[Strip, Strip], str]:
    """How the lines of this document are joined.

    Korean lines break between words or at any syllable, by the document's settings. A space that the file itself has at
    line ends tells; else the words do (:func:`assistant.text.morphemes.is_spaced`).

    :param joints: all pairs of neighbouring lines of one paragraph.
    """
    marked = sum(one.spaced for one, _ in joints)
    if marked >= 2 and marked >= LEAST_MARKED * len(joints):
        return lambda one, other: _certain(one, other) or ""
    return _at_words if _breaks_at_words(joints) else _by_meaning


def _breaks_at_words(joints: Sequence[Joint]) -> bool:
    open_ones = [(one, other) for one, other in joints if _certain(one, other) is None][:MOST_VOTES]
    votes = sum(_by_meaning(one, other) == " " for one, other in open_ones)
    return len(open_ones) >= LEAST_VOTES and votes >= AT_WORDS * len(open_ones)


def _at_words(one: Strip, other: Strip) -> str:
    certain = _certain(one, other)
    return " " if certain is None else certain


def _by_meaning(one: Strip, other: Strip) -> str:
    certain = _certain(one, other)
    if certain is not None:
        return certain
    from assistant.text.morphemes import is_spaced

    return " " if is_spaced(one.text[-CONTEXT:], other.text[:CONTEXT]) else ""


def _certain(one: Strip, other: Strip) -> str | None:
    """The joint where the characters tell; ``None`` between two syllables of Korean."""
    before, after = one.text, other.text
    if one.spaced:
        return " "
    if before.endswith(OPENING) or after.startswith(CLOSING) or (before.endswith("-") and before[-2:-1].isalnum()):
        return ""
    if UNSPACED.match(before[-1]) and UNSPACED.match(after[0]):
        return ""
    if not (has_hangul(before[-CONTEXT:]) and has_hangul(after[:CONTEXT])):
        return " "
    if before[-1].isdigit() and (after[0].isdigit() or HANGUL.match(after[0])):
        return ""
    return None if HANGUL.match(before[-1]) and HANGUL.match(after[0]) else " "
