"""Answers that are kept: what is asked again, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from evaluated import FIXTURES, PAGE, found, right_answers
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage
from langchain_core.outputs import ChatGenerationChunk
from scripted_assistant import ScriptedAssistant, article_of

from assistant.errors import ModelError
from assistant.evaluation import evaluate
from assistant.evaluation.kept_model import KeptModel
from assistant.evaluation.result import Meter
from assistant.settings import Settings


def assistant(**options: Any) -> ScriptedAssistant:
    return ScriptedAssistant([PAGE], right_answers(), found(), **options)


def test_a_second_run_asks_nothing_and_writes_the_same_report(tmp_path: Path) -> None:
    first, second = assistant(), assistant()
    reports = [evaluate(FIXTURES, each, cache=tmp_path).to_json() for each in (first, second)]
    assert len(first.asked) == 4
    assert second.asked == second.searched == []
    assert reports[0] == reports[1]


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    """Ended after the second question; the next run asks the other two."""

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(FIXTURES, assistant(), cache=tmp_path, progress=stop)
    again = assistant()
    report = evaluate(FIXTURES, again, cache=tmp_path)
    assert [question for question, _ in again.asked] == ["cost?", "who?"]
    assert report.metrics["passed"].value == 1.0


def test_what_answers_depend_on_makes_them_asked_again(tmp_path: Path) -> None:
    evaluate(FIXTURES, assistant(), cache=tmp_path)
    other_settings = assistant(settings=Settings(model="extractive", evidence=3))
    other_passages = assistant(unsearched="Rain fell in Seoul.")
    more_articles = ScriptedAssistant([PAGE, article_of("Another.")], right_answers(), found())
    for changed in (other_settings, other_passages, more_articles):
        evaluate(FIXTURES, changed, cache=tmp_path)
        assert len(changed.asked) == 4
    moved = assistant(settings=Settings(model="extractive", library=Path("elsewhere")))
    evaluate(FIXTURES, moved, cache=tmp_path)
    assert moved.asked == []  # where the library stands makes no difference


def test_fresh_asks_all_and_keeps_the_new_answers(tmp_path: Path) -> None:
    evaluate(FIXTURES, assistant(), cache=tmp_path)
    fresh = assistant()
    evaluate(FIXTURES, fresh, cache=tmp_path, fresh=True)
    assert len(fresh.asked) == 4


def test_a_damaged_file_is_asked_again(tmp_path: Path) -> None:
    evaluate(FIXTURES[:1], assistant(), cache=tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text('{"answer": {}}')
    again = assistant()
    assert evaluate(FIXTURES[:1], again, cache=tmp_path).metrics["passed"].value == 1.0
    assert len(again.asked) == 1


def test_an_answer_that_stands_in_for_a_failed_model_is_not_kept(tmp_path: Path) -> None:
    class Failing(ScriptedAssistant):
        meter = Meter()

        def ask(self, question: str, **options: Any) -> Any:
            self.meter.failed += 1
            return super().ask(question, **options)

    for _ in range(2):
        failing = Failing([PAGE], right_answers(), found())
        evaluate(FIXTURES[:1], failing, cache=tmp_path)
        assert len(failing.asked) == 1


class Talking(GenericFakeChatModel):
    """Says "one two", counts tokens, and breaks off where it is asked to."""

    def _stream(self, messages: Any, *rest: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        used = {"input_tokens": 7, "output_tokens": 1, "total_tokens": 8}
        yield ChatGenerationChunk(message=AIMessageChunk(content="one ", usage_metadata=used))
        if messages[0].content == "break":
            raise ModelError("It broke off.")
        yield ChatGenerationChunk(message=AIMessageChunk(content="two", chunk_position="last"))


class Silent(GenericFakeChatModel):
    """May not be asked."""

    def _stream(self, messages: Any, *rest: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        raise AssertionError("asked")


def kept(folder: Path | None, inner: type[GenericFakeChatModel], identity: str = "m") -> KeptModel:
    return KeptModel(inner=inner(messages=iter([AIMessage("")])), identity=identity, folder=folder)


def said(model: KeptModel, prompt: str) -> str:
    return "".join(str(chunk.text) for chunk in model.stream([HumanMessage(prompt)]))


def test_a_prompt_is_sent_once(tmp_path: Path) -> None:
    first = kept(tmp_path, Talking)
    assert said(first, "hello") == said(kept(tmp_path, Silent), "hello") == "one two"
    assert first.meter == Meter(read=7, written=1)
    again = kept(tmp_path, Silent)
    assert again.invoke([HumanMessage("hello")]).content == "one two"
    assert again.meter == first.meter  # a reply that is kept counts the tokens it took


@pytest.mark.parametrize(("prompt", "identity"), [("hello ", "m"), ("hello", "other")])
def test_another_prompt_or_model_is_asked(tmp_path: Path, prompt: str, identity: str) -> None:
    said(kept(tmp_path, Talking), "hello")
    with pytest.raises(AssertionError, match="asked"):
        said(kept(tmp_path, Silent, identity), prompt)


def test_a_reply_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    model = kept(tmp_path, Talking)
    with pytest.raises(ModelError):
        said(model, "break")
    assert list(tmp_path.rglob("*.json")) == []
    assert model.meter.failed == 1


def test_without_a_folder_tokens_are_counted_all_the_same() -> None:
    model = kept(None, Talking)
    assert said(model, "hello") == "one two"
    assert model.meter == Meter(read=7, written=1)


def test_kept_replies_hold_no_prompt(tmp_path: Path) -> None:
    said(kept(tmp_path, Talking), "a secret question")
    (file,) = tmp_path.rglob("*.json")
    assert set(json.loads(file.read_text())) == {"text", "tokens", "ending"}
