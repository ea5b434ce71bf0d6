"""Loads a chat model by name: the embedded one, or any that LangChain knows."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError, ModelNotFoundError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.models.local_server import LocalServer
    from assistant.settings import Settings

EXTRACTIVE = "extractive"
LOCAL = "local"
FORMS = "Set `model` to extractive, local or PROVIDER:MODEL, such as openai:gpt-5-mini or ollama:qwen3."


def load_chat_model(name: str, settings: Settings) -> BaseChatModel | None:
    """Load a chat model; nothing is started or sent before its first use.

    :param name: ``extractive``, ``local``, or ``PROVIDER:MODEL`` as LangChain's ``init_chat_model`` understands it.
    :param settings: gives path and context of the embedded model, address of another, and how long it may be silent.
    :returns: the model, or ``None`` for ``extractive``, which is no model.
    :raises ModelNotFoundError: when weights or a package are missing; with the line that installs them.
    :raises ModelError: when the name means nothing, or the provider refuses its settings.
    """
    if name == EXTRACTIVE:
        return None
    return _local(settings) if name == LOCAL else _provider(name, settings)


def _local(settings: Settings) -> BaseChatModel:
    from assistant.models.local_chat import LocalChat
    from assistant.models.local_server import require_engine
    from assistant.models.weights import require_gguf

    require_engine()
    require_gguf(settings.chat_gguf)
    return LocalChat(
        start=partial(_start_local, settings.chat_gguf, settings.context),
        answer_tokens=settings.answer_tokens,
        silence_seconds=settings.first_token_seconds,
    )


def _start_local(path: str, context: int) -> LocalServer:
    from assistant.models.local_server import local_server
    from assistant.models.weights import chat_gguf

    return local_server(Path(chat_gguf(path).path), context)


def _provider(name: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    provider = name.partition(":")[0]
    try:
        model: BaseChatModel = init_chat_model(name, **_arguments(provider, settings))
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise ModelNotFoundError(
            f"The package for {provider} models is not installed ({error.name or package}).",
            hint=f"Run `pip install {package}`.",
        ) from error
    except (ValueError, TypeError, OpenAIError) as error:
        raise ModelError(f"The chat model {name!r} cannot be set up: {error}", hint=FORMS) from error
    return model


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    """Return what a provider's class takes: no retries of its own, and a limit on silence."""
    address = {"base_url": settings.base_url} if settings.base_url else {}
    if provider == "ollama":  # it has no retries, and passes the limit on to its HTTP client
        return {**address, "client_kwargs": {"timeout": settings.first_token_seconds}}
    if provider == "openai" and settings.base_url and not os.environ.get("OPENAI_API_KEY"):
        address["api_key"] = "none"  # servers of one's own want no key, but the client insists on one
    return {**address, "max_retries": 0, "timeout": settings.first_token_seconds}
