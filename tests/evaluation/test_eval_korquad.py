"""Exact match and character F1, worked out by hand by the rules of KorQuAD's official script."""

from __future__ import annotations

import pytest

from assistant.evaluation.korquad import character_f1, exact_match


@pytest.mark.parametrize(
    ("answer", "gold", "match", "f1"),
    [
        ("이순신", ["이순신"], 1.0, 1.0),
        ("이순신 장군", ["이순신"], 0.0, 0.75),  # 3 shared; 2 * 3 / (5 + 3)
        ("《난중일기》", ["난중일기"], 1.0, 1.0),  # brackets become spaces
        ("1,545년", ["1545년"], 1.0, 1.0),  # ASCII punctuation is taken out
        ("Seoul", ["seoul"], 1.0, 1.0),
        ("서 울", ["서울"], 0.0, 1.0),  # words differ, characters do not
        ("부산", ["서울", "부산시"], 0.0, 0.8),  # the best of two: 2 * 2 / (2 + 3)
        ("", ["서울"], 0.0, 0.0),
        ("가가나", ["가나나"], 0.0, 2 / 3),  # a twice-said character counts as often as both hold it: 2 * 2 / 6
        ("“서울”", ["서울"], 0.0, 2 / 3),  # the script knows ‘ and ’ but not “ and ”: 2 * 2 / (4 + 2)
    ],
)
def test_by_hand(answer: str, gold: list[str], match: float, f1: float) -> None:
    assert exact_match(answer, gold) == match
    assert character_f1(answer, gold) == pytest.approx(f1)


def test_without_gold_there_is_no_score() -> None:
    assert exact_match("서울", []) is None
    assert character_f1("서울", []) is None
