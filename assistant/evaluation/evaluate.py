"""Ask every question of a set of fixtures and score the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from assistant.answer import Answer, Evidence, Filters, Turn
from assistant.errors import InputError, ModelError, ModelNotFoundError
from assistant.evaluation.answer_cache import AnswerCache, Asked
from assistant.evaluation.citing import Entails, by_checker, by_entailment
from assistant.evaluation.faults import Fault
from assistant.evaluation.fixture import FIXES, Fixture, FixtureFilters, digest_of
from assistant.evaluation.fixture_file import read_fixtures
from assistant.evaluation.judging import Advice, Judge, graded
from assistant.evaluation.provenance import (
    code_digest,
    models_of,
    prompts_digest,
    scoring_digest,
    settings_of,
    support_of,
)
from assistant.evaluation.report import Prices, Report
from assistant.evaluation.result import DEPTH, Meter, Result, Stage, Usage
from assistant.evaluation.scoring import gold_of, score
from assistant.evaluation.spans import Corpus, Holdings, Span
from assistant.question.periods import find_periods
from assistant.question.timeframe import today_in_korea
from assistant.settings import Settings

Progress = Callable[[int, int], None]
"""Called with the questions done so far and the questions in all."""


@runtime_checkable
class Answers(Protocol):
    """The part of :class:`assistant.Assistant` that is evaluated."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def model_name(self) -> str:
        """The model that writes."""

    @property
    def library(self) -> Holdings:
        """The articles and their passages."""

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Answer:
        """Answer a question."""

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, today: date | None = None
    ) -> list[Evidence]:
        """The passages that best fit a question, best first."""


def evaluate(
    fixtures: Path | Sequence[Fixture],
    assistant: Answers,
    *,
    pages: Path | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
    fresh: bool = False,
    entails: Entails | None = None,
    prices: Prices | None = None,
    judge: Judge | None = None,
) -> Report:
    """Ask the questions, one after the other, and score what comes back.

    :param fixtures: a file (JSONL, CSV, YAML), or the fixtures themselves. Proposals are left out.
    :param assistant: an :class:`assistant.Assistant`, or anything that answers like one.
    :param pages: a folder in which the articles that fixtures name must stand; checked before anything is asked.
    :param progress: called after each question.
    :param cache: a folder in which answers are kept, and taken from when nothing they depend on has changed.
    :param fresh: ask all questions anew, and keep the answers.
    :param entails: says whether a text (premise) bears out a statement (hypothesis), for citation recall and precision;
        without it our own checker does.
    :param prices: of a million tokens; for the cost.
    :param judge: grades the answers; what it says is advice beside the metrics.
    :raises InputError: when the file of fixtures is malformed, or names an article that the folder lacks.
    :raises ModelNotFoundError: when a model is missing; other failures of a model are noted question by question.
    """
    given = tuple(read_fixtures(fixtures) if isinstance(fixtures, Path) else fixtures)
    asked = tuple(fixture for fixture in given if fixture.accepted)
    if pages is not None:
        _check_pages(asked, pages)
    examiner = Examiner(assistant, AnswerCache(cache, fresh=fresh), entails)
    results: list[Result] = []
    grades: dict[str, float | None] = {}
    for done, fixture in enumerate(asked, 1):
        results.append(examiner.examine(fixture))
        grades |= graded(judge, results[-1]) if judge else {}
        if progress:
            progress(done, len(asked))
    report = examiner.report(results, proposals=len(given) - len(asked), prices=prices)
    return replace(report, advice=Advice(judge.name, grades)) if judge else report


class Examiner:
    """Asks one question at a time, and knows what the answers depend on."""

    def __init__(self, assistant: Answers, cache: AnswerCache, entails: Entails | None = None) -> None:
        self._assistant = assistant
        self._cache = cache
        self._corpus = Corpus(assistant.library)
        self._supports = by_entailment(entails) if entails else by_checker
        self._support = support_of(entails)
        self.settings = settings_of(assistant.settings)
        self.hashes: dict[str, Any] = {
            "code": code_digest(),
            "prompts": prompts_digest(assistant.settings.prompts),
            "models": models_of(assistant, assistant.settings),
        }

    def examine(self, fixture: Fixture) -> Result:
        """Ask a question, unless its answer is kept, and score the answer.

        :raises ModelNotFoundError: when a model is missing.
        """
        filters = _resolved(fixture.filters, self._corpus)
        key = self._key(fixture, filters)
        try:
            asked = self._cache.get(key) or self._ask(fixture, filters, key)
        except ModelNotFoundError:
            raise
        except (ModelError, InputError) as error:
            gold = gold_of(fixture, self._corpus)
            return Result(fixture, gold, error=str(error), faults=(Fault("error", str(error)),), stage=Stage.ERROR)
        return score(fixture, asked.answer, asked.retrieved, self._corpus, supports=self._supports, usage=asked.usage)

    def report(self, results: Sequence[Result], *, proposals: int = 0, prices: Prices | None = None) -> Report:
        """What the results amount to."""
        return Report(
            results=tuple(results),
            model=self._assistant.model_name,
            settings=self.settings,
            fixtures_sha256=digest_of([result.fixture for result in results]),
            corpus_sha256=self._corpus.digest,
            articles=len(self._corpus),
            hashes=self.hashes | {"scoring": scoring_digest(), "support": self._support},
            proposals=proposals,
            prices=prices,
        )

    def _key(self, fixture: Fixture, filters: Filters | None) -> dict[str, Any]:
        return {
            "question": fixture.question,
            "history": [turn.model_dump() for turn in fixture.history],
            "filters": filters.model_dump(mode="json") if filters else None,
            "today": str(_day(fixture) or "") or None,
            "model": self._assistant.model_name,
            "settings": self.settings,
            "corpus": self._corpus.digest,
            "depth": DEPTH,
            **self.hashes,
        }

    def _ask(self, fixture: Fixture, filters: Filters | None, key: dict[str, Any]) -> Asked:
        before = _counted(self._assistant)
        answer = self._assistant.ask(fixture.question, filters=filters, history=fixture.history, **_asked_on(fixture))
        after = _counted(self._assistant)
        usage = Usage(after.read - before.read, after.written - before.written)
        asked = Asked(answer, self._retrieved(fixture, answer, filters), usage)
        if after.failed == before.failed:  # an answer that stands in for that of a model which failed is not kept
            self._cache.put(key, asked)
        return asked

    def _retrieved(self, fixture: Fixture, answer: Answer, filters: Filters | None) -> tuple[Span, ...]:
        """What was found, from the answer; searched for again only when that holds fewer passages than are scored."""
        found: Sequence[Evidence] = sorted(answer.evidence, key=lambda evidence: evidence.rank)
        if len(found) < DEPTH:
            asked = answer.standalone_question or answer.question
            found = self._assistant.search(asked, DEPTH, filters, **_asked_on(fixture))
        return tuple(Span(evidence.article_id, evidence.start, evidence.end) for evidence in found[:DEPTH])


def _day(fixture: Fixture) -> date | None:
    """The day that decides the answer: that of the fixture, or today where the question names a time without one."""
    return fixture.today or (today_in_korea() if find_periods(fixture.question, today_in_korea()) else None)


def _asked_on(fixture: Fixture) -> dict[str, Any]:
    """The day of a fixture as an argument; what answers need not know of days where no fixture has one."""
    return {"today": fixture.today} if fixture.today else {}


def _counted(assistant: object) -> Meter:
    """What the chat model has read and written so far, where the assistant counts it."""
    meter = getattr(assistant, "meter", None)
    return replace(meter) if isinstance(meter, Meter) else Meter()


def _resolved(filters: FixtureFilters | None, corpus: Corpus) -> Filters | None:
    """Filters as the library takes them: files as ids of articles, days as moments."""
    if filters is None:
        return None
    ids = [id for name in filters.articles for id in corpus.called(name) or (name,)]
    return Filters(
        articles=tuple(ids),
        outlets=filters.outlets,
        languages=filters.languages,
        since=_midnight(filters.since),
        until=_midnight(filters.until),
    )


def _midnight(day: date | None) -> datetime | None:
    """A day as the library takes it: it reads midnight without a zone as the whole day."""
    return datetime.combine(day, time()) if day else None


def _check_pages(fixtures: Sequence[Fixture], pages: Path) -> None:
    for fixture in fixtures:
        if fixture.article and not (pages / fixture.article.partition("#")[0]).is_file():
            raise InputError(
                f"Fixture {fixture.id!r}, field 'article': there is no {fixture.article} in {pages}.",
                hint=FIXES["article"],
            )
