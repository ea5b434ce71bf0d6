"""One person's evaluation on the page: the questions that were chosen, how far it is, its report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

from assistant.evaluation import Fixture
from assistant.evaluation.answer_cache import AnswerCache, default_cache
from assistant.evaluation.evaluate import Answers, Examiner
from assistant.evaluation.fixture_file import FixtureFile
from assistant.evaluation.result import Result
from assistant.evaluation.saved import Saved
from ui.web.chat.choosing import EXTRACTIVE
from ui.web.chat.relay import TICK

LATELY = 10
"""Questions from which the time that is left is told."""


@dataclass
class Evaluation:
    """What a browser session has chosen and got; in the server's memory and for this session alone."""

    name: str = ""
    file: FixtureFile | None = None
    running: bool = False
    stopping: bool = False
    asked: tuple[Fixture, ...] = ()
    saved: Saved | None = None
    ending: str = ""
    """Why it ended, if not because it was done or stopped."""
    wanted: int = 0
    """How many questions were to be asked for the report ``saved``, whose questions are ``asked``."""

    @property
    def fixtures(self) -> tuple[Fixture, ...]:
        """The questions that are to be asked: the accepted ones of a file in which nothing is wrong."""
        if self.file is None or any(not problem.warning for problem in self.file.problems):
            return ()
        return tuple(each for each in self.file.fixtures if each.accepted)

    @property
    def passed(self) -> int:
        """How many questions of the report were answered rightly."""
        return sum(bool(each["passed"]) for each in self.saved["questions"]) if self.saved else 0


@dataclass
class Progress:
    """How far an evaluation is."""

    total: int
    done: int = 0
    waiting: bool = False
    taken: list[float] = field(default_factory=list)
    """Seconds of each question so far."""

    @property
    def left(self) -> float | None:
        """Seconds until it is done, if the rest goes as the last ones; the first, which loads models, does not count."""
        last = self.taken[1:][-LATELY:]
        return sum(last) / len(last) * (self.total - self.done) if last else None


def engine_for(engine: Answers, model: str) -> Answers:
    """Return the engine that answers with a model: the one of the page, or one without a chat model over its library."""
    from assistant import Assistant

    if model != EXTRACTIVE or engine.model_name == EXTRACTIVE or not isinstance(engine, Assistant):
        return engine
    return Assistant(engine.library, engine.settings.model_copy(update={"model": EXTRACTIVE}))


async def examine(evaluation: Evaluation, engine: Answers, busy: Callable[[], bool]) -> AsyncGenerator[Progress]:
    """Ask the questions of an evaluation one after the other, each in a thread, and leave the report with it.

    Answers are kept as ``citedesk evaluate`` keeps them, so that one which was stopped goes on. Nothing is begun
    while ``busy`` says that somebody's question is being answered.

    :raises CitedeskError: when a model is missing or the library cannot be read.
    """
    fixtures, results = evaluation.fixtures, list[Result]()
    progress = Progress(len(fixtures))
    examiner = await asyncio.to_thread(lambda: Examiner(engine, AnswerCache(default_cache())))
    shown = 0.0
    for fixture in fixtures:
        progress.waiting = busy()
        while busy() and not evaluation.stopping:
            yield progress
            await asyncio.sleep(TICK)
        if evaluation.stopping:
            break
        began = time.monotonic()
        results.append(await asyncio.to_thread(examiner.examine, fixture))
        progress.taken.append(time.monotonic() - began)
        progress.done, progress.waiting = len(results), False
        if time.monotonic() - shown > TICK:
            shown = time.monotonic()
            yield progress
    if results:
        await asyncio.to_thread(_note, evaluation, examiner, results)


def _note(evaluation: Evaluation, examiner: Examiner, results: list[Result]) -> None:
    proposals = sum(not each.accepted for each in evaluation.file.fixtures) if evaluation.file else 0
    evaluation.saved = examiner.report(results, proposals=proposals).to_dict()
    evaluation.asked, evaluation.wanted = tuple(each.fixture for each in results), len(evaluation.fixtures)
