"""A chat model that writes at a given pace, and notes when it works."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

FIRST_SECONDS, WORDS_A_SECOND = 0.3, 60.0
"""Seconds to the first word, and words a second after it: those of a small model on a graphics card."""
WORDS = 60
"""Words that it adds to what it was asked."""


class ScriptedModel(BaseChatModel):
    """Repeats the question that it was asked, so that a reader knows whose answer it is, and goes on for a second.

    ``notes`` is a file to which it adds a line when it begins and when it ends: ``began`` or ``ended``, the time, and the
    question.
    """

    notes: Path

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, *given: Any, **options: Any) -> ChatResult:
        raise NotImplementedError

    def _stream(self, messages: list[BaseMessage], *given: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        question = str(messages[-1].content).strip().splitlines()[-1]
        self._note("began", question)
        try:
            time.sleep(FIRST_SECONDS)
            for word in [*question.split(), *(f"word{number}" for number in range(WORDS))]:
                yield ChatGenerationChunk(message=AIMessageChunk(content=f"{word} "))
                time.sleep(1 / WORDS_A_SECOND)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", chunk_position="last"))
        finally:
            self._note("ended", question)

    def _note(self, what: str, question: str) -> None:
        with self.notes.open("a", encoding="utf-8") as file:
            file.write(f"{what}\t{time.time()}\t{question}\n")
