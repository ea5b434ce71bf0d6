"""An assistant whose model is asked each prompt once, and which still knows how long the model took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pydantic import Field

from assistant.evaluation.kept_assistant import KeptAssistant
from assistant.evaluation.kept_model import KeptModel
from assistant.models.cache import read_json, write_json

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import ChatGenerationChunk


@dataclass
class Owed:
    """Seconds that replies took when they were written, and did not take now that they were read from a file."""

    first_word: float = 0.0
    total: float = 0.0


class TimedModel(KeptModel):
    """Keeps beside each reply how long it took to its first word and to its end."""

    owed: Owed = Field(default_factory=Owed, exclude=True, repr=False)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        file = self._file(messages, stop)
        times = file.with_suffix(".times.json") if file else None
        replayed = bool(file and file.is_file() and not self.fresh)
        started, first = perf_counter(), 0.0
        for chunk in super()._stream(messages, stop, run_manager, **kwargs):
            first = first or perf_counter() - started
            yield chunk
        if replayed and times:
            kept = read_json(times)
            self.owed.first_word += float(kept.get("first_word", 0.0))
            self.owed.total += float(kept.get("total", 0.0))
        elif times:
            write_json(times, {"first_word": first, "total": perf_counter() - started})


class TimedAssistant(KeptAssistant):
    """Like its parent; ``owed`` is emptied before a question and read after it."""

    owed = Owed()

    def chat_model(self) -> BaseChatModel | None:
        """The model that writes, its replies kept; ``None`` in extractive mode."""
        return self._chat_model()

    def _chat_model(self) -> BaseChatModel | None:
        model = super()._chat_model()
        if not isinstance(model, KeptModel):
            return model
        if "owed" not in vars(self):  # one for all models that this assistant makes
            self.owed = Owed()
        return TimedModel(
            inner=model.inner,
            identity=model.identity,
            folder=model.folder,
            fresh=model.fresh,
            meter=model.meter,
            owed=self.owed,
        )
