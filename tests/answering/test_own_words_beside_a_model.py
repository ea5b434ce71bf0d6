"""What the articles themselves say stands beside a model's answer that does not rest on what answers best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from grounding import assert_grounded
from queued_chat import QueuedChat

from assistant.answering.phrases import phrase

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
