"""Which sentences are quoted: the best alone if it says itself what was asked, others beside it if not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.expected import counts_target, has_type
from assistant.answering.lead_in import leaves_out_subject
from assistant.answering.reading import Reading, Scored
from assistant.article import BlockKind
from assistant.question.question import Kind
from assistant.text.morphemes import morphemes_of

_SENTENCE = re.compile(r"[.!?…。][\"'”’)\]]*$|다$")
_NUMBERS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DATE})
_SEVERAL = {Kind.LIST: 6, Kind.OTHER: 3}
"""How many may stand beside each other though the best says all."""


@dataclass(frozen=True)
class _Choice:
    """At least which share of what is asked about the names the best sentence says itself, how many sentences are quoted then (of
    numbers fewer, since they would seem to differ), and at least how near to its score and to its coverage the others come.
    """

    own: float
    most: int
    numbers: int
    near: float
    coverage: float


_ALL = _Choice(own=0.99, most=1, numbers=1, near=0.92, coverage=0.1)
_MOST = _Choice(own=0.8, most=2, numbers=2, near=0.6, coverage=1.0)
_LITTLE = _Choice(own=0.0, most=4, numbers=2, near=0.7, coverage=1.0)
"""``docs/answers.md`` says what these gain."""


def chosen(reading: Reading) -> list[Scored]:
    """The sentences to quote, best first, and behind them what tells more where the best tells little."""
    top, kind = reading.scored[0], reading.question.kind
    choice = _choice(reading)
    most = choice.numbers if kind in _NUMBERS else choice.most
    if choice is _ALL:
        most = _SEVERAL.get(kind, most)
    fitting = [one for one in reading.scored if one is top or _may_stand_beside(one, top)]
    close = [one for one in fitting if _comes_near(one, top, choice)][:most]
    more = [_next(reading, top) if kind is Kind.LIST or choice is _LITTLE else None, _subject(reading)]
    return close + [one for one in more if one and one not in close and _may_stand_beside(one, top)]


def says_little(reading: Reading) -> bool:
    """Whether the best sentence says so little of what was asked that others are quoted with it."""
    return _choice(reading) is _LITTLE


def _choice(reading: Reading) -> _Choice:
    top = reading.scored[0]
    if counts_target(reading.question, top.sentence.text):
        return _ALL
    if reading.question.kind is Kind.WHO and not top.typed:
        return _LITTLE
    return next(choice for choice in (_ALL, _MOST, _LITTLE) if top.support.own >= choice.own)


def _may_stand_beside(one: Scored, top: Scored) -> bool:
    """Whether it is a sentence of the text (no caption, credit or headline) and lacks nothing that was asked for and the best holds."""
    whole = one.sentence.kind is BlockKind.BODY and _SENTENCE.search(one.sentence.text) is not None
    return whole and (one.typed or not top.typed)


def _comes_near(one: Scored, top: Scored, choice: _Choice) -> bool:
    return one.score >= choice.near * top.score and one.support.coverage >= top.support.coverage - choice.coverage


def _next(reading: Reading, one: Scored) -> Scored | None:
    """The sentence after one, in its passage: where a sentence only counts or names things, the next one tells of them."""
    here = one.sentence
    after = [
        other
        for other in (*reading.scored, *reading.beside)
        if other.sentence.passage == here.passage and other.sentence.start >= here.end
    ]
    return min(after, key=lambda other: other.sentence.start, default=None)


def _subject(reading: Reading) -> Scored | None:
    """The last sentence before the best that says of whom it tells, where the best leaves that out and it was asked who."""
    top = reading.scored[0]
    if reading.question.kind is not Kind.WHO or top.typed or not leaves_out_subject(top.sentence.text):
        return None
    before = [
        one
        for one in (*reading.scored, *reading.beside)
        if one.sentence.article.id == top.sentence.article.id
        and one.sentence.end <= top.sentence.start
        and _has_name_for_subject(one.sentence.text)
        and has_type(reading.question, one.sentence)
    ]
    return max(before, key=lambda one: one.sentence.start, default=None)


def _has_name_for_subject(text: str) -> bool:
    """Whether a name stands before 은, 는, 이 or 가."""
    return any(
        name.tag in {"NNP", "SL"}
        and (particle.tag == "JKS" or (particle.tag == "JX" and particle.form in {"은", "는"}))
        for name, particle in pairwise(morphemes_of(text))
    )
