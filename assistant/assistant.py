"""The assistant: one library, one model, questions and answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import aclosing
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from assistant.answer import Answer, Evidence, Filters, Finished, StreamEvent, Turn
from assistant.answering.leaving import advanced
from assistant.article import Article
from assistant.engine import Engine
from assistant.errors import InputError
from assistant.library import ArticleSummary, Library
from assistant.question.timeframe import TimeFrame
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

EXTRACTIVE = "extractive"


class Assistant:
    """Answers questions over a library of articles; use :meth:`open` to get one.

    It may be used by several threads. Close it, or use it in a ``with`` statement, to let go of the library.
    """

    def __init__(self, library: Library, settings: Settings, model: BaseChatModel | None = None) -> None:
        self.library = library
        self.settings = settings
        self._given = model

    @classmethod
    def open(
        cls,
        library: str | Path | None = None,
        *,
        model: str | BaseChatModel | None = None,
        settings: Settings | None = None,
        **overrides: Any,
    ) -> Self:
        """Open a library to ask.

        :param library: its directory; without it the setting ``library``.
        :param model: "extractive", "local", "PROVIDER:MODEL", or a LangChain chat model; without it the setting.
        :param settings: all settings at once; otherwise they are read from file and environment.
        :param overrides: single settings by name.
        :raises LibraryError: when there is no library there.
        """
        named = model if isinstance(model, str) else None
        chosen = settings or load_settings(library=library, model=named, **overrides)
        where = Path(library) if library is not None else chosen.library
        given = None if model is None or isinstance(model, str) else model
        if settings is not None and named:
            chosen = settings.model_copy(update={"model": named})
        return cls(Library.open(where, holder="citedesk assistant"), chosen, given)

    @property
    def model_name(self) -> str:
        """The model that writes: "extractive", "local", "PROVIDER:MODEL", or the class of a given model."""
        return type(self._given).__name__ if self._given is not None else self.settings.model

    @cached_property
    def engine(self) -> Engine:
        """The parts that answer with the model of the settings, loaded when first needed."""
        model = self._chat_model()
        return self.extractive if model is None else self.extractive.writing_with(model, self.model_name)

    @cached_property
    def extractive(self) -> Engine:
        """The parts that answer in the articles' own words; no chat model is loaded for them."""
        from assistant.models.embedding import load_encoder

        embedder = load_encoder(self.settings.embedding, dtype=self.settings.dtype)
        self.library.check_embedder(embedder.fingerprint)
        return Engine(self.library, embedder, self.settings, None, EXTRACTIVE)

    def _answering(self, model: str | None) -> Engine:
        """What answers with a model of this name."""
        if model == EXTRACTIVE:
            return self.extractive
        if model is None or model == self.model_name:
            return self.engine
        known = " or ".join(dict.fromkeys((self.model_name, EXTRACTIVE)))
        raise InputError(f"A question cannot be answered with {model!r} here.", hint=f"Name {known}, or no model.")

    def _chat_model(self) -> BaseChatModel | None:
        from assistant.models.chat import load_chat_model

        if self._given is not None or self.settings.model == EXTRACTIVE:
            return self._given
        return load_chat_model(self.settings.model, self.settings)

    def stream(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
        model: str | None = None,
    ) -> Generator[StreamEvent]:
        """Answer as a stream: :class:`EvidenceFound`, then :class:`Draft` pieces, then :class:`Finished`.

        :param model: "extractive" answers this one question without the chat model; else the model of the settings does.
        :raises InputError: for the name of any other model.
        """
        yield from self._answering(model).stream(question, history, filters, today)

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Answer:
        """Answer a question.

        :param filters: which articles may answer.
        :param history: earlier turns of the conversation, oldest first.
        :param today: the day that "yesterday" is before; without it the setting, or today in Korea.
        :raises InputError: for a question that cannot be used.
        """
        return _answer_of(list(self.stream(question, filters=filters, history=history, today=today)))

    async def astream(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
        model: str | None = None,
    ) -> AsyncIterator[StreamEvent]:
        """Like :meth:`stream`, without blocking the event loop."""
        events = advanced(self.stream(question, filters=filters, history=history, today=today, model=model))
        async with aclosing(events):
            async for event in events:
                yield event

    async def aask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Answer:
        """Like :meth:`ask`, without blocking the event loop."""
        events = self.astream(question, filters=filters, history=history, today=today)
        return _answer_of([event async for event in events])

    def suggest(self, answer: Answer, filters: Filters | None = None, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """A few questions that go on from an answer and that the library answers; found without the chat model.

        :param asked: questions that were asked before.
        """
        from assistant.suggesting.suggester import suggest

        return suggest(self.extractive, answer, filters, asked)

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, today: date | None = None
    ) -> list[Evidence]:
        """The passages that best fit a question, best first, without an answer."""
        return self.extractive.searcher.search(question, k, filters, self.time_frame(question, today))

    def time_frame(self, question: str, today: date | None = None) -> TimeFrame:
        """How a question is understood in time: the periods it names, and which of them restrict the articles."""
        return self.extractive.time_frame(question, today)

    def retriever(self, k: int = 8, filters: Filters | None = None) -> BaseRetriever:
        """The search as a LangChain retriever."""
        from assistant.retrieval.langchain_retriever import CitedeskRetriever

        return CitedeskRetriever(searcher=self.extractive.searcher, k=k, filters=filters, today=self.settings.today)

    def runnable(self) -> Runnable[str | dict[str, Any], Answer]:
        """The whole way from question to answer as a LangChain runnable, for chains of other people.

        Its input is a question, or the arguments of :meth:`ask` by name.
        """
        from langchain_core.runnables import RunnableLambda

        def run(given: str | dict[str, Any]) -> Answer:
            return self.ask(**_arguments(given))

        async def arun(given: str | dict[str, Any]) -> Answer:
            return await self.aask(**_arguments(given))

        return RunnableLambda(run, afunc=arun, name="citedesk")

    def warm_up(self) -> None:
        """Load what the first question would wait for: embedding model, morphological analyser, search."""
        if self.library.searched():
            self.extractive.prepare()

    def article(self, article_id: str) -> Article:
        """An article by its id, or by the beginning of it."""
        return self.library.article(article_id)

    def articles(self) -> list[ArticleSummary]:
        """What the library holds."""
        return self.library.articles()

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _arguments(given: str | dict[str, Any]) -> dict[str, Any]:
    return {"question": given} if isinstance(given, str) else given


def _answer_of(events: Sequence[StreamEvent]) -> Answer:
    last = events[-1]
    assert isinstance(last, Finished)
    return last.answer


def ask(question: str, *, filters: Filters | None = None, history: Sequence[Turn] = (), **overrides: Any) -> Answer:
    """Answer one question with the library and model of the settings.

    :param overrides: settings by name, such as ``library`` or ``model``.
    """
    with Assistant.open(**overrides) as assistant:
        return assistant.ask(question, filters=filters, history=history)
