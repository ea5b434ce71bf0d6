"""What is said beside an answer: a premise that the articles contradict, a question that fits several articles, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Answer
from assistant.answering.phrases import phrase
from assistant.answering.reading import Reading, Scored
from assistant.answering.window import window
from assistant.question.question import Kind
from assistant.question.timeframe import TimeFrame
from assistant.text.dates import find_dates
from assistant.text.lexicon import countries
from assistant.text.normalise import fold

_COUNTED = re.compile(r"(\d+)\s?(호기|호|차|번째|회|대|기|단계)")
_NEAR = 0.55
"""Share of what a question asks about its names that a sentence must name to say that it is another of them."""

_FEW = 2
"""Terms up to which a question may mean any of several articles."""

_ALIKE = 0.97
"""Share of the best sentence's score from which another article is meant as likely."""

_CHOICES = 3


def remarks(reading: Reading, frame: TimeFrame, answer: Answer) -> tuple[str, ...]:
    """Notes on an answer or a refusal, in the language of the question."""
    language = reading.question.language
    notes = [
        phrase("premise", language, said=said, asked=asked) for asked, said in _premises(reading) if answer.refused
    ]
    titles = [] if answer.refused else _meant(reading)
    if titles:
        notes.append(phrase("which_one", language, titles=" · ".join(titles)))
    newest = max((c.published for claim in answer.claims for c in claim.citations if c.published), default=None)
    if frame.current and newest is not None:
        notes.append(phrase("as_of", language, day=newest.date().isoformat()))
    return tuple(notes)


def _premises(reading: Reading) -> Iterator[tuple[str, str]]:
    """What a question takes for granted, and what the nearest sentence says in its place; the first of them."""
    near = [one for one in reading.scored[:3] if len(one.support.names_missing) == 1 and one.support.content >= _NEAR]
    for one in near:
        asked = one.support.names_missing[0]
        said = _instead(asked, reading, one)
        if said:
            yield asked, said
            return


def _instead(asked: str, reading: Reading, one: Scored) -> str:
    """The number, day or country that stands where another was asked for; empty when there is none of its kind."""
    text = one.sentence.text
    counted = _COUNTED.fullmatch(asked.strip())
    if counted:
        others = (m[0] for m in _COUNTED.finditer(text) if m[2] == counted[2] and m[1] != counted[1])
        return next(others, "")
    if find_dates(asked):
        return next((text[found.start : found.end] for found in find_dates(text, one.sentence.anchor)), "")
    if fold(asked) in {fold(name) for name in countries()}:
        question, here = window(reading.question.standalone), window(text)
        named = (name for name in sorted(countries(), key=len, reverse=True) if len(name) > 1 and here.has(fold(name)))
        return next((name for name in named if not question.has(fold(name)) and name in text), "")
    return ""


def _meant(reading: Reading) -> list[str]:
    """Titles of the articles that a short question may mean alike; none where it is clear or asks for all."""
    question = reading.question
    if len(question.terms) > _FEW or question.kind in {Kind.LIST, Kind.COUNT} or question.text != question.standalone:
        return []
    top = reading.scored[0]
    alike = [one for one in reading.scored if one.score >= _ALIKE * top.score]
    titles = list(dict.fromkeys(one.sentence.article.title for one in alike if one.sentence.article.title))
    return titles[:_CHOICES] if len(titles) > 1 else []
