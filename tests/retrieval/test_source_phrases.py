"""Phrases that speak of the text itself are not searched for."""

from __future__ import annotations

import pytest

from assistant.question.source_phrases import without_source_phrases


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("According to the article, when was Nuri launched?", "when was Nuri launched?"),
        ("Based on these reports who signed it?", "who signed it?"),
        ("When was Nuri launched, according to the passage?", "When was Nuri launched?"),
        ("기사에 따르면, 누리호는 언제 발사됐나?", "누리호는 언제 발사됐나?"),
        ("위 본문에 의하면 금리는 얼마인가?", "금리는 얼마인가?"),
        ("한빛일보 기사에 따르면 누가 왔나?", "한빛일보 누가 왔나?"),
    ],
)
def test_they_are_left_out(question: str, searched: str) -> None:
    assert without_source_phrases(question) == searched


@pytest.mark.parametrize(
    "question",
    [
        "According to the Bank of Korea, how fast will the economy grow?",
        "Which article of the Paris Agreement is about finance?",
        "What is the report about?",
        "한국은행에 따르면 성장률은 얼마인가?",
        "택시 기사에게 무슨 일이 있었나?",
        "경제보도에 따르면 무엇이 올랐나?",
        "according to the article",
        "기사에 따르면",
        "",
    ],
)
def test_what_names_something_stays(question: str) -> None:
    assert without_source_phrases(question) == question
