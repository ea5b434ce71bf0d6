"""A chat model that says what a test has queued, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field, PrivateAttr

LONGEST_SILENCE = 30.0


class Silence:
    """A reply that never comes; the thread that waits for it ends when the test lets go of it."""

    def __init__(self) -> None:
        self.over = threading.Event()


Reply = str | Exception | Silence


class QueuedChat(BaseChatModel):
    """Replays queued replies, the last one again and again, in pieces of ``piece`` characters."""

    replies: list[Any]
    asked: list[list[BaseMessage]] = Field(default_factory=list)
    piece: int = 12
    _said: int = PrivateAttr(default=0)

    @property
    def _llm_type(self) -> str:
        return "queued"

    @property
    def prompts(self) -> list[str]:
        """The last message of each time it was asked."""
        return [str(messages[-1].content) for messages in self.asked]

    def _next(self, messages: list[BaseMessage]) -> str:
        self.asked.append(messages)
        reply: Reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Silence):
            reply.over.wait(LONGEST_SILENCE)
            return ""
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._next(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._next(messages)
        for at in range(0, max(len(text), 1), self.piece):
            self._said += 1
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + self.piece]))

    @property
    def said(self) -> int:
        """How many pieces were taken from it."""
        return self._said


class Stage(BaseChatModel):
    """Passes everything to the model that a test put on it, so that one assistant serves many tests."""

    player: QueuedChat

    @property
    def _llm_type(self) -> str:
        return "stage"

    def _generate(self, *arguments: Any, **named: Any) -> ChatResult:
        return self.player._generate(*arguments, **named)

    def _stream(self, *arguments: Any, **named: Any) -> Iterator[ChatGenerationChunk]:
        return self.player._stream(*arguments, **named)
