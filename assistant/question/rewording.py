"""A question said anew by a chat model: one line, in little time, or nothing."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TYPE_CHECKING

from assistant.answering.listening import Heard, Listener
from assistant.settings import Settings
from assistant.text.normalise import clean_question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SECONDS = 15.0
"""How long a model may take: evidence is shown already, and the answer waits."""

TOKENS = 80
"""Tokens that it may write: those of a question."""

LONGEST = 240
"""Characters that a question said anew may have."""

_QUOTES = "\"'“”‘’「」 "
_DIGITS = re.compile(r"\d+")


class Rewording:
    """Asks one chat model for one line."""

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        limits = {
            "answer_tokens": TOKENS,
            "first_token_seconds": min(settings.first_token_seconds, SECONDS),
            "answer_seconds": min(settings.answer_seconds, SECONDS),
            "tries": 1,
        }
        self._listener = Listener(model, settings.model_copy(update=limits))

    def say(self, prompt: str) -> str:
        """The first line that the model writes, cleaned; empty when it fails, is too slow, or writes too much or a line of ours.

        Small models now and then repeat an example instead of following it.
        """
        from langchain_core.messages import HumanMessage

        heard = _end(self._listener.hear([HumanMessage(prompt)]))
        lines = [] if heard.fault else heard.text.strip().splitlines()
        line = clean_question(lines[0]).strip(_QUOTES) if lines else ""
        return line if len(line) <= LONGEST and line not in prompt else ""


def same_numbers(said: str, known: str) -> bool:
    """Whether all digits of one text stand in another."""
    return set(_DIGITS.findall(said)) <= set(_DIGITS.findall(known))


def _end(hearing: Generator[str, None, Heard]) -> Heard:
    """What was heard at the end; what might be shown before it is not."""
    while True:
        try:
            next(hearing)
        except StopIteration as finished:
            heard: Heard = finished.value
            return heard
