"""From a question in a conversation to its evidence: at once by rules, then better where a chat model words it anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Citation, Evidence, Filters, Turn
from assistant.answering.days import said_days
from assistant.models.chat import LOCAL
from assistant.question.followup import stand_alone
from assistant.question.question import Kind, Question, understand
from assistant.question.rewriting import Rewriter
from assistant.question.timeframe import TimeFrame, today_in_korea
from assistant.question.translating import Translator, is_foreign
from assistant.retrieval.breadth import fitting, merge
from assistant.settings import Settings
from prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.library import Library
    from assistant.retrieval.search import Searcher

WIDER = 4
"""Passages that are searched for a complete list, for each that is shown."""


@dataclass(frozen=True)
class Found:
    """How a question was understood, and what was found for it."""

    question: Question
    frame: TimeFrame
    evidence: tuple[Evidence, ...]


class Finder:
    """Finds the evidence of one library for questions in conversations.

    :param model: words follow-ups and translations, as far as the settings allow; ``None`` when there is none.
    """

    def __init__(
        self, library: Library, searcher: Searcher, settings: Settings, model: BaseChatModel | None, model_name: str
    ) -> None:
        self._library = library
        self._searcher = searcher
        self._settings = settings
        rewrites = settings.followups == "model" or (settings.followups == "auto" and model_name != LOCAL)
        self._rewriter = Rewriter(model, settings) if model is not None and rewrites else None
        self._translator = Translator(model, settings) if model is not None and settings.translate else None

    def find(self, text: str, history: Sequence[Turn], filters: Filters | None, today: date | None) -> Iterator[Found]:
        """What is found at once; then, where a chat model helps, what is found with its wording too. The last one counts."""
        history = self._sourced(history, filters)
        found = self._look(text, stand_alone(text, history, self._library), filters, today)
        yield found
        said = self._rewriter.rewrite(text, history) if self._rewriter and found.question.standalone != text else ""
        again = self._look(text, said, filters, today) if said else found
        if said and bool(again.frame.windows) == bool(found.frame.windows):  # else it forgot the time that is spoken of
            found = replace(again, evidence=self._merged(again.evidence, found.evidence))
            yield found
        languages = [each.language for each in found.evidence]
        if self._translator is not None and is_foreign(found.question.language, languages):
            said = self._translator.translate(found.frame.searched)
            if said:
                other = self._search(said, filters, found.frame.reworded(said))
                found = replace(found, evidence=self._merged(found.evidence, other))
                yield found

    def to_read(self, found: Found, filters: Filters | None) -> list[Evidence]:
        """The evidence that is read for the answer: for a complete list more than is shown, from several articles."""
        if found.question.kind not in {Kind.LIST, Kind.COUNT}:
            return list(found.evidence)
        most = WIDER * self._settings.evidence
        wide = self._searcher.search(found.question.standalone, most, filters, found.frame)
        shown = {each.passage_id for each in found.evidence}
        return [*found.evidence, *(each for each in fitting(wide) if each.passage_id not in shown)]

    def time_frame(self, question: str, today: date | None = None) -> TimeFrame:
        """How a question is understood in time; without a day it is that of the setting, or today in Korea."""
        return self._searcher.time_frame(question, today or self._settings.today or today_in_korea())

    def prompts(self, language: str) -> tuple[str, ...]:
        """The fingerprints of the prompts that may word a question anew."""
        used = (("followup", self._rewriter), ("translate", self._translator))
        return tuple(load_prompt(f"{name}.{language}").fingerprint for name, by in used if by is not None)

    def _sourced(self, history: Sequence[Turn], filters: Filters | None) -> Sequence[Turn]:
        """The turns, the last one with what is found for it when it does not say what its answer cited."""
        if not history or history[-1].citations or not history[-1].answer:
            return history
        last = history[-1]
        found = self._searcher.search(last.standalone or stand_alone(last.question, history[:-1]), 1, filters)
        return [*history[:-1], last.model_copy(update={"citations": tuple(map(_citation, found))})]

    def _look(self, text: str, standalone: str, filters: Filters | None, today: date | None) -> Found:
        frame = self.time_frame(standalone, today)
        understood = understand(text, frame.searched)
        question = replace(understood, standalone=standalone, days=said_days(frame))
        return Found(question, frame, tuple(self._search(standalone, filters, frame)))

    def _search(self, text: str, filters: Filters | None, frame: TimeFrame) -> list[Evidence]:
        return self._searcher.search(text, self._settings.evidence, filters, frame)

    def _merged(self, *rankings: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(merge(rankings, self._settings.evidence))


def _citation(found: Evidence) -> Citation:
    """A passage as if an answer had cited it."""
    return Citation(
        article_id=found.article_id, title=found.title, outlet=found.outlet, published=found.published, url=found.url,
        rights=found.rights, kind=found.kind, quote=found.text, start=found.start, end=found.end,
    )  # fmt: skip
