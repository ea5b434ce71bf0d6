"""The embedded chat model's process is killed and hung while it answers: the answer ends honestly, the next one is well."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from grounding import answer_of, assert_grounded

from assistant import Assistant
from assistant.answer import Draft, StreamEvent
from assistant.engine import Engine
from assistant.errors import ModelNotFoundError
from assistant.models.chat import load_chat_model
from assistant.models.embedding import load_encoder
from assistant.models.faults import Fault, ModelFault
from assistant.models.local_chat import LocalChat
from assistant.models.weights import chat_gguf
from assistant.settings import Settings

pytestmark = [pytest.mark.local_model, pytest.mark.slow]

NURI = "누리호 3차 발사는 언제 이뤄졌나요?"
SETTINGS = Settings(model="local", first_token_seconds=150, idle_seconds=3, answer_seconds=200, answer_tokens=120)


@pytest.fixture(scope="module")
def chat() -> Iterator[LocalChat]:
    pytest.importorskip("xllamacpp")
    try:
        gguf = chat_gguf().path
    except ModelNotFoundError as error:
        pytest.skip(str(error))
    model = load_chat_model("local", SETTINGS.model_copy(update={"chat_gguf": str(gguf)}))
    assert isinstance(model, LocalChat)
    yield model
    model.server.stop()


@pytest.fixture(scope="module")
def engine(extractive: Assistant, chat: LocalChat) -> Engine:
    encoder = load_encoder(extractive.settings.embedding, dtype=extractive.settings.dtype)
    return Engine(extractive.library, encoder, SETTINGS, chat, "local")


def ask_and_send(engine: Engine, chat: LocalChat, what: signal.Signals) -> list[StreamEvent]:
    """Ask, and send the process a signal as soon as it has written something."""
    events, sent = [], False
    for event in engine.stream(NURI):
        events.append(event)
        if isinstance(event, Draft) and event.delta and not sent:
            assert chat.server.pid is not None
            os.kill(chat.server.pid, what)
            sent = True
    assert sent
    return events


def test_a_killed_model_ends_the_answer_and_is_there_for_the_next(
    engine: Engine, chat: LocalChat, extractive: Assistant
) -> None:
    broken = answer_of(ask_and_send(engine, chat, signal.SIGKILL))
    assert_grounded(broken, extractive)
    assert broken.evidence
    assert any(ModelFault(Fault.CUT).said("ko") in note for note in broken.notes)
    killed = chat.server.pid
    well = answer_of(list(engine.stream(NURI)))
    assert_grounded(well, extractive)
    assert not any(ModelFault(Fault.CUT).said("ko") in note for note in well.notes)
    assert chat.server.pid not in {None, killed}


def test_a_model_that_hangs_ends_the_answer(engine: Engine, chat: LocalChat, extractive: Assistant) -> None:
    hung = answer_of(ask_and_send(engine, chat, signal.SIGSTOP))
    assert_grounded(hung, extractive)
    assert any(ModelFault(Fault.STALLED, seconds=3).said("ko") in note for note in hung.notes)
    assert chat.server.pid is not None
    os.kill(chat.server.pid, signal.SIGCONT)
