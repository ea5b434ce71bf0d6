"""Follow-up questions, made to stand alone by rules: what they leave out is taken from the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Turn
from assistant.answering.sentences import searched_text
from assistant.question.answered import answered_names
from assistant.question.periods import Period, find_periods
from assistant.question.pointing import QUESTION_WORD, asks, asks_of_answer, is_topic, leaves_out, stands_in
from assistant.question.terms import Term, terms_of
from assistant.question.timeframe import TimeFrame, read_time
from assistant.text.language import has_hangul

if TYPE_CHECKING:
    from assistant.library import Library

CARRIED = 6
"""Nouns and names that a question takes over at most: with more of them the search is for the talk, not for the question."""

_CITED = 2
"""Articles of the last answer that are looked at."""

_ANY_DAY = date(2000, 1, 1)
"""Where the words of a period stand does not depend on the day."""

_THAT_TIME = re.compile(
    r"그\s?(?:때|날|해|달)|당시|같은\s?(?:해|날|달)|\b(?:that|the same) (?:day|week|month|year|time)\b|\bthen\b",
    re.IGNORECASE,
)


def stand_alone(question: str, history: Sequence[Turn], library: Library | None = None) -> str:
    """The question with what it leaves out, in brackets after it; unchanged when it leaves nothing out.

    :param history: the turns before, oldest first.
    :param library: where the articles are that the last answer cited: their titles say what the talk is of.
    """
    if not history:
        return question
    talk = [turn.standalone or stand_alone(turn.question, history[:at], library) for at, turn in enumerate(history)]
    own, last = terms_of(question), history[-1]
    before = _latest(talk)
    if not leaves_out(question, own, before, cited_text(last, library)):
        return question
    carried = [*_asked_before(question, talk[-1]), *_carried(question, own, before, last)]
    carried += answered_names(last) if asks_of_answer(question) else []
    carried += _time(question, own, talk)
    carried = [words for words in dict.fromkeys(carried) if words.casefold() not in question.casefold()]
    return f"{question} ({', '.join(carried)})" if carried else question


def cited_text(turn: Turn, library: Library | None) -> str:
    """The text of the articles that an answer cited, as far as they are there; else the words that it cited."""
    ids = list(dict.fromkeys(citation.article_id for citation in turn.citations))[:_CITED]
    if library is None:
        return "\n".join(citation.quote for citation in turn.citations)
    return "\n".join(searched_text(library.article(id)) for id in ids if library.has(id))


def _latest(talk: Sequence[str]) -> tuple[Term, ...]:
    """The terms of the latest question that names something."""
    for asked in reversed(talk):
        terms = terms_of(asked)
        if any(_noun(term) for term in terms):
            return terms
    return ()


def _noun(term: Term) -> bool:
    return term.weight >= 1.0 and term.date is None and not term.text[0].isdigit()


def _asked_before(question: str, before: str) -> list[str]:
    """The question word of the turn before, when this one has none of its own ("And unit 4?")."""
    found = QUESTION_WORD.search(before)
    return [found.group()] if found and not asks(question) else []


def _carried(question: str, own: Sequence[Term], before: Sequence[Term], last: Turn) -> list[str]:
    """The nouns and names of the question before; "unit 1" stays behind when this one is of unit 4.

    A question that asks for something else leaves behind what was asked for: where it is known what was cited, it takes
    names alone, and without any the nouns that stand in the title.
    """
    kept = [term for term in before if _carries(term, own) and not _known(term, own)]
    titles = " ".join(citation.title for citation in last.citations)
    if titles and asks(question):
        named = any(map(is_topic, kept))
        kept = [term for term in kept if term.name or (not named and stands_in(term, titles))] or kept
    return [term.text for term in kept][:CARRIED]


def _known(term: Term, own: Sequence[Term]) -> bool:
    return any(term.forms & other.forms for other in own)


def _carries(term: Term, own: Sequence[Term]) -> bool:
    """Dates and numbers stay behind, and so does "unit 1" when the question asks of unit 4."""
    if term.name and any(char.isdigit() for char in term.text) and term.date is None:
        return not any(char.isdigit() for other in own if other.name for char in other.text)
    return _noun(term)


def _time(question: str, own: Sequence[Term], talk: Sequence[str]) -> list[str]:
    """The period of the turn before ("지난주", "2023년"), when this question has none of its own."""
    if find_periods(question, _ANY_DAY) and not _THAT_TIME.search(question):
        return []
    if any(term.date is not None for term in own):
        return []
    frame = read_time(talk[-1], _ANY_DAY)
    reported = {window.period for window in frame.windows if window.reported}
    return [_said(frame, period, reported=period in reported) for period in frame.periods][:1]


def _said(frame: TimeFrame, period: Period, *, reported: bool) -> str:
    """The words of a period; those of the articles themselves keep saying so."""
    words = frame.words(period).strip()
    if not reported:
        return words
    return f"{words} 기사" if has_hangul(frame.question) else f"articles from {words}"
