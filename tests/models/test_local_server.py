"""The child process is watched: it starts once, is replaced when it died or hangs, and says why it failed."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from assistant.errors import ModelError
from assistant.models import llama_process, local_server
from assistant.models.llama_process import Launch
from assistant.models.local_chat import LocalChat
from assistant.models.local_server import LocalServer

FAKE = Path(__file__).with_name("fake_llama.py")


def launch(behaviour: str, seconds: float = 20) -> Launch:
    return Launch(Path(f"{behaviour}.gguf"), 1024, 1, seconds, FAKE)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    server = LocalServer(launch("well"))
    yield server
    server.stop()


@pytest.fixture
def chat(server: LocalServer) -> LocalChat:
    return LocalChat(start=lambda: server, silence_seconds=5)


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether a process ends within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_nothing_runs_before_it_is_needed(server: LocalServer, chat: LocalChat) -> None:
    assert server.pid is None
    assert chat.invoke("?").content == "두 단어"
    assert server.pid is not None


def test_many_threads_share_one_start(server: LocalServer) -> None:
    with ThreadPoolExecutor(8) as threads:
        endpoints = {threads.submit(server.ensure_alive).result() for _ in range(8)}
    assert len(endpoints) == 1


def test_the_address_is_the_loopback_and_the_key_is_hidden(server: LocalServer) -> None:
    endpoint = server.ensure_alive()
    assert endpoint.base_url.startswith("http://127.0.0.1:")
    assert len(endpoint.key) >= 32
    assert endpoint.key not in repr(endpoint)
    command = Path(f"/proc/{server.pid}/cmdline")
    if command.exists():
        assert endpoint.key.encode() not in command.read_bytes()


def test_stopping_ends_the_child_and_the_next_use_starts_another(server: LocalServer) -> None:
    first = server.ensure_alive()
    pid = server.pid
    assert pid is not None
    server.stop()
    server.stop()
    assert gone(pid)
    assert server.ensure_alive() != first


def test_a_killed_child_is_replaced(server: LocalServer, chat: LocalChat) -> None:
    assert chat.invoke("?").content == "두 단어"
    killed = server.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert gone(killed) or server.pid is None
    assert chat.invoke("?").content == "두 단어"
    assert server.pid != killed


def test_the_child_outlives_the_thread_that_asked_for_it(server: LocalServer) -> None:
    asking = Thread(target=server.ensure_alive)
    asking.start()
    asking.join()
    time.sleep(0.3)
    assert server.pid is not None


def test_a_child_that_dies_early_is_quoted() -> None:
    with pytest.raises(ModelError, match=r"ended while loading.*\n.*cannot allocate tensors"):
        LocalServer(launch("die")).ensure_alive()


def test_a_child_that_never_reports_is_given_up() -> None:
    with pytest.raises(ModelError, match="not ready within 1 seconds"):
        LocalServer(launch("slow", seconds=1)).ensure_alive()


def test_a_program_that_does_not_exist_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llama_process.sys, "executable", "/no/such/python")
    with pytest.raises(ModelError, match="could not be started"):
        LocalServer(launch("well")).ensure_alive()


def test_a_child_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_server, "PROBE_EVERY", 0.0)
    monkeypatch.setattr(llama_process, "PROBE_SECONDS", 0.3)
    server = LocalServer(launch("mute"))
    server.ensure_alive()
    hanging = server.pid
    server.ensure_alive()
    assert server.pid != hanging
    server.stop()


def test_silence_is_an_error_and_ends_a_child_that_serves_no_one_else() -> None:
    server = LocalServer(launch("mute"))
    chat = LocalChat(start=lambda: server, silence_seconds=0.5)
    with pytest.raises(ModelError, match="no answer within"):
        chat.invoke("?")
    assert server.pid is None


def test_silence_leaves_a_child_that_others_wait_for() -> None:
    server = LocalServer(launch("mute"))
    with server.request():
        chat = LocalChat(start=lambda: server, silence_seconds=0.5)
        with pytest.raises(ModelError, match="no answer within"):
            chat.invoke("?")
        assert server.pid is not None
    server.stop()


def test_a_child_that_is_well_but_gets_nothing_done_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_server, "STUCK_SECONDS", 1.5)
    server = LocalServer(launch("stuck"))
    chat = LocalChat(start=lambda: server, silence_seconds=0.5)
    server.ensure_alive()
    stuck = server.pid
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(chat.invoke, "?")
        time.sleep(1.0)
        server.ensure_alive()
        assert server.pid == stuck  # longer than the silence it may keep, but it gives signs of life
        time.sleep(1.0)
        server.ensure_alive()
        assert server.pid != stuck
        with pytest.raises(ModelError, match="broke off"):
            waiting.result(10)
    server.stop()


def test_an_answer_without_its_end_is_an_error() -> None:
    server = LocalServer(launch("cut"))
    chat = LocalChat(start=lambda: server)
    pieces: list[str] = []
    with pytest.raises(ModelError, match="broke off"):
        pieces.extend(str(chunk.content) for chunk in chat.stream("?"))
    assert "".join(pieces) == "두 단어"
    server.stop()


def test_it_streams_and_runs_in_any_event_loop(chat: LocalChat) -> None:
    async def words() -> list[str]:
        return [str(chunk.content) async for chunk in chat.astream("?") if chunk.content]

    assert [str(chunk.content) for chunk in chat.stream("?") if chunk.content] == ["두 ", "단어"]
    assert asyncio.run(words()) == ["두 ", "단어"]
    assert asyncio.run(words()) == ["두 ", "단어"]


def test_a_proxy_of_the_environment_is_not_asked(chat: LocalChat, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert chat.invoke("?").content == "두 단어"
    assert chat.server._process is not None
    assert chat.server._process.answers()


def test_the_key_is_in_no_repr(chat: LocalChat) -> None:
    chat.invoke("?")
    key = chat.server.ensure_alive().key
    assert key not in repr(chat)
    assert key not in repr(chat._client)
    assert key not in str(chat.model_dump())
