"""A chat model that says what a test lays down for each question, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant.evaluation import Fixture


class SayingModel(BaseChatModel):
    """Says the reply to the question that stands in the last message, else ``otherwise``."""

    replies: dict[str, str]
    otherwise: str = ""
    asked: list[str] = Field(default_factory=list)

    @classmethod
    def to(cls, fixtures: Sequence[Fixture], replies: Mapping[str, str]) -> SayingModel:
        """Replies by the ids of fixtures."""
        return cls(replies={each.question: replies[each.id] for each in fixtures})

    @property
    def _llm_type(self) -> str:
        return "saying"

    def _generate(self, *given: Any, **options: Any) -> ChatResult:
        raise NotImplementedError

    def _stream(self, messages: list[BaseMessage], *given: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        last = str(messages[-1].content)
        self.asked.append(last)
        said = next((reply for question, reply in self.replies.items() if question in last), self.otherwise)
        yield ChatGenerationChunk(message=AIMessageChunk(content=said, chunk_position="last"))
