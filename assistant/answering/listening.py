"""Asking a chat model and listening to what it writes, whatever becomes of it."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answering.curtain import Curtain, whole_sentences
from assistant.answering.deadline import Deadlines, within
from assistant.answering.fitting import Prompting, most_that_fit, room_of
from assistant.answering.retrying import Patience, retrying
from assistant.errors import ModelError
from assistant.models.faults import Fault, ModelFault
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

CHARACTERS_PER_TOKEN = 6
"""Characters that the longest answer may have for each token of the setting ``answer_tokens``."""

_ENDINGS = ("finish_reason", "stop_reason", "done_reason")
_SAY_WHY = frozenset({"openai", "anthropic", "ollama", "azure"})
"""Providers that always say why an answer ended: without it their stream was cut."""

_SHORT = frozenset({"length", "max_tokens"})
_WITHHELD = frozenset({"content_filter", "refusal", "safety"})


@dataclass(frozen=True)
class Heard:
    """What a model wrote: words only, and whole sentences where it was cut off; ``fault`` is what ended it too early."""

    text: str
    fault: ModelError | None = None


@dataclass
class Ending:
    """How a stream ended, as far as its provider says it."""

    provider: str = ""
    reason: str = ""

    def note(self, chunk: AIMessageChunk) -> str:
        """Take in what a piece says about the end; return the text of the piece."""
        said = chunk.response_metadata or {}
        self.provider = str(said.get("model_provider") or self.provider)
        self.reason = next((str(said[name]) for name in _ENDINGS if said.get(name)), self.reason)
        return str(chunk.text)

    def check(self) -> None:
        """Say what is wrong with an end.

        :raises ModelFault: when the stream was cut, or the provider held the answer back.
        """
        if self.reason.lower() in _WITHHELD:
            raise ModelFault(Fault.FILTERED)
        if self.provider in _SAY_WHY and not self.reason:
            raise ModelFault(Fault.CUT)


class Listener:
    """Asks one chat model."""

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._model = model
        self._settings = settings

    def hear(self, messages: Sequence[BaseMessage]) -> Generator[str, None, Heard]:
        """Ask; yield what may be shown as a draft, and return what was heard. Faults are part of that, none is raised.

        :param messages: all but the last are prompts of ours, which a model must not repeat to whoever asks.
        """
        settings = self._settings
        patience = Patience(settings.tries, settings.retry_seconds, time.monotonic() + settings.answer_seconds)
        try:
            return (yield from retrying(lambda: self._once(messages, patience.until), patience))
        except ModelError as error:
            return Heard("", error)

    def hear_of(self, prompting: Prompting, most: int) -> Generator[str, None, tuple[Heard, int]]:
        """Ask with as many evidence sentences as the model can read, and with half of them if it finds that too long.

        :param prompting: makes the messages with so many of the best sentences.
        :param most: how many sentences there may be.
        :returns: what was heard, and with how many sentences.
        """
        count = most_that_fit(prompting, most, room_of(self._model, self._settings))
        while count:
            heard = yield from self.hear(prompting(count))
            if heard.text or not (isinstance(heard.fault, ModelFault) and heard.fault.fault is Fault.TOO_LONG):
                return heard, count
            count //= 2
        return Heard("", ModelFault(Fault.TOO_LONG)), 0

    def _once(self, messages: Sequence[BaseMessage], until: float) -> Generator[str, None, Heard]:
        curtain = Curtain(str(message.text) for message in messages[:-1])
        try:
            short = yield from self._write(messages, curtain, until)
        except ModelError as error:
            yield curtain.end()
            if not curtain.text.strip():
                raise
            return Heard(whole_sentences(curtain.text), error)
        yield curtain.end()
        if not curtain.text.strip():
            raise ModelFault(Fault.EMPTY)
        return Heard(whole_sentences(curtain.text) if short else curtain.text)

    def _write(self, messages: Sequence[BaseMessage], curtain: Curtain, until: float) -> Generator[str, None, bool]:
        """Yield what can be shown; return whether the answer was cut for its length."""
        ending, taken, longest = Ending(), 0, self._settings.answer_tokens * CHARACTERS_PER_TOKEN
        chunks = within(lambda: self._model.stream(list(messages)), self._deadlines(until))
        try:
            for chunk in chunks:
                piece = ending.note(chunk)[: longest - taken]
                taken += len(piece)
                yield curtain.take(piece)
                if taken >= longest:
                    return True
        finally:
            chunks.close()
        ending.check()
        return ending.reason in _SHORT

    def _deadlines(self, until: float) -> Deadlines:
        settings = self._settings
        whole = Deadlines(settings.first_token_seconds, settings.idle_seconds, settings.answer_seconds)
        return replace(whole, total=max(until - time.monotonic(), 0.0))
