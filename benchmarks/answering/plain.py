"""What is built in an afternoon: a LangChain chain that puts the five nearest chunks into a prompt of the same model."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answer import Citation, Claim, Verdict
from assistant.answering.phrases import REFUSAL
from assistant.article import Passage
from assistant.evaluation.citing import day_of
from assistant.evaluation.metrics import language_right, list_exact
from assistant.models.protocols import Embedder
from benchmarks.answering.suite import Query
from benchmarks.answering.timed import TimedAssistant
from benchmarks.answering.trial import (
    Chooser,
    Seconds,
    Trial,
    chosen,
    f1_of,
    language_of_question,
    proves,
    says_facts,
    unquoted,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

CHUNKS = 5
PROMPT = (
    "Answer the question in $language, using only the context below. Give exact names and numbers. "
    "If the answer is not in the context, say only: $refusal\n\nContext:\n$context\n\nQuestion: $question\nAnswer:"
)
"""After the prompt of LangChain's own tutorial on retrieval, with the language and the words of the refusal added."""

_LANGUAGES = {"ko": "Korean", "en": "English"}


class Plain:
    """The passages of a library nearest to the question by their vectors alone, and one call of the model.

    Without a chat model the nearest passage is the answer.
    """

    def __init__(
        self, assistant: TimedAssistant, articles: dict[str, str], embedder: Embedder, chooser: Chooser
    ) -> None:
        self._assistant = assistant
        self._articles = articles
        self._embedder = embedder
        self._chooser = chooser
        self._model: BaseChatModel | None = assistant.chat_model()

    def ask(self, query: Query, *, twins: bool) -> Trial:
        """One question, and its twin where there is one; a chain knows nothing of conversations but their words."""
        started = perf_counter()
        owed = self._assistant.owed
        owed.first_word = owed.total = 0.0
        chunks = self._nearest(query, frozenset())
        found = perf_counter() - started
        said = self._written(query, chunks)
        seconds = Seconds(found, found + owed.first_word, perf_counter() - started + owed.total)
        gold = {self._articles[title] for title in query.gold}
        refused = _refuses(self._written(query, self._nearest(query, gold))) if twins and query.answerable else None
        return self._trial(query, said, chunks, seconds, refused)

    def _nearest(self, query: Query, without: Ids[str]) -> list[Passage]:
        vector = self._embedder.encode_queries([self._asked(query)])[0]
        library = self._assistant.library
        ids = [id for id, _ in library.search_vectors(vector, CHUNKS if not without else 50 * CHUNKS)]
        passages = library.passages(ids)
        return [passages[id] for id in ids if passages[id].article_id not in without][:CHUNKS]

    @staticmethod
    def _asked(query: Query) -> str:
        return " ".join([*(turn.question for turn in query.history), query.text])

    def _written(self, query: Query, chunks: Sequence[Passage]) -> str:
        if self._model is None:
            return chunks[0].text if chunks else ""
        from string import Template

        from langchain_core.output_parsers import StrOutputParser
        from langchain_core.runnables import RunnableLambda

        language = language_of_question(query)
        context = "\n\n".join(chunk.text for chunk in chunks)
        prompt = Template(PROMPT).substitute(
            language=_LANGUAGES[language], refusal=REFUSAL[language], context=context, question=self._asked(query)
        )
        chain: Runnable[Any, str] = RunnableLambda(lambda text: str(text)) | self._model | StrOutputParser()
        return "".join(chain.stream(prompt))

    def _trial(self, query: Query, said: str, chunks: Sequence[Passage], seconds: Seconds, twin: bool | None) -> Trial:
        shown = chunks if self._model is not None else chunks[:1]
        cited = [self._citation(chunk) for chunk in shown]
        refused = _refuses(said)
        answered = query.answerable and not refused
        claim = Claim(text=said, verdict=Verdict.VERIFIED)
        return Trial(
            query=query,
            refused=refused,
            contains_gold=answered and says_facts(query, said, cited),
            citation_has_gold=answered and proves(query, [each.quote for each in cited], cited),
            char_f1=f1_of(query, "" if refused else said) if query.answerable else None,
            language=None if refused else language_right(language_of_question(query), said, cited),
            seconds=seconds,
            characters=len(said),
            twin_refused=twin,
            choice_right=chosen(query, "" if refused else said, self._chooser) if query.choices else None,
            list_exact=None
            if query.count is None
            else list_exact(query.count, query.facts, _items(said), day_of(cited)),
            mismatch_flagged=False if query.mismatch else None,
            quotes=len(cited),
            unquoted=() if refused else unquoted((claim,), cited),
        )

    def _citation(self, chunk: Passage) -> Citation:
        article = self._assistant.article(chunk.article_id)
        return Citation(
            article_id=chunk.article_id,
            title=article.title,
            published=article.published,
            kind=chunk.kind,
            quote=chunk.text,
            start=chunk.start,
            end=chunk.end,
        )


def _items(said: str) -> list[str]:
    """The items of a list: its lines, or what stands between commas where it is one line."""
    lines = [line for line in said.splitlines() if line.strip()]
    return lines if len(lines) > 1 else [item for item in said.split(",") if item.strip()]


def _refuses(said: str) -> bool:
    return not said.strip() or any(words.rstrip(".") in said for words in REFUSAL.values())
