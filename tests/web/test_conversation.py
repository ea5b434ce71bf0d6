"""A session's conversation, and the words of the page."""

from __future__ import annotations

import dataclasses
import re
from copy import deepcopy

import pytest
from scripted import good_answer, script_of

from assistant.answer import Draft
from assistant.article import BlockKind
from ui.web.chat.conversation import KEPT_EXCHANGES, REMEMBERED_TURNS, Conversation, Exchange, Stage
from ui.web.examples import EXAMPLES, Example, offered
from ui.web.render.text import day, one_line, safe_url, visible
from ui.web.wording.words import Words, choose_language, words_of


def test_an_exchange_goes_through_its_stages() -> None:
    each, stages = Exchange("질문"), []
    for event in script_of(good_answer("질문")):
        each.take(event)
        stages.append(each.stage)
    assert stages[0] is Stage.WRITING
    assert stages[-1] is Stage.DONE
    assert each.draft.startswith("기사에는 양해각서 5건이")
    assert each.answer == good_answer("질문")


def test_closing_keeps_what_ended_by_itself() -> None:
    each = Exchange("q", Stage.DONE)
    each.close(Stage.FAILED)
    assert each.stage is Stage.DONE


@pytest.mark.parametrize(
    "reference",
    ["", "0", "0:c", "0:c:", "0:x:0", "1:c:0", "0:c:99", "0:c:-1", "-1:c:0", "0:c:0:0", "a:b:c", "0:c:１", "0:c:²",
     "0:c:" + "9" * 5000, "\x00", "0:e:5", "__class__", "../../etc/passwd"],
)  # fmt: skip
def test_references_that_point_at_nothing_find_nothing(reference: str) -> None:
    answer = good_answer("질문")
    talk = Conversation([Exchange("질문", Stage.DONE, answer.evidence, answer=answer)])
    assert talk.find(reference) is None


def test_only_answered_earlier_turns_are_remembered_and_only_the_last_few() -> None:
    talk = Conversation()
    for at in range(12):
        talk.begin(f"q{at}").answer = good_answer(f"q{at}")
    talk.begin("stopped").close(Stage.STOPPED)
    talk.begin("now")
    assert [turn.question for turn in talk.history()] == [f"q{at}" for at in range(12 - REMEMBERED_TURNS, 12)]
    assert talk.history()[0].answer == "기사에는 양해각서 5건이 나옵니다."


def test_a_very_long_conversation_forgets_its_beginning() -> None:
    talk = Conversation()
    for at in range(3 * KEPT_EXCHANGES):
        talk.begin(str(at))
    assert len(talk.exchanges) == KEPT_EXCHANGES
    assert talk.exchanges[-1].question == str(3 * KEPT_EXCHANGES - 1)


def test_examples_are_offered_when_their_article_is_there() -> None:
    examples = (Example("always?"), Example("moon?", "달"), Example("sea?", "바다"))
    assert offered(examples, lambda words: words in "달 궤도") == ["always?", "moon?"]
    assert offered(examples, lambda words: False) == ["always?"]
    assert {code: bool(each) for code, each in EXAMPLES.items()} == {"ko": True, "en": True}


def test_a_new_conversation_shares_nothing_with_another() -> None:
    first = Conversation()
    second = deepcopy(first)
    first.begin("secret")
    assert second.exchanges == []


def test_starting_over_stops_the_question_in_progress() -> None:
    talk = Conversation()
    talk.begin("q").take(Draft(delta="x"))
    assert talk.running
    talk.clear()
    assert talk.stopping
    assert not talk.running


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Words)])
def test_every_word_is_there_in_both_languages_with_the_same_places_to_fill(name: str) -> None:
    korean, english = getattr(words_of("ko"), name), getattr(words_of("en"), name)
    if isinstance(korean, dict):
        assert korean.keys() == english.keys()
        assert all(korean.values())
        assert all(english.values())
        return
    pairs = zip(korean, english, strict=True) if isinstance(korean, tuple) else [(korean, english)]
    for one, other in pairs:
        assert one
        assert other
        assert sorted(re.findall(r"{\w+}", one)) == sorted(re.findall(r"{\w+}", other))


def test_the_languages_are_not_mixed_up() -> None:
    hangul = re.compile("[가-힣]")
    for field in dataclasses.fields(Words):
        assert not hangul.search(str(getattr(words_of("en"), field.name))), field.name
    assert set(words_of("ko").kinds) == set(BlockKind)


@pytest.mark.parametrize(
    ("header", "language"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-GB", "en"), ("fr-FR,ko;q=0.5", "ko"), ("fr,de", "en"), ("", "en"),
     ("*", "en"), ("KO", "ko"), (";;;,,,", "en")],
)  # fmt: skip
def test_the_browsers_language_decides(header: str, language: str) -> None:
    assert choose_language(header) == language


def test_unseen_characters_go_and_visible_ones_stay() -> None:
    assert visible("가\u200b나\u202e다\U000e0041\t\n라\r") == "가나다\t\n라"
    assert visible("👩\u200d👧 a\u200db") == "👩\u200d👧 ab"
    assert visible("x\u2028y\ufffd") == "x\ny□"


def test_one_line_is_short_and_escaped() -> None:
    assert one_line(" a\n<b>  c ") == "a &lt;b&gt; c"
    assert len(one_line("가" * 1000, 50)) == 50


def test_helpers_of_dates_and_addresses() -> None:
    assert day(None) == ""
    assert safe_url("https://example.com/a?b=1#c") == "https://example.com/a?b=1#c"
    assert safe_url("javascript:alert(1)") == ""
