"""Replies that are read from files still count the seconds in which they were written, each to the question that asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bench_world import LetterEmbedder
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.models.cache import read_json, write_json
from assistant.settings import Settings
from benchmarks.answering.plain import Plain
from benchmarks.answering.suite import Query
from benchmarks.answering.timed import TimedAssistant, TimedModel
from benchmarks.answering.trial import Citedesk


def endless() -> Iterator[AIMessage]:
    while True:
        yield AIMessage("1931년이다.", response_metadata={"model_provider": "openai", "finish_reason": "stop"})


@pytest.fixture
def timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TimedAssistant:
    model = GenericFakeChatModel(messages=endless())
    monkeypatch.setattr(Assistant, "_chat_model", lambda self: model)
    library: Any = SimpleNamespace(
        search_vectors=lambda *_: [("p", 1.0)],
        passages=lambda ids: {
            id: SimpleNamespace(article_id="a", text="등대는 1931년에 섰다.", kind="body", start=0, end=14)
            for id in ids
        },
    )
    return TimedAssistant(library, Settings(library=tmp_path, model="extractive"), kept=tmp_path)


def slow(folder: Path, first: float, total: float) -> None:
    """As if every reply that is kept had taken so long."""
    for file in folder.glob("replies/*.times.json"):
        assert set(read_json(file)) == {"first_word", "total"}
        write_json(file, {"first_word": first, "total": total})


def test_all_models_of_an_assistant_owe_to_one_account(timed: TimedAssistant, tmp_path: Path) -> None:
    one, other = timed.chat_model(), timed.chat_model()
    assert isinstance(one, TimedModel)
    assert isinstance(other, TimedModel)
    asked = [HumanMessage("언제?")]
    said = "".join(str(chunk.text) for chunk in one.stream(asked))
    assert timed.owed.total == 0.0, "what is written now takes its time now"
    slow(tmp_path, 2.0, 30.0)
    assert "".join(str(chunk.text) for chunk in other.stream(asked)) == said
    assert "".join(str(chunk.text) for chunk in one.stream(asked)) == said
    assert (timed.owed.first_word, timed.owed.total) == (4.0, 60.0)


def test_assistants_do_not_share_an_account(timed: TimedAssistant, tmp_path: Path) -> None:
    beside = TimedAssistant(timed.library, timed.settings, kept=tmp_path)
    timed.chat_model()
    timed.owed.total = 5.0
    beside.chat_model()
    assert beside.owed.total == 0.0


def test_a_twin_adds_nothing_to_the_seconds_of_its_question(
    timed: TimedAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed, "article", lambda _: SimpleNamespace(title="등대", published=None))
    query = Query("등대는 언제 섰나?", (("1931년",),), ("등대",))
    plain = Plain(timed, {"등대": "b"}, LetterEmbedder(), SimpleNamespace(nearest=lambda *_: ""))
    assert plain.ask(query, twins=True).seconds.total < 2.0
    slow(tmp_path, 2.0, 30.0)
    seconds = plain.ask(query, twins=True).seconds
    assert 2.0 <= seconds.first_word < 4.0
    assert 30.0 <= seconds.total < 60.0


def test_seconds_owed_before_are_not_charged_to_citedesk(
    timed: TimedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([Answer(question="언제?", text="", refused=True)])
    monkeypatch.setattr(timed, "ask", lambda *_, **__: next(answers))
    timed.owed.first_word, timed.owed.total = 7.0, 70.0
    trial = Citedesk(timed, {}, SimpleNamespace(nearest=lambda *_: "")).ask(Query("언제?"), twins=False)
    assert trial.seconds.total < 7.0
