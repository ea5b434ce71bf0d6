"""One question asked of one system, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

from assistant.answer import Answer, Citation, Claim, Filters
from assistant.answering.phrases import phrase
from assistant.evaluation.citing import day_of, is_exact, wrong_numbers
from assistant.evaluation.facts import says_any
from assistant.evaluation.korquad import character_f1
from assistant.evaluation.matching import without_marks
from assistant.evaluation.metrics import language_right, list_exact
from assistant.text.language import has_hangul
from assistant.text.normalise import fold
from benchmarks.answering.suite import Query
from benchmarks.answering.timed import TimedAssistant

_COUNTS = range(2, 500)


@dataclass(frozen=True)
class Seconds:
    """Seconds from the asking until the evidence was found, the first word was written, and the answer was there."""

    evidence: float | None
    first_word: float
    total: float


@dataclass(frozen=True)
class Trial:
    """A question and what was answered; ``None`` where there is nothing to score.

    :param twin_refused: of the same question without the articles that answer it.
    :param unquoted: numbers of the answer that no quote of it carries.
    """

    query: Query
    refused: bool
    contains_gold: bool
    citation_has_gold: bool
    char_f1: float | None
    language: float | None
    seconds: Seconds
    characters: int
    twin_refused: bool | None = None
    choice_right: bool | None = None
    list_exact: float | None = None
    mismatch_flagged: bool | None = None
    quotes: int = 0
    inexact: int = 0
    unquoted: tuple[str, ...] = field(default=())


class Chooser(Protocol):
    """Tells which of several wordings means nearly what a text says."""

    def nearest(self, text: str, choices: Sequence[str]) -> str:
        """The choice nearest in meaning."""


class Citedesk:
    """Asks Citedesk."""

    def __init__(self, assistant: TimedAssistant, articles: dict[str, str], chooser: Chooser) -> None:
        self._assistant = assistant
        self._articles = articles
        self._chooser = chooser

    def ask(self, query: Query, *, twins: bool) -> Trial:
        """One question, and its twin where there is one."""
        answer, seconds = self._timed(query)
        refused = self._twin(query) if twins and query.answerable else None
        return trial_of(query, answer, seconds, refused, self._assistant, self._chooser)

    def _timed(self, query: Query) -> tuple[Answer, Seconds]:
        owed = self._assistant.owed
        owed.first_word = owed.total = 0.0
        started = perf_counter()
        answer = self._assistant.ask(query.text, history=query.history, today=query.today)
        total = perf_counter() - started
        times = answer.timings
        first = times.get("first_word", total)
        return answer, Seconds(times.get("evidence"), first + owed.first_word, total + owed.total)

    def _twin(self, query: Query) -> bool:
        gold = {self._articles[title] for title in query.gold}
        others = Filters(articles=tuple(sorted(set(self._articles.values()) - gold)))
        return self._assistant.ask(query.text, filters=others, history=query.history, today=query.today).refused


def trial_of(
    query: Query, answer: Answer, seconds: Seconds, twin: bool | None, assistant: TimedAssistant, chooser: Chooser
) -> Trial:
    """Score an answer of Citedesk."""
    cited = [citation for claim in answer.claims for citation in claim.citations]
    said = "" if answer.refused else "\n".join(claim.text for claim in answer.claims)
    answered = not answer.refused and query.answerable
    listed = query.count is not None
    return Trial(
        query=query,
        refused=answer.refused,
        contains_gold=answered and says_facts(query, said, cited),
        citation_has_gold=answered and proves(query, [each.quote for each in cited], cited),
        char_f1=f1_of(query, said) if query.answerable else None,
        language=None if answer.refused else language_right(answer.language, answer.text, cited),
        seconds=seconds,
        characters=len(answer.text),
        twin_refused=twin,
        choice_right=chosen(query, said, chooser) if query.choices else None,
        list_exact=list_exact(query.count, query.facts, [c.text for c in answer.claims], day_of(cited))
        if listed
        else None,
        mismatch_flagged=flags_mismatch(answer) if query.mismatch else None,
        quotes=len(cited),
        inexact=sum(not is_exact(each, lambda id: assistant.article(id).text) for each in all_cited(answer)),
        unquoted=unquoted(answer.claims, cited),
    )


def all_cited(answer: Answer) -> list[Citation]:
    """The citations of all claims, those too that are not shown."""
    return [citation for claim in (*answer.claims, *answer.dropped) for citation in claim.citations]


def unquoted(claims: Sequence[Claim], cited: Sequence[Citation]) -> tuple[str, ...]:
    """Numbers and dates of an answer's claims that none of its quotes carries."""
    return tuple(number for claim in claims for number in wrong_numbers(claim, cited))


def says_facts(query: Query, said: str, cited: Sequence[Citation]) -> bool:
    """Whether all facts of a question are said."""
    day = day_of(cited)
    return bool(query.facts) and all(says_any(said, fact, day) for fact in query.facts)


def proves(query: Query, quotes: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether the quotes hold all facts, or share words with a sentence that is known to prove them."""
    if not query.proofs:
        return says_facts(query, "\n".join(quotes), cited)
    proofs, given = [_bare(each) for each in query.proofs], [_bare(each) for each in quotes]
    return any(quote in proof or proof in quote for quote in given for proof in proofs)


def f1_of(query: Query, said: str) -> float | None:
    """Character F1 of an answer; of several facts, of all in one."""
    if len(query.facts) != 1:
        return None
    return character_f1(without_marks(said), query.facts[0])


def chosen(query: Query, said: str, chooser: Chooser) -> bool:
    """Whether the choice nearest to what is said is the right one."""
    right = query.facts[0]
    named = [choice for choice in query.choices if fold(choice) in fold(said)]
    return bool(said) and (named[0] if len(named) == 1 else chooser.nearest(said, query.choices)) in right


def flags_mismatch(answer: Answer) -> bool:
    """Whether an answer says that the articles state another number of items than it found."""
    found = len(answer.claims)
    notes = {phrase("count_differs", answer.language, found=found, stated=n) for n in _COUNTS if n != found}
    return bool(notes & set(answer.notes))


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def language_of_question(query: Query) -> str:
    """The language in which a question wants its answer."""
    return "ko" if has_hangul(query.text) else "en"
