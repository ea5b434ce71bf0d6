"""What the articles themselves say stands beside a model's answer that does not rest on what answers best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from grounding import assert_grounded
from queued_chat import QueuedChat

from assistant.answer import Claim, Verdict
from assistant.answering.own_words import repeats
from assistant.answering.phrases import phrase
from assistant.answering.reasons import reason
from assistant.question.question import understand

if TYPE_CHECKING:
    from conftest import Ask

    from assistant import Assistant

WHEN, GOLD = "누리호 3차 발사는 언제 이뤄졌나요?", "25일 오후 6시 24분"


def test_a_verified_claim_of_the_best_sentence_stands_alone(asking: Ask) -> None:
    assistant = asking(QueuedChat(replies=["25일 오후 6시 24분 [1]"]))
    answer = assistant.ask(WHEN)
    assert_grounded(answer, assistant)
    assert [claim.text for claim in answer.claims] == ["25일 오후 6시 24분"]


@pytest.mark.parametrize(
    "reply",
    ["누리호는 길이 47.2m의 3단 로켓이다. [2]", "누리호 3차 발사는 25일 오전 6시 24분 이뤄졌다.", "누리호 3차 발사가 이뤄졌다. [1]",
     "기사에 답이 없습니다.", "Nuri was launched."],
)  # fmt: skip
def test_whatever_a_model_writes_what_answers_is_there(asking: Ask, extractive: Assistant, reply: str) -> None:
    """Beside the point, false, empty, refusing, or in the wrong language: the answer holds no less than without a model."""
    assistant = asking(QueuedChat(replies=[reply]))
    answer, own = assistant.ask(WHEN), extractive.ask(WHEN)
    assert_grounded(answer, assistant)
    assert GOLD in own.text
    assert {claim.text for claim in own.claims} <= {claim.text for claim in answer.claims}


def test_a_model_that_finds_nothing_is_named(asking: Ask) -> None:
    answer = asking(QueuedChat(replies=["기사에 답이 없습니다."])).ask(WHEN)
    assert phrase("model_abstained", "ko") in answer.notes


def test_a_claim_that_only_repeats_the_question_is_left_out(asking: Ask) -> None:
    """It says nothing false, and nothing: "누리호 3차 발사" and "이뤄졌다" are words of the question."""
    answer = asking(
        QueuedChat(replies=["누리호의 3차 발사는 언제 이뤄졌나. 누리호는 25일 오후 6시 24분 발사됐다."])
    ).ask(WHEN)
    assert [claim.text for claim in answer.claims if "언제" in claim.text] == []
    assert any(GOLD in claim.text for claim in answer.claims)
    (left_out,) = [claim for claim in answer.dropped if "언제" in claim.text]
    assert left_out.reasons[-1] == reason("repeats", "ko")


@pytest.mark.parametrize(
    ("text", "verdict", "repeated"),
    [
        ("누리호 3차 발사가 이뤄졌다.", Verdict.PARTLY, True),
        ("누리호 3차 발사가 이뤄졌다.", Verdict.VERIFIED, False),
        ("누리호 4차 발사가 이뤄졌다.", Verdict.PARTLY, False),
        ("누리호 3차 발사가 25일 이뤄졌다.", Verdict.PARTLY, False),
        ("Nuri was launched.", Verdict.PARTLY, False),
    ],
)
def test_what_only_repeats_a_question(text: str, verdict: Verdict, repeated: bool) -> None:
    assert repeats(Claim(text=text, verdict=verdict), understand(WHEN)) is repeated
