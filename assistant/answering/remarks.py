"""What is said beside an answer: a premise that the articles contradict, a question that fits several articles, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Answer
from assistant.answering.offices import held_elsewhere, office_of
from assistant.answering.phrases import phrase
from assistant.answering.reading import Reading, Scored
from assistant.answering.sentences import searched_text
from assistant.answering.window import window
from assistant.answering.wording import wording_of
from assistant.question.question import Kind, Question
from assistant.question.terms import Term
from assistant.question.timeframe import TimeFrame
from assistant.text.dates import find_dates
from assistant.text.lexicon import countries
from assistant.text.modality import tells_no_event
from assistant.text.normalise import fold

_COUNTED = re.compile(r"(\d+)\s?(호기|호|차|번째|회|대|기|단계)")
_NUMBERED = re.compile(r"(unit|phase|stage|round|chapter|article|part)\s(\d+)", re.IGNORECASE)
_KOREAN = {"unit": "호기", "phase": "단계", "stage": "단계", "round": "차", "chapter": "장", "article": "조"}
_NEAR = 0.55
"""Share of what a question asks about its names that a sentence must name to say that it is another of them."""

_FEW = 2
"""Terms up to which a question may mean any of several articles."""

_ALIKE = 0.97
"""Share of the best sentence's score from which another article is meant as likely."""

_CHOICES = 3

_SAME = 0.4
"""Share of their other words from which two sentences tell of the same thing."""


def remarks(reading: Reading, frame: TimeFrame, answer: Answer) -> tuple[str, ...]:
    """Notes on an answer or a refusal, in the language of the question."""
    language = reading.question.language
    notes = [
        phrase("premise", language, said=said, asked=asked) for asked, said in _premises(reading) if answer.refused
    ]
    notes += [phrase("premise", language, said=each.said, asked=each.asked) for each in reading.respelled]
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
    """The number, day, country or office that stands where another was asked for; empty when there is none of its kind."""
    text = one.sentence.text
    office = office_of(reading.question)
    if office is not None and asked == office.text:
        return held_elsewhere(office, text, searched_text(one.sentence.article))
    counted = _COUNTED.fullmatch(asked.strip())
    if counted:
        others = (m[0] for m in _COUNTED.finditer(text) if m[2] == counted[2] and m[1] != counted[1])
        return next(others, "")
    if numbered := _NUMBERED.fullmatch(asked.strip()):
        return _other_of_kind(numbered[1].casefold(), numbered[2], text)
    if find_dates(asked):
        return next((text[found.start : found.end] for found in find_dates(text, one.sentence.anchor)), "")
    if fold(asked) in {fold(name) for name in countries()}:
        question, here = window(reading.question.standalone), window(text)
        named = (name for name in sorted(countries(), key=len, reverse=True) if len(name) > 1 and here.has(fold(name)))
        return next((name for name in named if not question.has(fold(name)) and name in text), "")
    return ""


def _other_of_kind(kind: str, number: str, text: str) -> str:
    """Another unit, phase or chapter than the one with a number, in either language."""
    korean = rf"|(\d+)\s?{_KOREAN[kind]}" if kind in _KOREAN else ""
    found = re.finditer(rf"\b{kind}\s(\d+){korean}", text, re.IGNORECASE)
    return next((match[0] for match in found if number not in match.groups()), "")


def _meant(reading: Reading) -> list[str]:
    """Titles of the articles that a question may mean alike; none where it is clear or asks for all."""
    question = reading.question
    if question.kind in {Kind.LIST, Kind.COUNT} or question.text != question.standalone:
        return []
    top = reading.scored[0]
    alike = [one for one in reading.scored if one.score >= _ALIKE * top.score and not _missed(question, one)]
    if len(question.terms) > _FEW:
        alike = _of_namesakes(question, alike)
    titles = list(dict.fromkeys(one.sentence.article.title for one in alike if one.sentence.article.title))
    return titles[:_CHOICES] if len(titles) > 1 else []


def _missed(question: Question, one: Scored) -> bool:
    """Whether a sentence only tells of plans or delays where it was asked what took place."""
    return question.past and tells_no_event(one.sentence.text)


def _of_namesakes(question: Question, alike: Sequence[Scored]) -> list[Scored]:
    """Of sentences those that say all that was asked themselves, each in an article of its own, and each something else."""
    found: list[Scored] = []
    for one in alike:
        whole = all(_says(term, one) for term in question.terms)
        if whole and all(_apart(question, one, other) for other in found):
            found.append(one)
    return found


def _says(term: Term, one: Scored) -> bool:
    here = window(one.sentence.text)
    return term.date is None and (here.names(term) or any(here.names(part) for part in term.parts))


def _apart(question: Question, one: Scored, other: Scored) -> bool:
    """Whether two sentences of different articles share few of the words that the question does not hold."""
    if one.sentence.article.id == other.sentence.article.id:
        return False
    asked = window(question.standalone)
    mine, theirs = (
        {word.form for word in wording_of(each.sentence.text).words if not asked.tells(word.form)}
        for each in (one, other)
    )
    return len(mine & theirs) < _SAME * min(len(mine), len(theirs))
