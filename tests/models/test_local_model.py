"""The embedded chat model itself: answers, wants its key, and dies with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from assistant.errors import ModelNotFoundError
from assistant.models.chat import load_chat_model
from assistant.models.local_chat import LocalChat
from assistant.models.weights import chat_gguf
from assistant.settings import Settings

pytestmark = [pytest.mark.local_model, pytest.mark.slow]

PARENT = """
import sys, time
from pathlib import Path
from assistant.models.local_server import local_server
server = local_server(Path(sys.argv[1]), 1024)
server.ensure_alive()
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def gguf() -> Path:
    pytest.importorskip("xllamacpp")
    try:
        return chat_gguf().path
    except ModelNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def chat(gguf: Path) -> LocalChat:
    model = load_chat_model("local", Settings(chat_gguf=str(gguf), answer_tokens=24))
    assert isinstance(model, LocalChat)
    yield model
    model.server.stop()


def test_it_answers(chat: LocalChat) -> None:
    answer = chat.invoke([("system", "한 단어로 답한다."), ("human", "대한민국의 수도는?")])
    assert "서울" in str(answer.content)


def test_the_same_question_gets_the_same_answer(chat: LocalChat) -> None:
    question = "List three colours."
    assert chat.invoke(question).content == chat.invoke(question).content


def test_a_streamed_answer_is_the_same_and_no_longer_than_set(chat: LocalChat) -> None:
    question = "Count from one to one hundred in words."
    pieces = [str(chunk.content) for chunk in chat.stream(question) if chunk.content]
    assert 5 < len(pieces) <= 24
    assert "".join(pieces) == chat.invoke(question).content


def test_a_common_beginning_is_read_once(chat: LocalChat) -> None:
    rules = "Answer from the sentences given, and from nothing else. " * 12
    chat.invoke([("system", rules), ("human", "Say yes.")])
    again = chat.invoke([("system", rules), ("human", "Say no.")])
    usage = again.usage_metadata
    assert usage is not None
    assert usage["input_token_details"]["cache_read"] > 0.8 * usage["input_tokens"]


def test_an_abandoned_answer_frees_the_model(chat: LocalChat) -> None:
    for _ in chat.stream("Count from one to one hundred in words.", max_tokens=2000):
        break
    begun = time.monotonic()
    chat.invoke("Say yes.")
    assert time.monotonic() - begun < 30  # 2000 tokens would take longer than a minute


def test_tokens_are_counted_by_the_model(chat: LocalChat) -> None:
    assert chat.get_num_tokens("안녕하세요 여러분") < chat.get_num_tokens("안녕하세요 여러분 " * 5)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_without_its_key_nothing_is_answered(chat: LocalChat, headers: dict[str, str]) -> None:
    endpoint = chat.server.ensure_alive()
    body = {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 1}
    url = f"{endpoint.base_url}/chat/completions"
    assert httpx.post(url, json=body, headers=headers, trust_env=False).status_code == 401
    own = {"Authorization": f"Bearer {endpoint.key}"}
    assert httpx.post(url, json=body, headers=own, timeout=60, trust_env=False).status_code == 200


def test_a_prompt_longer_than_the_context_is_refused(chat: LocalChat) -> None:
    from assistant.errors import ModelError

    with pytest.raises(ModelError, match="too long"):
        chat.invoke("word " * 6000)
    assert chat.invoke("Say yes.").content


def test_it_dies_with_a_parent_that_is_killed(gguf: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(gguf)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_file_that_is_no_model_is_explained(tmp_path: Path) -> None:
    from assistant.errors import ModelError

    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + b"\0" * 1000)
    model = load_chat_model("local", Settings(chat_gguf=str(broken)))
    assert model is not None
    with pytest.raises(ModelError, match=r"broken\.gguf.*ended while loading"):
        model.invoke("?")
