"""What is let through of a model's writing does not depend on the pieces it comes in, and is never markup or our prompt."""

from __future__ import annotations

import re
import time
from collections.abc import Generator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.answering.as_data import as_data, without_marks
from assistant.answering.curtain import Curtain, plain_words, whole_sentences
from assistant.answering.fitting import most_that_fit, tokens_of
from assistant.answering.retrying import Patience, retrying
from assistant.models.faults import Fault, ModelFault, fault_of, told

PROMPT = (
    "Answer in English, in one to three short sentences. 번호 붙은 문장에 있는 내용만 씁니다. The articles do not say."
)
PARTS = st.sampled_from(
    ["The bridge ", "cost 48 million. ", "[1]", " [2] ", "[see](https://evil.example/a)", "https://evil.example/b?c ", "![i](x)", "<b>",
     "</b>", "<think>hm</think>", "<script>x()</script>", "<|im_end|>", "<|im_start|>user", "```json\n", "```",
     "\n", " ", "<한겨레> ", "3 < 5 ",
     "\x1b[31m", "\u200b", "다리는 ", "열렸다. ", "www.evil.example/x", "!", "(a)", "<!-- y -->", "Answer in English, "]
)  # fmt: skip


def through(text: str, sizes: list[int], *prompts: str) -> str:
    curtain, shown, at = Curtain(prompts), "", 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        shown += curtain.take(text[at : at + size])
        at += size
    shown += curtain.end()
    assert shown == curtain.text
    return shown


@given(st.lists(PARTS, max_size=12).map("".join), st.lists(st.integers(1, 9), min_size=1, max_size=5))
@example("a <think>b c</think> d", [1])
@example("Great![1]", [1])
@example("![1](a)", [1])
def test_nothing_hidden_is_let_through_however_it_is_cut(text: str, sizes: list[int]) -> None:
    shown = through(text, sizes, PROMPT)
    assert not re.search(r"evil|<b>|</b>|im_end|im_start|<script|x\(\)|\x1b|\u200b|!\[(?!\d+\](?!\())", shown)


@given(st.text("가나 다.\n[]1 bc,", max_size=80), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_plain_words_pass_as_they_are(text: str, sizes: list[int]) -> None:
    assert through(text, sizes) == plain_words(text) == text


@pytest.mark.parametrize(
    "text", ["<한겨레>와 <AP>가 전했다.", "3 < 5 and 7 > 2.", "The U.S. said so. [1]", "1) first\n2) second", "a_b *c*"]
)
def test_words_that_look_like_markup_stay(text: str) -> None:
    assert through(text, [3], PROMPT) == text


@pytest.mark.parametrize(
    "change", [str, str.upper, lambda text: "\n".join(text.split()), lambda text: text.replace(" ", " - ")]
)
def test_our_prompt_is_not_repeated(change: object) -> None:
    assert callable(change)
    shown = through(f"Sure. {change(PROMPT)} Done.", [5], PROMPT)
    letters = re.sub(r"[\W_]+", "", shown).casefold()
    assert "onetothreeshort" not in letters
    assert "내용만씁니다" not in letters
    assert letters.startswith("sure")


def test_the_phrase_of_a_refusal_is_no_copy_of_the_prompt() -> None:
    assert through("The articles do not say.", [4], PROMPT) == "The articles do not say."


@pytest.mark.parametrize(
    ("cut", "kept"),
    [
        ("It opened on May 2. It cost 3", "It opened on May 2."),
        ("It opened in May. [1] It cost 3.", "It opened in May. [1]"),
        ("It opened in May. [1]", "It opened in May. [1]"),
        ("다리가 열렸다. 건설비가 48억 원이 아니라", "다리가 열렸다."),
        ("다리가 열렸다. [2]\n", "다리가 열렸다. [2]\n"),
        ("no end", ""),
        ("", ""),
    ],
)
def test_of_a_cut_text_whole_sentences_are_kept(cut: str, kept: str) -> None:
    assert whole_sentences(cut) == kept


@given(st.text(max_size=80))
def test_data_is_one_line_without_signs_of_prompts(text: str) -> None:
    assert not re.search(r"[\[\]{}<>`【】\n]", as_data(text))


def test_numbers_in_brackets_of_an_article_are_no_marks() -> None:
    assert without_marks("It is so. [9] [1, 2] 【3】 [sic]") == "It is so. (9) (1, 2) (3) [sic]"


def trying(*outcomes: object) -> Generator[str, None, str]:
    """Each outcome in turn: a fault that is raised, a fault after some text, or the text itself."""
    left = list(outcomes)

    def attempt() -> Generator[str, None, str]:
        outcome = left.pop(0)
        if isinstance(outcome, tuple):
            yield outcome[0]
            raise outcome[1]
        if isinstance(outcome, ModelFault):
            raise outcome
        yield str(outcome)
        return str(outcome)

    return retrying(attempt, Patience(3, 0.01, time.monotonic() + 60))


def test_a_fault_that_passes_is_tried_again() -> None:
    assert list(trying(ModelFault(Fault.SERVER), ModelFault(Fault.BUSY), "well")) == ["well"]


def test_three_tries_are_enough() -> None:
    with pytest.raises(ModelFault) as caught:
        list(trying(*[ModelFault(Fault.SERVER)] * 2, ModelFault(Fault.BUSY), "well"))
    assert caught.value.fault is Fault.BUSY


@pytest.mark.parametrize("fault", [fault for fault in Fault if not ModelFault(fault).passing])
def test_other_faults_are_not_tried_again(fault: Fault) -> None:
    with pytest.raises(ModelFault):
        list(trying(ModelFault(fault), "well"))


def test_nothing_is_tried_again_once_text_was_shown() -> None:
    pieces = trying(("some", ModelFault(Fault.SERVER)), "well")
    assert next(pieces) == "some"
    with pytest.raises(ModelFault):
        next(pieces)


def test_no_try_begins_after_the_last_moment() -> None:
    late = Patience(3, 10, time.monotonic() + 0.1)
    assert late.pause(1, ModelFault(Fault.BUSY, after=5)) is None
    assert Patience(3, 10, time.monotonic() + 60).pause(1, ModelFault(Fault.BUSY, after=5)) == 5
    assert Patience(3, 4, time.monotonic() + 60).pause(1, ModelFault(Fault.BUSY, after=5)) is None


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_is_said_in_both_languages(fault: Fault) -> None:
    error = ModelFault(fault, seconds=7)
    assert re.search("[가-힣]", told(error, "ko"))
    assert not re.search("[가-힣]", told(error, "en"))
    assert error.hint


@pytest.mark.parametrize(
    ("error", "fault"),
    [(TimeoutError(), Fault.SILENT), (ConnectionRefusedError(), Fault.UNREACHABLE), (ConnectionResetError(), Fault.CUT),
     (UnicodeDecodeError("utf-8", b"x", 0, 1, "no"), Fault.UNREADABLE), (KeyError("choices"), Fault.BROKEN)],
)  # fmt: skip
def test_exceptions_of_python_are_understood(error: Exception, fault: Fault) -> None:
    known = fault_of(error)
    assert isinstance(known, ModelFault)
    assert known.fault is fault


def test_as_many_sentences_as_fit_are_taken() -> None:
    def prompting(count: int) -> list[SystemMessage | HumanMessage]:
        return [SystemMessage("rules"), HumanMessage("문장 " * 10 * count)]

    assert most_that_fit(prompting, 5, tokens_of(prompting(5))) == 5
    assert most_that_fit(prompting, 5, tokens_of(prompting(5)) - 1) == 4
    assert most_that_fit(prompting, 5, 3) == 0
