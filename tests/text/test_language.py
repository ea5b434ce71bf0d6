"""Korean or English."""

from __future__ import annotations

import pytest

from assistant.text.language import has_hangul, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("양국은 5건의 양해각서를 체결했다.", "ko"),
        ("AI 서밋에서 GPU 수준의 DX-M1 칩을 시연했다.", "ko"),
        ("SMR 협력 MOU", "ko"),
        ("The two countries signed five MOUs.", "en"),
        ("President Lee Jae-myung (이재명) met Prime Minister Lawrence Wong in Singapore on Monday.", "en"),
        ("What MOUs were signed?", "en"),
        ("몇 개?", "ko"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "2026-03-03", "…", "日本"])
def test_a_text_without_letters_of_either_takes_the_default(text: str) -> None:
    assert (language_of(text, default="en"), language_of(text, default="ko")) == ("en", "ko")


def test_hangul_is_seen_as_syllables_and_as_letters() -> None:
    assert has_hangul("a 한 b")
    assert has_hangul("ㅋ")
    assert has_hangul("\u1112\u1161\u11ab")
    assert not has_hangul("韓 English 123")
