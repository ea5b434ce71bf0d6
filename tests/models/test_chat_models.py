"""Chat models by name: ours, other providers', and names that mean nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.errors import ModelError, ModelNotFoundError
from assistant.models import local_server, weights
from assistant.models.chat import load_chat_model
from assistant.settings import Settings


def test_extractive_is_no_model() -> None:
    assert load_chat_model("extractive", Settings()) is None


def test_an_openai_compatible_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    model = load_chat_model("openai:qwen3", Settings(base_url="http://127.0.0.1:9/v1", first_token_seconds=12))
    assert model is not None
    assert model.max_retries == 0  # type: ignore[attr-defined]
    assert model.request_timeout == 12  # type: ignore[attr-defined]
    assert model.openai_api_base == "http://127.0.0.1:9/v1"  # type: ignore[attr-defined]


def test_a_key_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        load_chat_model("openai:gpt-5-mini", Settings())


def test_a_missing_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(ModelNotFoundError, match="pip install langchain-anthropic"):
        load_chat_model("anthropic:claude-sonnet-4-5", Settings())


@pytest.mark.parametrize("name", ["locl", "nobody:model", "openai:"])
def test_a_name_that_means_nothing_is_explained(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="extractive, local or PROVIDER:MODEL"):
        load_chat_model(name, Settings())


def test_missing_weights_are_noticed_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "find_parts", list)
    monkeypatch.setattr(weights, "hub_file", lambda name: None)
    monkeypatch.setenv("CITEDESK_CACHE", str(tmp_path))
    with pytest.raises(ModelNotFoundError, match=r"citedesk\[offline\]"):
        load_chat_model("local", Settings())


def test_a_missing_engine_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_server.util, "find_spec", lambda name: None)
    with pytest.raises(ModelNotFoundError, match=r"citedesk\[local\]"):
        load_chat_model("local", Settings())


def test_loading_the_local_model_starts_nothing(tmp_path: Path) -> None:
    gguf = tmp_path / "model.gguf"
    gguf.write_bytes(b"GGUF")
    model = load_chat_model("local", Settings(chat_gguf=str(gguf)))
    assert model is not None
    assert model._server is None  # type: ignore[attr-defined]
