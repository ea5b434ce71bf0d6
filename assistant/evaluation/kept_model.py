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

from assistant.answering.listening import Ending
from assistant.errors import ModelError
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
            yield _piece(kept["text"], kept.get("ending") or {}, last=True)
            return
        text, tokens, ending, whole = "", Counter[str](), Ending(), False
        try:
            for chunk in self.inner.stream(messages, stop=stop, **kwargs):
                text += ending.note(chunk)
                tokens.update(_tokens(chunk))
                yield _piece(str(chunk.text), chunk.response_metadata)
            whole = bool(text) and _ended_well(ending)
        finally:
            self._count(tokens)
            self.meter.failed += not whole
        if file and whole:
            make_directory(file.parent)
            said = {"model_provider": ending.provider, "finish_reason": ending.reason}
            write_json(file, {"text": text, "tokens": tokens, "ending": said})

    def _file(self, messages: list[BaseMessage], stop: list[str] | None) -> Path | None:
        if self.folder is None:
            return None
        asked = {"model": self.identity, "messages": [[each.type, each.content] for each in messages], "stop": stop}
        name = sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        return self.folder / "replies" / f"{name}.json"

    def _count(self, tokens: Mapping[str, int]) -> None:
        self.meter.read += tokens.get("read", 0)
        self.meter.written += tokens.get("written", 0)


def _piece(text: str, said: dict[str, Any], *, last: bool = False) -> ChatGenerationChunk:
    """A piece of a reply with what the provider says of its end, which tells a whole reply from one that was cut."""
    message = AIMessageChunk(content=text, response_metadata=said, chunk_position="last" if last else None)
    return ChatGenerationChunk(message=message)


def _ended_well(ending: Ending) -> bool:
    try:
        ending.check()
    except ModelError:
        return False
    return True


def _tokens(chunk: BaseMessage) -> dict[str, int]:
    used = getattr(chunk, "usage_metadata", None)
    return {"read": used["input_tokens"], "written": used["output_tokens"]} if used else {}
