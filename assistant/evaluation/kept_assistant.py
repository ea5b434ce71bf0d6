"""An assistant for evaluations: its chat model is asked each prompt once, and its tokens are counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.assistant import Assistant
from assistant.evaluation.provenance import models_of
from assistant.evaluation.result import Meter
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.library import Library


class KeptAssistant(Assistant):
    """Like :class:`assistant.Assistant`, with the replies of its chat model kept by exact prompt.

    :param kept: the folder for replies; ``None`` keeps none.
    :param fresh: ask the model even so, and keep what it replies.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        model: BaseChatModel | None = None,
        *,
        kept: Path | None = None,
        fresh: bool = False,
    ) -> None:
        super().__init__(library, settings, model)
        self.meter = Meter()
        self._kept, self._fresh = kept, fresh

    @classmethod
    def over(cls, settings: Settings, *, kept: Path | None = None, fresh: bool = False) -> Self:
        """Open the library of the settings.

        :raises LibraryError: when there is none.
        """
        from assistant.library import Library

        library = Library.open(settings.library, holder="citedesk evaluate")
        return cls(library, settings, kept=kept, fresh=fresh)

    def _chat_model(self) -> BaseChatModel | None:
        model = super()._chat_model()
        if model is None:
            return None
        named = self.settings.model_copy(update={"model": self.model_name})
        return kept_chat(model, named, self._kept, fresh=self._fresh, meter=self.meter)


def kept_chat(
    model: BaseChatModel, settings: Settings, kept: Path | None, *, fresh: bool = False, meter: Meter | None = None
) -> BaseChatModel:
    """A chat model that is asked each prompt once.

    :param settings: name the model, and hold what else its replies depend on.
    """
    from assistant.evaluation.kept_model import KeptModel

    chosen = settings.model_dump(mode="json", include={"base_url", "answer_tokens", "context", "chat_gguf"})
    identity = json.dumps({**chosen, **models_of(None, settings)["chat"]}, sort_keys=True)
    return KeptModel(inner=model, identity=identity, folder=kept, fresh=fresh, meter=meter or Meter())
