"""What is filled in about the articles that may answer, and about who answers."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.answer import Filters
from assistant.errors import InputError
from ui.web.chat.choosing import CONFIGURED, EXTRACTIVE, Choice, chosen
from ui.web.wording.words import Words


def test_nothing_chosen_restricts_nothing(words: Words) -> None:
    assert chosen(words) == Choice()
    assert chosen(words, (), "", " ", [], [], [], CONFIGURED) == Choice()
    assert chosen(words, {}, None, None, None, None, None) == Choice()  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2026-03-01", "2026.3.1", "2026. 3. 1.", "2026/03/01", " 2026-3-1 "])
def test_days_are_read_as_people_write_them(text: str, words: Words) -> None:
    assert chosen(words, (), text).filters == Filters(since=datetime(2026, 3, 1))


def test_all_of_it_becomes_filters(words: Words) -> None:
    found = chosen(
        words, {"ab12": "제목"}, "2026-03-01", "2026-03-01", ["한빛일보"], ["정치"], ["ko", "en"], EXTRACTIVE
    )
    day = datetime(2026, 3, 1)
    expected = Filters(articles=("ab12",), since=day, until=day, outlets=("한빛일보",), sections=("정치",),
                       languages=("ko", "en"))  # fmt: skip
    assert found == Choice(expected, "extractive")


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "2026-03", "1-2-3-4", "٣", "2026-13-01", "<b>"])
def test_what_is_no_day_is_said(text: str, words: Words) -> None:
    with pytest.raises(InputError, match="2026-03-01"):
        chosen(words, (), text)


def test_an_end_before_its_beginning_is_said(words: Words) -> None:
    with pytest.raises(InputError):
        chosen(words, (), "2026-03-02", "2026-03-01")


@pytest.mark.parametrize("name", ["openai:gpt-5", "local", "", "../model", "EXTRACTIVE", None, 7])
def test_no_browser_names_a_model(name: str, words: Words) -> None:
    with pytest.raises(InputError):
        chosen(words, model=name)
