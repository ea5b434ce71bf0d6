"""Ask every question of a set of fixtures and score the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Evidence, Turn
from assistant.article import Article
from assistant.errors import InputError, ModelError, ModelNotFoundError
from assistant.evaluation.fixture import FIXES, Fixture, digest_of, read_fixtures
from assistant.evaluation.report import Report
from assistant.evaluation.result import DEPTH, Result, score
from assistant.evaluation.spans import Corpus, Listed, Span
from assistant.settings import Settings

Progress = Callable[[int, int], None]
"""Called with the questions done so far and the questions in all."""


class Answers(Protocol):
    """The part of :class:`assistant.Assistant` that is evaluated."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def model_name(self) -> str:
        """The model that writes."""

    def ask(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def search(self, question: str, k: int = 10) -> list[Evidence]:
        """The passages that best fit a question, best first."""

    def article(self, article_id: str) -> Article:
        """An article of the library."""

    def articles(self) -> Sequence[Listed]:
        """A line for each article of the library."""


def evaluate(
    fixtures: Path | Sequence[Fixture],
    assistant: Answers,
    *,
    pages: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Ask the questions, one after the other, and score what comes back.

    :param fixtures: a JSONL file, or the fixtures themselves.
    :param assistant: an :class:`assistant.Assistant`, or anything that answers like one.
    :param pages: a folder in which the articles that fixtures name must stand; checked before anything is asked.
    :param progress: called after each question.
    :raises InputError: when the file of fixtures is malformed, or names an article that the folder lacks.
    :raises ModelNotFoundError: when a model is missing; other failures of a model are noted question by question.
    """
    asked = tuple(read_fixtures(fixtures) if isinstance(fixtures, Path) else fixtures)
    if pages is not None:
        _check_pages(asked, pages)
    corpus = Corpus(assistant)
    results = []
    for done, fixture in enumerate(asked, 1):
        results.append(_ask(fixture, assistant, corpus))
        if progress:
            progress(done, len(asked))
    return Report(
        results=tuple(results),
        model=assistant.model_name,
        settings=assistant.settings.model_dump(mode="json", exclude={"library"}),
        fixtures_sha256=digest_of(asked),
        corpus_sha256=corpus.digest,
        articles=len(corpus),
    )


def _ask(fixture: Fixture, assistant: Answers, corpus: Corpus) -> Result:
    try:
        answer = assistant.ask(fixture.question, history=fixture.history)
    except ModelNotFoundError:
        raise
    except (ModelError, InputError) as error:
        gold = corpus.find(fixture.quote, fixture.article) if fixture.quote else ()
        return Result(fixture, gold, error=str(error))
    return score(fixture, answer, _retrieved(answer, assistant), corpus)


def _retrieved(answer: Answer, assistant: Answers) -> list[Span]:
    """What was found, from the answer; searched for again only when that holds fewer passages than are scored."""
    found: Sequence[Evidence] = sorted(answer.evidence, key=lambda evidence: evidence.rank)
    if len(found) < DEPTH:
        found = assistant.search(answer.standalone_question or answer.question, DEPTH)
    return [Span(evidence.article_id, evidence.start, evidence.end) for evidence in found[:DEPTH]]


def _check_pages(fixtures: Sequence[Fixture], pages: Path) -> None:
    for fixture in fixtures:
        if fixture.article and not (pages / fixture.article.partition("#")[0]).is_file():
            raise InputError(
                f"Fixture {fixture.id!r}, field 'article': there is no {fixture.article} in {pages}.",
                hint=FIXES["article"],
            )
