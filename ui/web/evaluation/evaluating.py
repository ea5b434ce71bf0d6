"""The handlers of the evaluation view."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing

import gradio as gr

from assistant.answer import Answer
from assistant.errors import CitedeskError, InputError
from assistant.evaluation.evaluate import Answers
from assistant.evaluation.fixture import FixtureFilters
from assistant.evaluation.fixture_file import FixtureFile
from assistant.evaluation.junit import junit
from assistant.evaluation.page import page
from assistant.evaluation.saved import Saved
from assistant.evaluation.spans import Corpus
from ui.ports import Engine
from ui.web.calls import Update
from ui.web.chat.conversation import Conversation, Exchange, Stage
from ui.web.evaluation.evaluation import Evaluation, engine_for, examine
from ui.web.evaluation.sets import LARGEST, fixture_sets, read_pasted, read_sent, read_set, with_doubts
from ui.web.evaluation.view import EvaluationView
from ui.web.parts import Parts
from ui.web.render.chat.composing import download, only
from ui.web.render.evaluation.fixtures import checked
from ui.web.render.evaluation.progress import line, preparing, progress
from ui.web.render.evaluation.report import report
from ui.web.wording.evaluation import EvaluationWords, evaluation_words
from ui.web.wording.words import LANGUAGES, choose_language, words_of

NAME = 100
"""Characters of a file's name that are kept."""
FILES: dict[str, tuple[str, Callable[[Saved], str]]] = {
    "report.html": ("text/html", page),
    "report.json": ("application/json", lambda saved: json.dumps(saved, ensure_ascii=False, indent=2) + "\n"),
    "junit.xml": ("application/xml", junit),
}
"""What a report can be saved as: the media type, and what writes it."""


class Evaluating:
    """Chooses fixtures, asks them, shows the report. One evaluation goes on at a time on a server.

    :param busy: whether somebody's question is being answered or waits; an evaluation gives way to it.
    """

    def __init__(self, engine: Engine, parts: Parts, busy: Callable[[], bool]) -> None:
        self._engine = engine
        self._parts = parts
        self._view: EvaluationView = parts.evaluation
        self._busy = busy
        self._running = False

    def greet(self, evaluation: Evaluation, request: gr.Request) -> Update:
        """Dress the view in the language that the browser asks for."""
        accept = request.headers.get("accept-language", "") if request.headers else ""
        return self._dressed(evaluation, choose_language(accept))

    def switch(self, evaluation: Evaluation, event: gr.EventData) -> Update:
        """Dress the view in the language that was clicked."""
        code = str(getattr(event, "code", ""))
        return self._dressed(evaluation, code) if code in LANGUAGES else {}

    def _dressed(self, evaluation: Evaluation, language: str) -> Update:
        sets = fixture_sets(self._engine.settings.library)
        dressed = self._view.dressed(language, sets, self._engine.model_name)
        return dressed | self._chosen(evaluation, language) | self._shown(evaluation, language)

    def choose(self, name: str, evaluation: Evaluation, language: str) -> Update:
        """Read a file that is offered."""
        found = next((each for each in fixture_sets(self._engine.settings.library) if each.name == name), None)
        return self._read(evaluation, language, found.name, lambda: read_set(found)) if found else {}

    def paste(self, text: str, evaluation: Evaluation, language: str) -> Update:
        """Read fixtures that were pasted."""
        words = evaluation_words(language)
        if not str(text or "").strip():
            return {self._view.checked: line(words.choose_first, failed=True)}
        return self._read(evaluation, language, words.own_name, lambda: read_pasted(text, words.own_name))

    def upload(self, evaluation: Evaluation, language: str, event: gr.EventData) -> Update:
        """Read a file of fixtures that the browser sent."""
        name, content = str(getattr(event, "name", ""))[-NAME:], str(getattr(event, "content", ""))
        if getattr(event, "large", False):
            limit = evaluation_words(language).too_large.format(limit=LARGEST // 1_000_000)
            return {self._view.checked: line(limit, failed=True)}
        return self._read(evaluation, language, name, lambda: read_sent(content, name))

    def _read(self, evaluation: Evaluation, language: str, name: str, read: Callable[[], FixtureFile]) -> Update:
        if evaluation.running:
            return {}
        evaluation.name, evaluation.file = name, None
        try:
            evaluation.file = with_doubts(read())
        except InputError as error:
            return {self._view.checked: line(str(error), failed=True), self._view.run: gr.update(interactive=False)}
        return self._chosen(evaluation, language)

    def _chosen(self, evaluation: Evaluation, language: str) -> Update:
        words, ready = evaluation_words(language), bool(evaluation.fixtures) and not evaluation.running
        return {
            self._view.checked: checked(evaluation, words),
            self._view.run: gr.update(value=words.run, interactive=ready),
        }

    async def run(self, model: str, evaluation: Evaluation, language: str) -> AsyncIterator[Update]:
        """Evaluate; yield how far it is. Closing the page ends it after the question that is being answered."""
        words, view = evaluation_words(language), self._view
        if not isinstance(self._engine, Answers) or evaluation.running or not evaluation.fixtures:
            return
        if self._running:
            evaluation.ending = words.another
            return
        self._running = evaluation.running = True
        evaluation.stopping, evaluation.saved, evaluation.ending = False, None, words.failed
        try:
            yield self._started(words)
            async with aclosing(examine(evaluation, engine_for(self._engine, model), self._busy)) as steps:
                async for now in steps:
                    yield {view.progress: progress(now, words, stopping=evaluation.stopping)}
            evaluation.ending = ""
        except CitedeskError as error:
            evaluation.ending = str(error)
        finally:
            self._running = evaluation.running = False

    def _started(self, words: EvaluationWords) -> Update:
        view = self._view
        return {
            view.progress: preparing(words),
            view.report: "",
            view.run: gr.update(visible=False),
            view.stop: gr.update(visible=True),
        }

    def settle(self, evaluation: Evaluation, language: str) -> Update:
        """Put the view in order after an evaluation, however it ended."""
        if evaluation.running:
            return {}
        buttons = {
            self._view.run: gr.update(visible=True),
            self._view.stop: gr.update(visible=False, interactive=True),
        }
        return buttons | self._shown(evaluation, language)

    def _shown(self, evaluation: Evaluation, language: str) -> Update:
        """The report, with a line that says how the evaluation ended."""
        words, view = evaluation_words(language), self._view
        if evaluation.running:
            return {}
        if evaluation.saved is None:
            return {view.progress: line(evaluation.ending, failed=True), view.report: ""} if evaluation.ending else {}
        counts = {"count": len(evaluation.asked), "passed": evaluation.passed, "all": evaluation.wanted}
        ended = words.done if counts["count"] == counts["all"] else words.stopped
        head = line(evaluation.ending or ended.format(**counts), failed=bool(evaluation.ending))
        return {view.progress: head, view.report: report(evaluation.saved, words)}

    def stop(self, evaluation: Evaluation) -> Update:
        """Ask the evaluation to end after the question that is being answered."""
        evaluation.stopping = True
        return {self._view.stop: gr.update(interactive=False)}

    def probe(self, talk: Conversation, language: str, evaluation: Evaluation, event: gr.EventData) -> Update:
        """Put a question of the report into the box of a new conversation, with its filters and earlier turns."""
        number = getattr(event, "number", None)
        if not isinstance(number, int) or not 0 <= number < len(evaluation.asked):
            return {self._parts.question: ""}
        if talk.running:
            gr.Warning(evaluation_words(language).busy)
            return {self._parts.question: ""}
        fixture = evaluation.asked[number]
        talk.clear()
        talk.exchanges[:] = [_earlier(turn.question, turn.answer) for turn in fixture.history]
        filters = fixture.filters or FixtureFilters()
        talk.only = self._titles(filters.articles)
        return {self._parts.question: fixture.question, **self._filled(filters, talk, language)}

    def _titles(self, names: Sequence[str]) -> dict[str, str]:
        """The articles that were read from files of these names, title by id."""
        if not names or not isinstance(self._engine, Answers):
            return {}
        corpus = Corpus(self._engine.library)
        ids = [id for name in names for id in corpus.called(name)]
        return {id: self._engine.article(id).title for id in ids}

    def _filled(self, filters: FixtureFilters, talk: Conversation, language: str) -> Update:
        """The filters of a fixture, in the fields where a person would choose them."""
        chooser = self._parts.chooser
        known = {row.outlet for row in self._engine.articles()} if filters.outlets else set()
        return {
            chooser.since: str(filters.since or ""),
            chooser.until: str(filters.until or ""),
            chooser.outlets: [each for each in filters.outlets if each in known],
            chooser.sections: [],
            chooser.languages: list(filters.languages),
            chooser.only: only(talk.only, words_of(language)),
        }

    def save(self, evaluation: Evaluation, event: gr.EventData) -> Update:
        """Hand over the report as a file."""
        name = str(getattr(event, "name", ""))
        if evaluation.saved is None or name not in FILES:
            return {}
        kind, write = FILES[name]
        content = write(evaluation.saved).encode("utf-8", "replace")
        return {self._parts.chat.download: download(name, kind, content, secrets.token_hex(8))}


def _earlier(question: str, answer: str) -> Exchange:
    """An earlier turn of a fixture, as if it had been asked."""
    return Exchange(question, Stage.DONE, answer=Answer(question=question, text=answer))
