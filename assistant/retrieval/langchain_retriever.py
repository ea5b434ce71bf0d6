"""The search as a LangChain retriever, for chains of other people."""

from __future__ import annotations

from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answer import Evidence, Filters
from assistant.question.timeframe import today_in_korea
from assistant.retrieval.search import Searcher


class CitedeskRetriever(BaseRetriever):
    """Returns passages as documents; metadata holds article id, offsets and scores, so that a quote can be proved."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = 8
    filters: Filters | None = None
    today: date | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        frame = self.searcher.time_frame(query, self.today or today_in_korea())
        return [as_document(evidence) for evidence in self.searcher.search(query, self.k, self.filters, frame)]


def as_document(evidence: Evidence) -> Document:
    """A passage as a LangChain document; ``article.text[start:end] == page_content``."""
    metadata = evidence.model_dump(mode="json", exclude={"text"})
    return Document(id=evidence.passage_id, page_content=evidence.text, metadata=metadata)
