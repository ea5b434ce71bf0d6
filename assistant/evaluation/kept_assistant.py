"""An assistant for evaluations: its chat model is asked each prompt once, and its tokens are counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    def over(cls, settings: Settings, *, kept: Path | None = None, fresh: bool = False) -> KeptAssistant:
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
        from assistant.evaluation.kept_model import KeptModel

        identity = json.dumps(self._identity(), sort_keys=True)
        return KeptModel(inner=model, identity=identity, folder=self._kept, fresh=self._fresh, meter=self.meter)

    def _identity(self) -> dict[str, Any]:
        chosen = self.settings.model_dump(mode="json", include={"base_url", "answer_tokens", "context", "chat_gguf"})
        return {"name": self.model_name, **chosen, **models_of(self, self.settings)["chat"]}
