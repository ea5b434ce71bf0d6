"""Words that say the opposite, the clauses of a sentence, and the marks of denial and plans."""

from __future__ import annotations

import pytest

from assistant.text.clauses import clause_spans
from assistant.text.modality import signs_of
from assistant.text.opposites import contradictions


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Exports rose 3 percent.", "수출이 3% 감소했다."),
        ("매출이 늘었다.", "매출이 줄었다."),
        ("the lowest rate", "the highest rate"),
        ("수출이 100억 달러를 넘었다", "100억 달러에 못 미치는 수출"),
        ("They oppose the bill.", "They support the bill."),
    ],
)
def test_an_opposite_contradicts(claim: str, source: str) -> None:
    assert contradictions(claim, source)
    assert not contradictions(claim, claim)


def test_a_source_that_says_both_does_not_contradict() -> None:
    assert not contradictions("이익은 줄었다", "매출은 늘었고 이익은 줄었다")


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("매출은 늘었지만 이익은 줄었다.", ["매출은 늘었지만 ", "이익은 줄었다."]),
        ("협상을 시작하기로 하고 공동선언문에 서명했다.", ["협상을 시작하기로 하고 ", "공동선언문에 서명했다."]),
        ("The bill passed, but the court struck it down.", ["The bill passed, but ", "the court struck it down."]),
        ("Nothing to split here.", ["Nothing to split here."]),
    ],
)
def test_clauses_cover_their_sentence(sentence: str, clauses: list[str]) -> None:
    assert [sentence[start:end] for start, end in clause_spans(sentence)] == clauses


@pytest.mark.parametrize(
    ("text", "denials", "ahead", "alleged"),
    [
        ("협정을 체결했다.", 0, 0, 0),
        ("협정을 체결하지 않았다.", 1, 0, 0),
        ("협정을 체결하기로 했다.", 0, 1, 0),
        ("회담을 계기로 협정을 체결했다.", 0, 0, 0),
        ("계획보다 일찍 끝났다.", 0, 0, 0),
        ("협정을 체결한 것으로 나타났다.", 0, 0, 0),
        ("협정을 체결할 것으로 보인다.", 0, 1, 0),
        ("협정을 어겼다는 의혹이 제기됐다.", 0, 0, 1),
        ("They couldn’t and didn't sign it.", 2, 0, 1),
        ("It will be signed.", 0, 1, 0),
        ("He allegedly signed it.", 0, 0, 1),
    ],
)
def test_marks_of_denial_plans_and_hearsay(text: str, denials: int, ahead: int, alleged: int) -> None:
    found = signs_of(text)
    assert (found.denials, min(found.ahead, 1), min(found.alleged, 1)) == (denials, ahead, alleged)
