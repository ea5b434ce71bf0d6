"""A chat model whose replies are kept by exact prompt, and whose tokens are counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field

from assistant.evaluation.result import Meter
from assistant.models.cache import make_directory, read_json, write_json

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun


class KeptModel(BaseChatModel):
    """Asks another model each prompt once; later the reply comes from a file, whole.

    Only replies that came to their end are kept.

    :param inner: the model that is asked.
    :param identity: what else a reply depends on: the model's name, its weights, its settings.
    :param folder: where replies are kept, one file each; ``None`` keeps nothing and only counts.
    :param fresh: write, but do not read.
    :param meter: is told of tokens and failures.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    inner: BaseChatModel = Field(exclude=True, repr=False)
    identity: str
    folder: Path | None = None
    fresh: bool = False
    meter: Meter = Field(default_factory=Meter, exclude=True, repr=False)

    @property
    def _llm_type(self) -> str:
        return "citedesk-kept"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        file = self._file(messages, stop)
        kept = read_json(file) if file and not self.fresh else {}
        if isinstance(kept.get("text"), str):
            self._count(kept.get("tokens") or {})
            yield ChatGenerationChunk(message=AIMessageChunk(content=kept["text"], chunk_position="last"))
            return
        text, tokens, ended = "", Counter[str](), False
        try:
            for chunk in self.inner.stream(messages, stop=stop, **kwargs):
                text += str(chunk.text)
                tokens.update(_tokens(chunk))
                yield ChatGenerationChunk(message=AIMessageChunk(content=str(chunk.text)))
            ended = True
        finally:
            self._count(tokens)
            self.meter.failed += not ended
        if file:
            make_directory(file.parent)
            write_json(file, {"text": text, "tokens": tokens})

    def _file(self, messages: list[BaseMessage], stop: list[str] | None) -> Path | None:
        if self.folder is None:
            return None
        asked = {"model": self.identity, "messages": [[each.type, each.content] for each in messages], "stop": stop}
        name = sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        return self.folder / "replies" / f"{name}.json"

    def _count(self, tokens: Mapping[str, int]) -> None:
        self.meter.read += tokens.get("read", 0)
        self.meter.written += tokens.get("written", 0)


def _tokens(chunk: BaseMessage) -> dict[str, int]:
    used = getattr(chunk, "usage_metadata", None)
    return {"read": used["input_tokens"], "written": used["output_tokens"]} if used else {}
