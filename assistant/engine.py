"""From a question to a checked answer, as a stream: evidence first, then drafts, then the answer."""

from __future__ import annotations

import copy
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Self

from assistant.answer import Answer, Draft, Evidence, EvidenceFound, Filters, Finished, StreamEvent, Turn
from assistant.answering.bridge import Bridge
from assistant.answering.days import asked_periods, nothing_there, window_note
from assistant.answering.disagreement import with_both
from assistant.answering.extractive import Written, write_extract
from assistant.answering.phrases import REFUSAL, phrase
from assistant.answering.reading import Reader, Reading
from assistant.answering.remarks import remarks
from assistant.answering.writer import Writer
from assistant.errors import InputError
from assistant.finding import Finder, Found
from assistant.models.protocols import Embedder
from assistant.question.question import understand
from assistant.question.timeframe import TimeFrame
from assistant.retrieval.reranking import load_reranker
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from assistant.text.normalise import clean_question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.library import Library

_NEARBY = 2


@dataclass
class Clock:
    """Seconds from the asking to each stage."""

    started: float = field(default_factory=time.perf_counter)
    timings: dict[str, float] = field(default_factory=dict)

    def mark(self, stage: str) -> None:
        """Note the time of a stage, the first time it is reached."""
        self.timings.setdefault(stage, round(time.perf_counter() - self.started, 3))


class Engine:
    """Answers questions over one library with one embedding model and, unless extractive, one chat model."""

    def __init__(
        self, library: Library, embedder: Embedder, settings: Settings, model: BaseChatModel | None, model_name: str
    ) -> None:
        self.library = library
        self.settings = settings
        self.searcher = Searcher(library, embedder, settings.weights, load_reranker(settings.reranker, settings.dtype))
        self._bridge = Bridge(embedder)
        self._reader = Reader(library, embedder, self._bridge)
        self._set_model(model, model_name)

    def writing_with(self, model: BaseChatModel, model_name: str) -> Self:
        """The same search and reading, with another chat model."""
        other = copy.copy(self)
        other._set_model(model, model_name)
        return other

    def _set_model(self, model: BaseChatModel | None, model_name: str) -> None:
        self.model_name = model_name
        self._finder = Finder(self.library, self.searcher, self.settings, model, model_name)
        self._writer = Writer(model, self._bridge, self.settings) if model is not None else None

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        today: date | None = None,
    ) -> Iterator[StreamEvent]:
        """Answer a question. Evidence comes at once, and again when a chat model's wording of the question finds more.

        :param today: the day that "yesterday" is before; without it the setting, or today in Korea.
        :raises InputError: for an empty question, or one longer than the setting ``max_question``.
        """
        clock = Clock()
        text = self._checked(question)
        found = yield from self._find(text, history, filters, today, clock)
        reading = self._reader.read(found.question, self._finder.to_read(found, filters))
        clock.mark("reading")
        written = (yield from self._write(reading, clock)) if reading.answerable else None
        clock.mark("first_word")
        clock.mark("total")
        answer = self._answer(reading, found.evidence, written and with_both(written, reading), clock)
        answer = answer.model_copy(update={"notes": (*answer.notes, *remarks(reading, found.frame, answer))})
        yield Finished(answer=self._dated(answer, found.frame, filters))

    def _find(
        self, text: str, history: Sequence[Turn], filters: Filters | None, today: date | None, clock: Clock
    ) -> Generator[StreamEvent, None, Found]:
        """Pass on the evidence, each time that it gets better; return the last."""
        finding = self._finder.find(text, history, filters, today)
        best = next(finding)
        clock.mark("evidence")
        yield _event(best)
        for best in finding:
            clock.mark("reworded")
            yield _event(best)
        return best

    def _dated(self, answer: Answer, frame: TimeFrame, filters: Filters | None) -> Answer:
        """The answer with what its question was taken for in time; one without evidence says what that left."""
        periods = asked_periods(frame)
        notes = (*answer.notes, *window_note(periods, answer.language))
        why = answer.refusal
        if not answer.evidence:
            why, more = nothing_there(self.library, periods, filters, answer.language)
            notes += more
        said = {"today": frame.today, "periods": periods, "notes": notes, "refusal": why}
        return answer.model_copy(update=said)

    def time_frame(self, question: str, today: date | None = None) -> TimeFrame:
        """How a question is understood in time; without a day it is that of the setting, or today in Korea."""
        return self._finder.time_frame(question, today)

    def prepare(self) -> None:
        """Search and read once, so that what is loaded at first use is there."""
        question = understand("Which articles are there? 어떤 기사가 있나요?")
        self._reader.read(question, self.searcher.search(question.text, 1))

    def _checked(self, question: str) -> str:
        text = clean_question(question)
        if not any(char.isalnum() for char in text):
            raise InputError("The question is empty.", hint="Ask something, in Korean or English.")
        if len(text) > self.settings.max_question:
            raise InputError(
                f"The question has {len(text):,} characters; at most {self.settings.max_question:,} are read.",
                hint="Shorten it, or raise the setting `max_question`.",
            )
        return text

    def _write(self, reading: Reading, clock: Clock) -> Generator[StreamEvent, None, Written]:
        if self._writer is None:
            return write_extract(reading)
        drafting = self._writer.write(reading)
        while True:
            try:
                piece = next(drafting)
            except StopIteration as finished:
                written: Written = finished.value
                return written
            clock.mark("first_word")
            yield Draft(delta=piece)

    def _prompts(self, language: str) -> str:
        if self._writer is None:
            return ""
        return " ".join([self._writer.prompts.fingerprint(language), *self._finder.prompts(language)])

    def _answer(self, reading: Reading, evidence: Sequence[Evidence], written: Written | None, clock: Clock) -> Answer:
        question = reading.question
        answer = Answer(
            question=question.text,
            standalone_question=question.standalone,
            language=question.language,
            text=REFUSAL[question.language],
            refused=True,
            evidence=tuple(evidence),
            model=self.model_name,
            prompt=self._prompts(question.language),
            settings={"evidence": self.settings.evidence, "answer_tokens": self.settings.answer_tokens},
            timings=clock.timings,
            as_of=max((found.published for found in evidence if found.published), default=None),
        )
        return answer.model_copy(update=_filled(written) if written and written.claims else _refusal(reading, evidence))


def _event(found: Found) -> EvidenceFound:
    return EvidenceFound(evidence=found.evidence, standalone_question=found.question.standalone)


def _filled(written: Written) -> dict[str, object]:
    return {
        "text": _text(written),
        "lead": written.lead,
        "claims": written.claims,
        "dropped": written.dropped,
        "notes": written.notes,
        "refused": False,
    }


def _text(written: Written) -> str:
    """The answer as plain text: the lead, then the claims, each with the numbers of its citations."""
    marks: dict[tuple[str, int, int], int] = {}
    lines = [written.lead] if written.lead else []
    for claim in written.claims:
        numbers = [marks.setdefault((c.article_id, c.start, c.end), len(marks) + 1) for c in claim.citations]
        lines.append(
            f"{'- ' if len(written.claims) > 1 else ''}{claim.text} {''.join(f'[{n}]' for n in numbers)}".rstrip()
        )
    return "\n".join(lines)


def _refusal(reading: Reading, evidence: Sequence[Evidence]) -> dict[str, object]:
    language = reading.question.language
    if not evidence:
        return {}  # said by what restricted the articles
    names = ", ".join(reading.missing)
    why = phrase("missing", language, names=names) if names else phrase("no_evidence", language)
    titles = list(dict.fromkeys(found.title for found in evidence))[:_NEARBY]
    return {"refusal": why, "notes": (phrase("nearby", language, titles=" · ".join(titles)),)}
