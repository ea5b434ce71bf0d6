"""The surface that most people use: one library, one model, questions and answers."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from langchain_core.language_models import FakeListChatModel

from assistant import Assistant, ask
from assistant.answer import Answer, EvidenceFound, Filters, Finished, StreamEvent, Turn
from assistant.answering.phrases import REFUSAL
from assistant.errors import InputError, LibraryError, SettingsError
from assistant.library import Library
from assistant.settings import Settings

if TYPE_CHECKING:
    from conftest import ExampleLibrary

QUESTION = "누리호 3차 발사는 언제 이뤄졌나요?"
ENGLISH = "When did the Paris Agreement enter into force?"
NOWHERE = "Who won the 2030 World Cup?"
EXTRACTIVE = Settings(model="extractive")


def untimed(answer: Answer) -> Answer:
    return answer.model_copy(update={"timings": {}})


@pytest.mark.parametrize("question", [QUESTION, ENGLISH, NOWHERE])
def test_four_ways_of_asking_give_one_answer(extractive: Assistant, question: str) -> None:
    async def streamed() -> list[StreamEvent]:
        return [event async for event in extractive.astream(question)]

    last, last_async = list(extractive.stream(question))[-1], asyncio.run(streamed())[-1]
    assert isinstance(last, Finished)
    assert isinstance(last_async, Finished)
    answers = [extractive.ask(question), asyncio.run(extractive.aask(question)), last.answer, last_async.answer]
    assert [untimed(answer) for answer in answers] == [untimed(answers[0])] * 4


def test_asking_does_not_hold_up_the_event_loop(extractive: Assistant) -> None:
    """While the answer is made, another task gets its turns."""

    async def both() -> int:
        asking = asyncio.create_task(extractive.aask(QUESTION))
        turns = 0
        while not asking.done():
            await asyncio.sleep(0.005)
            turns += 1
        await asking
        return turns

    assert asyncio.run(both()) >= 2


def test_a_stream_that_is_left_early_can_be_closed(extractive: Assistant) -> None:
    async def first() -> StreamEvent:
        events = extractive.astream(QUESTION)
        event = await anext(events)
        await events.aclose()  # type: ignore[attr-defined]
        return event

    assert isinstance(asyncio.run(first()), EvidenceFound)


@pytest.mark.parametrize("question", [QUESTION, ENGLISH, NOWHERE])
def test_an_answer_survives_json(extractive: Assistant, question: str) -> None:
    answer = extractive.ask(question)
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_an_answer_never_changes(extractive: Assistant) -> None:
    answer = extractive.ask(ENGLISH)
    with pytest.raises(ValueError, match="frozen"):
        answer.text = "other"  # type: ignore[misc]


def test_the_evidence_comes_first_and_is_what_search_finds(extractive: Assistant) -> None:
    first = next(iter(extractive.stream(QUESTION)))
    assert isinstance(first, EvidenceFound)
    assert list(first.evidence) == extractive.search(QUESTION, k=extractive.settings.evidence)


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b\u202e", "…"])
def test_an_empty_question_is_an_input_error(extractive: Assistant, question: str) -> None:
    with pytest.raises(InputError, match="empty"):
        extractive.ask(question)


def test_a_question_that_is_too_long_names_both_lengths_and_the_setting(extractive: Assistant) -> None:
    with pytest.raises(InputError, match=r"4,001.*4,000.*max_question"):
        extractive.ask("가" * 4001)


def test_a_question_of_the_longest_length_is_read(extractive: Assistant) -> None:
    assert extractive.ask((QUESTION + " ") * 3).question


def test_a_follow_up_is_understood_from_the_history(extractive: Assistant, example_library: ExampleLibrary) -> None:
    history = [Turn(question="When did Chandrayaan-3 land on the Moon?", answer="On August 23, 2023.")]
    answer = extractive.ask("How much did it cost?", history=history)
    assert answer.question == "How much did it cost?"
    assert "Chandrayaan" in answer.standalone_question
    assert answer.evidence[0].article_id == example_library.ids["chandrayaan-3-landing.txt"]
    assert "$75 million" in answer.text


def test_without_history_a_question_stands_for_itself(extractive: Assistant) -> None:
    assert extractive.ask(QUESTION).standalone_question == QUESTION


def test_filters_hold_for_answers(extractive: Assistant, example_library: ExampleLibrary) -> None:
    """The November page does not tell when Nuri was launched."""
    only = example_library.ids["base-rate-november-2024.txt"]
    answer = extractive.ask(QUESTION, filters=Filters(articles=(only,)))
    assert answer.refused
    assert {found.article_id for found in answer.evidence} == {only}


@pytest.fixture
def empty_library(tmp_path: Path) -> Path:
    Library.open(tmp_path / "empty", write=True).close()
    return tmp_path / "empty"


@pytest.mark.parametrize(("question", "language"), [(QUESTION, "ko"), (ENGLISH, "en")])
def test_an_empty_library_says_that_it_is_empty(empty_library: Path, question: str, language: str) -> None:
    with Assistant.open(empty_library, settings=EXTRACTIVE) as assistant:
        answer = assistant.ask(question)
        assert assistant.articles() == []
        assert assistant.search(question) == []
    assert answer.refused
    assert answer.text == REFUSAL[language]
    assert answer.evidence == ()
    assert ("라이브러리" if language == "ko" else "library") in answer.refusal


def test_where_no_library_is_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="nowhere"):
        Assistant.open(tmp_path / "nowhere", settings=EXTRACTIVE)
    assert not (tmp_path / "nowhere").exists()


def test_an_unknown_setting_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="modle"):
        Assistant.open(tmp_path, modle="extractive")


def test_the_function_ask_takes_settings_by_name(
    example_library: ExampleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = ask(ENGLISH, library=example_library.path, model="extractive", evidence=3)
    assert len(answer.evidence) == 3
    assert "November 4, 2016" in answer.text


def test_a_model_object_writes_the_answer(example_library: ExampleLibrary) -> None:
    model = FakeListChatModel(responses=["The Paris Agreement entered into force on November 4, 2016. [1]"])
    with Assistant.open(example_library.path, model=model, settings=EXTRACTIVE) as assistant:
        assert assistant.model_name == "FakeListChatModel"
        answer = asyncio.run(assistant.aask(ENGLISH))
    assert answer.model == "FakeListChatModel"
    assert [claim.text for claim in answer.claims] == ["The Paris Agreement entered into force on November 4, 2016."]
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_articles_are_found_by_their_id_and_its_beginning(
    extractive: Assistant, example_library: ExampleLibrary
) -> None:
    id = example_library.ids["webb-first-images.md"]
    assert extractive.article(id) == extractive.article(id[:8])
    assert {summary.id for summary in extractive.articles()} == set(example_library.ids.values())


def test_many_threads_may_ask_at_once(extractive: Assistant) -> None:
    async def many() -> list[Answer]:
        return await asyncio.gather(*(extractive.aask(question) for question in (QUESTION, ENGLISH) * 3))

    answers = [untimed(answer) for answer in asyncio.run(many())]
    assert answers == [answers[0], answers[1]] * 3
