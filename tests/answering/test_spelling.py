"""A name that a question spells otherwise than the articles, and names that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.spelling import spelled
from assistant.question.terms import Term, terms_of
from assistant.settings import Settings
from ingest import ingest

PAGE = """뮐헤르브뤼켄 다리 다시 열려

입력 : 2024-05-02 09:00

뮐헤르브뤼켄 다리가 4년 만에 다시 열렸다. 공사에는 4,800만 유로가 들었다.
시장은 뮐헤르브뤼켄 다리가 마을과 뭍을 다시 이었다고 말했다.
"""


def term(question: str) -> Term:
    return terms_of(question)[0]


@pytest.mark.parametrize("asked", ["뮐헤르브뤼겐은 어디인가?", "뮐헤르브류켄은 어디인가?", "뮐헤브뤼켄은 어디인가?"])
def test_one_letter_apart(asked: str) -> None:
    found = spelled(term(asked), [PAGE])
    letters = len(term(asked).text) == len("뮐헤르브뤼켄")
    assert (found is not None and found.said == "뮐헤르브뤼켄") is letters, "a syllable less is more than a letter"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("뮐헤르브뤼켄은?", PAGE),
        ("뮐하르바리켄은?", PAGE),
        ("영남대학교는?", "경남대학교가 문을 열었다."),
        ("충청남도는?", "충청북도가 밝혔다."),
        ("김보람은?", "김보란이 밝혔다."),
        ("한다솜은?", "한다솔이 밝혔다."),
        ("페렝은?", "페랭이 밝혔다."),
        ("뮐헤르브뤼켄은?", "뮐헤르브뤼겐과 뮐헤르브뤼켕이 맞붙었다."),
    ],
)
def test_what_is_no_other_spelling(asked: str, text: str) -> None:
    assert spelled(term(asked), [text]) is None


def test_a_foreign_name_may_be_shorter() -> None:
    found = spelled(term("펠러즌은?"), ["팰러즌이 밝혔다."])
    assert found is not None
    assert found.said == "팰러즌"


def test_two_words_of_the_article_may_be_one_of_the_question() -> None:
    found = spelled(term("파워셀러브리티는?"), ["올해의 파워 셀레브리티로 뽑혔다."])
    assert found is not None
    assert found.said == "파워셀레브리티"


def test_the_answer_says_how_the_articles_spell_it(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(PAGE, encoding="utf-8")
    settings = Settings(model="extractive", library=tmp_path / "library")
    ingest(tmp_path / "bridge.txt", library=settings.library, settings=settings)
    with Assistant.open(settings.library, settings=settings) as assistant:
        answer = assistant.ask("뮐헤르브뤼겐 다리 공사에는 얼마가 들었나?")
    assert not answer.refused
    assert "4,800만 유로" in answer.claims[0].text
    assert any("뮐헤르브뤼켄" in note and "뮐헤르브뤼겐" in note for note in answer.notes)
