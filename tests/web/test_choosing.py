"""What is filled in about the articles that may answer."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.answer import Filters
from assistant.errors import InputError
from ui.web.choosing import chosen
from ui.web.words import Words


def test_nothing_chosen_restricts_nothing(words: Words) -> None:
    assert chosen(words, "", " ", [], [], []) is None
    assert chosen(words, None, None, None, None, None) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2026-03-01", "2026.3.1", "2026. 3. 1.", "2026/03/01", " 2026-3-1 "])
def test_days_are_read_as_people_write_them(text: str, words: Words) -> None:
    assert chosen(words, text, "", [], [], []) == Filters(since=datetime(2026, 3, 1))


def test_all_of_it_becomes_filters(words: Words) -> None:
    found = chosen(words, "2026-03-01", "2026-03-01", ["한빛일보"], ["정치"], ["ko", "en"])
    day = datetime(2026, 3, 1)
    assert found == Filters(since=day, until=day, outlets=("한빛일보",), sections=("정치",), languages=("ko", "en"))


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "2026-03", "1-2-3-4", "٣", "2026-13-01", "<b>"])
def test_what_is_no_day_is_said(text: str, words: Words) -> None:
    with pytest.raises(InputError, match="2026-03-01"):
        chosen(words, text, "", [], [], [])


def test_an_end_before_its_beginning_is_said(words: Words) -> None:
    with pytest.raises(InputError):
        chosen(words, "2026-03-02", "2026-03-01", [], [], [])
